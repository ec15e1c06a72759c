"""What a third party is quoted as saying inside a quotation, or inside a turn of a transcript."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from statements.cast import Cast
from statements.extents import is_subordinate
from statements.language import Language, Word
from statements.model import Form, Span, Speaker
from statements.quotes import Quotation, veil
from statements.sentence import Find
from statements.text import Taken, sentences
from statements.tokens import Tokens
from statements.utterance import Frame, Utterance
from statements.value import value

_FEWEST_WORDS = 3
"""Words of a quotation inside a quotation that is somebody's statement."""


@value(frozen=True, slots=True)
class Inner:
    """One find inside a quotation or turn."""

    tokens: Tokens
    find: Find
    sentence: Span
    speaker: Speaker
    quotations: Sequence[Quotation]
    quoted_by: str
    """The name of whoever speaks around it."""


@dataclass(frozen=True, eq=False)
class Inside:
    """Reads the quotations of one text for those inside them."""

    text: str
    language: Language
    names: Sequence[Span]
    quotations: Sequence[Quotation]
    utterances: Sequence[Utterance]
    """What is read of the text; whoever reads may add to it between two finds."""
    cast: Cast
    read_sentence: Callable[[Tokens, int, int], list[Find]]

    def read(self) -> Iterator[Inner]:
        """What third parties are quoted as saying: first inside quotations, then inside turns."""
        spoken = {u.content[0].start: u.speaker.name for u in self.utterances if u.form is Form.DIRECT}
        for quotation in self.quotations:
            outer = spoken.get(quotation.pieces[0].start)
            for piece in quotation.pieces if outer else ():
                if any(piece.covers(inner.outer[0]) for inner in quotation.inner):
                    yield from self._piece(piece, outer or "")
        quoted = Taken(one.outer[0] for one in self.quotations)
        for turn in [u for u in self.utterances if u.frame is Frame.LABEL]:
            if quoted.touches(turn.content[0]):
                yield from self._piece(turn.content[0], turn.speaker.name)

    def _piece(self, piece: Span, outer: str) -> Iterator[Inner]:
        t = Tokens(self._veiled, piece, self.language, self.names)
        for sentence in sentences(self._veiled, self.language, piece):
            begin, end = bisect_left(t.starts, sentence.start), bisect_left(t.starts, sentence.end)
            for find in self.read_sentence(t, begin, end):
                inner = self._quoted(t, find)
                named = find.subject is not None and not t.is_a(find.subject.first, Word.PRONOUN)
                if find.subject is None or not named or is_subordinate(t, begin, find.subject.first) or not inner:
                    continue
                speaker = self.cast.third_party(t, find.subject, outer)
                if speaker is not None:
                    yield Inner(t, find, sentence, speaker, inner, outer)

    def _quoted(self, t: Tokens, find: Find) -> list[Quotation]:
        """The inner quotations of a find, if it is those and nothing else that is said."""
        places = [i for a, b in find.content for i in range(a, b + 1)]
        inner = [self._at[t.starts[i]] for i in places if t.starts[i] in self._at]
        whole = inner and all(t.is_sign(i) for i in places)
        return inner if whole and len(inner[0].pieces[0].of(self.text).split()) >= _FEWEST_WORDS else []

    @cached_property
    def _inner(self) -> list[Quotation]:
        """The quotations inside quotations and inside turns."""
        turns = Taken(u.content[0] for u in self.utterances if u.frame is Frame.LABEL)
        return [q for one in self.quotations for q in ((one,) if turns.touches(one.outer[0]) else one.inner)]

    @cached_property
    def _at(self) -> dict[int, Quotation]:
        """The same by where they open."""
        return {outer.start: q for q in self._inner for outer in q.outer}

    @cached_property
    def _veiled(self) -> str:
        """The text with those alone veiled."""
        return veil(self.text, self._inner)
