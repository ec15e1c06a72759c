"""Whom a phrase without a name means: the minister, the ministry, the statement, the leaders, an official."""

from __future__ import annotations

import re

from statements.bearers import Bearers
from statements.language import Word, key_of
from statements.parties import NEAR, Party
from statements.phrases import Noun, head_of
from statements.tokens import Tokens

_OFFICES = Word.TITLE | Word.ROLE
_FEW = 2
"""Tokens of a lone office: президент, генеральный секретарь."""


class Epithets:
    """Looks up offices, bodies and descriptions among the parties of one article."""

    def __init__(self, bearers: Bearers) -> None:
        self._bearers = bearers
        self._ledger = bearers.ledger
        self._language = bearers.language

    def party(self, t: Tokens, noun: Noun, at: int, last: Party | None) -> Party:
        """Whoever was called so before, else a party of its own; a statement is by the `last` speaker."""
        if not self._is_definite(t, noun):
            return self.described(t, noun)
        head = head_of(t, noun) if self._language.table.definite else noun.first
        party: Party | None = None
        if t.is_a(head, Word.VENUE):
            party = last
        elif t.is_a(head, Word.BODY):
            party = self._body(t.keys[head], at)
        elif t.is_a(head, _OFFICES):
            offices = {self._office(t, i) for i in range(noun.first, noun.core + 1) if t.is_a(i, _OFFICES)}
            party = self._holder(offices, at) or self._holder({self._office(t, head)}, at)
            party = party or self._subject(t, noun, head, at)
        return party or self.described(t, noun)

    def described(self, t: Tokens, noun: Noun) -> Party:
        """A party known by its description alone: a senior official."""
        first = noun.first
        if t.is_a(first, Word.DETERMINER) and t.keys[first] in self._language.table.definite and first < noun.core:
            first += 1
        name = self._bearers.spelled(t, first, noun.core)
        name = name.removeprefix("-").removeprefix("t-")  # a clitic without what hangs it on
        party = self._bearers.by_name.get(name)
        if party is None:
            person = any(t.is_a(i, Word.ROLE) for i in range(noun.first, noun.core + 1))
            party = self._ledger.add(name, person=person)
            party.roles = {self._bearers.lemma(t.keys[i]) for i in range(first, noun.core + 1)}
            party.gender = self._bearers.gender_in(sorted(party.roles))
            party.plural = noun.core > noun.first and t.keys[noun.core].endswith("s")
            self._bearers.by_name[name] = party
        return party

    def _office(self, t: Tokens, i: int) -> str:
        return self._bearers.lemma(t.keys[i].removeprefix("ex-"))

    def _is_definite(self, t: Tokens, noun: Noun) -> bool:
        """The minister; where there are no articles, any office or body without a name."""
        if not self._language.table.definite:
            named = any(t.caps[i] for i in range(noun.first + 1, noun.core + 1))
            return t.is_a(noun.first, _OFFICES | Word.BODY) and noun.core - noun.first < _FEW and not named
        return t.is_a(noun.first, Word.DETERMINER) and t.keys[noun.first] in self._language.table.definite

    def _holder(self, offices: set[str], at: int) -> Party | None:
        """The party given all these offices, or others of the same sense: the last before `at`, else the next."""
        also = {word: {word, *self._language.table.also_called.get(word, ())} for word in offices}

        def holds(party: Party) -> bool:
            return offices <= party.roles

        def holds_alike(party: Party) -> bool:
            return all(party.roles & words for words in also.values())

        return (
            self._ledger.last_named(at, holds)
            or self._ledger.next_named(at, holds)
            or self._ledger.last_named(at, holds_alike)
            or self._ledger.next_named(at, holds_alike)
        )

    def _body(self, head: str, at: int) -> Party | None:
        """The ministry, the group: the last body called so, else the last one named."""

        def called(party: Party) -> bool:
            return not party.person and not party.plural and (head == party.kind or head in _words(party.name))

        def fits(party: Party) -> bool:
            return not party.person and not party.plural

        found = self._ledger.last_named(at, called)
        if found is None and self._language.table.definite:
            found = self._ledger.last_named(at, fits, NEAR)
        return found

    def _subject(self, t: Tokens, noun: Noun, head: int, at: int) -> Party | None:
        """The Louisiana Republican, the three governments: whoever was subject last and fits in number."""
        counted = any(t.keys[i] in self._language.table.numerals for i in range(noun.first, noun.core))
        plural = counted or t.keys[head].endswith("s")
        near = NEAR if not t.is_a(head, Word.TITLE) else NEAR // 4
        return self._ledger.last_subject(at, lambda p: p.plural == plural and (plural or p.person), near)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", key_of(name))
