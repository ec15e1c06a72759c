"""Which institution a phrase means, by its name or by what it is and whose: Reedgrain, the army, his ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statements.bodynames import ministry_of, own_name
from statements.earlier import group_before, ministers_before
from statements.identity import Identity
from statements.model import Actor, Span
from statements.phrase import Named, Phrase
from statements.sides import INSTITUTIONS, Sides

if TYPE_CHECKING:
    from statements.registry import Registry

_ARTICLE = 2
"""Letters of an article between an institution and whose it is: الخارجية *ال*أردنية."""


class Bodies:
    """Finds the institution that speaks."""

    def __init__(self, registry: Registry, identity: Identity, sides: Sides) -> None:
        self._registry, self._identity, self._sides = registry, identity, sides

    def actor(self, phrase: Phrase) -> Actor | None:
        """The institution as who speaks; one without an id where no table has it, None where no body is meant."""
        found = self.meant(phrase)
        entry = self._registry.entry(found) if found else None
        if entry is not None:
            official = entry.kind.official and (phrase.official is not False or is_institution(phrase))
            return Actor(entry.name, entry.id, entry.country, official)
        return self._in_no_table(phrase)

    def _in_no_table(self, phrase: Phrase) -> Actor | None:
        """A ministry, court or agency by what it is and whose: Avaria's grain ministry."""
        kind = phrase.role.institution
        if kind is None and phrase.role.ministry and not phrase.role.rank and not phrase.role.lay:
            country = self._sides.named(phrase) or self._sides.around(phrase)
            apart = phrase.back or self._registry.roles.points_back(phrase.words)
            whose = self._registry.countries.get(country or "") if not apart else None
            return Actor(ministry_of(phrase.head, whose, self._registry.roles), None, country, True)
        if kind in (None, "government", "armed-group") or phrase.role.lay:
            return None
        country = self._sides.named(phrase) or self._sides.around(phrase)
        label = self._registry.roles.labels.get(kind)
        if country is None or (label is None and phrase.role.rank):
            return None
        own = own_name(phrase.words) if not phrase.role.rank else None
        if phrase.role.rank is None and not phrase.back and phrase.head == phrase.head.upper():
            own = phrase.head  # a script whose names no capital tells from what they are
        if kind == "embassy" and (city := self._city(phrase)):
            label = f"{label} in {city}"
        called = f"{self._registry.countries[country].belonging} {label}" if label else phrase.head
        return Actor(own or called, None, country, not phrase.role.former)

    def _city(self, phrase: Phrase) -> str | None:
        """The capital in which an embassy is said to be."""
        away = (one for one in phrase.inside if one.kind == "metonym" and one.span.end == len(phrase.words))
        at = next((one.span for one in away), None)
        led = at is not None and self._registry.roles.leads_to_place(phrase.words[: at.start])
        return at.of(phrase.words) if at is not None and led else None

    def meant(self, phrase: Phrase) -> str | None:
        """The institution a phrase names, or means by its kind: the army, the foreign ministry, his ministry."""
        for one in phrase.named:
            if one.mention.kind in (*INSTITUTIONS, "other") and not one.away:
                owner, role = self._another_owner(one, phrase)
                return self._registry.institution(owner, role) if owner and role else one.mention.ids[0]
        kind, country = phrase.role.institution, self._sides.named(phrase)
        if kind == "armed-group":
            return getattr(group_before(phrase, self._identity), "id", None)
        if kind is None and phrase.role.ministry and country is None and not phrase.unknown:
            before = next(iter(ministers_before(phrase, self._identity)), None)
            if before is None:
                return None
            kind, country = before[1], self._identity.home(before[0])
        if kind is None and phrase.role.rank == "officer" and not phrase.name:
            kind = "military"
        country = country or self._sides.around(phrase)
        return self._registry.institution(country, kind) if kind and country else None

    def _another_owner(self, one: Named, phrase: Phrase) -> tuple[str | None, str | None]:
        """Whose a kind of institution is that one country is known by, where the words say so: *Borl's* army.

        The country, whose name stands right beside it, and the kind; two times None where it is its own.
        """
        owners = [other for other in phrase.inside if other.kind in ("country", "demonym") and other.country]
        bodies = [other for other in phrase.inside if other.ids == one.mention.ids]
        beside = any(_is_beside(owner.span, body.span, phrase.words) for owner in owners for body in bodies)
        entry = self._registry.entry(one.mention.ids[0])
        if not beside or entry is None or any(owner.country == entry.country for owner in owners):
            return None, None
        return owners[0].country, entry.role


def is_institution(phrase: Phrase) -> bool:
    """Whether the words are an institution's own name, whatever is said of it: Reedgrain, the grain watchdog."""
    return any(one.kind in INSTITUTIONS and one.span.of(phrase.words) == phrase.head for one in phrase.inside)


def _is_beside(one: Span, other: Span, words: str) -> bool:
    first, second = sorted((one, other))
    return len(words[first.end : second.start].strip()) <= _ARTICLE
