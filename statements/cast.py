"""Who speaks, as an article is read from top to bottom: names, pronouns and roles, and whoever spoke last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from statements.announced import ourselves
from statements.attributes import noun_behind
from statements.bearers import Bearers
from statements.countries import COUNTRIES
from statements.descriptions import Descriptions
from statements.epithets import Epithets
from statements.introductions import introduce
from statements.labels import Labels
from statements.language import Word, key_of
from statements.linking import Mention
from statements.model import Span, Speaker
from statements.nounkinds import is_speaker
from statements.parties import Party
from statements.phrases import Noun, can_speak, head_of, is_comma
from statements.pronouns import Pronouns
from statements.speakers import Mentioned, joint, read_phrase
from statements.tokens import Tokens
from statements.wanted import OFFICES

_HEADS = OFFICES | Word.BODY
_INSIDE = re.compile(r"[A-Z](?:(?<=[^\W\d_A-Z][ ,].)|(?<=[^\W\d_A-Z][ ,] .))[\w'’-]*\w")
_SOON = 600
"""Characters in which somebody told by his office alone is named."""
_OPENING = 6
"""Paragraphs in which a joint text says who “we” are."""


class Cast:
    """The speakers of one article."""

    def __init__(self, bearers: Bearers) -> None:
        self.text = bearers.text
        self.language = language = bearers.language
        self._bearers = bearers
        self._ledger = self._bearers.ledger
        self._short_names = self._bearers.short_names
        self._pronouns = Pronouns(self._bearers, language)
        self._descriptions = Descriptions(self._bearers, self._pronouns)
        self.labels = Labels(bearers)
        self._epithets = Epithets(self._bearers, self._pronouns, self._descriptions)
        self.names: dict[str, str] = {}
        """Who was called by an office alone, by his name, which the article tells later."""
        self._last: Party | None = None
        self._spoken_of: Party | None = None
        """The last subject of a sentence that reports nothing."""
        self._latest: Party | None = None
        """Whichever of the two came last."""

    @property
    def mentions(self) -> Mapping[int, Mention]:
        """What the registry knows in the text, by where it starts."""
        return self._bearers.mentions

    @property
    def and_(self) -> str:
        """The language's word that joins two names."""
        return self._bearers.and_

    def introduce(self, paragraphs: Iterable[Tokens]) -> None:
        """Notes everybody named in full, before anything is read."""
        everywhere = list(paragraphs)
        introduce(self._bearers, everywhere)
        for t in everywhere[:_OPENING]:
            told = ourselves(t)
            if told is not None and self._pronouns.ourselves is None:
                self._pronouns.ourselves = self._bearers.add(self._bearers.spelled(t, *told))

    def speaker(self, t: Tokens, noun: Noun, *, owner: bool = False) -> Speaker:
        """Who the phrase `noun` is, remembered as the last to speak; `owner`: whose the words are said to be."""
        mention = t.span(noun.first, noun.last)
        if noun.relative is not None:
            mention = t.span(noun.relative, noun.relative)
        party, role = self._who(t, noun)
        owner = owner and not t.is_a(noun.first, Word.PRONOUN | Word.POSSESSIVE)
        party = self._bearers.as_subject(party) if owner else party
        party.voiced = party.voiced or (not party.person and _speaks_for(t, noun.core))
        if party.name.endswith(self._bearers.spelled(t, noun.first, noun.core)):
            self._name_the_last(party, role, t.starts[noun.first], t.ends[noun.core])
        self._ledger.subject(party, t.starts[noun.first])
        self._last = self._latest = party
        return Speaker(party.name, mention, self._office(role, party))

    def _name_the_last(self, party: Party, role: str | None, at: int, end: int) -> None:
        """The country's works minister left … “…,” Ada Lind said: whose name follows as news.

        The one named is new, nothing else is said of him, and he speaks right behind whoever had only an office.
        """
        before = self._latest
        soon = before is not None and self._ledger.last_subject(at, lambda one: one is before, _SOON) is not None
        told = party.roles or party.sides or role or self.text[end : end + 2] == ", "
        known = self.mentions.get(at)
        told = told or (known is not None and known.kind != "person")
        new = party.person and " " in party.name and not (party.plural or told)
        if before is None or not (before.unnamed and soon and new and self._ledger.is_new(party, at)):
            return
        self.names[before.name] = party.name
        party.roles |= before.roles
        party.sides |= before.sides
        party.role = before.name

    def _office(self, role: str | None, party: Party) -> str | None:
        """What the phrase says somebody is; a mere Mr or Ms gives way to his office."""
        honorific = role is not None and self.language.table.gender.get(key_of(role).rstrip("."))
        return party.role or role if honorific else role or party.role

    def subject(self, t: Tokens, noun: Noun, *, tells: bool = False) -> Speaker | None:
        """Notes the subject of a sentence that reports nothing: the next pronoun may mean it.

        Returns it where it is somebody whose words the next sentence may be: whoever the sentence says has told
        something, else a person named, an office, a body.
        """
        if not can_speak(t, noun) or (
            t.is_a(noun.first, Word.QUANTITY) and read_phrase(t, noun, self.text).name is None
        ):
            return None
        if self._only_opens(t, noun):
            return None
        party, _ = self._who(t, noun)
        self._ledger.subject(party, t.starts[noun.first])
        self._spoken_of = self._latest = party
        somebody = tells or party.kind or (party.roles and is_speaker(t, noun)) or _has_head(t, noun)
        return Speaker(party.name, t.span(noun.first, noun.last), party.role) if somebody else None

    def _only_opens(self, t: Tokens, noun: Noun) -> bool:
        """Tents and pumps were blocked: a common word with the capital of its sentence, and nobody's name."""
        first = noun.first
        opens = t.caps[first] and not t.classes[first] and (first == 0 or t.keys[first - 1] in (".", "!", "?"))
        within = range(first + 1, noun.core)
        parted = any(t.is_a(i, Word.PREPOSITION | Word.AND) or is_comma(t, i) for i in within)
        named = noun.core > first and (t.caps[first + 1] or (t.caps[noun.core] and not parted))
        if not opens or named or self.language.table.common_capitals or t.starts[first] in self.mentions:
            return False
        name = self._bearers.spelled(t, first, first)
        known = (self._capitalised, self._bearers.by_name, self._short_names.by_surname)
        return not any(name in names for names in known)

    @cached_property
    def _capitalised(self) -> frozenset[str]:
        """Words with a capital inside a sentence."""
        return frozenset(_INSIDE.findall(self.text))

    def turn(self) -> None:
        """Lets the last subject of a sentence that reports nothing be the last speaker."""
        self._last = self._spoken_of or self._last

    def again(self, mention: Span | None = None) -> Speaker | None:
        """The last speaker, going on."""
        party = self._last or (self._spoken_of if self.language.order.drops_subject else None)
        return Speaker(party.name, mention, party.role) if party else None

    def known(self, t: Tokens, first: int, last: int) -> Speaker | None:
        """The party the words name, if the registry or the article knows it by that name."""
        at = t.starts[first]
        name = " ".join(self.text[at : t.ends[last]].split())
        if name.isupper() and name.title() in self._short_names.by_surname:
            name = name.title()
        mention = self.mentions.get(at)
        whole = mention is not None and mention.span.end == t.ends[last]
        known = name in self._bearers.by_name or name in self._short_names.by_surname
        if not whole and (name.isupper() or not known):
            return None
        party = self._bearers.named(Mentioned(name, None, ()), at)
        self._last = self._latest = party
        return Speaker(party.name, t.span(first, last), party.role)

    def is_somebody(self, at: int) -> bool:
        """Whether the registry knows the name at `at`, or it was just found to be that of an office holder."""
        party = self._latest
        return at in self.mentions or (party is not None and party.person and bool(party.roles))

    def third_party(self, t: Tokens, noun: Noun, outer: str) -> Speaker | None:
        """Who is quoted inside a quotation of `outer`; None for his “I” and “our people”, not for “my mother”."""
        if t.keys[noun.first] in self.language.table.first_person:
            kin = noun.first + 1 == noun.core and self.language.table.gender.get(t.keys[noun.core]) in ("m", "f")
            name = f"{outer}’s {self._bearers.spelled(t, noun.core, noun.core)}"
            return Speaker(name, t.span(noun.first, noun.last)) if kin else None
        party, role = self._who(t, noun)
        return Speaker(party.name, t.span(noun.first, noun.last), role or party.role)

    def rivals(self, words: str, chosen: str, at: int) -> list[tuple[str, str]]:
        """Others that `words` at `at` could have meant, with why they lost; the last named first."""
        return self._pronouns.rivals(words, chosen, at)

    def _who(self, t: Tokens, noun: Noun) -> tuple[Party, str | None]:
        at = t.starts[noun.first]
        head = noun_behind(t, noun.first, noun.core + 1)
        noun = noun if head is None else Noun(head, noun.last, noun.core, noun.relative)
        alone = noun.first == noun.last and t.is_a(noun.first, Word.PRONOUN | Word.POSSESSIVE | Word.OBJECT)
        if alone or self._pronouns.knows(t.keys[noun.first]):
            found = self._pronouns.party(t.keys[noun.first], at, self._last)
            return found or self._descriptions.party(t, noun), None
        spelled = self._bearers.spelled(t, noun.first, noun.core)
        named = self.mentions.get(at)
        if named is not None and named.kind == "other" and named.span.end == t.ends[noun.core]:
            return self._bearers.by_name.get(spelled) or self._bearers.add(spelled, person=False), None
        called = self._short_names.initialled(spelled) or self._short_names.of_last_words(spelled, at)
        if called is not None:
            return called, None
        if _holds_several(t, noun, self.mentions):
            first = noun.first + 2 * (t.keys[noun.first] in self.language.table.first_person)
            name = self._bearers.spelled(t, first + t.is_a(first, Word.DETERMINER), noun.last)
            return self._bearers.by_name.get(name) or self._bearers.add(name), None
        two = joint(t, noun) if self._bearers.language.possessive else None
        office = two is not None and t.is_a(noun.first, Word.DETERMINER) and t.is_a(two - 1, OFFICES)
        if two is not None and (office or read_phrase(t, Noun(noun.first, two - 1, two - 1), self.text).name):
            return self._both(t, noun, two)
        said = read_phrase(t, noun, self.text)
        if said.name is not None and said.role is not None:
            said = self._bearers.countries.without(t, noun, said)
        elif said.name and (_is_thing(t, noun, self.mentions) or self._only_describes(t, noun, said.name)):
            said = Mentioned(None, None, said.words)
        if said.name is not None:
            party = self._bearers.named(said, at)
            party.plural = party.plural or _is_counted(t, noun)
            if said.role is not None:
                party.sides |= self._bearers.countries.named_in(said.role, at)
            return party, said.role
        return self._epithets.party(t, noun, at, self._latest), None

    def _only_describes(self, t: Tokens, noun: Noun, name: str) -> bool:
        """The *Avarian* works ministry; *Avarian* and Borl envoys: an adjective before a common noun."""
        head = head_of(t, noun)
        if t.caps[head] or self.language.table.common_capitals or not self.language.possessive:
            return False
        told = ((i, self.mentions.get(t.starts[i])) for i in range(noun.first, head))
        at = next((i for i, one in told if one and one.kind == "demonym" and one.span.of(self.text) == name), None)
        return at is not None and (t.holds(Word.AND, at, head) or not is_comma(t, at + 1))

    def _both(self, t: Tokens, noun: Noun, at: int) -> tuple[Party, str | None]:
        """Premier Ada Lind and her counterpart, Ivo Berg: the two as one speaker."""
        first, role = self._who(t, Noun(noun.first, at - 1, at - 1))
        second, _ = self._who(t, Noun(at + 1, noun.last, max(noun.core, at + 1)))
        return self._bearers.together([first, second]), role


def _is_counted(t: Tokens, noun: Noun) -> bool:
    """The two Chambers: several, whatever they are called."""
    first = noun.first + t.is_a(noun.first, Word.DETERMINER)
    return first < noun.core and t.keys[first] in t.language.table.numerals


def _has_head(t: Tokens, noun: Noun) -> bool:
    """Whether the phrase has an office or a body in it."""
    return t.holds(_HEADS, noun.first, noun.core + 1)


def _speaks_for(t: Tokens, i: int) -> bool:
    """The delegate, the spokesman: somebody who is the voice of a state or body."""
    return t.keys[i] in t.language.table.voices and t.is_a(i, Word.ROLE)


def _holds_several(t: Tokens, noun: Noun, mentions: Mapping[int, Mention]) -> bool:
    """The foreign ministers of Avaria, Borland and Carland: one office of several countries."""
    comma = next((i for i in range(noun.first + 2, noun.last) if is_comma(t, i)), None)
    if comma is None or not any(t.is_a(i, OFFICES) and t.is_plural(i) for i in range(noun.first, comma)):
        return False
    beside = [mentions.get(t.starts[i]) for i in (comma - 1, comma + 1)]
    return all(one is not None and one.kind in COUNTRIES for one in beside)


def _is_thing(t: Tokens, noun: Noun, mentions: Mapping[int, Mention]) -> bool:
    """Where every noun has a capital: whether an article makes a phrase a common noun: der Vertrag."""
    if not t.language.table.common_capitals or not t.is_a(noun.first, Word.DETERMINER | Word.POSSESSIVE):
        return False
    core = range(noun.first, noun.core + 1)
    return not any(t.is_a(i, _HEADS) or t.is_quotation(i) or t.starts[i] in mentions for i in core)
