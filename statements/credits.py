"""Speakers credited without a verb: according to X, in X's words, and quotations after a colon."""

from __future__ import annotations

from statements.contents import content_end
from statements.cues import Hit
from statements.freesentence import COLONS, FreeSentence, Range, find
from statements.language import Word
from statements.nounphrases import noun_at, nouns_in
from statements.phrases import Noun, is_comma
from statements.sentence import Find
from statements.subjects import first_noun
from statements.tokens import Tokens
from statements.verbs import Report

_OWNER = 8
"""Tokens between a noun and its complementiser: the minister's statement yesterday that."""


def read_according(s: FreeSentence, n: int, r: Report) -> Find | None:
    """According to X, CONTENT;  CONTENT, according to X."""
    t = s.t
    hit = r.hit
    edge = hit.first == s.begin or t.is_sign(hit.first - 1)
    ambiguous = hit.first == hit.last and t.is_a(hit.first, Word.ADVERB | Word.PREPOSITION | Word.SUBORDINATE)
    if (ambiguous and not edge) or (ambiguous and hit.first == s.begin and t.is_a(hit.first, Word.ADVERB)):
        return None
    inside = next((i for i in range(hit.first, hit.last + 1) if t.is_a(i, Word.POSSESSIVE | Word.PRONOUN)), None)
    subject = Noun(inside, inside, inside) if inside is not None else noun_at(t, hit.last + 1, s.end, s.stops)
    if subject is None:
        subject = next((noun for noun, p in nouns_in(t, hit.last + 1, min(s.end, hit.last + 8), s.stops)), None)
    if subject is None or any(t.is_a(i, Word.MUTE) for i in range(subject.first, subject.core + 1)):
        return None
    after = max(subject.last, hit.last) + 1
    before = (s.free, hit.first - 1)
    while before[1] > before[0] and is_comma(t, before[1]):
        before = before[0], before[1] - 1
    while after < s.end and is_comma(t, after):
        after += 1
    rest = (after, content_end(s, n, after)) if after < s.end else (after, after - 1)
    quoted = [_has_quote(t, span) for span in (before, rest)]
    if all(quoted):
        return find(hit, subject, [before, rest], "according-between")
    if quoted[0] != quoted[1]:
        content, rule = (before, "according-after") if quoted[0] else (rest, "according-before")
        return find(hit, subject, [content], rule)
    if hit.first - s.free <= 1 or (rest[1] - rest[0] > before[1] - before[0] and not is_comma(t, hit.first - 1)):
        return find(hit, subject, [rest], "according-before") if rest[1] > rest[0] or _is_quote(t, rest) else None
    return (
        find(hit, subject, [before], "according-after") if before[1] > before[0] or _is_quote(t, before) else None
    )


def read_noun(s: FreeSentence, n: int, r: Report) -> Find | None:
    """X is of the opinion that CONTENT;  X's statement that CONTENT."""
    t = s.t
    that = r.hit.last + 1
    while that < s.end and not t.is_a(that, Word.THAT) and that - r.hit.last < _OWNER and not t.is_sign(that):
        that += 1
    that += that < s.end and is_comma(t, that)
    if that >= s.end or not t.is_a(that, Word.THAT) or t.is_a(that, Word.RELATIVE):
        return None
    subject = first_noun(s, s.free, r.hit.first)
    if subject is None or subject.last >= r.hit.first:
        subject = noun_at(t, r.hit.last + 1, that, s.stops)
    last = content_end(s, n, that)
    return find(r.hit, subject, [(that, last)], "noun-that") if subject is not None and last > that else None


def _has_quote(t: Tokens, span: Range) -> bool:
    return any(t.is_quotation(i) for i in range(span[0], span[1] + 1))


def _is_quote(t: Tokens, span: Range) -> bool:
    return span[0] == span[1] and t.is_quotation(span[0])


def read_according_after(s: FreeSentence, n: int, r: Report) -> Find | None:
    """X zufolge CONTENT;  CONTENT, X zufolge."""
    t = s.t
    begin = r.hit.first - 1
    while begin >= s.free and not t.is_sign(begin) and r.hit.first - begin < 12:
        begin -= 1
    found = [noun for noun, _ in nouns_in(t, begin + 1, r.hit.first, s.stops)]
    subject = found[0] if found and not t.language.table.order.split else (found[-1] if found else None)
    if subject is None:
        return None
    rest = (r.hit.last + 1, content_end(s, n, r.hit.last + 1))
    while rest[0] < s.end and is_comma(t, rest[0]):
        rest = rest[0] + 1, rest[1]
    before = (s.free, subject.first - 1)
    while before[1] > before[0] and (is_comma(t, before[1]) or t.is_a(before[1], Word.PREPOSITION)):
        before = before[0], before[1] - 1
    content = before if before[1] - before[0] > rest[1] - rest[0] else rest
    return find(r.hit, subject, [content], "according-before") if content[1] > content[0] else None


def quote_after_colon(s: FreeSentence) -> None:
    """X left it open: “…”;  adds the quotation that ends the sentence to the finds, where nobody took it."""
    t = s.t
    last = s.last
    first = last
    while first > s.begin and t.is_quotation(first - 1):
        first -= 1
    colon = first - 1
    if not t.is_quotation(last) or colon <= s.begin or t.keys[colon] not in COLONS or s.free > first:
        return
    if any(t.is_a(i, Word.MUTE) for i in range(s.begin, colon)):
        return
    hit = Hit(colon, colon, "colon")
    if s.finds:
        s.finds.append(find(hit, None, [(first, last)], "colon-quote", shares=True))
        return
    subject = first_noun(s, s.begin, colon)
    if subject is not None:
        s.finds.append(find(hit, subject, [(first, last)], "colon-quote"))
