"""To or about whom a statement is: countries by code, armed groups and persons by name, most important first.

What the words name comes first: the object of the speech act, the addressee, the content. Where they name nobody,
the same speaker's other words in the article tell whom he speaks of; else the article's two main parties do: one
of them speaks of the other, a third party of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statements.linking import Mention
from statements.model import Actor, Form, Span, Target
from statements.registry import Registry
from statements.utterance import Frame, Utterance

MOST = 3
"""Targets kept of one statement."""
_TITLE_WEIGHT, _GROUP_WEIGHT, _BODY_WEIGHT, _PLACE_WEIGHT = 3.0, 2.0, 0.5, 0.3
"""How much a mention counts, where a country's in the text counts 1: one in the title, of an armed group (always a
party), of an international body (seldom one), and a country's as a mere place."""
_HONORIFIC_REACH = 12


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention as a possible target."""

    code: str
    id: str | None
    span: Span
    place: bool = False
    """Only where something happens: in Rosen."""
    person: str | None = None
    """The name of a person meant; `code` is his side."""
    weight: float = 1.0


def find_targets(text: str, utterance: Utterance, actor: Actor, mentions: Sequence[Mention], registry: Registry,
                 others: Sequence[Utterance] = (), title: str = "") -> tuple[Target, ...]:
    """Whom `utterance` addresses or concerns, most important first; `others` are all utterances of the article."""
    return _Search(text, actor, registry, mentions, title, utterance).targets(others)


class _Search:
    """Looks for targets from one actor's side."""

    def __init__(self, text: str, actor: Actor, registry: Registry, mentions: Sequence[Mention], title: str,
                 utterance: Utterance) -> None:
        self._text, self._registry, self._actor, self._utterance = text, registry, actor, utterance
        self._own = self._own_sides(mentions)
        self._official_text = utterance.frame is Frame.PRIMARY or utterance.frame is Frame.LABEL
        self._all = [one for mention in mentions if (one := self._named(mention, text)) is not None]
        heading = [one for mention in registry.find_within(title, mentions)
                   if (one := self._named(mention, title)) is not None]
        self._parties = _by_weight(self._all, heading)
        self._heading = list(dict.fromkeys(one.code for one in heading if one.code not in self._own))

    def targets(self, others: Sequence[Utterance]) -> tuple[Target, ...]:
        """The utterance's targets."""
        utterance = self._utterance
        explicit = self._explicit(utterance)
        found = self._chosen(explicit)
        if not found and not self._speaks_for_himself():
            found = self._implied()
        elif self._means_all_sides(utterance):
            found = [*found, *self._main_parties()]
        return tuple(_targets(self._with_persons(found)))

    def _own_sides(self, mentions: Sequence[Mention]) -> frozenset[str]:
        """The speaker's side: his group's name, or his country and those who speak with it; unofficially none."""
        if not self._actor.official:
            return frozenset()  # a critic at home speaks of his own government
        entry = self._registry.entry(self._actor.id) if self._actor.id else None
        orgs = [self._registry.entry(office.org) for office in entry.offices if office.org] if entry else []
        role = self._registry.find_within(self._utterance.speaker.role or "", mentions)
        at = self._utterance.speaker.mention
        beside = [one for one in mentions if at and at.covers(one.span)]
        orgs += [self._registry.entry(one.ids[0]) for one in (*role, *beside) if one.kind == "group"]
        groups = [one.name for one in (entry, *orgs) if one is not None and one.kind == "group"]
        if groups:
            return frozenset(groups)
        named = self._registry.find_within(self._utterance.speaker.name, mentions)
        together = {one.country for one in named if one.kind == "country"}
        return frozenset(code for code in (self._actor.country, *together) if code)

    def _explicit(self, utterance: Utterance) -> list[_Named]:
        """What the act takes as its object, whom it addresses, and whom the content names."""
        named = [one for one in self._all if self._is_other(one)]
        objects = [one for one in named if utterance.addressee and utterance.addressee.covers(one.span)]
        if utterance.frame is Frame.ACT and utterance.cue is not None:
            objects += [one for one in named if utterance.sentence.covers(one.span)
                        and utterance.cue.end <= one.span.start <= utterance.cue.end + 40]
        spans = _spans(utterance)
        inside = [one for one in named if any(span.covers(one.span) for span in spans)]
        return [*objects, *(one for one in inside if one not in objects)]

    def _chosen(self, explicit: Sequence[_Named]) -> list[_Named]:
        """Parties before mere places; beside a main party what is named once in passing is left out."""
        parties = [one for one in explicit if not one.place]
        if not parties:
            main = {one.code for one in self._main_parties()}
            parties = [one for one in explicit if one.code in main]
        announced = [one for one in parties if one.code in self._heading]
        return announced if self._official_text and announced else parties

    def _implied(self) -> list[_Named]:
        """Whom words without a name are about: the other main party, or those this paragraph spoke of."""
        parties = self._main_parties()
        if self._is_main():
            return parties[:1]
        said = self._utterance.content[0].start
        start = self._text.rfind("\n\n", 0, said) + 1
        at = self._utterance.speaker.mention
        near = {one.code for one in self._all if start <= one.span.start < said and not one.place
                and not (at and at.overlaps(one.span))}
        if self._speaks_of_an_authority():
            return parties[:1]
        return [one for one in parties if one.code in near] or parties

    def _speaks_of_an_authority(self) -> bool:
        """The government, the army: one side's, though the words do not say whose."""
        words = " ".join(span.of(self._text) for span in _spans(self._utterance))
        return self._registry.roles.read(words).institution in ("government", "military", "police", "parliament")

    def _main_parties(self) -> list[_Named]:
        """The article's two main parties without the speaker's own side."""
        others = [code for code in self._parties if code not in self._own]
        return [_Named(code, None, Span(0, 0)) for code in others[:2]]

    def _is_main(self) -> bool:
        """Whether the speaker's side is one of the article's two main parties."""
        return not self._own.isdisjoint(self._parties[:2])

    def _speaks_for_himself(self) -> bool:
        """A resident, an analyst, a company: without a name in their words they are about nobody."""
        return not self._actor.official and self._actor.country is None and self._actor.id is None

    def _means_all_sides(self, utterance: Utterance) -> bool:
        return any(self._registry.roles.says_all_sides(span.of(self._text)) for span in _spans(utterance))

    def _is_other(self, one: _Named) -> bool:
        return one.code not in self._own and one.id != self._actor.id

    def _named(self, mention: Mention, text: str) -> _Named | None:
        """The mention as a possible target; None for those who are no party."""
        entry = self._registry.entry(mention.ids[0])
        if entry is None or mention.kind == "other":
            return None
        code = entry.name if mention.kind == "group" else mention.country or entry.country
        if code is None:
            return None
        before = text[max(0, mention.span.start - 12) : mention.span.start]
        place = mention.kind in ("metonym", "country") and self._registry.roles.leads_to_place(before)
        person = entry.name if mention.kind == "person" else None
        plain = _PLACE_WEIGHT if place else 1.0
        weight = {"group": _GROUP_WEIGHT, "body": _BODY_WEIGHT}.get(mention.kind, plain)
        return _Named(code, None if mention.kind == "demonym" else entry.id, mention.span, place, person, weight)

    def _with_persons(self, found: Iterable[_Named]) -> Iterator[_Named]:
        """After his side, a person spoken of as Mr So-and-so in somebody's own words."""
        persons = {}
        own_words = self._utterance.form is Form.DIRECT
        for one in found:
            yield one
            before = self._text[max(0, one.span.start - _HONORIFIC_REACH) : one.span.start]
            if one.person and own_words and self._registry.roles.ends_in_honorific(before):
                persons[one.person] = one
        for name, one in persons.items():
            yield _Named(name, one.id, one.span)


def _by_weight(named: Sequence[_Named], heading: Sequence[_Named]) -> list[str]:
    """The article's parties, the one it speaks of most first."""
    weights: dict[str, float] = defaultdict(float)
    for one in named:
        weights[one.code] += one.weight
    for one in heading:
        weights[one.code] += _TITLE_WEIGHT * one.weight
    return sorted((code for code in weights if weights[code] > 0), key=lambda code: -weights[code])


def _spans(utterance: Utterance) -> tuple[Span, ...]:
    return (utterance.clause,) if utterance.clause else utterance.content


def _targets(found: Iterable[_Named]) -> Iterator[Target]:
    seen: dict[str, _Named] = {}
    for one in found:
        seen.setdefault(one.code, one)
    for code, one in list(seen.items())[:MOST]:
        yield Target(code, one.id, one.span if len(one.span) else None)
