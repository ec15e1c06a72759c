"""Transcripts: paragraphs under speaker labels. What a reporter asks is never a statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statements.confidence import confidence
from statements.language import Language, key_of
from statements.model import Form, Span, Speaker
from statements.utterance import Frame, Utterance

_LABEL = re.compile(
    r"(?P<name>[^\W\d_][^:\n.?!]{0,50}(?:[.’'-][^:\n.?!]{0,30}){0,6}?)\s*(?P<note>\([^)\n]{0,60}\))?\s*[:：]\s+"
)
_ASKED = re.compile(r"(?P<name>[^\W\d_]{1,12})(?:[:.]|\s)\s*(?=\S)")
_STAGE = re.compile(r"[(\[][^)\]]*[)\]]\.?")
_FEWEST_WORDS = 12
"""Shorter paragraphs of a turn are procedure: thanks, greetings, asides."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph and whose turn it belongs to; `speaker` is None for a question."""

    words: Span
    speaker: str | None


def read_transcript(text: str, paragraphs: Sequence[Span], language: Language) -> list[Turn] | None:
    """The paragraphs of a transcript with their speakers, or None where `text` is none."""
    labels = [_label(text, paragraph, language) for paragraph in paragraphs]
    counted = Counter(label[0] for label in labels if label)
    shouted = sum(n for name, n in counted.items() if name.isupper() and len(name) > 1)
    recurring = sum(n for name, n in counted.items() if n > 1)
    asked = sum(n for name, n in counted.items() if key_of(name) in language.table.ask)
    if not (shouted >= 2 or recurring >= 4 or (asked and recurring >= 2)):
        return None
    real = {n for n, count in counted.items() if count > 1 or n.isupper() or key_of(n) in language.table.ask}
    return list(_turns(text, paragraphs, labels, real, language))


def _turns(
    text: str,
    paragraphs: Sequence[Span],
    labels: Sequence[tuple[str, int] | None],
    real: set[str],
    language: Language,
) -> Iterator[Turn]:
    speaker: str | None = None
    for paragraph, label in zip(paragraphs, labels, strict=True):
        start = paragraph.start
        if label and label[0] in real:
            asks = any(word in language.table.ask for word in key_of(label[0]).split())
            speaker, start = (None if asks else label[0]), label[1]
        yield Turn(Span(start, paragraph.end), speaker)


def _label(text: str, paragraph: Span, language: Language) -> tuple[str, int] | None:
    asked = _ASKED.match(text, paragraph.start, paragraph.end)
    if asked and key_of(asked["name"]) in language.table.ask and asked["name"][0].isupper():
        return asked["name"], asked.end()
    found = _LABEL.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
    if found is None or len(found["name"].split()) > 7:
        return None
    return found["name"].strip(), found.end()


def utterances_of(text: str, turns: Sequence[Turn], named: dict[str, str]) -> Iterator[Utterance]:
    """One direct statement for each substantive paragraph; `named` gives a label's full name."""
    for turn in turns:
        if turn.speaker is None:
            continue
        words = turn.words.of(text)
        if _STAGE.fullmatch(words.strip()) or len(words.split()) < _FEWEST_WORDS:
            continue
        speaker = Speaker(named.get(turn.speaker, turn.speaker))
        yield Utterance(
            Form.DIRECT, (turn.words,), turn.words, speaker, Frame.LABEL, "label", confidence("label", Form.DIRECT)
        )
