"""The order in which a text is read: grammar first, then who that is, how hard it is said and against whom."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path

from statements import minutes, performatives
from statements.actors import Kind
from statements.detection import detect_language
from statements.language import Language, load_language
from statements.linking import Mention
from statements.model import Actor, Article, SourceKind, Span, Speaker, StanceReading, Statement
from statements.primary import official_text
from statements.reader import Reader
from statements.registry import Registry
from statements.stance import StanceReader, stance_reader
from statements.targets import find_parties, find_targets
from statements.utterance import Utterance

_CODE = Path(__file__).parent
_NO_LETTERS = re.compile(r"[\W_]+")


@cache
def reading_version(weighed: bool = True) -> str:
    """A hash of the code and tables that make statements of text: articles read with another are due again.

    Reading without the stance model (`weighed` false) has a version of its own.
    """
    digest = hashlib.sha256()
    for path in sorted((*_CODE.glob("*.py"), *_CODE.glob("tables/**/*.yaml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16] + ("" if weighed else "-rules")


READING_VERSION = reading_version()


def read_statements(
    article: Article,
    registry: Registry,
    language: Language | None = None,
    readers: Callable[[str], StanceReader] = stance_reader,
) -> tuple[Statement, ...]:
    """The statements of `article`, in order. Never raises, whatever the text.

    `readers` gives who reads the stances of a language, by its code.
    """
    text = article.text
    language = language or load_language(article.language or detect_language(text))
    article = _at_home(article, language)
    mentions = registry.find(text, language.code)
    stances = readers(language.code)
    grammar = Reader(text, language, registry, mentions, home_of(article), _day_of(article))
    utterances = _utterances(article, grammar, registry, stances)
    starts = [mention.span.start for mention in mentions]
    quoted = _quoted_words(utterances)
    parties = find_parties(text, article.title, mentions, registry, utterances)
    found: list[Statement] = []
    taken: dict[str, int] = {}
    for number, utterance, actor in _attributed(article, utterances, mentions, registry):
        said = " … ".join(span.of(text) for span in utterance.content)
        beside = _beside(number, utterances, text)
        reading = _heard(stances, text, utterance, actor, mentions[slice(*_reach(utterance, starts))], quoted)
        found.append(
            Statement(
                id=_statement_id(article.id, said, taken),
                article_id=article.id,
                form=utterance.form,
                content=utterance.content,
                text=said,
                sentence=utterance.sentence,
                speaker=utterance.speaker,
                actor=actor,
                reading=reading,
                cue=utterance.cue,
                clause=utterance.clause,
                targets=find_targets(
                    text, utterance, actor, mentions, registry, parties, beside, reading.stance
                ),
                quoted_by=utterance.quoted_by,
                rule=utterance.rule,
                confidence=utterance.confidence,
            )
        )
    return tuple(found)


def _at_home(article: Article, language: Language) -> Article:
    """`article` as of the one country that writes its language, where its source is of none."""
    if article.origin.country or article.origin.kind is SourceKind.PRIMARY or not language.table.home:
        return article
    return replace(article, origin=replace(article.origin, country=language.table.home))


def home_of(article: Article) -> str | None:
    """The country whose own text an article is; None where others report."""
    return article.origin.country if article.origin.kind is SourceKind.PRIMARY else None


def _day_of(article: Article) -> date | None:
    return article.dated.date() if article.dated else None


def _attributed(
    article: Article, utterances: Sequence[Utterance], mentions: Sequence[Mention], registry: Registry
) -> Iterator[tuple[int, Utterance, Actor]]:
    """Each utterance by its number, with its speaker by his name, and who that is."""
    text = article.text
    on = _day_of(article)
    for number, utterance in enumerate(utterances):
        actor = registry.attribute(
            utterance.speaker, text=text, mentions=mentions, on=on, origin=article.origin, title=article.title
        )
        if utterance.rule == performatives.RULE and not _is_public(actor, utterance, text, registry):
            continue  # what private people do is no statement
        speaker = _named(utterance.speaker, actor, text, mentions, registry)
        known = utterance if speaker is utterance.speaker else replace(utterance, speaker=speaker)
        yield number, known, actor


def _named(
    speaker: Speaker, actor: Actor, text: str, mentions: Sequence[Mention], registry: Registry
) -> Speaker:
    """`speaker` by his name, where only his office is told and the article names its holder elsewhere."""
    entry = registry.entry(actor.id) if actor.id else None
    if entry is None or entry.kind is not Kind.PERSON:
        return speaker
    if any(one.ids == (entry.id,) for one in registry.find_within(speaker.name, mentions)):
        return speaker
    longest = max((one.span.of(text) for one in mentions if one.ids == (entry.id,)), key=len, default="")
    return replace(speaker, name=longest) if longest else speaker


def _heard(
    stances: StanceReader,
    text: str,
    utterance: Utterance,
    actor: Actor,
    near: Sequence[Mention],
    quoted: Mapping[str, Sequence[Span]],
) -> StanceReading:
    """How hard an utterance is; `near` are the names in and around it, `quoted` what each speaker quotes."""
    return stances.read(
        text,
        utterance,
        own=[span for span in quoted.get(utterance.speaker.name, ()) if _is_inside(span, utterance)],
        side=[one.span for one in near if actor.country in (None, one.country)],
        others=[one.span for one in near if actor.country and one.country not in (None, actor.country)],
        around=utterance.sentence,
    )


def _utterances(
    article: Article, grammar: Reader, registry: Registry, stances: StanceReader
) -> tuple[Utterance, ...]:
    """What grammar finds, with what an official text says of itself or what the press tells as acts; in order."""
    found = grammar.read()
    if article.origin.kind is SourceKind.PRIMARY:
        return official_text(article, grammar, found, registry, stances)
    found = (*found, *minutes.going_on(grammar, found))
    told = performatives.performatives(grammar, found, stances)
    return tuple(sorted((*found, *told), key=lambda one: one.content[0].start))


def _is_public(actor: Actor, utterance: Utterance, text: str, registry: Registry) -> bool:
    """Whether somebody acts in public: he has an office, or he is known or told with a country."""
    if actor.official or registry.named(utterance.speaker.name):
        return True
    at = utterance.speaker.mention
    words = " ".join(filter(None, (actor.office, at.of(text) if at else None)))
    told = actor.country is not None and (actor.id is not None or bool(registry.find(words)))
    return told or bool(registry.roles.read(words).official)


def _beside(number: int, utterances: Sequence[Utterance], text: str) -> list[Utterance]:
    """The same speaker's words before an utterance in its paragraph, the nearest first."""
    speaker, at = utterances[number].speaker.name, utterances[number].content[0].start
    start = text.rfind("\n\n", 0, at) + 1
    before = takewhile(lambda one: one.content[0].start >= start, reversed(utterances[:number]))
    return [one for one in before if one.speaker.name == speaker]


def _quoted_words(utterances: Sequence[Utterance]) -> dict[str, list[Span]]:
    """Quotations inside quotations, by the name of whoever quotes them."""
    quoted: dict[str, list[Span]] = {}
    for one in utterances:
        if one.quoted_by:
            quoted.setdefault(one.quoted_by, []).extend(one.content)
    return quoted


def _is_inside(span: Span, utterance: Utterance) -> bool:
    return span not in utterance.content and any(own.covers(span) for own in utterance.content)


def _reach(utterance: Utterance, starts: Sequence[int]) -> tuple[int, int]:
    """Which of the mentions, by where they start, stand in what is said or around it."""
    first = min(utterance.sentence.start, utterance.content[0].start)
    end = max(utterance.sentence.end, utterance.content[-1].end)
    return bisect_left(starts, first), bisect_left(starts, end)


def _statement_id(article_id: str, said: str, taken: dict[str, int]) -> str:
    """A hash of article and normalised words; a repeat of the same words in one article is numbered."""
    normal = _NO_LETTERS.sub(" ", said.casefold()).strip()
    taken[normal] = taken.get(normal, 0) + 1
    number = f"#{taken[normal]}" if taken[normal] > 1 else ""
    return hashlib.sha256(f"{article_id}\n{normal}{number}".encode()).hexdigest()[:20]
