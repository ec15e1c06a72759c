"""From a speaker in an article's words to an actor: which person, office, institution or government, and for whom.

The order: several speakers stand for their first; a known person; somebody the registry does not know, with his
own name; an office, answered for the article's date; an institution; a country or capital, which is its government.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from statements.actors import Entry, Kind
from statements.context import country_around
from statements.linking import Mention
from statements.matching import fold
from statements.model import Actor, Origin, SourceKind, Span, Speaker
from statements.roles import Role

if TYPE_CHECKING:
    from statements.registry import Registry

_JOINT = re.compile(r",\s+(?:and\s+)?|\s+(?:and|und|et|y|e|и|та|і|и|ve|و)\s+|\s+و(?=\w)|[和与、]")
_INDEFINITE = re.compile(r"^(?:an?|one|two|three|four|several|some|another|unn?amed|anonymous|une?|una|unos|des|ein|eine[rn]?|"
                         r"один|одна|bir)\s", re.IGNORECASE)
_AWAY = re.compile(r"(?:\b(?:to|in|at|with|for|on|au|aux|en|à|ante|in|bei|в|во|при|на|у|в|لدى|في|إلى|در)|\bto the|\bin the|"
                   r"\bwith the)\s+$", re.IGNORECASE)
_SMALL = frozenset(
    ["the", "a", "an", "of", "for", "to", "at", "in", "on", "from", "by", "with", "and", "his", "her", "its", "their", "our", "one", "two", "three", "senior", "top", "former", "acting", "then", "who", "is", "was", "de", "la", "le", "les", "du", "des", "l", "d", "el", "los", "las", "del", "y", "un", "una", "une", "en", "au", "aux", "et", "der", "die", "das", "dem", "den", "des", "ein", "eine", "von", "im", "am", "für", "и", "в", "на", "по", "при", "з", "із", "у", "та", "mr", "mrs", "ms", "country’s", "country's", "nation's", "unnamed", "anonymous", "al", "bin", "von", "van"])
_WORD = re.compile(r"[^\W\d_][\w’'\-]*\.?|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Case:
    """One speaker, taken apart."""

    speaker: Speaker
    name: str
    """The personal name, "" where the phrase has none."""
    role: Role
    inside: tuple[Mention, ...]
    """What the phrase itself names; spans are of the phrase."""
    beside: tuple[Mention, ...]
    """What the role beside the name names; spans are of the role."""
    text: str
    mentions: Sequence[Mention]
    on: date | None
    origin: Origin

    @property
    def phrase(self) -> str:
        return self.speaker.name

    @property
    def named(self) -> tuple[Mention, ...]:
        return (*self.beside, *self.inside)


class Attribution:
    """Says who speaks, with one registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def actor(self, speaker: Speaker, *, text: str, mentions: Sequence[Mention], on: date | None,
              origin: Origin) -> Actor:
        """The actor behind `speaker`; one without an id where the registry does not know him."""
        first = self._first_of_several(speaker)
        case = self._case(first, text, mentions, on, origin)
        for step in (self._known_person, self._source_itself, self._unknown_person, self._office, self._institution,
                     self._country, self._own_institution):
            found = step(case)
            if found is not None:
                return found
        return Actor(speaker.name, official=bool(case.role.official))

    def _case(self, speaker: Speaker, text: str, mentions: Sequence[Mention], on: date | None,
              origin: Origin) -> _Case:
        inside = self._registry.find_within(speaker.name, mentions)
        beside = self._registry.find_within(speaker.role or "", mentions)
        name, titles = self._take_apart(speaker.name, inside)
        role = self._registry.roles.read(f"{speaker.role or ''} | {titles}")
        return _Case(speaker, name, role, inside, beside, text, mentions, on, origin)

    def _first_of_several(self, speaker: Speaker) -> Speaker:
        parts = [part.strip() for part in _JOINT.split(speaker.name) if part and part.strip()]
        if len(parts) < 2 or self._registry.named(speaker.name):
            return speaker
        known = [part for part in parts if self._registry.named(_bare(part)) or self._registry.find_within(part, ())]
        if len(known) == len(parts) and not self._registry.is_one_name(speaker.name):
            return replace(speaker, name=parts[0])
        return speaker

    def _take_apart(self, phrase: str, inside: Sequence[Mention]) -> tuple[str, str]:
        """The personal name in `phrase` and what is left of it: titles."""
        taken = [mention.span for mention in inside if mention.kind != "person"]
        taken += [span for span, parts in self._registry.roles.parts(phrase)
                  if any(part.list != "lay" or phrase[span.start].islower() for part in parts)]
        words = [found for found in _WORD.finditer(phrase)
                 if not any(span.start < found.end() and found.start() < span.end for span in taken)
                 and fold(found[0]).rstrip(".") not in _SMALL and not _lower(found[0])]
        if not words:
            return "", phrase
        start, end = words[0].start(), words[-1].end()
        return phrase[start:end], f"{phrase[:start]} | {phrase[end:]}"

    # people

    def _known_person(self, case: _Case) -> Actor | None:
        entry = self._person_named(case)
        if entry is None:
            return None
        office = entry.office(case.on)
        official = case.role.official
        if official is None or (official is False and office is not None and not case.role.former
                                and not case.role.lay):
            official = office is not None
        if office is None:
            country = entry.country or (entry.offices[-1].country if entry.offices else None)
            return Actor(entry.name, entry.id, country, bool(official), None, verified=case.on is None)
        country = office.country or entry.country or self._country_of(office.org)
        return Actor(entry.name, entry.id, country, bool(official), office.title, office.certain(case.on))

    def _person_named(self, case: _Case) -> Entry | None:
        sides = {mention.country for mention in case.named if mention.kind != "person"} - {None}
        people = [entry for name in (case.phrase, _bare(case.phrase), case.name, case.name.removesuffix("'s"))
                  if name for entry in self._registry.named(name) if entry.kind is Kind.PERSON]
        if not people:
            people = [entry for mention in case.inside if mention.kind == "person" and len(mention.span) > 3
                      and _names_alone(case.name, case.phrase, mention.span)
                      for entry in self._entries(mention.ids)]
        people = list({entry.id: entry for entry in people}.values())
        if " " not in case.name.strip() and people:
            seen = {one for mention in case.mentions if mention.kind == "person" for one in mention.ids}
            people = [entry for entry in people if entry.id in seen or fold(entry.name) == fold(case.name)
                      or self._home(entry) in sides]
        if len(people) > 1:
            people = [entry for entry in people if self._home(entry) in sides] or [
                entry for entry in people if entry.office(case.on)] or people
        if len(people) == 1 and case.role.lay and not case.role.official and sides and self._home(people[0]) not in sides:
            return None
        return people[0] if len(people) == 1 else None

    def _unknown_person(self, case: _Case) -> Actor | None:
        if not case.name:
            return None
        side = self._side(case)
        official = case.role.official
        if official is None:
            official = any(entry.kind.official for mention in case.named for entry in self._entries(mention.ids)
                           if mention.kind in ("institution", "body", "group"))
        elif official and self._belongs_to_layman(case):
            official = False
        country = side
        if country is None and official:
            country = country_around(case.text, case.speaker.mention, case.mentions, case.origin)
        name = case.name.removesuffix("’s").removesuffix("'s")
        return Actor(name, None, country, bool(official), case.speaker.role)

    def _belongs_to_layman(self, case: _Case) -> bool:
        return any(mention.kind == "other" for mention in case.named) and not any(
            mention.kind in ("institution", "body", "group") for mention in case.named)

    # offices, institutions, countries

    def _office(self, case: _Case) -> Actor | None:
        if case.role.former or case.role.lay or case.role.junior:
            return None
        role, place = case.role.office, None
        if role is None and case.role.rank in ("spokesperson", "head") and not _INDEFINITE.match(case.phrase):
            role, place = case.role.rank, self._institution_id(case)
        elif role is not None:
            place = self._side(case) or self._around(case)
            if _INDEFINITE.match(case.phrase):
                return None
        if role is None or place is None:
            return None
        orgs = [mention.ids[0] for mention in case.named if mention.kind in ("institution", "body", "group")]
        holders = next((found for one in (*orgs, place)
                        if (found := self._registry.offices.holders(one, role, case.on))), [])
        if not holders:
            return None
        holder = holders[0]
        country = holder.office.country or holder.person.country or self._country_of(holder.office.org)
        return Actor(holder.person.name, holder.person.id, country, True, holder.office.title, holder.verified)

    def _institution(self, case: _Case) -> Actor | None:
        found = self._institution_id(case)
        entry = self._registry.entry(found) if found else None
        if entry is not None:
            official = entry.kind.official and case.role.official is not False
            return Actor(entry.name, entry.id, entry.country, official)
        if case.role.institution in (None, "government") or case.role.lay:
            return None
        country = self._side(case) or self._around(case)
        if country is None:
            return None
        kind = case.role.institution
        label = self._registry.roles.labels.get(kind, kind.replace("-", " ").title())
        return Actor(f"{self._registry.adjective(country)} {label}", None, country, not case.role.former)

    def _institution_id(self, case: _Case) -> str | None:
        """The institution a phrase names, or means by its kind: the army, the foreign ministry, his office."""
        for mention in case.named:
            if mention.kind in ("institution", "body", "group", "other") and not self._is_away(case, mention):
                return mention.ids[0]
        kind = case.role.institution
        if kind is None:
            return None
        country = self._side(case) or self._around(case)
        if country is None:
            return None
        own = self._registry.entry(case.origin.actor) if case.origin.actor else None
        if own is not None and own.role == kind and own.country == country:
            return own.id
        return self._registry.institution(country, kind)

    def _country(self, case: _Case) -> Actor | None:
        code = self._side(case)
        if code is None and (case.role.institution == "government" or case.role.rank):
            if case.role.official is False or _many_sides(case.phrase):
                return None
            code = self._around(case)
        government = self._registry.government(code) if code else None
        if government is None:
            return None
        return Actor(government.name, government.id, code, case.role.official is not False)

    def _source_itself(self, case: _Case) -> Actor | None:
        """A primary source whose own name, or none, stands for the speaker."""
        own = self._registry.entry(case.origin.actor) if case.origin.actor else None
        if own is None or case.origin.kind is not SourceKind.PRIMARY:
            return None
        if case.phrase.strip() and fold(case.phrase) not in map(fold, (own.name, own.id, *own.aliases)):
            return None
        office = own.office(case.on)
        return Actor(own.name, own.id, own.country or (office.country if office else None), own.kind is Kind.PERSON
                     or own.kind.official, office.title if office else None,
                     office.certain(case.on) if office else True)

    def _own_institution(self, case: _Case) -> Actor | None:
        """Unnamed officials of a primary source: a senior administration official at the White House."""
        own = self._registry.entry(case.origin.actor) if case.origin.actor else None
        if own is None or case.origin.kind is not SourceKind.PRIMARY or case.role.official is not True:
            return None
        return Actor(own.name, own.id, own.country, True)

    # sides

    def _side(self, case: _Case) -> str | None:
        """The country the words themselves name; one only visited (ambassador in, envoy to) comes last."""
        home = [mention.country for mention in case.named if mention.country and not self._is_away(case, mention)]
        if home:
            return home[0]
        if case.role.rank in ("ambassador", "other-official", "officer"):
            return None
        return next((mention.country for mention in case.named if mention.country), None)

    def _is_away(self, case: _Case, mention: Mention) -> bool:
        words = case.speaker.role or "" if mention in case.beside else case.phrase
        return _AWAY.search(words, max(0, mention.span.start - 12), mention.span.start) is not None

    def _around(self, case: _Case) -> str | None:
        return country_around(case.text, case.speaker.mention, case.mentions, case.origin)

    def _home(self, entry: Entry) -> str | None:
        return entry.country or next((office.country or self._country_of(office.org) for office in entry.offices), None)

    def _country_of(self, id: str | None) -> str | None:
        entry = self._registry.entry(id) if id else None
        return entry.country if entry else None

    def _entries(self, ids: Iterable[str]) -> list[Entry]:
        return [entry for one in ids if (entry := self._registry.entry(one)) is not None]


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|The|le|la|les|Le|La|L[’']|l[’']|el|El|der|die|Der|Die)\s*(?=\S)", "", name).strip()


def _lower(word: str) -> bool:
    return word[0].islower()


def _names_alone(name: str, phrase: str, span: Span) -> bool:
    """Whether the person found in the phrase is all of the name in it, not a part of somebody else's."""
    return fold(span.of(phrase)) == fold(name) or fold(name) in fold(span.of(phrase))


def _many_sides(phrase: str) -> bool:
    return re.search(r"\b(?:countries|sides|European|Western|Arab|Gulf|regional|both|leaders|parties)\b", phrase) is not None
