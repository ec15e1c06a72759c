"""What one utterance offers to be judged by: its words, who is speaking in it, and the rules that matched there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain

from statements.model import Span, Stance
from statements.stance_table import Kind, Rule
from statements.stance_vocabulary import Match, Words
from statements.value import value


@value(frozen=True, slots=True)
class Found:
    """A rule that matched, with what becomes of its class here."""

    rule: Rule
    match: Match
    stance: Stance
    negated: bool
    level: Kind
    """The rule's kind, acts and words being equals; a verb's form used as a noun counts as one."""
    finite: bool
    """Whether its first word can be the verb of a main clause."""
    sentence: int
    """Which sentence of the text it stands in, counted from 0."""

    order: tuple[int, int, int]
    """The match with the smallest decides among equals: where it stands, how long it is, its place in the table."""

    def apart(self, other: Found) -> bool:
        """Whether the two share no word."""
        return self.match.end <= other.match.start or other.match.end <= self.match.start


@value(frozen=True, slots=True)
class Scene:
    """One utterance, ready to be searched: its words, where the cue and the content lie, who "self" is."""

    words: Words
    cue: Span | None
    content: tuple[Span, ...]
    reported: bool
    """Whether "it" and "he" may be the speaker: everywhere but in a quotation."""
    names: frozenset[str]
    side: tuple[Span, ...] = ()
    narrated: bool = False
    """A bare sentence: nobody asks who its subject is."""

    def said(self, token: int) -> bool:
        """Whether `token` is among the words that are said."""
        for piece in self.content:  # noqa: SIM110 - asked of every match
            if self.words.overlaps(token, piece):
                return True
        return False

    def said_tokens(self) -> list[int]:
        """The tokens that are said, in order."""
        starts, ends = self.words.starts, self.words.ends
        pieces = (range(bisect_right(ends, one.start), bisect_left(starts, one.end)) for one in self.content)
        return sorted(set(chain.from_iterable(pieces)))

    def told_by(self, found: Found) -> bool:
        """Whether `found` stands in the reporting word."""
        cue, match = self.cue, found.match
        return cue is not None and self.words.span(match.start, match.end).overlaps(cue)
