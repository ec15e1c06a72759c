"""Content that stands before its cue, without quotation marks: Er sei bereit, sagte X. Das gehe, so X, nicht."""

from __future__ import annotations

from statements.bareclauses import is_verblike, reported_from, shows_mood
from statements.freesentence import COLONS, FreeSentence, Range, find, past_light
from statements.language import Word
from statements.nounkinds import has_objective, is_speaker
from statements.phrases import Noun, is_comma, is_dash
from statements.sentence import Find
from statements.subjects import impersonal_speaker, is_impersonal, subject_before
from statements.subjectsafter import subject_after
from statements.tokens import Tokens
from statements.verbs import Report

_FIRST_WORDS = 4
"""Tokens of a clause before a cue that parts it."""
_ASIDE = 8
"""Tokens of time and place behind the subject of a cue within its sentence."""


def clause_before(s: FreeSentence, r: Report) -> Find | None:
    """CONTENT, said X."""
    t = s.t
    cue = r.hit.cue
    if cue is None or not {"clause", "that"} & set(cue.takes) or not t.language.order.inverted:
        return None
    first = s.free + (t.is_a(s.free, Word.AND) and s.free + 1 < s.end)  # و|ردا على سؤال
    if t.keys[first] in t.language.table.answering:
        return None
    comma = r.finite - 1
    if t.keys[comma] in t.language.table.resumptive:
        comma -= 1
    while comma > s.begin and is_dash(t, comma):
        comma -= 1
    short = comma - s.free < 3
    if comma - s.free < 1 or (t.language.order.split and _is_under(s, comma)):
        return None
    subject = None
    if is_comma(t, comma):
        subject = impersonal_speaker(s, r) if is_impersonal(s, r) else subject_after(s, r.core + 1)
        if subject is not None and not (t.caps[subject.first] or t.classes[subject.first]):
            return None
        known = subject is None or is_impersonal(s, r) or is_speaker(t, subject) or _is_subject_alone(t, subject)
        if t.language.table.common_capitals and not known:
            return None
        if subject is not None:
            rest = _interrupted(s, comma, max(subject.last, r.tail) + 1)
            if not rest and (short or _is_subject(s, r, comma)):
                return None
            rest = rest or _goes_on(s, subject.last + 1)
            return find(r.hit, subject, [(reported_from(s, comma - 1), comma - 1), *rest], "clause-before")
    else:
        before = subject_before(s, r)
        if (
            before is not None
            and not short
            and before.first - 1 > s.free + 2
            and is_comma(t, before.first - 1)
            and r.tail >= s.last - 3
        ):
            subject, comma = before, before.first - 1
    if subject is None:
        return None
    return find(r.hit, subject, [(reported_from(s, comma - 1), comma - 1)], "clause-before")


def _is_subject_alone(t: Tokens, noun: Noun) -> bool:
    """…, teilte *die Werft* mit: whether its article makes a phrase no table knows the subject of a verb."""
    article, table = t.keys[noun.first], t.language.table
    return article in table.definite and article not in table.subjective and not has_objective(t, noun)


def credits_all(s: FreeSentence) -> bool:
    """Bonn réclamera des excuses, selon Lind: whether the last report is of all that stands before it.

    That is where acts alone are reported before it, without quotation marks, and its speaker ends the sentence.
    """
    t = s.t
    if len(s.reports) < 2 or t.language.order.split or t.language.order.verb_final:
        return False
    *inner, last = s.reports
    plain = not any(t.is_quotation(i) for i in range(s.begin, s.end)) and is_comma(t, last.finite - 1)
    further = (t.is_a(r.tail + 1, Word.THAT) or is_comma(t, r.tail + 1) for r in inner)
    if not plain or any(further) or any(r.hit.cue is None for r in inner):
        return False
    says = last.hit.kind == "according" or (last.hit.cue is not None and "clause" in last.hit.cue.takes)
    speaker = subject_after(s, last.core + 1) if says else None
    return speaker is not None and speaker.last >= s.last - 1


def _is_subject(s: FreeSentence, r: Report, comma: int) -> bool:
    """Le commissaire, Ada Lind, a mis en garde Rosen: whether what stands before the comma is who speaks."""
    ahead = subject_before(s, r) if not s.finds else None
    return ahead is not None and ahead.first == s.free and ahead.last >= comma - 1


def _interrupted(s: FreeSentence, comma: int, at: int) -> list[Range]:
    """Le ministre, a-t-elle dit, viendra: the rest of a clause that the cue parts behind its first words."""
    parted = comma - s.free <= _FIRST_WORDS and at < s.last and is_comma(s.t, at)
    return [(at + 1, s.last)] if parted and not s.t.is_quotation(s.last) else []


def _is_under(s: FreeSentence, comma: int) -> bool:
    """Nachdem er kam, sagte X, …: whether no clause of its own stands before the comma; Ada Lind, die …, sagte …"""
    t = s.t
    first = next((i for i in range(s.free, comma) if is_comma(t, i)), comma)
    if t.is_a(s.free, Word.SUBORDINATE):
        return first == comma
    asks = t.is_a(s.free, Word.AUXILIARY | Word.VERB)
    return not asks and not any(is_verblike(s, i) for i in range(s.free + 1, first))


def _goes_on(s: FreeSentence, at: int) -> list[Range]:
    """…, sagte X in Genf, und es koste Leben: the clause behind the cue that its verb form joins to the content."""
    t = s.t
    comma = next((i for i in range(at, min(s.end - 2, at + _ASIDE)) if is_comma(t, i)), None)
    if comma is None or not t.is_a(comma + 1, Word.AND) or s.last < comma + 2:
        return []
    return [(comma + 1, s.last)] if any(shows_mood(t, i) for i in range(comma + 2, s.last + 1)) else []


def announces(s: FreeSentence, r: Report, found: Find) -> bool:
    """Er blieb, sagte X: „…“;  er blieb, sagte X, dass …: whether what is said follows the subject at once."""
    t = s.t
    at = max(found.subject.last if found.subject else 0, r.core) + 1
    at = past_light(s, at) if at < s.end else at
    return at < s.end and (t.keys[at] in COLONS or t.is_quotation(at) or t.is_a(at, Word.THAT))
