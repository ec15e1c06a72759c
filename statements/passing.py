"""Cues that report nothing though something follows: acts told in passing, names of things, programmes."""

from __future__ import annotations

from statements.cues import Hit
from statements.language import Word
from statements.phrases import Noun
from statements.sentence import Sentence
from statements.tokens import Tokens
from statements.utterance import Frame

_NAMED = 8
"""Tokens from the pronoun of what is named to the subject of the naming: that the last captain, Lind, called."""


def only_describes(s: Sentence, subject: Noun, first: int, last: int) -> bool:
    """Lind, who endorsed the plan, …: an act in passing says who somebody is, unless it quotes him."""
    alone = subject.first == subject.last
    thing = alone and s.t.language.table.gender.get(s.t.keys[subject.first]) == "n"
    return (subject.relative is not None or thing) and not any(s.t.is_quotation(i) for i in range(first, last + 1))


def only_names(s: Sentence, hit: Hit, subject: Noun, quotation: int) -> bool:
    """A boat called “Lynx” has the name and gives none, unless what is named stands before: which he called."""
    if not hit.takes("name") or hit.takes("that") or quotation > hit.last + 1:
        return False
    before = range(max(s.begin, subject.first - _NAMED), subject.first + 1)
    return not any(s.t.is_a(i, Word.RELATIVE | Word.QUESTION | Word.PRONOUN) for i in before)


def is_programme(t: Tokens, hit: Hit, quotation: int | None, heads: tuple[int, int]) -> bool:
    """“…,” Lind said on “Face the Nation”: a title that tells where it was said."""
    told = quotation == hit.last + 1 and Frame.TELL in hit.cue.takes.values() if hit.cue else False
    return quotation is not None and (told or quotation not in heads) and not t.is_sign(quotation - 1)
