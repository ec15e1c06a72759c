"""One sentence of a language whose order is free, as it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from statements.cues import Hit
from statements.language import Word
from statements.phrases import Noun, is_comma, is_dash
from statements.sentence import Find
from statements.tokens import Tokens
from statements.utterance import Frame
from statements.verbs import Report

COLONS = frozenset({":", "："})
LIGHT = Word.ADVERB | Word.TIME | Word.AUXILIARY | Word.NEGATION
HEADS = Word.TITLE | Word.ROLE | Word.BODY
Range = tuple[int, int]
UNDER = "under"
"""The rule of quoted words in a clause under another."""
AND_FURTHER = "and-further"
"""The rule of a quotation that nothing but an adverb announces: Und weiter: “…”"""
_FRAMES = {
    "noun": Frame.NOUN,
    "mood": Frame.CONTINUED,
    "according": Frame.ACCORDING,
    "whereby": Frame.ACCORDING,
    "according_after": Frame.ACCORDING,
    "colon": Frame.COLON,
}


@dataclass(slots=True)
class FreeSentence:
    """One sentence being read; tokens from `begin` to before `end`."""

    t: Tokens
    begin: int
    end: int
    reports: list[Report]
    stops: frozenset[int]
    free: int
    """First token no find has used yet."""
    finds: list[Find] = field(default_factory=list)

    @property
    def floor(self) -> int:
        """Where the subject of a main verb may begin: what a clause under another says takes nothing away."""
        return self.begin if all(one.rule == UNDER for one in self.finds) else self.free

    @property
    def last(self) -> int:
        """The last token that is not closing punctuation."""
        i = self.end - 1
        while i > self.begin and self.t.is_sign(i) and not self.t.is_quotation(i):
            i -= 1
        return i


def neighbour(s: FreeSentence, start: int) -> int:
    """The token left of the one at `start`, past commas, dashes and what belongs to the verb."""
    i = past_attribute(s, start - 1)
    while i >= s.begin and (is_comma(s.t, i) or is_dash(s.t, i) or s.t.keys[i] in (".", "…")):
        i -= 1
    return i


def past_attribute(s: FreeSentence, i: int) -> int:
    """“…”，住在边境的 | 农民: back over a clause that describes the noun behind it, to the quotation before it."""
    t = s.t
    if t.language.table.spaces or i < s.begin or t.keys[i] not in t.language.table.of:
        return i
    before = next((k for k in range(i, s.begin - 1, -1) if t.is_sign(k)), i)
    return before if t.is_quotation(before) else i


def past_light(s: FreeSentence, i: int) -> int:
    """Past time, adverbs and a comma that sets them off."""
    t = s.t
    while i + 1 < s.end and not t.is_a(i, Word.THAT):
        timed = t.is_a(i, Word.PREPOSITION | Word.DETERMINER) and t.is_a(i + 1, Word.TIME) and not t.caps[i]
        dated = t.keys[i].isdigit() and (t.is_a(i + 1, LIGHT | Word.PREPOSITION) or t.is_sign(i + 1))
        if not (timed or dated or t.is_a(i, LIGHT) or is_comma(t, i)):
            break
        i += 1
    return i


def find(
    hit: Hit, subject: Noun | None, content: list[Range], rule: str, *, shares: bool = False, kind: str = "quote"
) -> Find:
    frame = _FRAMES.get(hit.kind, Frame.SAY)
    if hit.cue is not None:
        takes = hit.cue.takes
        frame = takes.get(kind, takes.get("to" if kind == "object" else "quote", next(iter(takes.values()))))
    return Find(hit, subject, tuple(content), frame, rule, shares)
