"""Who can speak in an article, and when each was last named or last the subject of a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from statements.linking import Mention

Fits = Callable[["Party"], bool]
NEAR = 1500
"""Characters back to where a pronoun or an epithet can still mean somebody."""
_STEPS = 250
"""Mentions looked through for one pronoun or role, so that a long text costs no more than its length."""


@dataclass(slots=True, eq=False)
class Party:
    """Somebody or something that can speak."""

    name: str
    number: int
    person: bool = True
    plural: bool = False
    gender: str | None = None
    kind: str = ""
    """What the registry says it is: institution, group, body."""
    unnamed: bool = False
    """Whether it is known by an office alone: the country's works minister."""
    voiced: bool = False
    """Whether somebody speaks for a body: “he” is the army's spokesman."""
    role: str | None = None
    roles: set[str] = field(default_factory=set)
    """Words of every office it was given."""
    sides: set[str] = field(default_factory=set)
    """Countries (ISO codes) its offices were said to be of."""
    homes: set[str] = field(default_factory=set)
    """Countries the registry knows a person to be of; the article need not say so."""
    held: frozenset[str] = frozenset()
    """Words of the office the registry knows a person to hold."""

    def holds(self, offices: Collection[str]) -> bool:
        """Whether all of `offices` are words of what the article or the registry says this party is."""
        return all(word in self.roles or word in self.held for word in offices)


class Ledger:
    """The parties in order of their first mention, with the places (characters) of all their mentions."""

    def __init__(self) -> None:
        self.parties: list[Party] = []
        self._named: list[tuple[int, int]] = []
        self._subjects: list[tuple[int, int]] = []
        self._first: dict[int, int] = {}
        """Where each party stands first."""

    def add(self, name: str, *, person: bool = True) -> Party:
        """A new party."""
        party = Party(name, len(self.parties), person)
        self.parties.append(party)
        return party

    def named(self, party: Party, at: int) -> None:
        """Notes that `party` is named at `at`."""
        self._note(self._named, at, party)

    def subject(self, party: Party, at: int) -> None:
        """Notes that `party` is the subject of a sentence at `at`."""
        self._note(self._subjects, at, party)

    def is_new(self, party: Party, at: int) -> bool:
        """Whether `party` is nowhere named before `at`."""
        return self._first.get(party.number, at) >= at

    def first(self, party: Party) -> int:
        """Where `party` stands first, or 0."""
        return self._first.get(party.number, 0)

    def last_subject(self, at: int, fits: Fits, near: int | None = None) -> Party | None:
        """The last subject before `at`, no further back than `near`, that fits."""
        found = self._last(self._subjects, at, fits, near)
        return self.parties[found[1]] if found else None

    def last_named(self, at: int, fits: Fits, near: int | None = None) -> Party | None:
        """The last party named or speaking before `at`, no further back than `near`, that fits."""
        spoke, named = self._last(self._subjects, at, fits, near), self._last(self._named, at, fits, near)
        last = max(spoke, named) if spoke and named else spoke or named
        return self.parties[last[1]] if last else None

    def next_named(self, at: int, fits: Fits, near: int | None = None) -> Party | None:
        """The first party named after `at`, no further on than `near`, that fits."""
        start = bisect_left(self._named, (at, -1))
        ahead = self._named[start : start + _STEPS]
        found = dict.fromkeys(number for place, number in ahead if near is None or place < at + near)
        return next((self.parties[number] for number in found if fits(self.parties[number])), None)

    def recent(self, at: int, fits: Fits, count: int, near: int = NEAR) -> list[Party]:
        """The last `count` parties named or speaking before `at` that fit, as the text introduces them."""
        places: dict[int, int] = {}
        for mentions in (self._named, self._subjects):
            end = bisect_left(mentions, (at, -1))
            for place, number in mentions[max(0, end - _STEPS) : end]:
                if place > at - near and fits(self.parties[number]):
                    places[number] = max(place, places.get(number, 0))
        last = sorted(places, key=lambda number: places[number])[-count:]
        return [self.parties[number] for number in sorted(last, key=self._first.__getitem__)]

    def before(self, at: int) -> list[Party]:
        """The parties named or speaking before `at`, the last first."""
        mentions = sorted((m for m in (*self._named, *self._subjects) if m[0] < at), reverse=True)
        return list(dict.fromkeys(self.parties[number] for _, number in mentions))

    def _note(self, mentions: list[tuple[int, int]], at: int, party: Party) -> None:
        entry = (at, party.number)
        if at < self._first.setdefault(party.number, at):
            self._first[party.number] = at
        i = bisect_left(mentions, entry)
        if i == len(mentions) or mentions[i] != entry:
            mentions.insert(i, entry)

    def _last(
        self, mentions: list[tuple[int, int]], at: int, fits: Fits, near: int | None
    ) -> tuple[int, int] | None:
        end = bisect_left(mentions, (at, -1))
        unfit: set[int] = set()
        for place, number in reversed(mentions[max(0, end - _STEPS) : end]):
            if near is not None and place <= at - near:
                return None
            if number not in unfit and fits(self.parties[number]):
                return place, number
            unfit.add(number)
        return None


def fits_pronoun(party: Party, wanted: str | None) -> bool:
    """Whether a pronoun of this gender can mean `party`."""
    if wanted == "p":
        return party.plural or not party.person
    if wanted == "n":
        unknown = not (party.roles or party.gender or " " in party.name)
        return not party.plural and (not party.person or unknown)
    somebody = party.person or party.voiced
    return somebody and not party.plural and (wanted is None or party.gender in (wanted, None))


def longest_names(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Registry id → its longest name in the text: Rapid Support Forces rather than RSF."""
    found: dict[str, str] = {}
    for mention in mentions:
        name = " ".join(mention.span.of(text).split())
        if mention.ids and len(name) > len(found.get(mention.ids[0], "")):
            found[mention.ids[0]] = name
    return found
