"""Who is known by a description alone: a senior official, Ada Lind’s spokesman, the country's works minister."""

from __future__ import annotations

from statements.bearers import Bearers
from statements.language import Word
from statements.parties import Party
from statements.phrases import Noun, head_of
from statements.pronouns import Pronouns
from statements.tokens import Tokens
from statements.wanted import OFFICES


class Descriptions:
    """The parties of one article that have no name but the words they are described by."""

    def __init__(self, bearers: Bearers, pronouns: Pronouns) -> None:
        self._bearers = bearers
        self._pronouns = pronouns
        self._language = bearers.language

    def party(self, t: Tokens, noun: Noun, last: Party | None = None) -> Party:
        """Whoever is described in these words: a senior official; Ada Lind’s spokesman, for her spokesman.

        `last` is the last subject, whom a possessive means where nobody near fits.
        """
        first, table = noun.first, self._language.table
        definite = t.is_a(first, Word.DETERMINER) and t.keys[first] in (*table.definite, *table.objective)
        owner = self._owner(t, noun, last)
        if (definite or owner) and first < noun.core:
            first += 1
        name = self._bearers.spelled(t, first, noun.core)
        name = name.removeprefix("-").removeprefix("t-")  # a clitic without what hangs it on
        sides = self._bearers.countries.named(t, first, noun.core)
        if owner is not None and not sides:
            name = f"{owner.name}’{'' if owner.name.endswith('s') else 's'} {name}"
        party = self._bearers.by_name.get(name)
        if party is None:
            core = range(first, noun.core + 1)
            party = self._bearers.by_name[name] = self._described(name, t, noun, core)
            party.unnamed = (definite or any(map(t.owns, core))) and self._is_office(t, core)
            party.sides = sides or set(owner.sides if owner else ())
        return party

    def _described(self, name: str, t: Tokens, noun: Noun, core: range) -> Party:
        """A new party of this name, as the tokens `core` describe it."""
        table = self._language.table
        head = head_of(t, noun) if table.definite else noun.core
        person = t.holds(Word.ROLE, noun.first, noun.core + 1) or self._is_worker(t, noun.first, head)
        party = self._bearers.ledger.add(name, person=person and not (table.generic and t.is_a(head, Word.BODY)))
        party.roles = {self._bearers.lemma(t.keys[i]) for i in core}
        party.gender = self._bearers.gender_in(sorted(party.roles))
        plural = table.gender.get(t.keys[head]) == "p" or (t.is_plural(head) and t.is_a(head, Word.ROLE))
        joined = any(t.is_a(i + 1, Word.DETERMINER) for i in t.which(Word.AND, noun.first, noun.core))
        party.plural = plural or joined or (noun.core > noun.first and t.keys[head].endswith("s"))
        return party

    def _is_worker(self, t: Tokens, first: int, head: int) -> bool:
        """A trader in Rosen: a plain word for what somebody does, and no thing's or body's: the river."""
        things = Word.BODY | Word.MUTE | Word.VENUE | Word.WORK
        plain = not (t.caps[head] or t.is_plural(head) or t.is_a(head, things))
        anew = t.keys[first] in self._language.table.indefinite and self._language.is_person(t.keys[head])
        return plain and (anew or self._language.is_trade(t.keys[head]))

    def _is_office(self, t: Tokens, core: range) -> bool:
        """Whether a phrase ends in an office or says what one deals with: the works minister, no spokesman."""
        held = t.is_a(core[-1], OFFICES) and t.keys[core[-1]] not in self._language.table.voices
        return held or any(t.is_a(i, Word.ATTRIBUTE) for i in core)

    def _owner(self, t: Tokens, noun: Noun, last: Party | None) -> Party | None:
        """Whose spokesman his spokesman is; nobody's, where his is part of a style: His Highness."""
        table = self._language.table
        key = t.keys[noun.first]
        owns = noun.first < noun.core and t.is_a(noun.first, Word.POSSESSIVE) and self._language.possessive
        styled = owns and t.keys[noun.first + 1] in table.styles
        if not owns or styled or key not in table.gender or not t.is_a(head_of(t, noun), OFFICES):
            return None
        return self._pronouns.party(key, t.starts[noun.first], last)
