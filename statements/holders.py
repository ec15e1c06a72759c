"""Who holds the office a phrase calls them by: the Latvian premier, the two leaders, both sides."""

from __future__ import annotations

from collections.abc import Collection

from statements.bearers import Bearers
from statements.language import Word
from statements.parties import NEAR, Fits, Party
from statements.phrases import Noun
from statements.tokens import Tokens
from statements.wanted import OFFICES, Wanted

_SOON = 500
"""Characters in which somebody told by his office alone is named."""
_MOST = 5
"""Leaders at most that “the leaders” means together."""
_COUNTS = {"two": 2, "both": 2, "three": 3}


class Holders:
    """Looks up offices among the parties of one article."""

    def __init__(self, bearers: Bearers) -> None:
        self._bearers = bearers
        self._ledger = bearers.ledger
        self._language = bearers.language
        self._titles: set[str] = set()
        """Titles by which somebody is known whom the article does not name."""

    def holder(self, t: Tokens, head: int, wanted: Wanted, at: int) -> Party | None:
        """Whoever is known in the office of token `head`, was given it here or is called by its initials."""
        return (
            self._at_home(wanted, at)
            or self._known(wanted, at, t.starts[0])
            or self._given(wanted, wanted.offices, at)
            or self._of_bare_office(wanted, at)
            or self._bearers.of_initials(t.text[t.starts[head] : t.ends[head]], at)
        )

    def named_soon(self, t: Tokens, noun: Noun, at: int) -> Party | None:
        """Avaria’s defence minister warned …; “…,” said the minister, Ada Lind: who is named a little later.

        He holds the office, is of no other country and was not named before.
        """
        owner = next((i for i in range(noun.first, noun.core) if t.owns(i)), None)
        office = t.keys[noun.core]
        if owner is None or not t.is_a(noun.core, Word.ROLE) or office.endswith("s"):
            return None
        wanted = Wanted.of(t, noun, noun.core, self._bearers)
        named = self._given(wanted, wanted.offices, at) if wanted.sides else None
        if named is not None and wanted.tells(named):
            return named
        held = self._ledger.next_named(at, lambda party: party.person and bool(party.roles), _SOON)
        fits = held is not None and self._bearers.lemma(office) in held.roles and wanted.suits(held)
        return held if fits and self._ledger.last_named(at, lambda party: party is held) is None else None

    def several(self, t: Tokens, noun: Noun, head: int, at: int) -> Party | None:
        """The two leaders: the last two who hold such an office, together."""
        count = next((n for i in range(noun.first, noun.core) if (n := _COUNTS.get(t.keys[i]))), 0)
        if not count or not t.is_a(head, Word.ROLE):
            return None
        alike = self.alike(t.keys[head].removesuffix("s"))
        found = self._ledger.recent(at, lambda party: _is_official(party) and bool(alike & party.roles), count)
        return self._bearers.together(found) if len(found) == count else None

    def both_sides(self, key: str, wanted: Wanted, at: int) -> Party | None:
        """The leaders: those named before who hold such an office; both sides: the last two of different sides."""
        office = key.removesuffix("s")
        alike = self.alike(office) if self._language.table.also_called.get(office) else None

        def fits(party: Party) -> bool:
            return _is_official(party) and wanted.suits(party) and (alike is None or bool(alike & party.roles))

        found = self._ledger.recent(at, fits, _MOST if alike else 2)
        apart = len({frozenset(party.sides) for party in found}) > 1
        return self._bearers.together(found) if len(found) > 1 and (alike or apart) else None

    def alike(self, office: str) -> set[str]:
        """An office and other words for it."""
        return {office, *self._language.table.also_called.get(office, ())}

    def _at_home(self, wanted: Wanted, at: int) -> Party | None:
        """Whom a bare title means in a state's own text: its own holder, named or not, else who has that title."""
        home = self._bearers.home
        if not (wanted.styled and home):
            return None
        title = " ".join((*wanted.modifiers, wanted.head)).title()

        def holds(party: Party) -> bool:
            one = party.person and not party.plural and (party.name == title or party.name not in self._titles)
            return one and wanted.offices <= party.roles | party.held

        def own(party: Party) -> bool:
            return home in party.sides | party.homes

        named = self._nearest(holds, own, at)
        if named is not None:
            return named
        if not self._bearers.at_home(title):
            return self._nearest(holds, lambda party: True, at)
        party = self._bearers.by_name.get(title) or self._bearers.add(title)
        party.roles, party.sides = set(wanted.offices), {home}
        self._titles.add(title)
        return party

    def _known(self, wanted: Wanted, at: int, start: int) -> Party | None:
        """Whom the registry knows in the office, as the last subject or named from `start` of the paragraph on."""
        titles = self._language.classes
        also = [self.alike(word) if titles.get(word, 0) & Word.TITLE else {word} for word in wanted.offices]

        def holds(party: Party) -> bool:
            return bool(party.held) and all(words & party.held for words in also) and wanted.suits(party)

        last = self._ledger.last_subject(at, lambda party: party.person, NEAR)
        if last is not None and holds(last):
            return last
        return self._ledger.last_named(at, self._dealing(holds, wanted), at - start + 1)

    def _given(self, wanted: Wanted, offices: Collection[str], at: int) -> Party | None:
        """The party given all these offices, or others of the same sense: the last before `at`, else the next."""
        also = [self.alike(word) for word in offices]
        same = frozenset(offices)

        def holds(party: Party) -> bool:
            return same <= party.roles

        def holds_alike(party: Party) -> bool:
            return all(party.roles & words for words in also)

        def own(party: Party) -> bool:
            return self._bearers.home in party.sides | party.homes

        if wanted.styled and self._bearers.home:
            named = self._nearest(holds_alike, own, at)
            if named is not None:
                return named
        for fits in (holds, holds_alike):
            for sure in (wanted.tells, *((wanted.suits,) if not wanted.behind else ())):
                found = self._nearest(fits, self._dealing(sure, wanted), at)
                if found is not None:
                    return found
        return None

    def _of_bare_office(self, wanted: Wanted, at: int) -> Party | None:
        """Who holds the bare office of a phrase, and none of another kind: no foreign for a *prime* minister."""
        found = self._given(wanted, {wanted.office}, at)
        kinds = self._kinds(wanted.offices)
        other = found is not None and kinds and self._kinds(found.roles) and not kinds & self._kinds(found.roles)
        return None if other else found

    def _kinds(self, words: Collection[str]) -> set[str]:
        """The words among those of an office that say of what kind it is: prime, foreign."""
        classes, genders = self._language.classes, self._language.table.gender
        return {one for one in words if classes.get(one, 0) & OFFICES == Word.TITLE and one not in genders}

    def _dealing(self, suits: Fits, wanted: Wanted) -> Fits:
        """`suits`, unless another field of his office is known: the works minister is not the one of trade."""
        classes = self._language.classes

        def dealing(party: Party) -> bool:
            fields = {word for word in party.roles if classes.get(word, 0) & Word.ATTRIBUTE}
            return suits(party) and (not (fields and wanted.fields) or bool(fields & wanted.fields))

        return dealing

    def _nearest(self, fits: Fits, suits: Fits, at: int) -> Party | None:
        def both(party: Party) -> bool:
            return fits(party) and suits(party)

        return self._ledger.last_named(at, both) or self._ledger.next_named(at, both)


def _is_official(party: Party) -> bool:
    """Whether a party is one person named in full whose office the article tells."""
    return party.person and not party.plural and " " in party.name and bool(party.roles)
