"""What was said, where it stands right of its cue."""

from __future__ import annotations

from statements.freesentence import COLONS, LIGHT, FreeSentence, past_light
from statements.language import Word
from statements.nounphrases import opens
from statements.phrases import is_comma
from statements.tokens import Tokens
from statements.verbs import Report


def content_right(s: FreeSentence, n: int, r: Report, at: int) -> tuple[str, int, int] | None:
    """What follows the cue as its content: (kind, first token, last token)."""
    t = s.t
    takes: frozenset[str] = frozenset(r.hit.cue.takes) if r.hit.cue else frozenset()
    later = [x.hit.first for x in s.reports[n + 1 :] if x.hit.kind == "cue" and x.hit.first > at]
    limit = min([_next_report(s, n, at), *later])
    for i in range(at, limit):
        key = t.keys[i]
        if t.is_a(i, Word.MUTE):
            return None
        if key in COLONS:
            if "object" in takes and i > past_light(s, at):
                limit = i
                break
            return ("colon", i + 1, content_end(s, n, i + 1)) if "quote" in takes and i + 1 < s.end else None
        if t.is_quotation(i):
            if _is_outlet(t, i, limit) or ("name" not in takes and _is_named(t, i)):
                continue
            if not t.language.table.spaces and i > at and "clause" in takes:
                return "clause", at, content_end(s, n, at)
            if not takes & {"object", "name"} and not _adjoins(s, at, i):
                return None
            if "object" in takes and i > at + 1 and not t.is_a(i - 1, Word.THAT) and not is_comma(t, i - 1):
                return "quote", i, i
            if not takes & {"quote", "object", "name"}:
                return None
            return "name" if "name" in takes and not is_comma(t, i - 1) else "quote", i, i
        if (
            t.is_a(i, Word.THAT)
            and not t.is_a(i, Word.PREPOSITION)
            and (i == at or is_comma(t, i - 1) or not t.is_a(i, Word.RELATIVE) or _after_cue(s, r, i))
        ):
            if "name" in takes and i + 1 < limit and t.is_quotation(i + 1):
                continue
            if "object" in takes and not (i == at or is_comma(t, i - 1) or _after_cue(s, r, i)):
                continue
            if "that" in takes:
                last = content_end(s, n, i)
                return ("that", i, last) if last > i else None
            break
        if is_comma(t, i) and _opens_bare_clause(s, i, limit) and "clause" in takes:
            return "clause", i + 1, content_end(s, n, i + 1)
        if i - at > 30:
            break
    return _object(s, n, r, at, limit, takes)


def _adjoins(s: FreeSentence, at: int, i: int) -> bool:
    """Whether nothing but time and place stands between a cue of saying and the quotation at `i`."""
    t = s.t
    first = past_light(s, at)
    return i <= first or t.is_sign(i - 1) or t.is_a(i - 1, Word.THAT) or t.is_a(first, Word.PREPOSITION | Word.THAT)


def _after_cue(s: FreeSentence, r: Report, i: int) -> bool:
    """X said on Monday that: only time and such between."""
    return past_light(s, r.tail + 1) == i or past_light(s, r.core + 1) == i


def _is_outlet(t: Tokens, i: int, limit: int) -> bool:
    """told the “Berliner Zeitung”, that: a name in quotation marks, not what was said."""
    if t.ends[i] - t.starts[i] > 45 or i + 1 >= limit:
        return False
    named = t.is_a(i - 1, Word.DETERMINER | Word.BODY | Word.WORK | Word.VENUE | Word.PREPOSITION)
    return named and (is_comma(t, i + 1) or t.keys[i + 1] in COLONS)


def _is_named(t: Tokens, i: int) -> bool:
    """der Radiosender “…”: a short quotation behind a noun is its name."""
    before = i - 1
    common = t.language.table.common_capitals and t.caps[before] and not t.is_sign(before)
    return t.ends[i] - t.starts[i] <= 45 and (common or t.is_a(before, Word.WORK))


def _opens_bare_clause(s: FreeSentence, comma: int, limit: int) -> bool:
    """Whether a content clause without complementiser begins behind a comma."""
    t = s.t
    after = comma + 1
    if not t.language.order.bare_clause or after + 1 >= s.end or t.is_quotation(after):
        return False
    if not t.language.table.spaces:
        return not t.is_quotation(after)
    if t.is_a(after, Word.SUBORDINATE | Word.AND | Word.THAT | Word.CLAUSE_END):
        return False
    mood = t.language.order.reported_mood
    ahead = range(after, min(s.end, after + 14))
    return any(t.keys[k] in mood or t.is_quotation(k) for k in ahead) or (
        opens(t, after, s.stops)
        and not (t.is_a(after, Word.RELATIVE) and not t.caps[after + 1])
        and t.is_a(after + 1, Word.AUXILIARY | Word.VERB)
    )


def _object(
    s: FreeSentence, n: int, r: Report, at: int, limit: int, takes: frozenset[str]
) -> tuple[str, int, int] | None:
    t = s.t
    if not t.language.table.spaces and takes & {"clause", "object"} and at < s.end and not t.is_sign(at):
        last = content_end(s, n, at)
        return ("clause", at, last) if last > at + 1 else None
    if not takes & {"object", "to"}:
        return None
    first = past_light(s, at)
    if first >= limit or t.is_sign(first) or first == r.tail:
        return None
    if r.split and r.tail > first:
        explained = (
            is_comma(t, r.tail + 1) and _opens_bare_clause(s, r.tail + 1, s.end) if r.tail + 1 < s.end else False
        )
        last = s.last if explained else r.tail - 1
    else:
        last = min(content_end(s, n, first), limit - 1)
    while last > first and t.is_sign(last):
        last -= 1
    if last < first or (
        last - first < 4 and any(t.keys[i] in t.language.table.no_comment for i in range(first, last + 1))
    ):
        return None
    return "object", first, last


def _next_report(s: FreeSentence, n: int, at: int) -> int:
    """Where the next coordinate report begins, or the sentence's end."""
    return content_end(s, n, at) + 1


def content_end(s: FreeSentence, n: int, first: int) -> int:
    """The last token of content that begins at `first`: up to the next report of this sentence, or its end."""
    t = s.t
    for later in s.reports[n + 1 :]:
        if later.hit.kind not in ("cue", "according") or later.finite <= first + 1:
            continue
        cut = later.finite - 1
        while cut > first and t.is_a(cut, LIGHT | Word.PRONOUN) and not t.is_a(cut, Word.AND):
            cut -= 1
        if later.hit.cue is not None and not _can_speak(s, later):
            continue
        if t.is_a(cut, Word.AND | Word.SUBORDINATE) or is_comma(t, cut):
            while cut > first and (is_comma(t, cut) or t.is_a(cut, Word.AND | Word.SUBORDINATE)):
                cut -= 1
            if cut > first:
                return cut
    return s.last


def _can_speak(s: FreeSentence, r: Report) -> bool:
    """Whether a later cue looks like a report of its own: content of some kind stands beside it."""
    t = s.t
    after = r.tail + 1
    return (
        after < s.end
        and not (t.is_sign(after) and t.keys[after] in (".",))
        and not t.is_a(r.finite - 1, Word.RELATIVE)
    )
