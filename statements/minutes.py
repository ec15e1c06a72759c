"""Minutes of meetings: each paragraph is one speaker's, and goes on in his words without saying so again.

Kenya said the camps were full. The rains would come in May. Donors should …: the later sentences show by their verb
alone that they are reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from statements.confidence import confidence
from statements.language import Word, key_of
from statements.model import Form, Span, Speaker
from statements.reader import Reader
from statements.sentence import last_word
from statements.text import Taken
from statements.tokens import Tokens
from statements.utterance import Frame, Utterance

RULE = "minutes"
_FEWEST = 4
"""Paragraphs that open with a report."""
_SHARE = 0.5
"""The share of a text's longer paragraphs that open so, in minutes."""
_STATES = 3
"""States and bodies that speak as such, in minutes."""
_QUOTED = 0.25
"""The most of all statements that minutes quote in direct speech."""
_STATED = frozenset({"country", "body", "institution"})
_LONG = 60
"""Characters of a paragraph that is no heading."""
_OPENING = 150
"""Characters at a paragraph's head in which its speaker is named."""


def going_on(grammar: Reader, found: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The sentences of minutes that go on from the report before them, in order; none in other texts."""
    if not grammar.language.table.backshifted or not _is_minutes(grammar, found):
        return ()
    taken = Taken(utterance.sentence for utterance in found)
    speakers = {utterance.sentence: utterance.speaker for utterance in found}
    return tuple(
        utterance
        for paragraph, tokens in zip(grammar.paragraphs, grammar.tokens, strict=True)
        for utterance in _paragraph(grammar, paragraph, tokens, speakers, taken)
    )


def _is_minutes(grammar: Reader, found: Sequence[Utterance]) -> bool:
    direct = sum(utterance.form is Form.DIRECT for utterance in found)
    if direct > _QUOTED * len(found):
        return False
    states = {utterance.speaker.name for utterance in found if _is_state(grammar, utterance)}
    if len(states) < _STATES:
        return False
    longer = [paragraph for paragraph in grammar.paragraphs if len(paragraph) >= _LONG]
    opening = {
        paragraph.start
        for utterance in found
        if (paragraph := _paragraph_of(grammar, utterance.sentence)) is not None
        and utterance.form is not Form.DIRECT
        and utterance.speaker.mention is not None
        and utterance.speaker.mention.start < paragraph.start + _OPENING
    }
    return len(opening) >= max(_FEWEST, _SHARE * len(longer))


def _is_state(grammar: Reader, utterance: Utterance) -> bool:
    """Whether a state or body itself speaks, or whoever is only called its voice: the representative of Kenya."""
    name, at = utterance.speaker.name, utterance.speaker.mention
    near = (grammar.cast.mentions.get(i) for i in range(at.start, at.end)) if at else ()
    named = [one.span.of(grammar.text) for one in near if one and one.kind in _STATED]
    voiced = key_of(name.split(" ")[0]) in grammar.language.table.voices
    return any(name == one or (voiced and name.endswith(one)) for one in named)


def _paragraph_of(grammar: Reader, sentence: Span) -> Span | None:
    at = bisect_left(grammar.paragraphs, sentence.start + 1, key=lambda paragraph: paragraph.start) - 1
    return grammar.paragraphs[at] if at >= 0 else None


def _paragraph(
    grammar: Reader, paragraph: Span, t: Tokens, speakers: Mapping[Span, Speaker], taken: Taken
) -> Iterator[Utterance]:
    """What goes on in one paragraph, sentence by sentence, in the words of whoever spoke last in it."""
    speaker: Speaker | None = None
    for sentence in grammar.sentences[paragraph.start]:
        if taken.touches(sentence):
            speaker = speakers.get(sentence)
        elif speaker is not None and _is_reported(t, sentence):
            yield _utterance(grammar, t, sentence, speaker)


def _is_reported(t: Tokens, sentence: Span) -> bool:
    """Whether a sentence is whole and its first verb is one that reported speech has: had, would, should."""
    begin, end = bisect_left(t.starts, sentence.start), bisect_left(t.starts, sentence.end)
    kinds = Word.AUXILIARY | Word.VERB
    kinds |= Word.PAST if t.is_a(begin, Word.PRONOUN) else 0  # it supported the plan: an act of its own
    verb = next((i for i in range(begin, end) if t.is_a(i, kinds)), None)
    silent = any(t.keys[i] in t.language.table.no_comment[:1] for i in range(begin, end))
    reported = verb is not None and t.keys[verb] in t.language.table.backshifted and not silent
    return reported and t.keys[end - 1] in (".", "!")


def _utterance(grammar: Reader, t: Tokens, sentence: Span, speaker: Speaker) -> Utterance:
    begin, end = bisect_left(t.starts, sentence.start), bisect_left(t.starts, sentence.end)
    clause = t.span(begin, last_word(t, begin, end))
    quoted = tuple(
        piece
        for i in range(begin, end)
        if t.is_quotation(i) and t.starts[i] in grammar.at
        for piece in grammar.at[t.starts[i]].pieces
    )
    form = Form.MIXED if quoted else Form.INDIRECT
    content, around = (quoted, clause) if quoted else ((clause,), None)
    return Utterance(form, content, sentence, speaker, Frame.CONTINUED, RULE, confidence(RULE, form), clause=around)
