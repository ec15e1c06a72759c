"""Who a sentence or heading announces without saying his words: X replied:, X agreed., Beijing: …"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from statements.cues import Hit, find_cues
from statements.language import Language, Word
from statements.phrases import Noun, can_speak, is_comma, is_dash, main_subject, subject_after, subject_before
from statements.sentence import Find, dateline_end, last_word
from statements.tokens import Tokens

_NEAR = 4
"""Tokens a joint text opens with before it says “we”."""
_LONGEST = 60
"""Tokens in which several say who they are."""


def announced_speaker(t: Tokens, begin: int, end: int) -> tuple[Noun, Hit] | None:
    """Who is announced by a sentence that ends in a colon, for a quotation in the next paragraph."""
    for hit in reversed(find_cues(t, begin, end)):
        subject = subject_before(t, begin, hit.first) if hit.kind == "cue" and hit.takes("quote") else None
        subject = subject or (
            subject_after(t, hit.last + 1, end - 1) if hit.kind == "cue" and hit.first == begin else None
        )
        if subject is not None and can_speak(t, subject):
            return subject, hit
    main = main_subject(t, begin, end - 1)
    return (main, Hit(end - 1, end - 1, "colon")) if main else None


def headline_label(t: Tokens) -> tuple[int, int] | None:
    """The name before the colon that opens a paragraph, as tokens."""
    colon = next((i for i in range(1, min(len(t) - 1, 8)) if t.keys[i] in (":", "：")), None)
    if colon is None:
        return None
    first = 2 if is_dash(t, 1) and colon > 2 else 0
    first += t.is_a(first, Word.DETERMINER) and colon > first + 1
    last = next((i - 1 for i in range(first + 1, colon) if t.is_a(i, Word.INFINITIVE)), colon - 1)
    return None if any(t.is_sign(i) for i in range(first, colon)) else (first, last)


def ourselves(t: Tokens) -> tuple[int, int] | None:
    """Who says “we” in a joint text, as tokens: We, the ministers of Avaria and Borland, met …"""
    first_person = t.language.table.first_person
    we = next((i for i in range(min(len(t) - 2, _NEAR)) if t.keys[i] in first_person), None)
    if we is None or not is_comma(t, we + 1):
        return None
    begin = we + 2 + t.is_a(we + 2, Word.DETERMINER)
    ends = (i for i in range(begin + 1, len(t) - 1) if is_comma(t, i) and t.keys[i + 1].isalpha())
    end = next((i for i in ends if not (t.caps[i + 1] or t.is_a(i + 1, Word.AND | Word.DETERMINER))), None)
    return (begin, end - 1) if end is not None and end - begin < _LONGEST else None


def several_named(t: Tokens, begin: int) -> tuple[int, int] | None:
    """Several who are named together at token `begin`, as tokens: by *the Leaders of Avaria and Borland* on …"""
    begin += begin < len(t) and t.is_a(begin, Word.DETERMINER)
    end, inside = begin, Word.AND | Word.DETERMINER | Word.OWNER
    while end < len(t) and (t.caps[end] or is_comma(t, end) or t.is_a(end, inside)):
        end += 1
    last = next((i for i in range(end - 1, begin, -1) if t.caps[i]), begin)
    return (begin, last) if t.holds(Word.AND, begin, last) else None


def sentence_subject(t: Tokens, begin: int, end: int) -> Noun | None:
    """The subject of a sentence's first verb, where it can speak."""
    begin = dateline_end(t, begin, end) or begin
    return main_subject(t, begin, end)


def first_told(
    paragraphs: Sequence[Tokens], read: Callable[[Tokens, int, int], list[Find]], first: int, end: int
) -> int:
    """The first of the paragraphs from `first` to before `end` that tells who said what; or `end`."""
    told = (n for n in range(first, end) if len(paragraphs[n]) and _names_a_speaker(paragraphs[n], read))
    return next(told, end)


def _names_a_speaker(t: Tokens, read: Callable[[Tokens, int, int], list[Find]]) -> bool:
    """Whether somebody named is reported to have said something."""
    finds = read(t, 0, len(t))
    named = (i for find in finds if find.subject for i in range(find.subject.first, find.subject.last + 1))
    return any(t.caps[i] and not t.is_a(i, Word.PRONOUN | Word.DETERMINER) for i in named)


def unfinished_speaker(t: Tokens, begin: int, end: int) -> Noun | None:
    """Who speaks in a sentence that ends in a cue and says nothing yet: The minister agreed."""
    hits = find_cues(t, begin, end)
    hit = hits[-1] if hits else None
    if hit is None or hit.kind != "cue" or not hit.takes("quote") or hit.last < last_word(t, begin, end):
        return None
    subject = subject_before(t, begin, hit.first)
    return subject if subject is not None and can_speak(t, subject) else None


def is_rubric(keys: Sequence[str], language: Language) -> bool:
    """Whether a label is what a page calls a kind of article: Analysis:, Live updates:"""
    rubrics = language.table.rubrics
    return " ".join(keys) in rubrics or keys[0] in rubrics


def is_office(t: Tokens, i: int) -> bool:
    """Whether token `i` heads the label of somebody: Pentagon chief:, Newspaper:, but no Statement:."""
    return t.is_a(i, Word.ROLE | Word.BODY) and not t.is_a(i, Word.VENUE)
