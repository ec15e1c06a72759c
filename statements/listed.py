"""Decisions in a list: The Council, 1. Condemns …; 2. Demands …; The ministers: – agreed …; – called for …

Each item says one thing; who says it stands once, before the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from statements.cast import Cast
from statements.cues import Hit
from statements.language import Inflected, Language, Word
from statements.model import Span, Speaker
from statements.nounphrases import noun_at
from statements.phrases import Noun, can_speak, head_of, is_comma, subject_after
from statements.sentence import Find, last_word
from statements.tokens import Tokens
from statements.utterance import Frame

RULE = "listed"
_NUMBER = re.compile(r"(?<=[;,:.])\s+(?:and\s+)?\(?(\d{1,2})[.)]\s+(?=[^\W\d_a-z])")
"""The number of an item inside a paragraph."""
_DIGITS = re.compile(r"\d[.)]\s")
"""What no paragraph with such a number lacks; quickly looked for."""
_BULLETS = frozenset("-–—•*·(▪●■◦‣")
_SIGNS = _BULLETS | {".", ")"}
_FEWEST = 3
"""Items of a list that is written on within one paragraph."""
_LABEL = 6
"""Tokens before the verb of an item: (iii) – Further strongly condemns."""
_LONGEST = 24
"""Tokens of the phrase that names who decides."""


class Lists:
    """Who decides what the items of a list say, as a text is read from top to bottom."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._bare = False
        self.speaker: Speaker | None = None
        """Whoever decides; None outside a list."""

    def announced(self, speaker: Speaker) -> None:
        """Lets whoever a colon announces say the items that follow."""
        self.speaker, self._bare = speaker, False

    def read(self, t: Tokens) -> tuple[bool, Find | None]:
        """Whether a paragraph belongs to a list, and what it says as one of its items."""
        who = decider(t)
        if who is not None:
            self.speaker, self._bare = self._cast.speaker(t, who), True
            return True, None
        if self.speaker is None:
            return False, None
        found = item(t, bare=self._bare)
        if found is None and not is_preamble(t):
            self.speaker = None
        return self.speaker is not None, found


def part_items(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """`paragraphs`, those that hold a numbered list parted before each number."""
    return [part for paragraph in paragraphs for part in _parts(text, paragraph)]


def _parts(text: str, paragraph: Span) -> Iterator[Span]:
    labelled = _DIGITS.search(text, paragraph.start, paragraph.end)
    found = list(_NUMBER.finditer(text, paragraph.start, paragraph.end)) if labelled else []
    numbers = [int(one[1]) for one in found]
    if len(found) < _FEWEST or numbers[0] not in (1, 2) or any(b != a + 1 for a, b in pairwise(numbers)):
        yield paragraph
        return
    starts = [paragraph.start, *(one.start(1) for one in found)]
    ends = [*(one.start() for one in found), paragraph.end]
    yield from map(Span, starts, ends)


def decider(t: Tokens) -> Noun | None:
    """Who a paragraph names that is nothing else and goes on in the next: The Peace and Security Council,

    The grounds may stand behind: The Council, recalling its decisions;
    """
    if not (_is_open(t) or is_comma(t, len(t) - 1) or t.keys[-1] == ":"):
        return None
    first = 2 if t.keys[0].isdigit() and len(t) > 3 and t.keys[1] in _SIGNS else 0
    end = next((i for i in range(first + 1, min(len(t), _LONGEST)) if is_comma(t, i) or t.keys[i] == ":"), None)
    if t.keys[-1] == ":" and end is not None and end < len(t) - 1 and _tells_grounds(t, first):
        first, end = end + 1, len(t) - 1  # Acting under Article 7 of its Protocol, the Council:
    if end is None or not (end == len(t) - 1 or (_is_open(t) and is_comma(t, end) and _tells_grounds(t, end + 1))):
        return None
    free = t.language.order.free
    noun = noun_at(t, first, end, frozenset()) if free else subject_after(t, first, end)
    named = noun is not None and (can_speak(t, noun) or (free and t.holds(Word.BODY, noun.first, end)))
    if noun is None or noun.core != end - 1 or not named:
        return None
    head = head_of(t, noun)
    several = t.is_a(head, Word.ROLE) and t.keys[head].endswith("s")
    return noun if is_comma(t, end) or several or t.is_a(head, Word.BODY) else None


def _tells_grounds(t: Tokens, i: int) -> bool:
    """Recalling, having heard, deeply concerned: a participle, past adverbs."""
    while i < len(t) - 1 and _is_adverb(t.language, t.keys[i]):
        i += 1
    if t.language.order.free and not t.is_a(i, Word.VERB | Word.AUXILIARY | Word.RELATIVE):
        return t.keys[-1] == ","
    return any(ending.search(t.keys[i]) and bits & (Word.ING | Word.PAST) for ending, bits in t.language.endings)


def item(t: Tokens, *, bare: bool) -> Find | None:
    """What an item says: its verb without a subject, and all that follows.

    Unless `bare`, a number, a sign or a small letter must show that it is one.
    """
    first = _past_label(t)
    if first >= len(t) or t.is_sign(first):
        return None
    marked = t.keys[0] in _BULLETS or t.keys[0].isdigit() or not t.text[t.starts[first]].isupper()
    hit = _verb_at(t, first)
    if hit is None or not (marked or bare):
        return None
    last = last_word(t, 0, len(t))
    while last > 0 and t.is_a(last, Word.AND):
        last = last_word(t, 0, last)
    return Find(hit, None, ((hit.last + 1, last),), Frame.ACT, RULE) if last > hit.last + 1 else None


def is_preamble(t: Tokens) -> bool:
    """Whether a paragraph only says on what grounds something is decided: Recalling …; Deeply concerned …"""
    first = _past_label(t)
    opens = first < len(t) and not t.is_a(first, Word.DETERMINER | Word.PRONOUN | Word.POSSESSIVE)
    return opens and _is_open(t)


def _is_open(t: Tokens) -> bool:
    """Whether a paragraph ends within a list."""
    return t.keys[-1] in (";", ",") or t.is_a(len(t) - 1, Word.AND)


def _past_label(t: Tokens) -> int:
    """Past the sign, number or letter of an item, and adverbs."""
    first = 0
    while first < min(len(t) - 1, _LABEL) and (
        t.keys[first] in _SIGNS
        or t.keys[first].isdigit()
        or (len(t.keys[first]) < 3 and t.keys[first + 1] in (")", "."))
        or _is_adverb(t.language, t.keys[first])
    ):
        first += 1
    return first


def _is_adverb(language: Language, key: str) -> bool:
    known = bool(language.classes.get(key, 0) & Word.ADVERB)
    return known or bool(language.adverb and language.adverb.search(key))


def _verb_at(t: Tokens, i: int) -> Hit | None:
    """The verb of an item at token `i`, as a cue."""
    found = t.phrase_at(i, len(t))
    if found is not None and found[0].cue is not None and found[0].cue.form & Inflected.FINITE:
        return Hit(i, found[1], "cue", found[0].cue)
    return Hit(i, i, "listed") if t.keys[i] in t.language.table.decides else None
