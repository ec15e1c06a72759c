"""To or about whom a statement is: countries by code, armed groups and persons by name, most important first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statements.linking import Mention
from statements.model import Actor, Span, Target
from statements.registry import Registry
from statements.utterance import Frame, Utterance

MOST = 3
"""Targets kept of one statement."""

_PLACE = re.compile(r"\b(?:in|near|at|outside|via|through|around|en|à|in|bei|nahe|в|во|под|у|біля)\s+(?:the\s+)?$", re.IGNORECASE)
_ALL_SIDES = re.compile(r"\b(?:both|all|the two|two|each)\s+(?:sides?|parties|countries|governments|capitals|neighbours|neighbors)\b"
                        r"|обе стороны|все стороны|всех сторон|обеих сторон|обидві сторони|"
                        r"les deux (?:parties|capitales|pays)|toutes les parties|ambas partes|todas las partes|"
                        r"beide Seiten|alle Seiten|جميع الأطراف|الطرفين|الجانبين|双方|各方|طرفین|taraflar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention as a target."""

    code: str
    id: str | None
    span: Span


def find_targets(text: str, utterance: Utterance, actor: Actor, mentions: Sequence[Mention], registry: Registry,
                 others: Sequence[Utterance] = (), title: str = "") -> tuple[Target, ...]:
    """Whom `utterance` addresses or concerns.

    What the cue takes as its object comes first, then whom the content names, then whom its sentence names; where
    all are silent, the other party the article speaks of.
    """
    search = _Search(text, actor, registry)
    named = [one for mention in mentions if (one := search.named(mention)) is not None]
    content = _spans(utterance)
    object_ = [one for one in named if utterance.addressee and utterance.addressee.covers(one.span)]
    inside = [one for one in named if any(span.covers(one.span) for span in content)]
    beside = [one for one in named if utterance.sentence.covers(one.span) and one not in inside
              and not _speaks(one.span, utterance)]
    found = [*object_, *inside]
    if utterance.frame is Frame.ACT or not found:
        found += [one for one in beside if utterance.cue is None or one.span.start >= utterance.cue.start] or beside
    if not found or any(_ALL_SIDES.search(span.of(text)) for span in content):
        found += search.other_parties(named, utterance, title)
    return tuple(_targets(found))


class _Search:
    """Reads mentions from one actor's side."""

    def __init__(self, text: str, actor: Actor, registry: Registry) -> None:
        self._text, self._registry, self._actor = text, registry, actor
        entry = registry.entry(actor.id) if actor.id else None
        self._own = {actor.country} if entry is None or entry.kind != "group" else {entry.name}

    def named(self, mention: Mention) -> _Named | None:
        """The mention as a target; None for the speaker's own side, places and those who are no party."""
        if mention.kind == "metonym" and _PLACE.search(self._text, max(0, mention.span.start - 12), mention.span.start):
            return None
        entry = self._registry.entry(mention.ids[0])
        if entry is None or mention.kind == "other" or entry.id == self._actor.id:
            return None
        code = entry.name if mention.kind == "group" else mention.country or entry.country
        if code is None or code in self._own:
            return None
        return _Named(code, entry.id if mention.kind != "demonym" else None, mention.span)

    def other_parties(self, named: Sequence[_Named], utterance: Utterance, title: str) -> list[_Named]:
        """Whom the article is mostly about beside the speaker: named before this and in the title counts most."""
        start = utterance.content[0].start
        weights: Counter[str] = Counter()
        for one in named:
            weights[one.code] += 2 if one.span.start < start else 1
        for mention in self._registry.find(title):
            entry = self._registry.entry(mention.ids[0])
            code = entry.name if entry and mention.kind == "group" else mention.country
            if code and code not in self._own:
                weights[code] += 3
        if not weights:
            return []
        best = weights.most_common(2)
        wide = any(_ALL_SIDES.search(span.of(self._text)) for span in _spans(utterance))
        codes = [code for code, weight in best if wide or weight == best[0][1]][: 2 if wide else 1]
        return [_Named(code, None, Span(0, 0)) for code in codes]


def _spans(utterance: Utterance) -> tuple[Span, ...]:
    return (utterance.clause,) if utterance.clause else utterance.content


def _speaks(span: Span, utterance: Utterance) -> bool:
    """Whether `span` belongs to the words that name the speaker."""
    mention = utterance.speaker.mention
    if mention is not None and (mention.overlaps(span) or 0 <= span.start - mention.end <= 2):
        return True
    role = utterance.speaker.role
    return mention is not None and role is not None and abs(span.start - mention.start) <= len(role) + 4


def _targets(found: Iterable[_Named]) -> Iterator[Target]:
    seen: dict[str, _Named] = {}
    for one in found:
        seen.setdefault(one.code, one)
    for code, one in list(seen.items())[:MOST]:
        yield Target(code, one.id, one.span if len(one.span) else None)
