"""Statements that are an act told by the reporter: "Oslo agreed to host the talks", "The rebels refused a truce".

No reporting word introduces them; the act itself is what was said. They are looked for only in sentences in which
grammar found nobody speaking, and are found where the language's stance table knows the act and its subject can
speak.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from statements.announced import sentence_subject
from statements.confidence import confidence
from statements.extents import is_subordinate
from statements.language import Word
from statements.model import Form, Span, Stance
from statements.nounkinds import is_oblique
from statements.objects import one_act
from statements.orders import first_subject
from statements.phrases import Noun, can_speak, is_comma, opens_question, subject_before
from statements.reader import Reader
from statements.stance import StanceReader
from statements.text import Taken
from statements.tokens import Tokens
from statements.utterance import Frame, Utterance

RULE = "performative"
_FEWEST_WORDS = 3
"""What follows the verb: an act without an object says too little."""
_OPENING = 3
"""Words a sentence may open with before the pronoun that is its subject."""
_OFFICES = Word.ROLE | Word.BODY | Word.TITLE
_FINITE = Word.AUXILIARY | Word.VERB | Word.PAST
_LIGHT = _FINITE | Word.ADVERB | Word.NEGATION | Word.INFINITIVE | Word.TIME
"""What stands between a subject and the act."""
_SILENCE = 9
"""Words within which a verb that says nothing, or what it is silent with, follows the act."""
_ENDS = (".", "!", "…", ";", "。", "！", "۔")
"""What a sentence ends with; a heading does not."""


def performatives(grammar: Reader, found: Sequence[Utterance], stances: StanceReader) -> tuple[Utterance, ...]:
    """What is said by doing it in the sentences none of `found` stands in, in order; nothing in a transcript."""
    if any(utterance.frame is Frame.LABEL for utterance in found):
        return ()
    taken = Taken(_part_of(grammar, utterance) for utterance in found if utterance.frame is not Frame.NOUN)
    named = sorted(_opening(utterance) for utterance in found if utterance.frame is Frame.NOUN)
    return tuple(
        utterance
        for paragraph, tokens in zip(grammar.paragraphs, grammar.tokens, strict=True)
        for sentence in grammar.sentences[paragraph.start]
        for part in (_parts(grammar, sentence) if taken.touches(sentence) else (sentence,))
        if not taken.touches(part)
        for utterance in _act(grammar, tokens, part, stances)
        if _stands_before(utterance, named)
    )


def _parts(grammar: Reader, sentence: Span) -> list[Span]:
    """A sentence by its semicolons, which part one act from another: It offered a boat; Avaria replied that …"""
    signs = [i + 1 for i in range(sentence.start, sentence.end) if grammar.veiled[i] == ";"]
    return [Span(*one) for one in pairwise((sentence.start, *signs, sentence.end))]


def _part_of(grammar: Reader, utterance: Utterance) -> Span:
    """The parts of its sentence that an utterance stands in."""
    spans = [span for span in (utterance.speaker.mention, utterance.cue, *utterance.content) if span is not None]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    parts = [one for one in _parts(grammar, utterance.sentence) if one.start < last and first < one.end]
    return Span(parts[0].start, parts[-1].end) if parts else utterance.sentence


def _opening(utterance: Utterance) -> int:
    """Where an utterance begins: its speaker, its cue or its content."""
    spans = (utterance.speaker.mention, utterance.cue, *utterance.content)
    return min(span.start for span in spans if span is not None)


def _stands_before(act: Utterance, named: Sequence[int]) -> bool:
    """Whether no call and no claim opens in the sentence before the act: refused | a request by somebody to go."""
    assert act.cue is not None
    at = bisect_left(named, act.sentence.start)
    return at == len(named) or named[at] > act.cue.start


def _act(grammar: Reader, tokens: Tokens, sentence: Span, stances: StanceReader) -> Iterator[Utterance]:
    said = sentence.of(grammar.text).rstrip(" \n\"'”’»)")
    if said[-1:] not in _ENDS or not _has_anybody(grammar, tokens, sentence):
        return
    reading = stances.act(grammar.veiled, sentence)
    if reading.trigger is None or reading.stance is Stance.COMMENT:
        return
    ends = (sentence.start, reading.trigger.start, sentence.start + len(said) - 1)
    begin, verb, end = (bisect_left(tokens.starts, at) for at in ends)
    if end - (verb if tokens.language.table.spaces else begin) <= _FEWEST_WORDS:
        return
    ahead = range(verb + 1, min(verb + 4, end))
    asks = any(_is_asker(tokens, token) or opens_question(tokens, token) for token in ahead)
    if asks or _is_silent(tokens, verb, end):
        return  # spoke to reporters; would not say whether A; did not reply to a request for comment
    spaces = tokens.language.table.spaces
    subject = subject_before(tokens, begin, verb) if spaces else first_subject(tokens, begin, end)
    if subject is None or not (can_speak(tokens, subject) or _is_named(grammar, tokens, subject)):
        subject = sentence_subject(tokens, begin, end)
    main = subject is not None and (not spaces or _is_main(tokens, begin, subject, verb))
    if subject is None or not main or is_oblique(tokens, subject):
        return
    yield Utterance(
        form=Form.INDIRECT,
        content=(tokens.span(*_told(tokens, subject, verb, end)),),
        sentence=sentence,
        speaker=grammar.cast.speaker(tokens, subject),
        frame=Frame.ACT,
        rule=RULE,
        confidence=confidence(RULE, Form.INDIRECT),
        cue=tokens.span(verb, verb),
        lemma=tokens.keys[verb],
    )


def _told(t: Tokens, subject: Noun, verb: int, end: int) -> tuple[int, int]:
    """What an act consists of: what follows its verb; in Chinese all that follows whoever does it, 同对方会谈."""
    if t.language.table.spaces:
        return verb + 1, one_act(t, verb + 1, end - 1)
    first = max(subject.last, subject.core) + 1
    comma = next((i for i in range(max(verb, first), end) if t.pauses(i)), end)
    return first, max(first, comma - 1)


def _is_silent(t: Tokens, verb: int, end: int) -> bool:
    """would not be drawn on A, declined to discuss A, gave no comment."""
    silences = (*t.language.table.no_comment, *t.language.table.passed_over)
    return any(t.keys[i] in silences for i in range(verb, min(verb + _SILENCE, end)))


def _is_asker(t: Tokens, i: int) -> bool:
    """Spoke to *reporters*; no infinitive: agreed to *host*."""
    return t.keys[i] in t.language.table.ask and (t.keys[i].endswith("s") or t.keys[i - 1] != "to")


def _is_main(t: Tokens, begin: int, subject: Noun, verb: int) -> bool:
    """Whether an act is the verb of the sentence's main clause: not who met, as they met, has won support."""
    led = not t.holds(_FINITE, begin, subject.first)
    if subject.relative is not None or (led and is_subordinate(t, begin, subject.first)):
        return False
    if t.caps[verb] and not t.is_a(verb, Word.VERB):
        return False
    if _is_noun(t, verb) or _is_passive(t, begin, verb):
        return False
    between = range(max(subject.last, subject.core) + 1, verb)
    if not any(t.is_a(i, _FINITE) for i in between):
        return True
    return all(t.is_a(i, _LIGHT) or is_comma(t, i) or t.is_a(i + 1, Word.TIME) for i in between)


def _is_noun(t: Tokens, verb: int) -> bool:
    """White House doors | have opened, 36 percent support: what looks like a verb is the subject's last word."""
    if t.is_a(verb, Word.AUXILIARY):
        return False
    return t.is_a(verb + 1, Word.AUXILIARY) or t.keys[max(verb - 2, 0)][0].isdigit()


def _is_passive(t: Tokens, begin: int, verb: int) -> bool:
    """was expected to come: what is done to somebody is no act of his."""
    i = verb - 1
    while i > begin and t.is_a(i, Word.ADVERB | Word.NEGATION):
        i -= 1
    return t.is_a(verb, Word.PAST) and t.is_a(i, Word.BE)


def _has_anybody(grammar: Reader, tokens: Tokens, sentence: Span) -> bool:
    """Whether a sentence names an office, a body or somebody the registry knows, or opens with a pronoun."""
    begin, end = (bisect_left(tokens.starts, at) for at in (sentence.start, sentence.end))
    if tokens.holds(Word.PRONOUN, begin, min(begin + _OPENING, end)) or tokens.holds(_OFFICES, begin, end):
        return True
    return not grammar.cast.mentions.keys().isdisjoint(tokens.starts[begin:end])


def _is_named(grammar: Reader, tokens: Tokens, subject: Noun) -> bool:
    """Whether the registry knows a name in the subject."""
    return any(tokens.starts[token] in grammar.cast.mentions for token in range(subject.first, subject.core + 1))
