"""From a speaker in an article's words to an actor: which person, office, institution or government, and for whom.

The order: several speakers stand for their first; a known person; somebody the registry does not know, with his
own name; an office, answered for the article's date; an institution; a country or capital, which is its government.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from statements.actors import Entry, Kind
from statements.bodies import Bodies, is_institution
from statements.bodynames import by_its_country
from statements.briefings import government_of, guest_of, house_of, is_label
from statements.earlier import ministers_before
from statements.homes import country_of_headline
from statements.identity import Identity
from statements.linking import Mention, Mentions
from statements.matching import fold
from statements.model import Actor, Origin, SourceKind, Speaker
from statements.phrase import Phrase, naming, take_apart
from statements.roles import Role
from statements.sides import INSTITUTIONS, Sides

if TYPE_CHECKING:
    from statements.registry import Registry

_FULL_NAME = re.compile(r"[^\W\d_a-z][\w’'.-]*(?: [\w’'.-]+){0,3} [^\W\d_a-z][\w’'-]*")
"""Two and more words, the first and the last with a capital: Ada Lind, Erik van der Berg."""
_OF_BODY = re.compile(r"[Aa]n? [\w ’'-]*?\b(?:of|at|from|with|for) (?:the )?(.+)")
"""Somebody, and the body he is of."""
_LABEL_WORDS = 3
"""Words of a label that is a bare name."""


class Attribution:
    """Says who speaks, with one registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._identity = Identity(registry)
        self._sides = Sides(registry, self._identity)
        self._bodies = Bodies(registry, self._identity, self._sides)

    def actor(self, speaker: Speaker, *, text: str, mentions: Sequence[Mention], on: date | None,
              origin: Origin, title: str = "") -> Actor:
        """The actor behind `speaker`; one without an id where the registry does not know him."""
        first, mentions = self._first_of_several(speaker), Mentions.of(mentions)
        if "headline" not in mentions.memo:
            mentions.memo["headline"] = country_of_headline(title, self._registry.find(title))
            mentions.memo["titled"] = title
        if "house" not in mentions.memo:
            mentions.memo["answering"] = government_of(title, text, self._registry)
            mentions.memo["house"] = house_of(title, text, self._registry) or mentions.memo["answering"]
        _, at = naming(first, self._registry, text, mentions)
        asked = "actor", speaker.name, speaker.role, at, on, origin
        found: Actor | None = mentions.memo.get(asked)
        if found is None:
            phrase = take_apart(first, self._registry, text=text, mentions=mentions, on=on, origin=origin)
            found = self._somebody(phrase) or Actor(phrase.head, official=bool(phrase.official))
            found = by_its_country(found, self._registry.countries)
            mentions.memo[asked] = found
        return found

    def _somebody(self, phrase: Phrase) -> Actor | None:
        """The actor the first step knows that knows one."""
        for step in (self._known_person, self._source_itself, self._member, self._stranger, self._both_sides,
                     self._nobody_in_particular, self._office, self._sources_official, self._bodies.actor,
                     self._country):
            found = step(phrase)
            if found is not None:
                return found
        return None

    def _first_of_several(self, speaker: Speaker) -> Speaker:
        parts = [part.strip() for part in self._joints.split(speaker.name) if part and part.strip()]
        if len(parts) < 2 or self._registry.named(speaker.name) or self._registry.is_one_name(speaker.name):
            return speaker
        named = [self._registry.find_within(part, ()) or self._identity.people.named(part) for part in parts]
        if all(_FULL_NAME.fullmatch(part) for part in parts):
            return replace(speaker, name=parts[0])
        titled = " " in parts[0] and all(part[:1].isupper() for part in parts)
        return replace(speaker, name=parts[0]) if all(named) or (any(named) and titled) else speaker

    @cached_property
    def _joints(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self._registry.roles.conjunctions()))
        return re.compile(rf",\s+(?:(?:{words})\s+)?|\s+(?:{words})\s+|\s+و(?=\w)|[和与、]")

    # people

    def _known_person(self, phrase: Phrase) -> Actor | None:
        entry = self._identity.person(phrase)
        if entry is None:
            return None
        if phrase.role.political and phrase.role.rank is None and not phrase.is_own_name:
            return Actor(phrase.head, country=self._identity.home(entry))  # Ada Lind's party
        office = entry.office(phrase.on)
        official = phrase.official
        if official is None or (office is None) != (not official):
            serves = office is not None and not self._registry.roles.read(office.title).political
            official = (serves and not phrase.role.former) or bool(official and phrase.role.rank)
        if office is None:
            named = phrase.sides[:1] if phrase.role.official else []
            country = named[0] if named else self._identity.home(entry)
            return Actor(entry.name, entry.id, country, official, verified=phrase.on is None)
        country = office.country or entry.country or self._identity.country_of(office.org)
        return Actor(entry.name, entry.id, country, official, office.title, office.certain(phrase.on))

    def _member(self, phrase: Phrase) -> Actor | None:
        """Somebody unnamed of a body is that body: an engineer of the Avarian grain service."""
        apart = phrase.role.lay or phrase.role.former or phrase.role.rank == "spokesperson"
        of = _OF_BODY.fullmatch(phrase.words) if phrase.indefinite and not apart else None
        if of is None or (phrase.is_own_name and phrase.name):
            return None
        roles = self._registry.roles
        role = roles.read(of[1])
        if role.rank or role.lay or not (role.institution or role.ministry or roles.names_state_body(of[1])):
            return None
        body = Speaker(of[1], phrase.at)
        found = self._somebody(take_apart(body, self._registry, text=phrase.text, mentions=phrase.mentions,
                                          on=phrase.on, origin=phrase.origin))
        return found if found is not None and found.official else None

    def _stranger(self, phrase: Phrase) -> Actor | None:
        """Somebody the registry does not know keeps his name."""
        in_full = " " in phrase.name and phrase.is_own_name
        if not phrase.name or (phrase.role.regional and not in_full) or (phrase.indefinite and phrase.role.lay):
            return None
        if phrase.role.institution == "government" and phrase.role.rank is None:
            return None
        if phrase.role.rank is None and phrase.role.institution and self._bodies.meant(phrase):
            return None
        if phrase.indefinite and phrase.role.rank == "officer" and phrase.role.institution and not in_full:
            return None
        opens = [one for one in phrase.inside if one.kind in INSTITUTIONS and one.span.start == 0]
        if phrase.role.rank is None and opens and " " not in phrase.name and f" {phrase.name}" in phrase.words:
            return None
        entities = [entry for one in phrase.named if one.mention.kind in (*INSTITUTIONS, "other")
                    for entry in self._identity.entries(one.mention.ids)]
        official = self._is_official(phrase, entities)
        chief = self._identity.chief(phrase)
        if chief and chief.offices:
            serves = chief.office(phrase.on) is not None
            official = serves and (official or phrase.official is None)
        united_nations = "UN" if phrase.role.rank == "un-official" else None
        commanding = self._sides.commanding_body(phrase)
        official = official or bool(commanding and phrase.official is None)
        country = commanding or next(iter(phrase.sides), united_nations)
        host = self._host(phrase)
        if host is not None:
            official, country = True, country or phrase.origin.country or self._identity.home(host)
        of = self._sides.called(phrase) if not country and not entities else None
        if of is not None:
            official, country = True, of.country
        guest = guest_of(phrase, self._registry) if official is False and phrase.role == Role() else None
        if guest is not None:
            official, country = True, country or guest.country or self._sides.around(phrase)
        body = self._sides.body_before(phrase) if not country and not entities else None
        if body is not None:
            official, country = body
        if country is None and (official or phrase.role.former or phrase.role.rank or phrase.role.institution
                                or phrase.role.political):
            country = self._sides.inherited(phrase)
        if phrase.back and not phrase.of_body and phrase.role.rank == "delegate" and phrase.official is None:
            official = official or self._sides.of_an_official(phrase)
        house: Entry | None = phrase.mentions.memo.get("house")
        if country is None and official and house is not None:
            country = self._identity.home(house)
        if country is None and phrase.role == Role(rank="spokesperson") and not entities:
            official = False
        if self._own(phrase) in entities:
            country = phrase.origin.country or country
        name = phrase.name if phrase.is_own_name else phrase.head
        return Actor(name, None, country, official, phrase.said)

    def _is_official(self, phrase: Phrase, entities: Sequence[Entry]) -> bool:
        """Whether his title, or else the bodies beside his name, make somebody an official."""
        of_officials = any(entry.kind.official for entry in entities)
        if phrase.official is None:
            return of_officials or self._is_states(phrase)
        return phrase.official and (of_officials or not entities)

    def _is_states(self, phrase: Phrase) -> bool:
        """The Avarian Dairy Board; Avaria's Ada Lind: whether a country alone is told of a body or of somebody."""
        told = phrase.named[0].mention if phrase.named else None
        if told is None or told.kind not in ("country", "demonym") or not phrase.sides or phrase.role != Role():
            return False
        own = phrase.is_own_name and " " in phrase.name and told.kind == "country" and not phrase.unknown
        owned = own and self._registry.roles.owns(phrase.before)
        return owned or self._registry.roles.names_state_body(phrase.head)

    def _host(self, phrase: Phrase) -> Entry | None:
        """Whose briefing it is at which somebody is only a label: a primary source's, or the house's named."""
        fewest = 0 if phrase.mentions.memo.get("answering") else 1
        if phrase.role != Role() or not fewest < len(phrase.words.replace(".", ". ").split()) <= _LABEL_WORDS:
            return None
        if phrase.at is not None and not is_label(phrase.text, phrase.at):
            return None
        house: Entry | None = phrase.mentions.memo.get("house")
        return self._own(phrase) or house

    def _nobody_in_particular(self, phrase: Phrase) -> Actor | None:
        """A resident, two European diplomats, officials from three countries."""
        role, itself = phrase.role, _is_side(phrase) or is_institution(phrase)
        if role.lay and not role.then and role.rank is None and role.institution is None and not itself:
            return Actor(self._registry.roles.placed_head_of(phrase.words))
        unsided = not phrase.sides and (role.regional or (role.many and role.rank is not None))
        leaders = role.regional and role.many and role.rank == "delegate" and not role.lay
        if not unsided or not (role.official or leaders):
            return None
        return Actor(phrase.head, official=True)

    def _both_sides(self, phrase: Phrase) -> Actor | None:
        """The two sides, both countries: the government of the first of the two that are named most before."""
        if phrase.at is None or phrase.sides or not self._registry.roles.says_all_sides(phrase.words):
            return None
        if phrase.origin.kind is SourceKind.PRIMARY:
            return None
        named = [one.country for one in phrase.mentions.between(0, phrase.at.start)
                 if one.kind in ("country", "demonym") and one.country]
        two = [country for country, _ in Counter(named).most_common(2)]
        first = next((country for country in named if country in two), None) if len(two) > 1 else None
        government = self._registry.government(first) if first else None
        return Actor(government.name, government.id, first, True) if government else None

    # offices, institutions, countries

    def _office(self, phrase: Phrase) -> Actor | None:
        role = phrase.role
        if role.former or role.lay or role.junior or phrase.indefinite or phrase.official is False:
            return None
        if role.ministry and role.rank == "minister":
            return self._minister_before(phrase)
        office = role.office or (role.rank if role.rank in ("spokesperson", "head") else None)
        if office is None:
            return None
        places = [one.mention.ids[0] for one in phrase.named if one.mention.kind in INSTITUTIONS and not one.away]
        if role.office is None:
            places = [place for place in (self._bodies.meant(phrase),) if place]
        else:
            places += [place for place in (self._sides.named(phrase) or self._sides.around(phrase),) if place]
        holders = next((found for place in places
                        if (found := self._registry.offices.holders(place, office, phrase.on))), [])
        if not holders:
            return None
        holder = holders[0]
        country = holder.office.country or holder.person.country or self._identity.country_of(holder.office.org)
        return Actor(holder.person.name, holder.person.id, country, True, holder.office.title, holder.verified)

    def _minister_before(self, phrase: Phrase) -> Actor | None:
        """"The minister": the last one the article named; Avaria's Europe minister is none of another country."""
        sides = set(phrase.sides)
        for entry, _ in ministers_before(phrase, self._identity):
            if entry.kind is Kind.PERSON and (not sides or self._identity.home(entry) in sides):
                office = entry.office(phrase.on)
                title, sure = (office.title, office.certain(phrase.on)) if office else (None, False)
                return Actor(entry.name, entry.id, self._identity.home(entry), True, title, sure)
        return None

    def _country(self, phrase: Phrase) -> Actor | None:
        code = self._sides.named(phrase)
        if code is None and phrase.role.rank == "un-official" and phrase.official:
            return Actor(phrase.head, None, "UN", True)
        if phrase.is_people or (phrase.official is False and not _is_side(phrase)):
            return Actor(phrase.head, country=code, official=self._is_states(phrase))
        if code is None and (phrase.role.institution == "government" or phrase.role.rank):
            code = self._sides.around(phrase) if phrase.official else None
        government = self._registry.government(code) if code else None
        if government is None:
            return None
        return Actor(government.name, government.id, code, True)

    def _source_itself(self, phrase: Phrase) -> Actor | None:
        """A primary source whose own name, or none, stands for the speaker."""
        own = self._own(phrase)
        if own is None:
            return None
        words = fold(phrase.words).strip()
        named = not words or words in map(fold, (own.name, own.id, *own.aliases))
        in_short = own.kind is not Kind.PERSON and phrase.role.rank is None and not (
            phrase.sides or phrase.role.lay or set(fold(phrase.head).split()) - set(fold(own.name).split()))
        if not named and not in_short:
            return None
        return self._speaking(own, phrase)

    def _sources_official(self, phrase: Phrase) -> Actor | None:
        """Somebody unnamed at a primary source: a senior official, the two sides."""
        own = self._own(phrase)
        told = phrase.named or phrase.role.institution not in (None, "government") or phrase.role.ministry
        if own is None or told or phrase.name or not (phrase.official or phrase.role.many):
            return None
        if phrase.role.many:
            own = self._registry.government(self._identity.home(own) or "") or own
        return self._speaking(own, phrase)

    def _own(self, phrase: Phrase) -> Entry | None:
        if phrase.origin.kind is not SourceKind.PRIMARY:
            return None
        named = self._registry.entry(phrase.origin.actor) if phrase.origin.actor else None
        return named or self._registry.government(phrase.origin.country or "")

    def _speaking(self, own: Entry, phrase: Phrase) -> Actor:
        office, country = own.office(phrase.on), phrase.origin.country or self._identity.home(own)
        return Actor(own.name, own.id, country, own.kind is Kind.PERSON or own.kind.official,
                     office.title if office else None, office is None or office.certain(phrase.on))


def _is_side(phrase: Phrase) -> bool:
    """Whether the words are a country's or capital's name, whatever is said of it."""
    return any(one.kind in ("country", "metonym") and one.span.of(phrase.words) == phrase.head
               for one in phrase.inside)
