"""Statements that are an act told by the reporter: "Oslo agreed to host the talks", "The rebels refused a truce".

No reporting word introduces them; the act itself is what was said. They are looked for only in sentences in which
grammar found nobody speaking, and are found where the language's stance table knows the act and its subject can
speak.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from statements.announced import sentence_subject
from statements.confidence import confidence
from statements.language import Word
from statements.model import Form, Span, Stance
from statements.phrases import Noun, can_speak, subject_before
from statements.reader import Reader
from statements.stance import StanceReader
from statements.text import Taken, sentences
from statements.tokens import Tokens
from statements.utterance import Frame, Utterance

RULE = "performative"
_FEWEST_WORDS = 3
"""What follows the verb: an act without an object says too little."""
_OPENING = 3
"""Words a sentence may open with before the pronoun that is its subject."""
_OFFICES = Word.ROLE | Word.BODY | Word.TITLE
_ENDS = (".", "!", "…", "。", "！", "۔")
"""What a sentence ends with; a heading does not."""


def performatives(grammar: Reader, found: Sequence[Utterance], stances: StanceReader) -> tuple[Utterance, ...]:
    """What is said by doing it in the sentences none of `found` stands in, in order; nothing in a transcript."""
    if any(utterance.frame is Frame.LABEL for utterance in found):
        return ()
    taken = Taken(utterance.sentence for utterance in found)
    return tuple(
        utterance
        for paragraph, tokens in zip(grammar.paragraphs, grammar.tokens, strict=True)
        for sentence in sentences(grammar.veiled, grammar.language, paragraph)
        if not taken.touches(sentence)
        for utterance in _act(grammar, tokens, sentence, stances)
    )


def _act(grammar: Reader, tokens: Tokens, sentence: Span, stances: StanceReader) -> Iterator[Utterance]:
    said = sentence.of(grammar.text).rstrip(" \n\"'”’»)")
    if said[-1:] not in _ENDS or not _has_anybody(grammar, tokens, sentence):
        return
    reading = stances.act(grammar.veiled, sentence)
    if reading.trigger is None or reading.stance is Stance.COMMENT:
        return
    ends = (sentence.start, reading.trigger.start, sentence.start + len(said) - 1)
    begin, verb, end = (bisect_left(tokens.starts, at) for at in ends)
    if end - verb <= _FEWEST_WORDS:
        return
    subject = subject_before(tokens, begin, verb)
    if subject is None or not (can_speak(tokens, subject) or _is_named(grammar, tokens, subject)):
        subject = sentence_subject(tokens, begin, end)
    if subject is None:
        return
    yield Utterance(
        form=Form.INDIRECT,
        content=(tokens.span(verb + 1, end - 1),),
        sentence=sentence,
        speaker=grammar.cast.speaker(tokens, subject, grammar.text),
        frame=Frame.ACT,
        rule=RULE,
        confidence=confidence(RULE, Form.INDIRECT),
        cue=tokens.span(verb, verb),
        lemma=tokens.keys[verb],
    )


def _has_anybody(grammar: Reader, tokens: Tokens, sentence: Span) -> bool:
    """Whether a sentence names an office, a body or somebody the registry knows, or opens with a pronoun."""
    begin, end = (bisect_left(tokens.starts, at) for at in (sentence.start, sentence.end))
    return any(tokens.is_a(token, Word.PRONOUN) for token in range(begin, min(begin + _OPENING, end))) or any(
        tokens.is_a(token, _OFFICES) or tokens.starts[token] in grammar.cast.mentions for token in range(begin, end)
    )


def _is_named(grammar: Reader, tokens: Tokens, subject: Noun) -> bool:
    """Whether the registry knows a name in the subject."""
    return any(tokens.starts[token] in grammar.cast.mentions for token in range(subject.first, subject.core + 1))
