"""Names behind an office where its owners follow it without a word between: представитель МИД | Ерлан Жетыбаев."""

from __future__ import annotations

from statements.language import Word
from statements.runs import name_end
from statements.tokens import Tokens

_PERSONAL = Word.TITLE | Word.ROLE
_OWNED_NAMES = 2
"""Names behind the first one that show that what an office is of is followed by a holder's."""


def after_free_office(t: Tokens, office: int, last: int) -> tuple[int, int] | None:
    """A name behind an office and what the office is of: представитель МИД республики | Ерлан Жетыбаев."""
    start = _past_attributes(t, office + 1, last)
    if start > last or not t.caps[start] or (t.is_a(start, Word.TIME) and not t.is_a(start, Word.NAME)):
        return None
    end = name_end(t, start, last)
    further = _last_run(t, end + 1, last) if end < last and not t.language.table.common_capitals else None
    return further or (_past_owner(t, start, end), end)


def _last_run(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The name that ends a phrase: речниця Одеської обласної адміністрації | Оксана Дмитрук."""
    start = last + 1
    while start > first and t.caps[start - 1] and not t.is_a(start - 1, _PERSONAL | Word.BODY):
        start -= 1
    led = start > first and not (t.is_sign(start - 1) or t.is_a(start - 1, Word.AND | Word.PREPOSITION))
    return (start, last) if led and last > start else None


def _past_owner(t: Tokens, start: int, end: int) -> int:
    """Past a place in the case of owners before a name of two words: жительница Нарвы | Ольга Семёнова."""
    pattern = t.language.owner_case
    owns = pattern is not None and end - start > 1 and pattern.search(t.keys[start])
    return start + 1 if owns and pattern and not pattern.search(t.keys[start + 1]) else start


def _is_acronym(t: Tokens, i: int) -> bool:
    """МВД, NATO: what an office is of, and no part of its holder's name."""
    word = t.text[t.starts[i] : t.ends[i]]
    return len(word) > 1 and word.isalpha() and word.isupper()


def _past_attributes(t: Tokens, start: int, last: int) -> int:
    """Past what an office is of, by words that join owners and by bodies in lower case."""
    of, i, owner = t.language.table.of, start, False
    while i <= last and not (t.is_sign(i) and t.keys[i] != "."):
        described = t.is_a(i, Word.BODY | Word.ATTRIBUTE) or not t.caps[i]
        if not (owner or described or (i < last and _is_acronym(t, i))):
            break
        owns = owner and t.language.table.capitals and not _is_acronym(t, i)
        goes_on = t.caps[i] or t.is_a(i, Word.DETERMINER | Word.AND)  # ministro de Energía y Minas
        owner = t.keys[i] in of or (owns and goes_on)
        i += 1
    return i if i <= last else _rest_of_run(t, start, last)


def _rest_of_run(t: Tokens, start: int, last: int) -> int:
    """ministre de la Communication | Ada Lind: where the last two of three and more names begin, else past them."""
    first = last
    while first > start and t.caps[first - 1] and not t.is_a(first - 1, _PERSONAL | Word.BODY):
        first -= 1
    named = t.language.table.capitals and not t.language.table.common_capitals and last - first >= _OWNED_NAMES
    return last - 1 if named and not any(_is_acronym(t, k) for k in (last - 1, last)) else last + 1
