"""Reads sentences of languages whose order is free: speaker and content may stand on either side of the cue."""

from __future__ import annotations

from dataclasses import replace

from statements.colons import announcer, quote_after_colon
from statements.contentends import content_end
from statements.contents import Content, content_right
from statements.credits import (
    agent_of,
    outlet,
    read_according,
    read_according_after,
    read_noun,
    read_passive,
    read_whereby,
)
from statements.cues import Hit
from statements.finalverbs import between, chained_object
from statements.freesentence import COLONS, LIGHT, FreeSentence, find, neighbour, past_attribute
from statements.language import Inflected, Word
from statements.leading import announces, clause_before, credits_all
from statements.moods import read_reported_mood
from statements.nounkinds import heads_phrase, is_speaker
from statements.nounphrases import nouns_in
from statements.opinions import read_intentions, read_opinions, read_unknown_verbs
from statements.phrases import Noun, is_comma, is_dash
from statements.quotefirst import outlet_before, quote_before
from statements.sentence import Find
from statements.subjects import first_noun, is_impersonal, is_place, subject_before
from statements.subjectsafter import is_plain_noun, plain_noun_before, subject_after
from statements.tokens import Tokens
from statements.underclauses import is_attribute, read_attribute, read_under
from statements.verbs import Report, find_reports

_FINITE = Word.AUXILIARY | Word.VERB | Word.PAST
_WHERE = Word.PREPOSITION | Word.TIME
"""What opens where and when something was said."""


def read_free_sentence(t: Tokens, begin: int, end: int) -> list[Find]:
    """The attributions of the sentence from token `begin` to before `end`."""
    begin = _past_dateline(t, begin, end)
    reports = find_reports(t, begin, end)
    stops = {
        i for r in reports if r.hit.kind != "noun" for i in (*range(r.hit.first, r.hit.last + 1), r.finite, r.tail)
    }
    s = FreeSentence(t, begin, end, reports, frozenset(stops), begin)
    if credits_all(s):
        s.reports = reports[-1:]
    for n, report in enumerate(s.reports):
        if report.hit.first < s.free:
            continue
        found = _coordinated(s, n, report) or _READERS[report.hit.kind](s, n, report)
        if found is not None:
            found = _told_somewhere(s, found)
            s.finds.append(found)
            s.free = max(s.free, report.hit.last + 1, *(b + 1 for a, b in found.content if a > report.hit.first))
    if not s.finds:
        read_reported_mood(s)
    if not s.finds:
        read_opinions(s)
    if not s.finds:
        read_intentions(s)
    if not s.finds and t.language.order.split:
        read_unknown_verbs(s)
    quote_after_colon(s)
    return s.finds


def first_subject(t: Tokens, begin: int, end: int) -> Noun | None:
    """The first noun phrase of a sentence that reports nothing: the next verb without a subject may mean it."""
    begin = _past_dateline(t, begin, end)
    found = first_noun(FreeSentence(t, begin, end, [], frozenset(), begin), begin, end)
    topic = found is not None and found.last + 1 < end and t.keys[found.last + 1] in COLONS
    return None if topic else found


def announcing(t: Tokens, begin: int, end: int) -> tuple[Noun, Hit] | None:
    """Who is announced by a sentence that ends in a colon, for a quotation in the next paragraph."""
    begin, colon = _past_dateline(t, begin, end), end - 1
    reports = find_reports(t, begin, end)
    stops = frozenset(i for r in reports for i in range(r.finite, r.core + 1))
    s = FreeSentence(t, begin, end, reports, stops, begin)
    for r in reversed(reports):
        if r.hit.takes("quote") and not r.hit.passive:
            subject = subject_before(s, r) or subject_after(s, r.core + 1)
            if subject is not None:
                return subject, r.hit
    subject = announcer(s, colon)
    return (subject, Hit(colon, colon, "colon")) if subject is not None else None


def teller(t: Tokens, begin: int, end: int) -> Noun | None:
    """Whose report a sentence mentions without its words, where the next sentence can go on with them.

    Die Welle berichtet von zwei Toten;  der Plan wurde von X als falsch bezeichnet.
    """
    reports = find_reports(t, begin, end)
    for r in reports:
        if r.hit.kind == "cue":
            s = FreeSentence(t, begin, end, reports, frozenset((*range(r.finite, r.core + 1), r.tail)), begin)
            found = agent_of(s, r) if r.hit.passive else subject_before(s, r) or subject_after(s, r.core + 1)
            if found is not None:
                return found
    return None


def _past_dateline(t: Tokens, begin: int, end: int) -> int:
    """Past "BERLIN — "."""
    for i in range(begin, min(end, begin + 5)):
        if t.is_quotation(i) or is_comma(t, i):
            break
        if (
            i > begin
            and is_dash(t, i)
            and all(t.caps[k] or t.is_sign(k) or not t.language.table.capitals for k in range(begin, i))
        ):
            return i + 1 + (i + 1 < end and is_dash(t, i + 1))
    return begin


def _told_somewhere(s: FreeSentence, found: Find) -> Find:
    """Dit-on *à l'Élysée*;  *à Oslo*, on assure que: the place or body whose people a pronoun means."""
    t, subject = s.t, found.subject
    if subject is None or t.keys[subject.first] not in t.language.table.somebody:
        return found
    a, b = next(iter(found.content), (s.begin, s.begin))
    placed = (noun for noun, at in nouns_in(t, s.begin, s.end, s.stops)
              if at is not None and t.keys[at] in t.language.table.somewhere and is_place(s, noun)
              and not a <= noun.first <= b)
    place = next(placed, None)
    return replace(found, subject=place) if place is not None else found


def _coordinated(s: FreeSentence, n: int, r: Report) -> Find | None:
    """hat den Putsch verurteilt und Wahlen gefordert: the second participle of one auxiliary."""
    before = s.reports[n - 1] if n and s.finds else None
    if before is None or before.finite != r.finite or r.hit.cue is None or "object" not in r.hit.cue.takes:
        return None
    first = before.tail + 1
    while first < r.tail and (is_comma(s.t, first) or s.t.is_a(first, Word.AND)):
        first += 1
    if first >= r.hit.first:
        return None
    return find(r.hit, None, [(first, r.hit.first - 1)], "chain-object", shares=True, kind="object")


def _verb(s: FreeSentence, n: int, r: Report) -> Find | None:
    """Content and speaker of a reporting verb, by what stands beside it."""
    t = s.t
    if r.hit.passive and not r.is_of(t.language.table.cited):
        return read_passive(s, n, r)
    if _names_itself(s, r) or _is_written(s, r):
        return None
    if is_attribute(s, r):
        return read_attribute(s, r)
    under = read_under(s, r)
    if under is not None:
        return under
    credited = _as_said(s, n, r)
    if credited is not None:
        return credited
    parted = is_comma(t, r.finite - 1)
    first = clause_before(s, r) if parted else None
    if first is not None and not announces(s, r, first) and (t.language.order.split or _closes(s, r, first)):
        return quote_before(s, n, r) or first
    return quote_before(s, n, r) or _content_after(s, n, r) or (first if parted else clause_before(s, r))


def _closes(s: FreeSentence, r: Report, found: Find) -> bool:
    """La paix viendra, a annoncé Lind à Rosen.: who speaks ends a sentence behind a clause with a verb."""
    t, subject = s.t, found.subject
    after = subject.last + 1 if subject is not None else s.end
    says = r.hit.cue is not None and "clause" in r.hit.cue.takes
    placed = says and after < s.end and t.is_a(after, _WHERE) and not t.is_a(after, Word.THAT)
    ends = after >= s.end - t.is_sign(s.end - 1) or placed
    if subject is None or not ends:
        return False
    verb = t.holds(_FINITE, s.free, r.finite - 1) or any(s.free < i < r.finite - 1 for i in s.stops)
    return is_speaker(t, subject) and verb


def _names_itself(s: FreeSentence, r: Report) -> bool:
    """Die Gruppe, die sich „…“ nennt: a name somebody gives himself is nothing he says."""
    t = s.t
    if r.hit.cue is None or "name" not in r.hit.cue.takes or not t.language.table.reflexive:
        return False
    ends = (i + 1 for i in range(r.finite - 1, s.begin, -1) if is_comma(t, i) or t.is_a(i, Word.AND))
    first = next(ends, s.begin)
    beside = (*range(first, r.finite), *range(r.core + 1, min(s.end, r.core + 3)))
    return any(t.keys[i] in t.language.table.reflexive for i in beside)


def _is_written(s: FreeSentence, r: Report) -> bool:
    """Un cartel recuerda que: whether what stands right before a verb is a thing with words on it."""
    begin = max(s.begin, r.finite - 2)
    return s.t.holds(Word.MUTE, begin, r.finite) and not s.t.language.order.split


def _as_said(s: FreeSentence, n: int, r: Report) -> Find | None:
    """As X said, CONTENT;  CONTENT, as X said, CONTENT."""
    t = s.t
    words = t.language.table.as_said
    opening = next((k for k in range(r.finite, max(s.begin - 1, r.finite - 16), -1) if t.keys[k] in words), None)
    if (
        opening is None
        or opening < s.free
        or not (opening == s.begin or is_comma(t, opening - 1) or t.is_a(opening - 1, Word.AND))
    ):
        return None
    if is_impersonal(s, r):
        subject = next((noun for noun, at in nouns_in(t, opening + 1, r.tail, s.stops) if at is not None), None)
    else:
        subject = first_noun(s, opening + 1, r.finite) or outlet(t, opening + 1, r.finite)
    subject = subject or subject_after(s, r.core + 1)
    if subject is None:
        return None
    if subject.last >= s.last:
        subject = Noun(subject.first, subject.core, subject.core)
    close = max(r.tail, subject.last) + 1
    while close < s.end and not is_comma(t, close):
        if t.is_quotation(close) and t.is_sign(close - 1):
            return None
        close += 1
    pieces = []
    if opening - 2 >= s.free:
        pieces.append((s.free, opening - 2))
    if close + 1 < s.end:
        pieces.append((close + 1, content_end(s, n, close + 1)))
    pieces = [(a, b) for a, b in pieces if b > a or (b == a and t.is_quotation(a))]
    if not pieces:
        return None
    quoted = [(a, b) for a, b in pieces if any(t.is_quotation(k) for k in range(a, b + 1))]
    return find(r.hit, subject, quoted[-1:] or [max(pieces, key=lambda p: p[1] - p[0])], "as-said")


def _content_after(s: FreeSentence, n: int, r: Report) -> Find | None:
    """X said that …;  Yesterday said X, …;  and added: “…”."""
    t = s.t
    order = t.language.order
    joined = order.split and _is_chained(s, r)
    subject = None if joined else outlet_before(s, n, r) or subject_before(s, r)
    at = (r.tail if r.hit.passive else r.core) + 1
    chained = bool(s.finds) and _is_chained(s, r)
    if chained and subject is not None and subject.last < r.finite and not order.verb_final:
        subject = None
    follows_on = not t.language.table.spaces and r.finite > s.begin and is_comma(t, r.finite - 1)
    if subject is None and not s.finds and (follows_on or _is_chained(s, r)):
        subject = _chained_subject(s, r)
    if (
        r.hit.cue is not None
        and r.hit.cue.form == Inflected.PARTICIPLE
        and r.hit.cue.lemma not in t.language.table.cited
        and not (order.verb_final and subject is not None)
    ):
        subject = subject_before(s, s.reports[n - 1]) if n and not s.finds else None
        subject = subject or (first_noun(s, s.begin, r.finite) if not s.finds else None)
        chained = True
    governs = r.core > r.finite and t.is_a(r.core, Word.PREPOSITION)
    follows = (order.inverted or order.verb_first) and not governs
    if subject is None and follows and not (chained or is_impersonal(s, r)):
        subject, plain = subject_after(s, at), plain_noun_before(s, r)
        if subject is not None and not (plain and is_plain_noun(s, subject)):
            at = subject.last + 1
        else:
            subject, at = plain, r.core + 1
    shares = subject is None
    if shares and not _may_share(s, r):
        return None
    content = _content_of(s, n, r, subject, at) or _fronted(s, r, subject)
    if content is None:
        return None
    kind, first, last = content
    rule = f"{'chain' if shares else 'before'}-{kind}"
    pieces = [(first, last)]
    if first < r.tail < last:
        pieces = [(first, r.tail - 1), (r.tail + 1 + is_comma(t, r.tail + 1), last)]
    quoted = kind in ("quote", "colon") or t.is_quotation(first + is_comma(t, first))
    before = _interrupted(s, subject) if quoted and subject is not None else None
    if before is not None:
        pieces.insert(0, (before, before))
        rule = "split-quote"
    return find(r.hit, subject, pieces, rule, shares=shares, kind=kind)


def _content_of(s: FreeSentence, n: int, r: Report, subject: Noun | None, at: int) -> Content | None:
    """What is said right of a cue, from token `at`; where verbs come last, between its subject and the cue."""
    order = s.t.language.order
    content = content_right(s, n, r, at)
    if content is not None and content[0] == "clause" and order.split and not r.hit.passive:
        content = content if r.hit.cue and r.hit.cue.form != Inflected.PARTICIPLE else None
    acts = r.hit.cue is not None and not {"clause", "name"} & set(r.hit.cue.takes)
    if order.verb_final and (content is None or content[0] == "object" or (acts and content[0] == "quote")):
        content = (between(s, subject, r) if subject is not None else chained_object(s, r)) or content
    return content


def _fronted(s: FreeSentence, r: Report, subject: Noun | None) -> Content | None:
    """Einen Abzug lehnte *er* ab: the object that opens the clause whose subject stands right behind the verb."""
    t, first = s.t, max(s.begin, s.free)
    takes = r.hit.cue.takes if r.hit.cue is not None and t.language.order.split else ()
    if "object" not in takes or subject is None or subject.first < r.core or first >= r.finite - 1:
        return None
    opens = t.caps[first] and t.is_a(first, Word.DETERMINER | Word.POSSESSIVE)
    plain = opens and not any(is_comma(t, i) or t.is_quotation(i) for i in range(first, r.finite))
    return ("object", first, r.finite - 1) if plain else None


def _interrupted(s: FreeSentence, subject: Noun) -> int | None:
    """“…”, X said, “…”: the quotation before the subject, which goes on behind the cue."""
    before = neighbour(s, subject.first)
    parted = before == past_attribute(s, subject.first - 1) - s.t.language.table.spaces
    return before if before >= s.free and s.t.is_quotation(before) and parted else None


def _chained_subject(s: FreeSentence, r: Report) -> Noun | None:
    """Dann lenkte er die Fähre und sagte: the subject of the verb a conjunction joins to this one."""
    t = s.t
    alone = next((i for i in range(s.begin, r.finite) if t.keys[i] in t.language.table.nominative), None)
    first = first_noun(s, s.begin, r.finite)
    pronoun = alone is not None and (first is None or not heads_phrase(t, first))
    return Noun(alone, alone, alone) if alone is not None and pronoun else first


def _may_share(s: FreeSentence, r: Report) -> bool:
    """Whether a report without a subject of its own can have the one of the report before."""
    participle = bool(r.hit.cue and r.hit.cue.form & Inflected.PARTICIPLE)
    return bool(s.finds) or s.t.language.order.drops_subject or is_impersonal(s, r) or participle


def _is_chained(s: FreeSentence, r: Report) -> bool:
    """X denied A and thanked B: nothing but light words between the conjunction and the cue."""
    i = r.finite - 1
    while i > s.begin and s.t.is_a(i, LIGHT) and not s.t.is_a(i, Word.AND):
        i -= 1
    return s.t.is_a(i, Word.AND)


def _nothing(s: FreeSentence, n: int, r: Report) -> Find | None:
    return None


_READERS = {
    "cue": _verb,
    "noun": read_noun,
    "according": read_according,
    "according_after": read_according_after,
    "whereby": read_whereby,
    "passive": _nothing,
}
