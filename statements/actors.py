"""The shape of countries.yaml, actors/*.yaml and a user's actors.d, and how an overlay joins what is built in."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from statements.table import Strict

CHECK_LASTS = timedelta(days=180)
"""How long after it was checked an office counts as verified."""

_FORMER_WORLD, _END_OF_TIME = date(1, 1, 1), date(9999, 12, 31)


class Kind(StrEnum):
    """What an entry of the registry is."""

    PERSON = "person"
    INSTITUTION = "institution"
    BODY = "body"
    """International: the UN, an agency, an alliance."""
    GROUP = "group"
    """Armed group or movement that governs or fights."""
    NGO = "ngo"
    MEDIA = "media"
    PARTY = "party"

    @property
    def official(self) -> bool:
        """Whether such an entry speaks for a state, an international body or an armed group."""
        return self in (Kind.INSTITUTION, Kind.BODY, Kind.GROUP)


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


When = Annotated[str, BeforeValidator(_as_text), Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A day as far as it is known: 2026-03-17, 2026-03 or 2026."""


def first_day(when: str) -> date:
    """The earliest day `when` can mean."""
    year, month, day = [*map(int, when.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(when: str) -> date:
    """The latest day `when` can mean."""
    parts = list(map(int, when.split("-")))
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


class Alias(Strict):
    """One more name; written in a table as a plain string where nothing but the words is to be said."""

    text: str = Field(min_length=1)
    need: Literal["context"] | None = None
    """`context`: linked only where something else in the article points the same way."""
    unless: tuple[str, ...] = ()
    """Words close by that make it something else: the senator from Georgia."""
    forms: tuple[str, ...] = ()
    """Inflected forms no rule makes."""


AliasLike = Annotated[Alias, BeforeValidator(lambda value: {"text": value} if isinstance(value, str) else value)]


class Office(Strict):
    """An office somebody holds or held."""

    title: str
    role: str | None = None
    """A key of roles.yaml: what "the foreign minister" is looked up by."""
    org: str | None = None
    """The id of the institution it belongs to."""
    country: str | None = None
    since: When | None = Field(default=None, alias="from")
    until: When | None = Field(default=None, alias="to")
    source: str = ""
    checked: date | None = None
    """The day somebody last looked whether this is still so."""

    def held(self, on: date | None) -> bool:
        """Whether it may have been held on that day; without a day, whether no end is known."""
        if on is None:
            return self.until is None
        start = first_day(self.since) if self.since else _FORMER_WORLD
        return start <= on <= (last_day(self.until) if self.until else _END_OF_TIME)

    def certain(self, on: date | None) -> bool:
        """Whether it was surely held on that day: dates known, and checked within 180 days before it."""
        if on is None or self.checked is None or self.since is None:
            return False
        if self.until is not None:
            return last_day(self.since) <= on <= first_day(self.until)
        return last_day(self.since) <= on <= self.checked + CHECK_LASTS


class Entry(Strict):
    """A person, institution, body or group of the registry."""

    id: str
    name: str
    kind: Kind
    role: str | None = None
    """For an institution, its kind in roles.yaml: foreign-ministry, parliament ..."""
    country: str | None = None
    known_as: tuple[AliasLike, ...] = Field(default=(), alias="aliases")
    offices: tuple[Office, ...] = ()
    gender: Literal["f", "m"] | None = None
    note: str | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names, as plain words."""
        return tuple(alias.text for alias in self.known_as)

    def office(self, on: date | None) -> Office | None:
        """The office held on that day: of several, one that surely was, else the latest begun."""
        held = [office for office in self.offices if office.held(on)]
        return max(held, key=lambda office: (office.certain(on), office.since or ""), default=None)


class ActorRow(Strict):
    """An entry as a table or an overlay gives it: an overlay may give only what it adds or changes."""

    name: str | None = None
    kind: Kind | None = None
    role: str | None = None
    country: str | None = None
    aliases: tuple[AliasLike, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: Literal["f", "m"] | None = None
    note: str | None = None
    replace: bool = False
    """Forget what is built in under this id instead of adding to it."""

    def onto(self, known: dict[str, Any] | None) -> dict[str, Any]:
        """`known` with what this row says: single values replace, aliases and offices are added."""
        base = {} if known is None or self.replace else dict(known)
        for key in self.model_fields_set - {"aliases", "offices", "replace"}:
            base[key] = getattr(self, key)
        base["aliases"] = (*base.get("aliases", ()), *self.aliases)
        renewed = {(office.title, office.org) for office in self.offices}
        kept = (office for office in base.get("offices", ()) if (office.title, office.org) not in renewed)
        base["offices"] = (*kept, *self.offices)
        return base


Words = dict[str, tuple[AliasLike, ...]]
"""Language code -> words of that language."""


class CountryRow(Strict):
    """A country or an international body; the code is ISO 3166-1 alpha-2, a body's own, or XA to XZ for users."""

    name: str
    the: bool = False
    """Whether English puts an article before it: the United Kingdom."""
    capital: str | None = None
    adjective: str | None = None
    """The English word for what belongs to it, where that is not its first demonym: US."""
    actor: str | None = None
    """For a body: the id of its entry. A country without one gets a government of its own."""
    names: Words = Field(default_factory=dict)
    demonyms: Words = Field(default_factory=dict)
    """Words for its people and whatever belongs to it; a trailing ~ stands for any ending."""
    metonyms: Words = Field(default_factory=dict)
    """Its capital and whatever else stands for its government."""


class Country(CountryRow):
    """A country of the registry, with its code."""

    code: str
    is_body: bool = False

    @property
    def government(self) -> str:
        """What its government is called: Government of the United Kingdom."""
        return f"Government of {'the ' if self.the else ''}{self.name}"

    @property
    def belonging(self) -> str:
        """The English word for what belongs to it: Polish."""
        demonyms = (alias.text for alias in self.demonyms.get("en", ()))
        return self.adjective or next(demonyms, self.name)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its names in every language, as plain words."""
        return tuple(dict.fromkeys(alias.text for words in self.names.values() for alias in words))


class CountryTable(Strict):
    """countries.yaml."""

    countries: dict[str, CountryRow]
    bodies: dict[str, CountryRow] = Field(default_factory=dict)


class ActorTable(Strict):
    """One file of actors/ or actors.d/: entries by id, and in actors.d also countries by code."""

    countries: dict[str, CountryRow] = Field(default_factory=dict)
    bodies: dict[str, CountryRow] = Field(default_factory=dict)
    actors: dict[str, ActorRow] = Field(default_factory=dict)
