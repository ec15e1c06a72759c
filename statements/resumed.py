"""Sentences that say whose words the one before them is: Der Hafen ist zu. Das teilte die Behörde mit."""

from __future__ import annotations

from statements.cues import Hit
from statements.freesentence import FreeSentence, Range, find
from statements.language import Word
from statements.nounkinds import is_speaker
from statements.nounphrases import nouns_in
from statements.phrases import Noun
from statements.sentence import Find, last_word
from statements.subjects import impersonal_speaker, is_impersonal
from statements.subjectsafter import subject_after
from statements.tokens import Tokens
from statements.verbs import Report, find_reports

_OPENING = 2
"""Tokens at the head of a sentence within which the verb stands: Dies | teilte; Das | hat."""
_NEAR = 5
"""Tokens from its head to the noun of a sentence that says what the one before is."""
_FEWEST = 3
"""Tokens of a sentence that can be somebody's words."""


def read_resumed(t: Tokens, before: Range, begin: int, end: int) -> Find | None:
    """The sentence `before`, from its first token to before its end, as what the sentence at `begin` credits."""
    opening = _opening(t, begin)
    if not opening:
        return None
    first, last = before[0], last_word(t, *before)
    closing = begin + opening
    if t.keys[closing - 1] in t.language.table.quoting:
        s = FreeSentence(t, begin, end, [], frozenset({closing}), begin)
        who = subject_after(s, closing + 1)
        named = who is not None and is_speaker(t, who)
        return find(Hit(begin, closing - 1, "noun"), who, [(first, last)], "resumed") if named else None
    reports = find_reports(t, begin, end)
    if not reports or (last - first + 1 < _FEWEST and not t.is_quotation(last)):
        return None
    report = reports[0]
    stops = frozenset((*range(report.finite, report.core + 1), *range(report.hit.first, report.hit.last + 1)))
    s = FreeSentence(t, begin, end, reports, stops | {report.tail}, begin)
    subject = _paper(s, report) if report.hit.kind == "noun" else _speaker(s, report, opening)
    named = report.hit.kind == "noun" or is_impersonal(s, report)
    if subject is None or not (named or is_speaker(t, subject)):
        return None
    return find(report.hit, subject, [(first, last)], "resumed")


def _opening(t: Tokens, begin: int) -> int:
    """Tokens of the words that take up the sentence before: das, об этом; 0 where none do."""
    known = t.language.resumptive
    return next((len(words) for words in known if tuple(t.keys[begin : begin + len(words)]) == words), 0)


def _paper(s: FreeSentence, r: Report) -> Noun | None:
    """Das ist die Ansicht des Ministers; das war das Ergebnis einer Studie: whose it is."""
    t = s.t
    if not t.is_a(s.begin + 1, Word.AUXILIARY) or r.hit.first - s.begin > _NEAR or r.hit.last + 1 >= s.end:
        return None
    owned = t.keys[r.hit.last + 1] in t.language.table.of
    return next((noun for noun, _ in nouns_in(t, r.hit.last + 1, s.end, s.stops)), None) if owned else None


def _speaker(s: FreeSentence, r: Report, opening: int) -> Noun | None:
    """Who speaks in a sentence whose verb stands second and says nothing further."""
    cue, table = r.hit.cue, s.t.language.table
    reach = opening + (_OPENING if opening > 1 else 1)
    if cue is None or r.hit.passive or r.hit.negated or r.finite - s.begin >= reach:
        return None
    if not {"clause", "that"} & set(cue.takes) or cue.lemma in table.judging:
        return None
    return impersonal_speaker(s, r) if is_impersonal(s, r) else subject_after(s, r.core + 1)
