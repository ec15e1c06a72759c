"""What the full-text index is given, and what it is asked. Scripts without spaces are indexed by character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from store.terms import AnyTerm, Term, WordsTerm

_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_POINTS = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"


def searchable(text: str) -> str:
    """`text` as it is indexed: composed, without Hebrew and Arabic points, unspaced scripts spaced out."""
    if text.isascii():
        return text
    text = re.sub(_POINTS, "", unicodedata.normalize("NFC", text))
    return re.sub(_UNSPACED, r" \g<0> ", text)  # compiled when first met: a start has no time for it


def facet_words(
    *, country: str | None, actor: int, stance: int, source: int, targets: Iterable[str]
) -> str:
    """What a statement is, as words to search for: they let the index skip what a filter excludes."""
    words = [EVERY, facet_word("actor", actor), facet_word("stance", stance), facet_word("source", source)]
    if country:
        words.append(facet_word("country", country))
    words += (facet_word("about", target) for target in targets)
    return " ".join(words)


EVERY = "xall"
"""A word every statement has: what `NOT` is taken from where nothing else is asked."""

NOTHING = "xnone"
"""A word no statement has."""

_LETTERS = {"actor": "xa", "stance": "xs", "source": "xo", "country": "xc", "about": "xt"}


def facet_word(facet: str, value: str | int) -> str:
    """One word of `facet_words`; two values may share one, so a match narrows and does not decide."""
    return _LETTERS[facet] + "".join(c for c in str(value).lower() if c.isalnum())


def phrase(words: str, *, prefix: bool = False) -> str | None:
    """An FTS5 phrase that matches `words` literally; None where they hold nothing that is indexed."""
    plain = searchable(words.replace("\0", " "))
    if not any(_indexed(c) for c in plain):
        return None
    return '"' + plain.replace('"', '""').strip() + '"' + (" *" if prefix else "")


def is_words(term: Term) -> bool:
    """Whether full text alone can answer `term`."""
    if isinstance(term, AnyTerm):
        return all(is_words(inner) for branch in term.branches for inner in branch)
    return isinstance(term, WordsTerm)


def expression(terms: Sequence[Term]) -> str:
    """The FTS5 expression for all of `terms`."""
    found = [words_match(term) for term in terms if not term.negated]
    banned = [words_match(term) for term in terms if term.negated]
    all_found = " AND ".join(found) or f"facets : {EVERY}"
    return f"(({all_found}) NOT ({' OR '.join(banned)}))" if banned else f"({all_found})"


def words_match(term: Term) -> str:
    """The FTS5 expression for one term, whether negated or not."""
    if isinstance(term, AnyTerm):
        return f"({' OR '.join(expression(branch) for branch in term.branches)})"
    assert isinstance(term, WordsTerm)
    words = phrase(term.words, prefix=term.prefix)
    return f"{{text speaker title}} : {words}" if words else f"facets : {NOTHING}"


def _indexed(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) in ("Co", "Mc")
