"""What a cue has for content and how far it goes: to the sentence's end, or to where the reporter speaks again."""

from __future__ import annotations

from collections.abc import Iterator

from statements.adverbials import has_verb, only_lead
from statements.cues import Hit
from statements.language import Inflected, Word
from statements.phrases import is_comma, is_dash, subject_before
from statements.sentence import Sentence, last_word
from statements.tokens import Tokens

_FEW = 6
"""Tokens that say how long before or after something."""


def is_subordinate(t: Tokens, begin: int, first: int) -> bool:
    """While X says A, …: the subject's clause is opened by a word that puts it under another."""
    i = first - 1
    while i >= begin and t.is_a(i, Word.ADVERB) and not t.is_a(i, Word.SUBORDINATE):
        i -= 1
    if i > begin and t.is_a(i, Word.RELATIVE) and is_comma(t, i - 1):
        return True
    return (
        i >= begin
        and t.is_a(i, Word.SUBORDINATE)
        and not t.is_a(i, Word.AND)
        and (i == begin or is_comma(t, i - 1) or t.is_a(i - 1, Word.AND | Word.ADVERB | Word.TIME))
    )



def left_content(s: Sentence, before: int) -> tuple[int, int] | None:
    """The content that ends before token `before`, at a comma, a dash or a quotation."""
    t = s.t
    last = before - 1
    if last >= s.begin and t.is_a(last, Word.AND):
        return None
    if last >= s.begin and (is_comma(t, last) or is_dash(t, last)):
        last -= 1
        if last >= s.begin and is_comma(t, last):
            last -= 1
    elif last < s.begin or not t.is_quotation(last):
        return None
    first = max(s.begin, s.free)
    if t.is_quotation(last):
        return _left_quotation(t, first, last) if last >= first and not is_chanted(t, first, last) else None
    while first <= last and (t.is_sign(first) and not t.is_quotation(first)):
        first += 1
    while first <= last and t.is_a(first, Word.AND):
        first += 1
    return (first, last) if first <= last and not only_lead(t, first, last) else None


def is_chanted(t: Tokens, first: int, quotation: int) -> bool:
    """Amid chants of “…”, | the Speaker rose: words on signs and in mouths of crowds."""
    return t.holds(Word.MUTE, max(first, quotation - 2), quotation)


def _left_quotation(t: Tokens, first: int, last: int) -> tuple[int, int]:
    """The quotation that ends at `last` with the words of its clause before it, if it is no whole sentence."""
    head = last
    while head - 1 >= first and t.is_quotation(head - 1):
        head -= 1
    before = head - 1
    if before < first or is_dash(t, before) or t.keys[before] in (":", ";", ".", "(", ")"):
        return head, last
    if is_comma(t, before):
        before -= 1
        if before < first:
            return head, last
    start = before
    while start - 1 >= first and not is_dash(t, start - 1) and t.keys[start - 1] not in (":", ";", "("):
        start -= 1
    if all(t.is_a(i, Word.AND | Word.ADVERB) or t.is_sign(i) for i in range(start, head)):
        return head, last
    return start, last


def resumes(s: Sentence, place: int) -> bool:
    """Whether a comma or dash at `place` parts the cue from the rest of the sentence."""
    t = s.t
    return place + 1 < s.end and (is_comma(t, place) or is_dash(t, place))


def resumed_content(s: Sentence, place: int) -> Iterator[tuple[int, int]]:
    """Content that goes on after “…,” she said, …: a quotation, or the rest of a broken clause."""
    t = s.t
    if place >= s.end or not (is_comma(t, place) or is_dash(t, place) or t.keys[place] == ":"):
        return
    at = place + 1
    while at < s.end and t.is_a(at, Word.AND) and at + 1 < s.end and t.is_quotation(at + 1):
        at += 1
    if at >= s.end:
        return
    if t.is_quotation(at):
        yield at, at
        return
    if any(t.is_quotation(i) and len(t.keys[i]) > 25 for i in range(s.begin, place)):
        return
    if t.is_quotation(s.begin) and not t.is_a(at, Word.AUXILIARY | Word.VERB):
        return
    if not t.is_a(at, Word.THAT | Word.DETERMINER) and (t.is_a(at, Word.RELATIVE | Word.CLAUSE_END)):
        return
    if _sets_time(t, at, s.end):
        return
    reports = any(hit.first == at and hit.kind == "cue" for hit in s.hits)
    if t.is_a(at, Word.ING) and (reports or not has_verb(t, at, s.end)):
        return
    last = content_end(s, len(s.hits), at)
    if last > at:
        yield at, last


def _sets_time(t: Tokens, at: int, end: int) -> bool:
    """, two days after the vote; , as boats left: the reporter tells when somebody spoke."""
    table = t.language.table
    links, dates = (*table.backdrop, *table.settings), Word.TIME | Word.DETERMINER | Word.QUANTITY
    opens = next((i for i in range(at, min(end, at + _FEW)) if t.keys[i] in links), end)
    dated = all(t.is_a(i, dates) or t.keys[i].isdigit() for i in range(at, opens))
    return (opens < end and dated) or (t.keys[at] in table.as_said and has_verb(t, at + 1, end))


def content_end(s: Sentence, n: int, first: int) -> int:
    """Last token of content that begins at `first`: the sentence's end, or where another clause begins."""
    t = s.t
    last = last_word(t, s.begin, s.end)
    for hit in s.hits[n + 1 :]:
        if hit.first <= first or hit.kind == "noun":
            continue
        if hit.kind == "according" and is_comma(t, hit.first - 1):
            last = min(last, hit.first - 2)
            break
        cut = _coordinate_cut(s, hit, first)
        if cut is not None:
            last = min(last, cut)
            break
    return _first_stop(t, first, last)


def _first_stop(t: Tokens, first: int, last: int) -> int:
    """Where between `first` and `last` the reporter takes over again, else `last`."""
    i = first + 1
    while i <= last:
        after_quotation = t.is_quotation(i - 1)
        if after_quotation and is_dash(t, i):
            closing = _closing_dash(t, i, last)
            if closing is None:
                return i - 1
            i = closing
        if after_quotation and i < last and _ends_quoted(t, i, last):
            return i - 1
        if i == first + 1 and after_quotation and t.pauses(first) and not _goes_on(t, i):
            return first
        if is_comma(t, i) and i + 1 <= last and i - first > 1 and _ends_clause(t, i + 1, last):
            closing = _closing_comma(t, i + 1, last)
            if closing is None:
                return i - 1
            i = closing
        if t.keys[i] == ";" and i - first > 1:
            return i - 1
        if is_dash(t, i) and i - first > 2 and i < last and t.is_a(i + 1, Word.OPENER | Word.CLAUSE_END):
            closing = next((k for k in range(i + 2, last) if is_dash(t, k)), None)
            if closing is None:
                return i - 1
            i = closing
        i += 1
    return last


def _goes_on(t: Tokens, i: int) -> bool:
    """Whether token `i` goes on from quoted words with a comma of their own: the “far,” “wide” and “deep” sea."""
    return t.is_quotation(i) or (t.is_a(i, Word.AND | Word.AUXILIARY | Word.VERB) and not _reports(t, i))


def _reports(t: Tokens, i: int) -> bool:
    """citing “…,” | said that: whether token `i` is the plainest of cues."""
    return any(phrase.cue is not None and phrase.cue.plain for phrase in t.language.phrases.get(t.keys[i], ()))


def _ends_quoted(t: Tokens, i: int, last: int) -> bool:
    """“…,” an odd charge; “…,” it is reading; “…,” but he added: what follows a quotation that ended its clause."""
    if t.is_a(i, Word.CLAUSE_END):
        return t.pauses(i - 1)
    if t.is_a(i, Word.AND):
        return t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i + 1, Word.THAT)
    return t.ends_clause(i - 1) and t.is_a(i, Word.PRONOUN) and t.is_a(i + 1, Word.AUXILIARY | Word.VERB)


def _closing_dash(t: Tokens, dash: int, last: int) -> int | None:
    """The dash that closes an aside: the “crown” — a toy, he says — was lost; None where a verb does not follow."""
    for i in range(dash + 2, min(last, dash + 20)):
        if is_dash(t, i):
            return i if t.is_a(i + 1, Word.AUXILIARY | Word.VERB | Word.PAST) else None
    return None


def _closing_comma(t: Tokens, first: int, last: int) -> int | None:
    """The comma that closes a relative clause inside the content: the group, which is armed, would …"""
    if not t.is_a(first, Word.RELATIVE):
        return None
    for i in range(first + 1, min(last, first + 40)):
        if is_comma(t, i):
            verb = t.is_a(i + 1, Word.AUXILIARY | Word.VERB | Word.PAST)
            return i if verb or (t.is_plural(i + 1) and not t.classes[i + 1] and not t.caps[i + 1]) else None
    return None


def _ends_clause(t: Tokens, i: int, last: int) -> bool:
    """Whether what begins after a comma is the reporter's again: which, while; and she; of whom."""
    if t.is_a(i, Word.CLAUSE_END):
        return True
    if i >= last:
        return False
    if t.is_a(i, Word.DETERMINER) and _takes_up(t, i + 1, last):
        return True
    day = i + (t.is_a(i, Word.ADVERB) and not t.is_a(i, Word.DETERMINER))
    if day + 2 <= last and t.is_a(day, Word.DETERMINER) and t.is_a(day + 1, Word.TIME):
        return t.is_a(day + 2, Word.SUBORDINATE)
    if t.is_a(i, Word.AND):
        return t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i + 1, Word.THAT)
    if t.is_a(i, Word.SUBORDINATE) and t.keys[i + 1] in t.language.table.as_said:
        return i + 2 > last or not t.is_a(i + 2, Word.DETERMINER)  # even as crowds cheered; not: even as a captain
    return t.is_a(i, Word.PREPOSITION) and t.is_a(i + 1, Word.RELATIVE)


def _takes_up(t: Tokens, i: int, last: int) -> bool:
    """, a request Berlin met with silence; , the first time it did so: a noun that takes up the clause before."""
    for k in (i, i + 1):
        if k < last and t.keys[k] in t.language.table.takes_up:
            return t.caps[k + 1] or t.is_a(k + 1, Word.THAT | Word.DETERMINER | Word.PRONOUN | Word.POSSESSIVE)
    return False


def _coordinate_cut(s: Sentence, hit: Hit, first: int) -> int | None:
    """Where content ends because another report follows: and added …, but he warned …, saying …"""
    t = s.t
    if hit.kind != "cue":
        return None
    same = _same_subject_cut(t, hit, first)
    if same is not None:
        return same
    subject = subject_before(t, first, hit.first)
    if subject is None or subject.first <= first + 1:
        return None
    before = subject.first - 1
    if t.is_quotation(before):
        opens = _opening(t, first, before)
        return opens - 1 if opens > first + 1 else None
    while before > first and t.is_a(before, Word.ADVERB):
        before -= 1
    if is_comma(t, before) and _is_conditional(t, first):
        return None
    if is_comma(t, before) and before == subject.first - 1 and t.is_a(subject.first, Word.PRONOUN):
        after = hit.last + 1
        return before - 1 if after < s.end and not is_comma(t, after) and not t.is_sign(after) else None
    if is_dash(t, before) and before > first + 1 and hit.cue is not None and hit.cue.plain:
        return before - 1
    if t.is_a(before, Word.AND) or t.is_a(before, Word.CONTRAST) or t.keys[before] == ";":
        comma = is_comma(t, before - 1) or t.is_quotation(before - 1)
        soon = range(hit.last + 1, min(s.end, hit.last + 3))
        quotes = hit.takes("quote") and any(t.is_quotation(i) for i in soon)
        if before <= first + (1 if quotes else 2) and not is_comma(t, before - 1):
            return None
        comma = comma or (quotes and t.caps[subject.first])
        comma = comma or (t.is_a(subject.first, Word.PRONOUN) and not hit.takes("that"))
        return (
            before - 2
            if is_comma(t, before - 1)
            else before - 1
            if comma or t.is_a(before, Word.CONTRAST) or t.keys[before] == ";"
            else None
        )
    return None


def _same_subject_cut(t: Tokens, hit: Hit, first: int) -> int | None:
    """The same where the further report has no subject of its own: and added …, saying …, mocked …, called …"""
    assert hit.cue is not None
    light = Word.ADVERB | Word.AUXILIARY | Word.NEGATION | Word.TIME
    i = before_aside(t, first, hit.first - 1)
    while i > first and t.is_a(i, light) and not t.is_a(i, Word.AND) and not t.caps[i]:
        i -= 1
    form = hit.cue.form
    finite = form & Inflected.FINITE and form != Inflected.FINITE | Inflected.BASE
    after = hit.last + 1
    told = after < len(t) and t.is_a(after, Word.PRONOUN | Word.THAT) and not t.is_a(after, Word.DETERMINER)
    finite = finite or (bool(form & Inflected.FINITE) and hit.cue.plain and told)
    participle = bool(form & Inflected.PARTICIPLE)
    if finite and not hit.cue.plain and _is_of_content(t, first, hit):
        return None
    if t.is_a(i, Word.AND) and (finite or (participle and is_dash(t, i - 1))):
        return i - 2 if is_comma(t, i - 1) or is_dash(t, i - 1) else i - 1
    if participle and (is_comma(t, i) or t.is_quotation(i)):
        return i - 1 if is_comma(t, i) else i
    return None


def _is_of_content(t: Tokens, first: int, hit: Hit) -> bool:
    """said that Avaria backs it and opposes force: a present behind a past cue is of the clause reported."""
    present = t.is_plural(hit.first) and t.is_a(first, Word.THAT) and first > 0
    verb = next((i for i in range(first + 1, hit.first) if t.is_a(i, Word.VERB | Word.AUXILIARY | Word.PAST)
                 or (t.is_plural(i) and not t.classes[i] and not t.caps[i])), None)
    return present and verb is not None and t.is_plural(verb) and not t.is_plural(first - 1)


def before_aside(t: Tokens, first: int, i: int) -> int:
    """Back over an aside behind a conjunction: praised the plan and then, over dinner, | mocked it; else `i`."""
    if i <= first or not is_comma(t, i):
        return i
    opens = next((k for k in range(i - 1, max(first, i - _ASIDE), -1) if t.is_sign(k)), first)
    led = opens - 1
    while led > first and t.is_a(led, Word.ADVERB) and not t.is_a(led, Word.AND):
        led -= 1
    aside = is_comma(t, opens) and t.is_a(opens + 1, Word.PREPOSITION | Word.TIME)
    return led if aside and t.is_a(led, Word.AND) else i


_ASIDE = 14
"""Tokens an aside between a conjunction and its verb can have."""


def _opening(t: Tokens, first: int, quotation: int) -> int:
    """The colon, dash or bracket that sets off the quotation at `quotation`, or `first`: he left: “…,” he said."""
    i = quotation
    while i > first and t.is_quotation(i):
        i -= 1
    return i if t.keys[i] in (":", "(") or is_dash(t, i) else first


def _is_conditional(t: Tokens, first: int) -> bool:
    """if elected, she would …: content whose first clause is under the one that follows it."""
    opens = first + 1 if t.is_a(first, Word.THAT) and not t.is_a(first, Word.OPENER) else first
    return t.is_a(opens, Word.OPENER)
