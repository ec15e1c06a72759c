"""Runs of capitalised words: full names, names of bodies, names with their initials behind them."""

from __future__ import annotations

from collections.abc import Iterator

from statements.language import Word
from statements.tokens import Tokens

_PERSONAL = Word.TITLE | Word.ROLE
PARTICLES = frozenset((
    "al", "bin", "ibn", "von", "van", "de", "da", "dos", "del", "der", "la", "le", "el", "den", "di", "du", "ul",
    "and",
))
"""Small words inside names: Erik *van der* Berg."""
_PARTICLES = PARTICLES - {"and"}
"""Those that do not join two names."""


def is_particle(t: Tokens, i: int) -> bool:
    """Whether token `i` is such a word, or begins with one: al-Hadi."""
    return t.keys[i].partition("-")[0] in PARTICLES


def full_name_runs(t: Tokens) -> Iterator[tuple[int, int]]:
    """Runs of two and more capitalised words that can be a person's full name, offices left out."""
    after = 0
    for i in t.capitalised():
        if i < after or t.classes[i] or t.is_quotation(i):
            continue
        last = i
        while last + 1 < len(t) and goes_on(t, last):
            last += 1
        while last > i and not t.caps[last]:
            last -= 1
        if last > i and (_is_according(t, i) or _is_said(t, i)):
            after = i + 1
            continue
        i = past_trades(t, i, last)
        body = t.holds(Word.BODY | Word.TIME, i, last + 1)
        if last > i and not body and last - i < 6:
            yield i, last
        after = last + 1


def past_trades(t: Tokens, first: int, last: int) -> int:
    """Past what somebody is, before two and more words of his name: Skipper | Ada Lind."""
    if t.language.table.common_capitals:
        trades = (i for i in range(last - 2, first - 1, -1) if t.language.is_trade(t.keys[i]))
        return next(trades, first - 1) + 1  # Rosener Altenpflegerin | Ada Lind
    while t.caps[first] and t.language.is_trade(t.keys[first]):
        if last - first < (1 if "-" in t.keys[first] else 2):
            break
        first += 1
    return first


def body_runs(t: Tokens, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words with a body among them: Norwegian Refugee Council, Ministry of Works."""
    after = begin
    for i in t.capitalised(begin, end):
        if i < after or t.is_sign(i) or t.is_a(i, Word.DETERMINER | Word.PRONOUN | Word.TIME | Word.PREPOSITION):
            continue
        last = i
        while last + 1 < len(t) and not t.owns(last) and _body_goes_on(t, last + 1):
            last += 1
        while last > i and not t.caps[last]:
            last -= 1
        if last > i and last - i < _LONGEST_BODY and t.holds(Word.BODY, i, last + 1):
            yield i, last
        after = last + 1


def named_with_initials(t: Tokens) -> Iterator[tuple[int, int]]:
    """Capitalised words whose initials stand in brackets behind them: Joint Chiefs of Staff (JCS)."""
    for i in range(2, len(t) - 2) if "(" in t.keys else ():
        if t.keys[i] != "(" or t.keys[i + 2] != ")" or not t.keys[i + 1].isalpha():
            continue
        first, wanted = i, t.keys[i + 1]
        while first > 0 and wanted and i - first < _LONGEST_BODY:
            first -= 1
            if t.caps[first] and t.keys[first][0] == wanted[-1]:
                wanted = wanted[:-1]
            elif t.caps[first] or t.is_sign(first):
                break
        if not wanted and first < i - 1:
            yield first, i - 1


_LONGEST_BODY = 8
"""Words of a body's name."""


def _body_goes_on(t: Tokens, i: int) -> bool:
    if t.caps[i]:
        return not t.is_sign(i) and not t.is_a(i, Word.TITLE | Word.ROLE | Word.TIME | Word.PRONOUN)
    return t.keys[i] in ("of", "for", "and", "on") and i + 1 < len(t) and t.caps[i + 1]


def _is_said(t: Tokens, i: int) -> bool:
    """Meinung von Lind: whether a word is what somebody says, where every noun has a capital, and nobody's name."""
    said = t.language.table.common_capitals and not t.caps[i + 1]
    phrases = t.language.phrases.get(t.keys[i], ()) if said else ()
    return any(phrase.kind == "noun" and not phrase.rest for phrase in phrases)


def _is_according(t: Tokens, i: int) -> bool:
    """Laut Ada Lind: a sentence's first word that credits, and is no name."""
    return any(phrase.kind == "according" for phrase in t.language.phrases.get(t.keys[i], ()))


def goes_on(t: Tokens, i: int) -> bool:
    """Whether the name at token `i` has a further word: an initial's stop, a particle, a surname."""
    if t.owns(i):
        return False
    after = i + 1
    if t.caps[after]:
        return not t.is_a(after, _PERSONAL | Word.PREPOSITION | Word.DETERMINER | Word.PRONOUN)
    if t.keys[after] == ".":
        return len(t.keys[i]) <= 2 and after + 1 < len(t) and t.caps[after + 1]
    if t.language.table.common_capitals and t.is_a(after, Word.DETERMINER):
        return t.keys[i] in PARTICLES and after + 1 < len(t) and t.caps[after + 1]
    if t.keys[after] not in _PARTICLES or after + 2 >= len(t):
        return False
    return t.caps[after + 1] or (t.keys[after + 1] in _PARTICLES and t.caps[after + 2])


_JOINS = Word.PREPOSITION | Word.AND | Word.RELATIVE | Word.VERB | Word.AUXILIARY | Word.PAST


def behind_trade(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Grid operator | Ukrenergo; Border czar | Ivo Berg: the name behind a plain word for what it is."""
    start = last + 1
    while start > first and t.caps[start - 1]:
        start -= 1
    plain = all(not (t.is_sign(i) or t.owns(i) or t.is_a(i, _JOINS)) for i in range(first, start))
    return (start, last) if first < start <= last and plain and not t.is_a(last, ~Word.NAME) else None


_SHOUTED = 4
"""Letters above which a word in capitals is no acronym."""


def is_shouted(t: Tokens, i: int) -> bool:
    """FURIOUS fishermen: a shouted word before whoever it describes, and no name."""
    word = t.text[t.starts[i] : t.ends[i]]
    described = not t.caps[i + 1] and t.language.is_person(t.keys[i + 1])
    return len(word) > _SHOUTED and word.isupper() and described


def surname_of(name: str) -> str:
    """The last word of a name that is no Jr or II."""
    words = [word for word in name.split() if word.rstrip(".").lower() not in _SUFFIXES]
    return words[-1] if words else name


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_end(t: Tokens, start: int, last: int) -> int:
    """The last token, up to `last`, of the name that begins at token `start`."""
    end = start
    while end + 1 <= last and (
        t.caps[end + 1] or is_particle(t, end + 1) or (t.keys[end + 1] in (".", "-", "&") and end + 2 <= last)
    ):
        end += 1
    while end > start and not (t.caps[end] or "-" in t.keys[end][1:]) and t.keys[end] != ".":
        end -= 1
    return end - (end > start and t.keys[end] == "x")  # the network, no name: Ada Lind X’te yazdı
