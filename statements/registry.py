"""Actors and countries: reads the tables, finds them in text, and says who a speaker is on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from statements import transliteration
from statements.actors import Alias, Country, Entry, Kind
from statements.attribution import Attribution
from statements.given import given_gender
from statements.inflection import case_forms
from statements.linking import Mention, MentionKind, Mentions, Reference, link
from statements.matching import Matcher, Name, fold, is_acronym, unspaced
from statements.model import Actor, Origin, Speaker
from statements.offices import Offices
from statements.places import Places
from statements.roles import RoleReader, role_reader
from statements.table import nearest
from statements.world import TABLES, World, government_id, load_world

__all__ = ["Country", "Entry", "Kind", "Mention", "Registry", "load_registry"]

_KINDS: dict[Kind, MentionKind] = {
    Kind.PERSON: "person", Kind.INSTITUTION: "institution", Kind.BODY: "body", Kind.GROUP: "group",
    Kind.NGO: "other", Kind.MEDIA: "other", Kind.PARTY: "other",
}


def load_registry(*overlays: Path, cache: Path | None = None, built_in: bool = True) -> Registry:
    """The built-in tables, then each actors.d folder given. Raises TableError with everything that is wrong.

    `cache` is a folder to keep the tables in as read, for the next start; `built_in=False` knows nothing but the
    overlays.
    """
    places = Places(TABLES / "places.yaml" if built_in else None)
    return Registry(load_world(*overlays, cache=cache, built_in=built_in), role_reader(cache), places)


class Registry:
    """Everyone known, by id, by name and by office."""

    def __init__(self, world: World, roles: RoleReader, places: Places) -> None:
        self.countries: Mapping[str, Country] = world.countries
        self.roles, self.places = roles, places
        self.offices = Offices(world.entries)
        self._entries = world.entries

    def entry(self, id: str) -> Entry | None:
        """The entry of that id."""
        return self._entries.get(id)

    def entries(self) -> Iterable[Entry]:
        """All entries, in the order of the tables."""
        return self._entries.values()

    def government(self, code: str) -> Entry | None:
        """Who speaks for a country as such: its government, or the body's own entry."""
        country = self.countries.get(code)
        if country is None:
            return None
        return self._entries.get(country.actor or government_id(code))

    def find(self, text: str, language: str | None = None) -> Mentions:
        """The names in `text`, from left to right: leftmost-longest, shared names only where the context fits."""
        return link(text, self._matcher.find(text), self._entries, self._titles)

    def find_within(self, phrase: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The names in a phrase of an article whose `mentions` are known; spans are of the phrase."""
        known = Mentions.of(mentions)
        found: Mentions | None = known.memo.get(("within", phrase))
        if found is None:
            found = link(phrase, self._matcher.find(phrase), self._entries, self._titles, known)
            known.memo["within", phrase] = found
        return found

    def institution(self, country: str, kind: str) -> str | None:
        """The id of a country's institution of that kind (foreign-ministry, military ...)."""
        if kind == "government":
            return getattr(self.government(country), "id", None)
        return self._institutions.get((country, kind))

    def is_one_name(self, phrase: str) -> bool:
        """Whether `phrase` as a whole is one name, an "and" in it notwithstanding: Bosnia and Herzegovina."""
        hits = self._matcher.find(phrase)
        return len(hits) == 1 and len(hits[0][0]) * 4 > len(phrase) * 3

    def attribute(self, speaker: Speaker, *, text: str, mentions: Sequence[Mention], on: date | None,
                  origin: Origin, title: str = "") -> Actor:
        """Who this speaker is on that day, for which side, and whether officially; `title` is the article's."""
        return self._attribution.actor(speaker, text=text, mentions=mentions, on=on, origin=origin, title=title)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries that bear exactly this name, in any of their spellings."""
        return tuple(self._entries[id] for id in self._by_name.get(fold(name).strip(), ()))

    def search(self, words: str) -> list[Entry]:
        """Entries whose names, id, country or offices contain all of `words`, best known name first."""
        wanted = fold(words).split()
        return [entry for entry in self._entries.values() if all(word in _haystack(entry) for word in wanted)]

    def nearest(self, word: str, among: Iterable[str] | None = None) -> str | None:
        """The word of `among` (else any id) most like `word`."""
        return nearest(word, self._entries if among is None else among)

    def gender(self, id_or_name: str) -> str | None:
        """f or m where the registry says so, or else the given name; for pronouns."""
        entry = self._entries.get(id_or_name) or next(iter(self.named(id_or_name)), None)
        return (entry.gender if entry else None) or given_gender(entry.name if entry else id_or_name)

    def office_of(self, id: str, on: date | None) -> str | None:
        """The title of the office the entry of that id holds on that day."""
        entry = self._entries.get(id)
        office = entry.office(on) if entry else None
        return office.title if office else None

    def is_held(self, country: str | None, title: str, on: date | None) -> bool:
        """Whether somebody is known to hold the office with this title in the country on that day."""
        office = self.roles.read(title).office
        held = self.offices.holders(country, office, on) if country and office else ()
        return any(title.lower() in one.office.title.lower() for one in held)

    def names_known(self) -> int:
        """How many different spellings are looked for in a text."""
        return len(self._matcher)

    @cached_property
    def _matcher(self) -> Matcher[Reference]:
        return Matcher(self._names())

    @cached_property
    def _attribution(self) -> Attribution:
        return Attribution(self)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return self.roles.title_words()

    @cached_property
    def _institutions(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for entry in self._entries.values():
            if entry.kind is Kind.INSTITUTION and entry.role and entry.country:
                found.setdefault((entry.country, entry.role), entry.id)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self._entries.values():
            for name in dict.fromkeys(map(fold, (entry.name, *entry.aliases))):
                found.setdefault(name, []).append(entry.id)
        return found

    def _names(self) -> Iterator[Name[Reference]]:
        for country in self.countries.values():
            if not country.is_body:
                yield from _country_names(country)
        for entry in self._entries.values():
            yield from _entry_names(entry)


def _haystack(entry: Entry) -> str:
    titles = (office.title for office in entry.offices)
    return fold(" ".join((entry.id, entry.name, entry.country or "", *entry.aliases, *titles)))


def _country_names(country: Country) -> Iterator[Name[Reference]]:
    kinds: tuple[tuple[MentionKind, dict[str, tuple[Alias, ...]]], ...] = (
        ("country", country.names), ("demonym", country.demonyms), ("metonym", country.metonyms))
    for kind, words in kinds:
        spelled = {"de": words["en"], **words} if kind == "metonym" and "en" in words else words
        for language, aliases in spelled.items():
            for alias in aliases:
                reference = Reference(kind, government_id(country.code), country.code,
                                      shared=alias.need is not None, unless=alias.unless)
                for form in _forms(alias, genitive_s=language == "de" and kind != "demonym"):
                    yield Name(form, reference)
                if kind == "metonym" and language == "de" and alias.text not in _ENGLISH_TOO:
                    yield Name(alias.text + "er", reference)  # das Kiewer Außenministerium


_ENGLISH_TOO = frozenset({"London", "Berlin", "Dublin"})
"""Capitals after which English calls people as German does what is of them: a Londoner."""


def _entry_names(entry: Entry) -> Iterator[Name[Reference]]:
    country = entry.country or next((office.country for office in entry.offices if office.country), None)
    for alias in (Alias(text=entry.name), *entry.known_as):
        whole = unspaced(alias.text[0]) and country in _WRITTEN_WHOLE
        alone = entry.kind is Kind.PERSON and " " not in alias.text and not whole
        reference = Reference(_KINDS[entry.kind], entry.id, country, alias.need is not None, surname=alone,
                              weak=alone and alias.text == entry.name, unless=alias.unless)
        for form in _forms(alias) | _abroad(entry, alias.text):
            yield Name(form, reference)
    if entry.kind is Kind.PERSON:
        weak = Reference("person", entry.id, country, surname=True, weak=True)
        for family in _family_names(entry) - {entry.name, *entry.aliases}:
            yield from (Name(form, weak) for form in _forms(Alias(text=family)))


def _abroad(entry: Entry, name: str) -> set[str]:
    """How the German press writes the Cyrillic name of somebody."""
    known = entry.kind is Kind.PERSON and entry.country in transliteration.CYRILLIC
    return transliteration.german(name, ukrainian=entry.country == "UA") if known else set()


_WRITTEN_WHOLE = frozenset({"CN", "HK", "TW", "KR", "KP", "JP", "VN", "SG"})
"""Whose people bear names that Chinese writes in full: 王毅; of others it writes the surname: 普京."""
_FAMILY_FIRST = frozenset({"CN", "HK", "TW", "KR", "KP", "VN", "KH"})


def _family_names(entry: Entry) -> set[str]:
    """The surname no table lists, and it without its Arabic article: al-Sharaa, Sharaa."""
    words = entry.name.split(" ")
    family = words[0 if entry.country in _FAMILY_FIRST else -1]
    return {family, family.removeprefix("al-").removeprefix("Al-")}


def _forms(alias: Alias, genitive_s: bool = False) -> set[str]:
    forms = {alias.text, *alias.forms, *case_forms(alias.text)}
    if genitive_s and alias.text.isalpha() and not is_acronym(alias.text):
        forms.add(alias.text + "s")
    return forms
