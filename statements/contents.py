"""What was said, where it stands right of its cue."""

from __future__ import annotations

from typing import TypeAlias

from statements.bareclauses import is_clause, opens_bare_clause
from statements.contentends import announced_end, clause_end, content_end
from statements.freesentence import COLONS, FreeSentence, past_light
from statements.language import Word
from statements.nounphrases import noun_at
from statements.phrases import is_comma
from statements.tokens import Tokens
from statements.value import value
from statements.verbs import Report

_SET_OFF = 8
"""Tokens from the word that sets a name off to the quotation: als den wahrhaft „…“."""
_FEWEST = 1
"""Tokens of a clause behind its first."""
_TITLE = 22
"""Characters of a quotation that can be the name of what stands before it."""
_AHEAD = 30
"""Tokens within which content begins."""
_TOLD = 14
"""Tokens of the phrases between a cue and its complementiser that say to whom and where."""
_OCCASION = Word.VENUE | Word.BODY | Word.ROLE
_NO_PHRASE = Word.VERB | Word.PAST | Word.THAT | Word.RELATIVE
Content: TypeAlias = tuple[str, int, int]
"""Kind, first and last token of what is said."""
_NOTHING: Content = ("nothing", 0, 0)
"""What a look ahead answers where nothing behind the cue is its content."""


@value(frozen=True, slots=True)
class _Right:
    """Where the content of one report is looked for, right of its cue."""

    s: FreeSentence
    n: int
    """Which of the sentence's reports it is."""
    r: Report
    at: int
    """The first token behind the cue and its subject."""
    limit: int
    """The token before which the content has to begin."""
    takes: frozenset[str]
    """Kinds of content the cue takes."""


def content_right(s: FreeSentence, n: int, r: Report, at: int) -> Content | None:
    """What follows the cue as its content."""
    t = s.t
    takes: frozenset[str] = frozenset(r.hit.cue.takes) if r.hit.cue else frozenset()
    later = [x.hit.first for x in s.reports[n + 1 :] if x.hit.kind == "cue" and x.hit.first > at]
    limit = min([_next_report(s, n, at), *later])
    limit = next((i for i in range(at, limit) if _is_anothers(s, n, i)), limit)
    if t.language.order.clause_after and "clause" in takes and _opens_at_once(s, at):
        return "clause", at, content_end(s, n, at)
    right = _Right(s, n, r, at, limit, takes)
    for i in range(at, limit):
        if t.is_a(i, Word.MUTE):
            return None
        if t.keys[i] in COLONS:
            if "object" in takes and i > past_light(s, at):
                explained = t.language.infinitive is not None and not any(map(t.is_quotation, range(i, s.end)))
                return _object(right, s.end if explained else i)
            return ("colon", i + 1, announced_end(s, n, i + 1)) if "quote" in takes and i + 1 < s.end else None
        quoted = t.is_quotation(i)
        found = _quoted(right, i) if quoted else _unmarked(right, i)
        if found is not None:
            return found if found is not _NOTHING else None
        if quoted:
            continue
        if _opens_that_clause(s, r, i, at):
            if _is_passed(right, i):
                continue
            return _that_clause(right, i) if "that" in takes else _object(right, limit)
        found = _behind_comma(right, i) if is_comma(t, i) else None
        if found is not None:
            return found
        if i - at > _AHEAD:
            break
    return _object(right, limit)


def _is_anothers(s: FreeSentence, n: int, comma: int) -> bool:
    """Er widersprach dem Minister, | der von „…“ gesprochen hatte: a clause that ends in a cue of its own."""
    t, first = s.t, comma + 1
    if not t.language.order.split or not is_comma(t, comma) or first + 1 >= s.end:
        return False
    if not t.is_a(first, Word.RELATIVE) or t.caps[first] or t.caps[first + 1]:
        return False
    end = next((i for i in range(first + 1, s.end) if is_comma(t, i)), s.last + 1)
    quoted = any(t.is_quotation(i) for i in range(first, end))
    later = (x for x in s.reports[n + 1 :] if x.hit.kind == "cue" and x.hit.first > first)
    return quoted and any(x.tail == end - 1 for x in later)


def _quoted(right: _Right, i: int) -> Content | None:
    """The content that the quotation at `i` is or ends; None where it only names something."""
    s, r, at, takes = right.s, right.r, right.at, right.takes
    t = s.t
    set_off = r.hit.cue is not None and t.keys[i - 1] in r.hit.cue.set_off
    ends = r.split and i + 1 == r.tail and t.is_a(i - 1, Word.BODY | Word.ROLE) and not t.is_a(i - 1, Word.WORK)
    called = "name" not in takes and i - 1 > r.tail and is_named(t, i)
    if not (set_off or ends) and (called or _is_outlet(t, i, right.limit)):
        return None
    if not t.language.table.spaces and i > at and "clause" in takes:
        return "clause", at, content_end(s, right.n, at)
    within = t.language.order.split and t.goes_on(i) and not is_comma(t, i - 1)
    if not takes & {"object", "name"} and not (within or ends or _adjoins(s, at, i)):
        return _NOTHING
    if within and "quote" in takes and "name" not in takes:
        return "quote", i, _coordinate(t, i, right.limit)
    if "object" in takes and i > at + 1 and not t.is_a(i - 1, Word.THAT) and not is_comma(t, i - 1):
        return "quote", i, i
    if not takes & {"quote", "object", "name"}:
        return _NOTHING
    if "name" in takes and not _is_set_off(t, r, s.begin, at, i):
        return None
    return "name" if "name" in takes and not is_comma(t, i - 1) else "quote", i, _coordinate(t, i, right.limit)


def _unmarked(right: _Right, i: int) -> Content | None:
    """The content that begins at `i`, right behind the cue, with neither comma nor a complementiser of its own."""
    s, r, takes = right.s, right.r, right.takes
    t = s.t
    bare = i == r.tail + 1 and not (r.hit.passive or t.is_sign(i) or t.is_a(i, Word.INFINITIVE))
    if bare and takes & {"clause", "to"} and not any(is_comma(t, k) for k in range(i, s.last)):
        close = infinitive_end(s, i)
        if close is not None:
            return "to", i, close
    if i != right.at or "that" not in takes:
        return None
    if _opens_infinitive(s, i):
        commented = any(t.keys[k] in t.language.table.no_comment for k in range(i, min(i + 2, s.end)))
        return ("to", i, clause_end(s, right.n, i)) if not commented else _NOTHING
    return ("that", i, clause_end(s, right.n, i)) if _bears_that(t, i) else None


def _is_passed(right: _Right, i: int) -> bool:
    """Whether the complementiser at `i` opens no content: before a name given, or far from a cue with an object."""
    t, takes = right.s.t, right.takes
    if "name" in takes and i + 1 < right.limit and t.is_quotation(i + 1):
        return True
    joined = i - 1 == right.at and t.is_a(right.at, Word.PREPOSITION)  # حذر الوزير | من أن
    relates = t.language.infinitive is not None and past_light(right.s, right.at) < i - 1
    opens = i == right.at or joined or (is_comma(t, i - 1) and not relates) or _after_cue(right.s, right.r, i)
    return "object" in takes and not opens


def _that_clause(right: _Right, i: int) -> Content | None:
    """The content that the complementiser at `i` opens."""
    s = right.s
    last = next((k - 1 for k in range(i, s.last) if _ends_clause(s.t, k)), clause_end(s, right.n, i))
    return ("that", i, last) if last > i else None


def _behind_comma(right: _Right, i: int) -> Content | None:
    """The clause without complementiser, or the infinitive clause, behind the comma at `i`."""
    s, r, takes = right.s, right.r, right.takes
    if s.t.language.order.split and any(x.finite == i + 1 and x.hit.cue for x in s.reports[right.n + 1 :]):
        return None  # Während er sprach, | sagte sie
    beside = i == r.tail + 1 or i == r.core + 1
    if "clause" in takes and (opens_bare_clause(s, i) or (beside and is_clause(s, i + 1))):
        return "clause", i + 1, clause_end(s, right.n, i + 1)
    close = infinitive_end(s, i + 1) if takes & {"clause", "to"} else None
    return ("to", i + 1, close) if close is not None else None


def _opens_at_once(s: FreeSentence, at: int) -> bool:
    """گفت هدف …: whether a clause without complementiser begins right behind the cue."""
    t = s.t
    if s.last - at < _FEWEST or t.is_sign(at) or t.is_a(at, Word.AND | Word.THAT):
        return False
    ahead = range(at, min(s.end, at + _SET_OFF))
    opens = next((i for i in ahead if t.is_a(i, Word.THAT) or t.keys[i] in COLONS or t.is_quotation(i)), None)
    return opens is None or (t.is_quotation(opens) and opens > at + 1)


def _adjoins(s: FreeSentence, at: int, i: int) -> bool:
    """Whether nothing but time and place stands between a cue of saying and the quotation at `i`."""
    t = s.t
    first = past_light(s, at)
    return i <= first or t.is_sign(i - 1) or t.is_a(i - 1, Word.THAT) or t.is_a(first, Word.PREPOSITION | Word.THAT)


def _opens_infinitive(s: FreeSentence, i: int) -> bool:
    """dit ne plus croire, dijo desconocer: an infinitive right behind the cue, past its negation."""
    t, infinitive = s.t, s.t.language.infinitive
    if infinitive is None:
        return False
    skipped = Word.NEGATION | Word.ADVERB
    while i + 1 < s.end and (t.is_a(i, skipped) or t.keys[i] in t.language.table.reflexive) and not t.is_sign(i):
        i += 1
    return not t.caps[i] and not t.classes[i] and bool(infinitive.search(t.keys[i]))


def _opens_that_clause(s: FreeSentence, r: Report, i: int, at: int) -> bool:
    """Whether token `i` is a complementiser, and no relative pronoun or preposition of the same form."""
    t = s.t
    if not t.is_a(i, Word.THAT) or t.is_a(i, Word.PREPOSITION):
        return False
    return i == at or is_comma(t, i - 1) or not t.is_a(i, Word.RELATIVE) or _after_cue(s, r, i)


def _bears_that(t: Tokens, i: int) -> bool:
    """אמר שפריז: a word that the complementiser is written in one piece with."""
    prefix = t.language.table.that_prefix
    key = t.keys[i]
    return bool(prefix) and key.startswith(prefix) and len(key) > len(prefix) + 1 and not t.classes[i]


def _coordinate(t: Tokens, i: int, limit: int) -> int:
    """„aggressiv“ und „laut“, dann „laut“: the last of the quotations that are joined to the one at `i`."""
    while i + 2 < limit and t.is_quotation(i + 2) and t.is_a(i + 1, Word.AND):
        i += 2
    then = t.language.order.split and i + 3 < limit and is_comma(t, i + 1) and t.is_a(i + 2, Word.ADVERB)
    return i + 3 if then and t.is_quotation(i + 3) else i


def _is_set_off(t: Tokens, r: Report, begin: int, at: int, i: int) -> bool:
    """bezeichnete ihn als „…“;  darin sieht er „…“: whether the quotation at `i` is behind what sets names off."""
    words = r.hit.cue.set_off if r.hit.cue else frozenset()
    if i == at and t.goes_on(i) and "quote" in (r.hit.cue.takes if r.hit.cue else ()):
        return True  # sieht „keinen Grund“
    if not words:
        addressed = t.is_a(i - 1, Word.DETERMINER) and t.is_a(i - 2, Word.PREPOSITION)
        return t.goes_on(i) or t.ends[i] - t.starts[i] > _TITLE or not (is_named(t, i) or addressed)
    return t.keys[begin] in words or any(t.keys[k] in words for k in range(max(at, i - _SET_OFF), i))


def _ends_clause(t: Tokens, i: int) -> bool:
    """…; así lo ha hecho saber: a semicolon behind which no further clause of the same content begins."""
    return t.keys[i] == ";" and not t.is_a(i + 1, Word.THAT | Word.AND)


def _after_cue(s: FreeSentence, r: Report, i: int) -> bool:
    """X said on Monday in Rosen that: only time, place and such between."""
    return _past_places(s, r.tail + 1, i) == i or _past_places(s, r.core + 1, i) == i or _is_told(s, r, i)


def _past_places(s: FreeSentence, at: int, end: int) -> int:
    """Past time and past named places or addressees: hoy *en Bruselas*, a *EFE*."""
    t = s.t
    at = past_light(s, at)
    while at + 1 < end and t.is_a(at, Word.PREPOSITION) and t.caps[at + 1]:
        place = noun_at(t, at + 1, end, s.stops)
        if place is None:
            break
        at = past_light(s, place.core + 1)
    return at


def _is_told(s: FreeSentence, r: Report, i: int) -> bool:
    """dijo *a la prensa en Oslo* que: whether phrases with a preposition alone part a cue from token `i`."""
    t, first = s.t, past_light(s, r.tail + 1)
    if t.language.infinitive is None or not (first < i <= first + _TOLD and t.is_a(first, Word.PREPOSITION)):
        return False
    says = r.hit.cue is not None and "object" not in r.hit.cue.takes
    plain = not any(t.is_sign(k) or t.is_quotation(k) or t.is_a(k, _NO_PHRASE) for k in range(first, i))
    return plain and (says or t.holds(_OCCASION, first, i))


def _is_outlet(t: Tokens, i: int, limit: int) -> bool:
    """told the “Berliner Zeitung”, that: a name in quotation marks, not what was said."""
    if t.ends[i] - t.starts[i] > 45 or i + 1 >= limit:
        return False
    before = Word.DETERMINER | Word.BODY | Word.WORK | Word.VENUE | Word.PREPOSITION
    pointed = t.keys[i - 1] in t.language.table.definite or not t.is_a(i - 1, Word.DETERMINER | Word.PREPOSITION)
    named = t.is_a(i - 1, before) and (pointed or not (t.language.order.split and t.goes_on(i)))
    return named and (is_comma(t, i + 1) or t.keys[i + 1] in COLONS)


def is_named(t: Tokens, i: int) -> bool:
    """der Radiosender “…”: a short quotation behind a noun is its name."""
    before = i - 1
    if before < 0:
        return False
    if before > 0 and t.is_a(before, Word.AND) and t.is_quotation(before - 1):
        return is_named(t, before - 1)
    common = t.language.table.common_capitals and t.caps[before] and not (t.is_sign(before) or t.goes_on(i))
    if t.keys[before] == "(":
        return t.ends[i] - t.starts[i] <= 45
    return t.ends[i] - t.starts[i] <= 45 and (common or t.is_a(before, Word.WORK))


def infinitive_end(s: FreeSentence, first: int) -> int | None:
    """The last token of an infinitive clause that begins at `first`: die Truppen abzuziehen, zu verhandeln."""
    t = s.t
    bearing = t.language.bearing
    if bearing is None or first >= s.end or t.is_a(first, Word.THAT | Word.SUBORDINATE | Word.AND):
        return None
    for i in range(first, s.end):
        borne = i > first and t.is_a(i - 1, Word.INFINITIVE) and not (t.is_sign(i) or t.is_a(i, Word.DETERMINER))
        ends = i + 1 >= s.end or t.is_sign(i + 1) or t.is_a(i + 1, Word.AND)
        bears = bearing.search(t.keys[i]) and (ends or t.is_a(i + 1, Word.PREPOSITION))
        if not t.caps[i] and (bears or (ends and borne)):
            return s.last
        if is_comma(t, i) and i + 1 < s.end and not t.is_a(i + 1, Word.RELATIVE | Word.PREPOSITION):
            return None
    return None


def _object(right: _Right, limit: int) -> Content | None:
    """What follows the cue as its object, up to before token `limit`."""
    s, n, r, at, takes = right.s, right.n, right.r, right.at, right.takes
    t = s.t
    if not t.language.table.spaces and takes & {"clause", "object"} and at < s.end and not t.is_sign(at):
        last = content_end(s, n, at)
        return ("clause", at, last) if last > at + 1 else None
    if not takes & {"object", "to"}:
        return None
    first = past_light(s, at)
    if first >= limit or t.is_sign(first) or first == r.tail or _credits(s, n, first):
        return None
    if r.split and r.tail > first:
        explained = is_comma(t, r.tail + 1) and opens_bare_clause(s, r.tail + 1) if r.tail + 1 < s.end else False
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


def _credits(s: FreeSentence, n: int, first: int) -> bool:
    """entscheidet sich laut X in der nächsten Woche: whether what follows a cue credits somebody."""
    return any(r.hit.kind == "according" and r.hit.first == first for r in s.reports[n + 1 :])


def _next_report(s: FreeSentence, n: int, at: int) -> int:
    """Where the next coordinate report begins, or the sentence's end."""
    return content_end(s, n, at) + 1
