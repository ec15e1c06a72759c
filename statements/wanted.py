"""What a phrase without a name says of whoever it means: the office, of what and which country, how many."""

from __future__ import annotations

from collections.abc import Collection

from statements.bearers import Bearers
from statements.language import Word
from statements.parties import Party
from statements.phrases import Noun
from statements.tokens import Tokens
from statements.value import value

OFFICES = Word.TITLE | Word.ROLE
"""Classes of words for an office."""
_STEM = 4
"""Letters that tell whether two words are of one stem: Kenya, Kenyan."""


@value(frozen=True, slots=True)
class Wanted:
    """What a phrase asks of whoever it means."""

    head: str
    """Its head word, without an ending."""
    office: str
    """Its head word as offices are noted."""
    offices: frozenset[str]
    sides: frozenset[str]
    """Countries it names."""
    modifiers: tuple[str, ...]
    """The words before its head, the determiner left out."""
    behind: tuple[str, ...]
    """Names behind its head that say of whom or what: the representative of *China*."""
    named: bool
    """Whether a name or country stands before its head: the *Tarn* party, the *Avarian* company."""
    styled: bool
    """Whether it is no more than a title with capitals: the President of the Republic."""
    fields: frozenset[str]
    """What its office deals with: the minister for *development*."""
    owned: bool
    """Whether it is somebody's: the *bakers'* association."""
    counted: bool
    """Whether it says how many they are: the *three* governments."""

    @classmethod
    def of(cls, t: Tokens, noun: Noun, head: int, bearers: Bearers) -> Wanted:
        """What the phrase `noun` with head word `head` asks; `bearers` know the names and countries in it."""
        table, countries = t.language.table, bearers.countries
        core = range(noun.first, noun.core + 1)
        style = " ".join(t.keys[head : head + 3])  # the head of state
        styled = head + 2 == noun.core and style in table.also_called
        return cls(
            head=bearers.bare(t.keys[head]),
            office=_office(t, head, bearers),
            offices=frozenset({style} if styled else (_office(t, i, bearers) for i in core if t.is_a(i, OFFICES))),
            sides=frozenset(countries.named(t, noun.first, noun.core, bodies=True) or countries.opened_in(t, noun)),
            modifiers=tuple(t.keys[i] for i in range(noun.first + 1, head) if not t.is_sign(i)),
            behind=tuple(t.keys[i] for i in range(head + 1, noun.core + 1) if _is_of(t, i, bearers)),
            named=any(t.caps[i] and not t.keys[i].endswith("-based") for i in range(noun.first + 1, head)),
            styled=_is_style(t, noun, head, bearers),
            fields=frozenset(t.keys[i] for i in core if t.is_a(i, Word.ATTRIBUTE)),
            owned=any(t.owns(i) or t.keys[i] in ("'", "’") for i in range(noun.first, head)),
            counted=any(t.keys[i] in table.numerals for i in range(noun.first, noun.core)),
        )

    def suits(self, party: Party) -> bool:
        """Whether nothing known of `party` is against it: the Estonian leader is not Latvia's."""
        known = party.sides or party.homes
        return not (self.sides and known) or bool(self.sides & known)

    def tells(self, party: Party) -> bool:
        """Whether `party` is known to be of the country, or else of the body, that the phrase names."""
        of_body = not self.sides and bool(self.behind) and party.roles.issuperset(self.behind)
        return of_body or bool(self.sides & party.sides)

    def is_told_by(self, party: Party, words: Collection[str]) -> bool:
        """Whether a party has in its name, `words`, what the phrase says of it: the *migration* ministry."""
        stems = {word[:_STEM] for word in words}
        return all(word[:_STEM] in stems or self.tells(party) for word in self.modifiers)


def _office(t: Tokens, i: int, bearers: Bearers) -> str:
    return bearers.lemma(t.keys[i].removeprefix("ex-"))


def _is_of(t: Tokens, i: int, bearers: Bearers) -> bool:
    """Whether a token behind an office says of what it is: the delegate of *Georgia*."""
    named = t.caps[i] and not t.classes[i] and t.is_a(i - 1, Word.OWNER)
    return named or t.starts[i] in bearers.mentions


def _is_style(t: Tokens, noun: Noun, head: int, bearers: Bearers) -> bool:
    """Whether all words have capitals and no country or body is named."""
    words = range(noun.first + 1, noun.core + 1)
    named = any(t.starts[i] in bearers.mentions for i in words)
    small = Word.OWNER | Word.DETERMINER
    return t.is_a(head, Word.TITLE) and not named and all(t.caps[i] or t.is_a(i, small) for i in words)
