"""How little doubt a report leaves: the clearer cases of a rule are counted apart, under its name and a grade."""

from __future__ import annotations

from bisect import bisect_left

from statements.model import Form, Span
from statements.phrases import is_comma
from statements.sentence import Find
from statements.tokens import Tokens

_GRADED = frozenset({"before-clause", "before-that", "after"})
_PLAIN, _TOLD, _WHOLE = "-plain", "-told", "-whole"
OVER = "-over"
"""The grade of a quotation that goes on in another paragraph than the one its speaker is named in."""
_FEWEST = 30
"""Characters of words that say enough to be a report without doubt."""


def graded(t: Tokens, find: Find, form: Form, sentence: Span) -> str:
    """The rule's name with its grade.

    -plain: the plainest cue, nothing else in the sentence and no comma in what is said (Lind said it rained).
    -told: the plainest cue, and what is said ends the sentence or stands before it.
    -whole: another cue with nothing else in the sentence; a quotation that ends it.
    """
    first, last = find.content[0]
    if find.hit.cue is None or find.subject is None or t.ends[last] - t.starts[first] < _FEWEST:
        return find.rule
    ends = all(t.is_sign(i) for i in range(last + 1, bisect_left(t.starts, sentence.end)))
    if form is Form.DIRECT:
        return find.rule + _WHOLE if find.rule == "before-quote" and ends else find.rule
    if find.rule not in _GRADED or not (ends or last < find.hit.first):
        return find.rule
    opens = last < find.hit.first or bisect_left(t.starts, sentence.start) >= find.subject.first - 1
    if not find.hit.cue.plain:
        return find.rule + _WHOLE if opens and ends else find.rule
    alone = len(find.content) == 1 and not any(is_comma(t, i) for i in range(first, last + 1))
    return find.rule + (_PLAIN if opens and alone else _TOLD)


def ungraded(rule: str) -> str:
    """The name of a rule without its grade."""
    for grade in (_PLAIN, _TOLD, _WHOLE, OVER):
        rule = rule.removesuffix(grade)
    return rule
