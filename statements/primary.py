"""Official texts in the institution's own voice: their key sentences, said by whoever the source speaks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from statements.model import Form, Span, Speaker
from statements.utterance import Frame, Utterance

_FEWEST_WORDS = 6
_MOST = 8
"""Key sentences of one text at most: what is longer is a report."""


def key_sentences(
    text: str, sentences: Sequence[Span], taken: Sequence[Span], speaker: Speaker,
    says_something: Callable[[Utterance], bool],
) -> Iterator[Utterance]:
    """The sentences of an official text that take a stance and quote nobody; the first one where none does."""
    free = [s for s in sentences if not any(s.overlaps(t) for t in taken) and _is_sentence(text, s)]
    drafts = [Utterance(Form.PRIMARY, (s,), s, speaker, Frame.PRIMARY, "official-text", 0.8) for s in free]
    telling = [draft for draft in drafts if says_something(draft)][:_MOST]
    yield from telling or (drafts[:1] if not taken else [])


def _is_sentence(text: str, span: Span) -> bool:
    """Headings, hashtags, dates and list labels are none."""
    words = span.of(text).rstrip(" \"'”’»)")
    return len(words.split()) >= _FEWEST_WORDS and words[-1:] in ".!?…。！？؟" and not words.startswith("#")
