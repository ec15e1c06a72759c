"""Which person of the registry a speaker is: by full name, or by surname where the article agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from statements.actors import Entry
from statements.matching import fold
from statements.people import People, sound
from statements.phrase import Phrase

if TYPE_CHECKING:
    from statements.registry import Registry

_MIDDLE_INITIALS = re.compile(r"(?<=\w)(?: [^\W\d_]\.)+(?= \w)")
_INITIALS = re.compile(r"([^\W\d_])\.(?:\s?[^\W\d_]\.)?\s?(?=[^\W\d_]{2}[\w’'-]+$)")
"""What stands for the given names before a surname alone: М.В.Захарова, А. Lind."""

class Identity:
    """Finds persons, and the side of any entry, in one registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.people = People(registry.entries(), registry.roles.title_words())

    def person(self, phrase: Phrase) -> Entry | None:
        """The person a phrase names; None where nobody fits, or several do."""
        if phrase.role.institution == "government" and phrase.role.rank is None:
            return None
        itself = any(one.kind != "person" and one.span.of(phrase.words) == phrase.words for one in phrase.inside)
        words = "" if itself or phrase.name.startswith(f"{phrase.words} ") else phrase.words
        spellings = dict.fromkeys((words, phrase.name, _MIDDLE_INITIALS.sub("", phrase.name)))
        people = next((found for one in spellings if one and (found := self.people.named(one))), [])
        sides = set(phrase.sides)
        if phrase.name and _uncased(phrase.name):
            people = [entry for entry in people if self._is_spoken_of(entry, phrase)]
        if not people and phrase.name:
            people = self._people_seen(phrase) or self._initialled(phrase)
        elif people and " " not in phrase.name.strip() and not _uncased(phrase.name):
            people = [entry for entry in people if self._is_meant_by_surname(entry, phrase)] or (
                self._people_seen(phrase))
        if sides and any(self.home(entry) in sides for entry in people):
            people = [entry for entry in people if self.home(entry) in sides]
        elif sides and people and phrase.role.official and not self._may_serve_elsewhere(people, phrase):
            return None
        if len(people) > 1:
            people = [entry for entry in people if entry.office(phrase.on)] or people
        return people[0] if len(people) == 1 else None

    def _is_spoken_of(self, entry: Entry, phrase: Phrase) -> bool:
        """Whether a name is one the tables spell so, or sounds so and is of a country that the article names."""
        spelled = fold(phrase.name) in map(fold, (entry.name, *entry.aliases))
        return spelled or self.home(entry) in {*phrase.sides, *phrase.mentions.countries, phrase.origin.country}

    def _initialled(self, phrase: Phrase) -> list[Entry]:
        """Those of the speaker's side, or of the house that answers, whom initials and a surname name."""
        initials = _INITIALS.match(phrase.name)
        if initials is None:
            return []
        house: Entry | None = phrase.mentions.memo.get("house")
        homes = {*phrase.sides, phrase.origin.country, self.home(house) if house else None} - {None}
        opens = sound(fold(initials[1]))
        return [entry for entry in self.people.named(phrase.name[initials.end() :]) if self.home(entry) in homes
                and sound(fold(entry.name[:1])) == opens]

    def _people_seen(self, phrase: Phrase) -> list[Entry]:
        """Those the article names in full whose name holds all words of this one."""
        words = set(fold(phrase.name).split())
        return [entry for entry in self.entries(self._seen(phrase)) if words <= set(fold(entry.name).split())]

    def _is_meant_by_surname(self, entry: Entry, phrase: Phrase) -> bool:
        home = self.home(entry)
        if entry.id in self._seen(phrase) or fold(entry.name) == fold(phrase.name) or home in phrase.sides:
            return True
        holds = any(office.role == phrase.role.office and office.held(phrase.on) for office in entry.offices)
        return phrase.role.office is not None and holds and home in phrase.mentions.countries

    def _seen(self, phrase: Phrase) -> list[str]:
        return list(phrase.mentions.people)

    def _may_serve_elsewhere(self, people: Sequence[Entry], phrase: Phrase) -> bool:
        """Whether one of them held an office for a side that is named, or was seen in the article by full name."""
        seen = self._seen(phrase)
        served = {office.country or self.country_of(office.org) for entry in people for office in entry.offices}
        return bool(served & set(phrase.sides)) or any(entry.id in seen for entry in people)

    def chief(self, phrase: Phrase) -> Entry | None:
        """The person somebody speaks for: *Ada Vell's* spokesman."""
        if phrase.role.rank not in ("spokesperson", "delegate"):
            return None
        told = (self._registry.find_within(words, phrase.mentions) for words in (phrase.said or "", phrase.before))
        first = next((named[0] for named in told if named), None)
        return next(iter(self.entries(first.ids)), None) if first and first.kind == "person" else None

    def home(self, entry: Entry) -> str | None:
        """The country or body an entry belongs to."""
        return entry.country or next(
            (office.country or self.country_of(office.org) for office in entry.offices), None)

    def country_of(self, id: str | None) -> str | None:
        """The country of the entry of that id."""
        entry = self._registry.entry(id) if id else None
        return entry.country if entry else None

    def entries(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of these ids that exist."""
        return [entry for one in ids if (entry := self._registry.entry(one)) is not None]


def _uncased(name: str) -> bool:
    return name.lower() == name.upper()
