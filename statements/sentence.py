"""A sentence being read, and one attribution found in it, in tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from statements.cues import Hit
from statements.language import Inflected, Word
from statements.model import Span
from statements.phrases import Noun, is_comma, is_dash
from statements.tokens import Tokens
from statements.utterance import Frame
from statements.value import value


@value(frozen=True, slots=True)
class Find:
    """One attribution, in tokens of its paragraph; `subject` is None where an earlier speaker goes on."""

    hit: Hit
    subject: Noun | None
    content: tuple[tuple[int, int], ...]
    """Token ranges, both ends included, in order."""
    frame: Frame
    rule: str
    shares: bool = False
    """The speaker is the one of the find before: and added, saying that."""
    addressee: tuple[int, int] | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence being read."""

    t: Tokens
    begin: int
    end: int
    """Past the last token."""
    hits: list[Hit] = field(default_factory=list)
    finds: list[Find] = field(default_factory=list)
    free: int = 0
    """First token no find has used yet."""
    floor: int = 0
    """First token where the next cue's subject may stand."""


def last_word(t: Tokens, begin: int, end: int) -> int:
    """The last token that is not closing punctuation."""
    i = end - 1
    while i > begin and t.is_sign(i) and not t.is_quotation(i):
        i -= 1
    return i


def next_comma(t: Tokens, first: int, last: int) -> int:
    """The token before the first comma after `first`."""
    return next((i - 1 for i in range(first + 1, last) if is_comma(t, i)), last)


def next_pause(t: Tokens, first: int, last: int) -> int:
    """The same where a quotation can end in the comma: that the ship was “lost,” | Lind left."""
    for i in range(first + 1, last):
        if t.pauses(i) and not t.is_a(i + 1, Word.AND):
            return i if t.is_quotation(i) else i - 1
    return last


_REPORT = 5
"""Tokens behind a dateline that ends in a colon."""


def past_question(t: Tokens, begin: int, end: int) -> int:
    """Past Asked about the bridge, | Lind …: a participle of a cue that opens a sentence, and its clause."""
    phrases = t.language.phrases.get(t.keys[begin], ()) if begin + 1 < end else ()
    asked = any(phrase.cue and phrase.cue.form & Inflected.PASSIVE for phrase in phrases)
    if not asked or t.caps[begin + 1] or t.is_a(begin, ~(Word.PAST | Word.VERB)):
        return begin
    comma = next_pause(t, begin, end - 1) + 1
    return comma + 1 if comma < end and is_comma(t, comma) else end


def dateline_end(t: Tokens, first: int, last: int) -> int | None:
    """Past WASHINGTON (AP) —, or ROSEN: where a whole sentence follows."""
    if first >= last or not (t.caps[first] and t.text[t.starts[first] : t.ends[first]].isupper()):
        return None
    for i in range(first + 1, min(last, first + 9)):
        if is_dash(t, i) or (t.keys[i] == ":" and last - i > _REPORT and _is_shouted(t, first, i)):
            return i + 1
        if t.is_quotation(i):
            return None
    return None


def _is_shouted(t: Tokens, first: int, end: int) -> bool:
    return first == 0 and t.text[t.starts[first] : t.ends[end - 1]].isupper()


def make_find(
    s: Sentence,
    hit: Hit,
    subject: Noun | None,
    content: list[tuple[int, int]],
    rule: str,
    *,
    shares: bool = False,
    addressee: tuple[int, int] | None = None,
    kind: str = "quote",
    frame: Frame | None = None,
) -> Find:
    if frame is None:
        frame = _KIND_FRAME.get(hit.kind, Frame.SAY)
        if hit.cue is not None:
            takes = hit.cue.takes
            frame = takes.get(
                kind.removeprefix("comma-"),
                takes.get("to" if kind == "object" else "quote", next(iter(takes.values()))),
            )
    return Find(hit, subject, tuple(content), frame, rule, shares, addressee)


_KIND_FRAME = {"noun": Frame.NOUN, "according": Frame.ACCORDING, "colon": Frame.COLON}


def content_spans(t: Tokens, find: Find) -> tuple[Span, ...]:
    """The find's content as characters."""
    return tuple(t.span(a, b) for a, b in find.content)
