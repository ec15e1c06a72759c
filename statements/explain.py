"""Why a statement was read as it was: its rule, its cue, the candidates for its speaker, what the tables say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from statements.confidence import measured
from statements.detection import detect_language
from statements.language import Language, load_language
from statements.model import Article, Form, Statement
from statements.reader import Reader
from statements.reading import home_of, read_statements
from statements.registry import Registry
from statements.stance import StanceReader, stance_reader

_FORMS = {
    Form.DIRECT: "all of it stands in quotation marks",
    Form.MIXED: "quoted words stand inside the reporter's own sentence",
    Form.INDIRECT: "it is reported without quotation marks",
    Form.PRIMARY: "it is the official text itself",
}
_PLACES = {
    "before": "the speaker and the cue stand before the words",
    "after": "the speaker and the cue stand after the words",
    "inverted": "the cue stands after the words and before the speaker",
    "first": "the cue opens the sentence, the speaker follows it",
    "split": "the cue interrupts the words",
    "chain": "the cue shares the speaker of the one before it",
    "continued": "a further quotation with no speaker of its own goes on from the last one",
    "announced": "the sentence before announces the words",
    "according": "a phrase such as “according to” names the speaker",
    "as": "a clause such as “as he put it” names the speaker",
    "noun": "a noun for something said belongs to the speaker",
    "colon": "a sentence about the speaker ends in a colon",
    "headline": "a known name stands before a colon",
    "label": "a transcript's label names the speaker",
    "answer": "a transcript's label says that somebody answers, and the title or the text who",
    "passive": "the cue is in the passive and names the speaker after it",
    "official": "the source itself speaks",
    "reported": "its verb form says that the words of whoever is named before it go on",
    "mood": "its verb form says that they are the words of whom the clause before it is about",
    "hereby": "a word credits the sentence to whoever is named before it",
    "whereby": "the clause hangs on a noun for something said",
    "for": "a phrase such as “for him it is” names the speaker",
    "resumed": "the next sentence says whose words they are",
}


def explain(
    article: Article, registry: Registry, number: int, readers: Callable[[str], StanceReader] = stance_reader
) -> tuple[str, ...]:
    """Plain sentences on the `number`th statement (from 1) of `article`, step by step. Raises IndexError."""
    statements = read_statements(article, registry, readers=readers)
    if not 1 <= number <= len(statements):
        raise IndexError(f"the text has {len(statements)} statements, there is no number {number}")
    statement = statements[number - 1]
    language = load_language(article.language or detect_language(article.text))
    return tuple(_steps(article, registry, statement, language))


def _steps(article: Article, registry: Registry, statement: Statement, language: Language) -> Iterator[str]:
    yield f"Words: “{statement.text}”"
    yield f"Form: {statement.form}; {_FORMS[statement.form]}."
    cue = f" The cue is “{statement.cue.of(article.text)}”." if statement.cue else " There is no cue."
    place = _PLACES.get(statement.rule.split("-")[0], "its own sentence names it")
    yield f"Rule: {statement.rule}; {place}.{cue}"
    right, of = measured(statement.rule, statement.form)
    yield f"Confidence: {statement.confidence:.2f}; this rule was right {right} times of {of} it was measured."
    yield from _speaker(article, registry, statement, language)
    yield _actor(statement)
    trigger = statement.reading.trigger
    shown = f"“{trigger.of(article.text)}”" if trigger else "no words"
    yield f"Stance: {statement.stance}, shown by {shown} (rule {statement.reading.rule})."
    targets = ", ".join(target.code for target in statement.targets)
    yield f"Concerns: {targets or 'nobody the text names'}."


def _speaker(article: Article, registry: Registry, statement: Statement, language: Language) -> Iterator[str]:
    mention, name = statement.speaker.mention, statement.speaker.name
    words = mention.of(article.text) if mention else ""
    if not words:
        yield f"Speaker: {name}, by the label or the source."
        return
    if name in words:
        yield f"Speaker: {name}, named beside the cue."
        return
    yield f"Speaker: {name}, for whom “{words}” stands here."
    mentions = registry.find(article.text, language.code)
    grammar = Reader(article.text, language, registry, mentions, home_of(article))
    grammar.read()
    assert mention is not None
    for other, why in grammar.cast.rivals(words, name, mention.start):
        yield f"  Not {other}: {why}."


def _actor(statement: Statement) -> str:
    actor = statement.actor
    side = f" for {actor.country}" if actor.country else ""
    office = f", {actor.office}" if actor.office else ""
    known = f"the registry's {actor.id}" if actor.id else "nobody the registry knows"
    return (
        f"Actor: {actor.name}{office}, {known}; speaks {'officially' if actor.official else 'unofficially'}{side}."
    )
