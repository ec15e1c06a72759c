"""To or about whom a statement is: countries by code, armed groups and persons by name, most important first.

What the words name comes first: the object of the speech act, the addressee, the content. Where they name
nobody, the same speaker's words before in the paragraph tell whom he speaks of; else the article's two main parties
do: one of them speaks of the other, a third party of both. Main are the two it calls a pair ("between Rosen and
Borl"), else those it names most often otherwise than as speakers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from statements.linking import Mention, Mentions
from statements.model import Actor, Form, Span, Stance, Target
from statements.registry import Registry
from statements.utterance import Frame, Utterance
from statements.value import value

MOST = 3
"""Targets kept of one statement."""
_TITLE_WEIGHT, _GROUP_WEIGHT, _BODY_WEIGHT, _PLACE_WEIGHT = 3.0, 2.0, 0.5, 0.3
"""How much a mention counts, where a country's in the text counts 1: one in the title, of an armed group (always a
party), of an international body (seldom one), and a country's as a mere place."""
_SPEAKER_WEIGHT = 0.3
"""What part of a mention's weight is left where it only says who speaks."""
_PAIR_RANK, _PAIR_REACH = 4, 12
"""A pair told as one ("between Avaria and Borland") leads where both are among so many most spoken of; its first
word stands so many characters before the first name at most."""
_HONORIFIC_REACH, _OBJECT_REACH, _SUBJECT_REACH = 12, 40, 24
"""How far before a name its honorific, and after a cue its object, may stand, in characters."""


@value(frozen=True, slots=True)
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
                 parties: Parties, beside: Sequence[Utterance] = (),
                 stance: Stance = Stance.COMMENT) -> tuple[Target, ...]:
    """Whom `utterance` addresses or concerns, most important first; offsets are characters of `text`.

    `beside` are the same speaker's other words, the nearest first; `stance` is how hard `utterance` is.
    """
    search = _Search(text, actor, registry, Mentions.of(mentions), parties, utterance)
    return search.targets(beside, only_first=stance is Stance.CONDEMN)


@value(frozen=True, slots=True)
class Parties:
    """Whom an article names, the same for all its statements."""

    named: tuple[_Named, ...]
    """In the text, from left to right."""
    heading: tuple[str, ...]
    """Codes in the title."""
    ranked: tuple[str, ...]
    """Codes, the one the article speaks of most first."""

    def within(self, span: Span) -> list[_Named]:
        """Whom the text names between the ends of `span`."""
        low = bisect_left(self.named, span.start, key=lambda one: one.span.start)
        high = bisect_left(self.named, span.end, key=lambda one: one.span.start)
        return [one for one in self.named[low:high] if one.span.end <= span.end]


def find_parties(text: str, title: str, mentions: Sequence[Mention], registry: Registry,
                 utterances: Sequence[Utterance] = ()) -> Parties:
    """Whom an article names in `text` and `title`, and of whom most; `utterances` tell who only speaks."""
    mentions = Mentions.of(mentions)
    named = [one for mention in mentions if (one := _named(mention, text, registry)) is not None]
    heading = [one for mention in registry.find_within(title, mentions)
               if (one := _named(mention, title, registry)) is not None]
    speakers = (one.speaker.mention for one in utterances if one.speaker.mention)
    speaking = {at for span in speakers for at in range(span.start, span.end)}
    weights: dict[str, float] = defaultdict(float)
    for one in named:
        weights[one.code] += one.weight * (_SPEAKER_WEIGHT if one.span.start in speaking else 1)
    for one in heading:
        weights[one.code] += _TITLE_WEIGHT * one.weight
    ranked = sorted((code for code in weights if weights[code] > 0), key=lambda code: -weights[code])
    pairs = [pair for pair in (*_pairs(title, heading, registry), *_pairs(text, named, registry))
             if set(pair) <= set(ranked[:_PAIR_RANK])]
    for pair in pairs[:1]:
        ranked = [*(code for code in ranked if code in pair), *(code for code in ranked if code not in pair)]
    return Parties(tuple(named), tuple(dict.fromkeys(one.code for one in heading)), tuple(ranked))


def _pairs(text: str, named: Sequence[_Named], registry: Registry) -> Iterator[tuple[str, str]]:
    """The sides of each pair told as one: between Avaria and Borland."""
    roles = registry.roles
    for one, other in pairwise(named):
        joint = text[one.span.end : other.span.start].strip().lower()
        before = text[max(0, one.span.start - _PAIR_REACH) : one.span.start]
        if one.code != other.code and joint in roles.conjunctions() and roles.leads_to_pair(before):
            yield one.code, other.code


def _named(mention: Mention, text: str, registry: Registry) -> _Named | None:
    """A mention as a possible target; None for those who are no party."""
    entry = registry.entry(mention.ids[0])
    if entry is None or mention.kind == "other":
        return None
    code = entry.name if mention.kind == "group" else mention.country or entry.country
    if code is None:
        return None
    before = text[max(0, mention.span.start - 12) : mention.span.start]
    place = mention.kind in ("metonym", "country") and registry.roles.leads_to_place(before)
    weight = {"group": _GROUP_WEIGHT, "body": _BODY_WEIGHT}.get(mention.kind, _PLACE_WEIGHT if place else 1.0)
    return _Named(code, None if mention.kind == "demonym" else entry.id, mention.span, place,
                  entry.name if mention.kind == "person" else None, weight)


class _Search:
    """Looks for targets from one actor's side."""

    def __init__(self, text: str, actor: Actor, registry: Registry, mentions: Mentions, parties: Parties,
                 utterance: Utterance) -> None:
        self._text, self._registry, self._actor, self._utterance = text, registry, actor, utterance
        self._parties = parties
        self._own = self._own_sides(mentions)

    def targets(self, beside: Sequence[Utterance], *, only_first: bool) -> tuple[Target, ...]:
        """The utterance's targets; `only_first` of those it names: who suffered what is condemned is none."""
        found = self._chosen(self._explicit(self._utterance))
        if only_first:
            found = [one for one in found if one.code == found[0].code]
        joint = self._joint_sides()
        if joint:
            return tuple(_targets([one for one in found if one.code not in joint] or
                                  [_Named(code, None, Span(0, 0)) for code in joint]))
        if not found and not self._speaks_for_himself():
            found = self._spoken_of(beside) or self._implied()
        elif found and self._is_main() and all(one.weight == _BODY_WEIGHT for one in found):
            found = [*found, *self._main_parties()[:1]]  # what is brought before a body is about the other side
        elif self._means_all_sides():
            found = [*found, *self._main_parties()[: 1 if self._is_main() else 2]]
        return tuple(_targets(self._with_persons(found)))

    def _spoken_of(self, beside: Sequence[Utterance]) -> list[_Named]:
        """Those of the main parties whom the speaker's nearest other words name."""
        said = next((codes for one in beside if (codes := {named.code for named in self._explicit(one)})), set())
        return [one for one in self._main_parties() if one.code in said]

    def _own_sides(self, mentions: Mentions) -> frozenset[str]:
        """The speaker's side: his group's name, or his country and those who speak with it; unofficially none."""
        if not self._actor.official:
            return frozenset()  # a critic at home speaks of his own government
        entry = self._registry.entry(self._actor.id) if self._actor.id else None
        orgs = [self._registry.entry(office.org) for office in entry.offices if office.org] if entry else []
        role = self._registry.find_within(self._utterance.speaker.role or "", mentions)
        at = self._utterance.speaker.mention
        beside = mentions.between(at.start, at.end) if at else ()
        orgs += [self._registry.entry(one.ids[0]) for one in (*role, *beside) if one.kind == "group"]
        groups = [one.name for one in (entry, *orgs) if one is not None and one.kind == "group"]
        if groups:
            return frozenset(groups)
        named = self._registry.find_within(self._utterance.speaker.name, mentions)
        together = {one.country for one in named if one.kind == "country"}
        return frozenset(code for code in (self._actor.country, *together) if code)

    def _explicit(self, utterance: Utterance) -> list[_Named]:
        """What the act takes as its object, whom it addresses, and whom the content names."""
        objects: list[_Named] = []
        if utterance.addressee:
            objects += self._others_in(utterance.addressee)
        if utterance.frame is Frame.ACT and utterance.cue is not None:
            end = min(utterance.sentence.end, utterance.cue.end + _OBJECT_REACH)
            objects += self._others_in(Span(utterance.cue.end, end))
        inside = [one for span in _spans(utterance) for one in self._others_in(span)]
        return [*objects, *(one for one in inside if one not in objects)]

    def _others_in(self, span: Span) -> list[_Named]:
        """Whom the text names there, the speaker's own side left out."""
        himself = self._actor.id or self._actor.name
        return [one for one in self._parties.within(span) if one.code not in self._own and one.id != himself]

    def _chosen(self, explicit: Sequence[_Named]) -> list[_Named]:
        """Parties before mere places; beside a main party what is named once in passing is left out."""
        parties = [one for one in explicit if not one.place]
        if not parties:
            main = {one.code for one in self._main_parties()}
            parties = [one for one in explicit if one.code in main]
        announced = [one for one in parties if one.code in self._parties.heading]
        official_text = self._utterance.frame in (Frame.PRIMARY, Frame.LABEL)
        return announced if official_text and announced else parties

    def _implied(self) -> list[_Named]:
        """Whom words without a name are about: the other main party, or those this paragraph spoke of."""
        parties = self._main_parties()
        if self._is_main():
            return parties[:1]
        said = self._utterance.content[0].start
        start = self._text.rfind("\n\n", 0, said) + 1
        at = self._utterance.speaker.mention
        near = {one.code for one in self._others_in(Span(start, said))
                if not one.place and not (at and at.overlaps(one.span))}
        if self._speaks_of_an_authority():
            return parties[:1]
        return [one for one in parties if one.code in near] or parties

    def _speaks_of_an_authority(self) -> bool:
        """The government, the army: one side's, though the words do not say whose."""
        words = " ".join(span.of(self._text) for span in _spans(self._utterance))
        return self._registry.roles.read(words).institution in ("government", "military", "police", "parliament")

    def _main_parties(self) -> list[_Named]:
        """The article's two main parties without the speaker's own side."""
        others = [code for code in self._parties.ranked if code not in self._own]
        return [_Named(code, None, Span(0, 0)) for code in others[:2]]

    def _is_main(self) -> bool:
        """Whether the speaker's side is one of the article's two main parties."""
        return not self._own.isdisjoint(self._parties.ranked[:2])

    def _speaks_for_himself(self) -> bool:
        """A resident, an analyst, a company: without a name in their words they are about nobody."""
        return not self._actor.official and self._actor.country is None and self._actor.id is None

    def _means_all_sides(self) -> bool:
        return any(self._registry.roles.says_all_sides(span.of(self._text)) for span in _spans(self._utterance))

    def _joint_sides(self) -> list[str]:
        """Who speaks together, if two do: both sides, two ministers; what they say concerns each of them."""
        roles, utterance = self._registry.roles, self._utterance
        subject = utterance.content[0].of(self._text)[:_SUBJECT_REACH] if utterance.frame is Frame.PRIMARY else ""
        at = utterance.speaker.mention
        said = at.of(self._text) if at else ""
        if any(map(roles.says_all_sides, (utterance.speaker.name, said, subject))):
            return list(self._parties.ranked[:2])
        main = list(self._parties.ranked[:2])
        joint = any(f" {word} " in said for word in roles.conjunctions())
        return main if at and joint and {one.code for one in self._parties.within(at)} == set(main) else []

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


def _spans(utterance: Utterance) -> tuple[Span, ...]:
    return (utterance.clause,) if utterance.clause else utterance.content


def _targets(found: Iterable[_Named]) -> Iterator[Target]:
    seen: dict[str, _Named] = {}
    for one in found:
        seen.setdefault(one.code, one)
    for code, one in list(seen.items())[:MOST]:
        yield Target(code, one.id, one.span if len(one.span) else None)
