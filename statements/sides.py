"""Whose side somebody is on: what the words name, what stood before, where the article is at home."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from statements.actors import Kind
from statements.context import country_around
from statements.earlier import group_before, subject_before
from statements.homes import Home, clearly_most
from statements.identity import Identity
from statements.linking import Mention
from statements.model import Origin
from statements.phrase import SERVING, Phrase
from statements.roles import ANYBODYS_RANKS, Role

if TYPE_CHECKING:
    from statements.registry import Registry

_OF_BODIES = ("spokesperson", "head", "delegate", "secretary-general", "head-of-state")
"""Ranks that a body has whose kind alone is said: the court's spokeswoman, the agency's director."""
_SMALL = frozenset(("of", "the", "and", "for", "to", "in", "on"))
INSTITUTIONS = ("institution", "body", "group")
"""Kinds of mention that an office can be of."""
_STATES_HAVE = ("health-ministry", "interior-ministry", "military", "police", "border-guard", "coast-guard", "navy")
"""Kinds of institution that no international body has, whose release may tell of a state's."""
_OF_STATES = ("minister", "presiding-officer", "committee-chair")
"""Ranks of whoever serves the state an article is at home in, whichever was spoken of last."""


class Sides:
    """Finds the country or body somebody serves."""

    def __init__(self, registry: Registry, identity: Identity) -> None:
        self._registry = registry
        self._identity = identity

    def named(self, phrase: Phrase) -> str | None:
        """The country the words themselves name; one only visited (ambassador in, envoy to) comes last."""
        if phrase.sides:
            return phrase.sides[0]
        if phrase.role.institution == "government" and phrase.role.rank is None:
            ids = [one for mention in phrase.inside if mention.kind == "person" for one in mention.ids]
            if ids:
                return next((self._identity.home(entry) for entry in self._identity.entries(ids)), None)
        if phrase.role.rank in ("ambassador", "other-official", "officer"):
            return None
        if phrase.role.ministry or phrase.role.institution == "government":
            seat = next((one for one in phrase.inside if one.kind == "metonym"), None)
            if seat is not None and self._registry.roles.leads_to_place(phrase.words[: seat.span.start]):
                return seat.country  # the government in Rosen
        return next((one.mention.country for one in phrase.named if one.mention.country), None)

    def around(self, phrase: Phrase, *, surely: bool = False) -> str | None:
        """The country the article tells for an office or institution it names without one."""
        roles = self._registry.roles
        anybodys = phrase.role.office is None and phrase.role.rank not in _OF_STATES
        back = roles.points_back(phrase.words) or phrase.back or anybodys
        home = phrase.role.domestic
        back = back and (not home or roles.points_back(phrase.words))
        state = phrase.role.institution is not None and not roles.points_back(phrase.words)
        own = self._registry.countries.get(phrase.origin.country or "")
        if own is not None and own.is_body and (home or phrase.role.institution in _STATES_HAVE):
            phrase = replace(phrase, origin=Origin(phrase.origin.source_id))
        told = country_around(phrase, roles, self._registry.places, back=back, home=home, state=state,
                              surely=surely)
        return self._abroad(phrase, told) if phrase.role.rank == "ambassador" else told

    def _abroad(self, phrase: Phrase, country: str | None) -> str | None:
        """The country an ambassador is sent by: no capital's own, but the other one most is told of."""
        home = Home.of(phrase.text, phrase.mentions, self._registry.roles, self._registry.places).dateline()
        if country is None or country != home:
            return country
        others = Counter(one.country for one in phrase.mentions if one.country not in (None, home)
                         and one.kind in ("country", "demonym", "metonym", "institution"))
        return clearly_most(others) or country

    def commanding_body(self, phrase: Phrase) -> str | None:
        """The international body named right before "its commander", wherever he is from."""
        if not phrase.of_body or phrase.role.rank not in SERVING or phrase.at is None:
            return None
        start = max(0, phrase.text.rfind("\n\n", 0, phrase.at.start) + 1)
        sided = [one for one in phrase.mentions.between(start, phrase.at.start) if one.kind in INSTITUTIONS]
        return sided[-1].country if sided and sided[-1].kind == "body" else None

    def body_before(self, phrase: Phrase) -> tuple[bool, str | None] | None:
        """Whether the body of a bare "spokeswoman", or that of "its vice president", is an official one, and whose.

        None for others, and where no body was the subject of a sentence before.
        """
        bare = phrase.role == Role(rank="spokesperson") and phrase.is_own_name and not (
            phrase.unknown or phrase.back or self._identity.chief(phrase))
        anybodys = phrase.of_body and phrase.role.rank in (*ANYBODYS_RANKS, "head", "delegate")
        group = self._group_just_named(phrase) if anybodys else None
        if group is not None:
            return True, group
        subject = subject_before(phrase) if bare or anybodys else None
        if subject is None:
            return None
        named = phrase.mentions.begun(subject.start, subject.end)
        role = self._registry.roles.read(subject.of(phrase.text))
        entries = [entry for one in named for entry in self._identity.entries(one.ids)]
        if not (role.institution or role.ministry) and not any(entry.kind.official for entry in entries):
            return None if any(entry.kind is Kind.PERSON for entry in entries) else (False, None)
        country = next((one.country for one in named if one.country), None)
        if not (bare or any(one.kind in INSTITUTIONS for one in named)):
            return None
        return True, country or self.around(replace(phrase, at=subject, back=True))

    def called(self, phrase: Phrase) -> Mention | None:
        """The body named last before that has in its name what somebody is of: the *court's* spokesman."""
        words = {word.removesuffix("'s").removesuffix("’s") for one in (phrase.said or "", phrase.before)
                 for word in one.split() if word.islower()}
        if not words or phrase.at is None or phrase.sides or phrase.role.rank not in _OF_BODIES:
            return None
        for one in reversed(phrase.mentions.between(0, phrase.at.start)):
            entry = self._registry.entry(one.ids[0]) if one.kind in ("institution", "body") and one.ids else None
            if entry is not None and words.intersection(entry.name.lower().split()) - _SMALL:
                return one
        return None

    def of_an_official(self, phrase: Phrase) -> bool:
        """Whether the person named last before is in office, whose deputy "his deputy" is."""
        before = phrase.mentions.between(0, phrase.at.start) if phrase.at else ()
        last = next((one for one in reversed(before) if one.kind == "person"), None)
        entries = self._identity.entries(last.ids) if last else []
        return any(entry.office(phrase.on) is not None for entry in entries)

    def _group_just_named(self, phrase: Phrase) -> str | None:
        """The country of the armed group that the sentence right before "its spokesman" names first."""
        at = phrase.at.start if phrase.at else 0
        opened = phrase.text.rfind("\n", 0, at) + 1
        ended = phrase.text.rfind(". ", opened, at)
        begun = phrase.text.rfind(". ", opened, max(opened, ended)) + 1 or opened
        named = phrase.mentions.between(begun, ended) if ended > 0 else ()
        return named[0].country if named and named[0].kind == "group" else None

    def inherited(self, phrase: Phrase) -> str | None:
        """The country somebody unknown most likely serves; if sure, where another is known to hold his office."""
        if phrase.role.institution == "armed-group":
            group = group_before(phrase, self._identity)
            return group.country if group else None
        chief = self._identity.chief(phrase)
        country = (self._identity.home(chief) if chief else None) or self.around(phrase)
        others = self._registry.offices.holders(country or "", phrase.role.office or "", phrase.on)
        of_a_place = any(word[:1].isupper() for word in phrase.unknown)
        doubtful = any(holder.verified for holder in others) and not of_a_place
        return self.around(phrase, surely=True) if doubtful else country
