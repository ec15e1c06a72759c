"""Whether what was found is direct, mixed or indirect speech, and which characters it is."""

from __future__ import annotations

from collections.abc import Sequence

from statements.contents import is_named
from statements.freesentence import UNDER
from statements.model import Form, Span
from statements.quotes import Quotation
from statements.sentence import Find, content_spans
from statements.tokens import Tokens

_FRAGMENTS = frozenset({"before-quote", "before-name", "for-quote", "wants-quote", "fragment", UNDER})
"""Rules that find quoted words within the reporter's sentence."""


def form_of(
    text: str, t: Tokens, find: Find, quotations: Sequence[Quotation]
) -> tuple[Form, tuple[Span, ...], Span | None]:
    """The form of a find with `quotations` in it, what is said, and for mixed speech the clause around that."""
    spans = content_spans(t, find)
    pieces = tuple(piece for quotation in quotations for piece in quotation.pieces)
    words = sum(not t.is_sign(i) for a, b in find.content for i in range(a, b + 1))
    if not quotations or (words and _only_names(text, t, find)):
        return Form.INDIRECT, spans, None
    whole = find.rule == "before-quote" and _is_whole(text, quotations[0])
    if words == 0 and (find.rule not in _FRAGMENTS or whole):
        return Form.DIRECT, pieces, None
    if len(spans) > 1:
        return Form.MIXED, spans, None
    return Form.MIXED, pieces, spans[0]


def _is_whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own rather than a fragment of the reporter's."""
    said = quotation.pieces[0].of(text)
    return said[:1].isupper() and len(said.split()) > 3


def _only_names(text: str, t: Tokens, find: Find) -> bool:
    """Where every noun has a capital: whether quotations only name things: das Lokal „Anker“."""
    if not t.language.table.common_capitals:
        return False
    places = [i for a, b in find.content for i in range(a, b + 1) if t.is_quotation(i)]
    return all(is_named(t, i) and text[t.starts[i] + 1].isupper() for i in places)
