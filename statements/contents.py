"""What was said, where it stands right of its cue."""

from __future__ import annotations

from statements.freesentence import COLONS, LIGHT, FreeSentence, past_light
from statements.language import Mood, Word, mood_of
from statements.nounphrases import noun_at, opens
from statements.phrases import is_comma
from statements.tokens import Tokens
from statements.verbs import Report

_SET_OFF = 8
"""Tokens from the word that sets a name off to the quotation: als den wahrhaft „…“."""
_FEWEST = 1
"""Tokens of a clause behind its first."""
_TITLE = 22
"""Characters of a quotation that can be the name of what stands before it."""
_BEHIND_VERB = (
    Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN | Word.PREPOSITION | Word.ADVERB | Word.NEGATION | Word.AND
)
_VERB = 14
"""Tokens within which a clause without complementiser shows its verb."""


def content_right(s: FreeSentence, n: int, r: Report, at: int) -> tuple[str, int, int] | None:
    """What follows the cue as its content: (kind, first token, last token)."""
    t = s.t
    takes: frozenset[str] = frozenset(r.hit.cue.takes) if r.hit.cue else frozenset()
    later = [x.hit.first for x in s.reports[n + 1 :] if x.hit.kind == "cue" and x.hit.first > at]
    limit = min([_next_report(s, n, at), *later])
    if t.language.order.clause_after and "clause" in takes and _opens_at_once(s, at):
        return "clause", at, content_end(s, n, at)
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
            set_off = r.hit.cue is not None and t.keys[i - 1] in r.hit.cue.set_off
            if not set_off and (_is_outlet(t, i, limit) or ("name" not in takes and is_named(t, i))):
                continue
            if not t.language.table.spaces and i > at and "clause" in takes:
                return "clause", at, content_end(s, n, at)
            within = t.language.order.split and t.goes_on(i) and not is_comma(t, i - 1)
            if not takes & {"object", "name"} and not (within or _adjoins(s, at, i)):
                return None
            if within and "quote" in takes and "name" not in takes:
                return "quote", i, _coordinate(t, i, limit)
            if "object" in takes and i > at + 1 and not t.is_a(i - 1, Word.THAT) and not is_comma(t, i - 1):
                return "quote", i, i
            if not takes & {"quote", "object", "name"}:
                return None
            if "name" in takes and not _is_set_off(t, r, at, i):
                continue
            return "name" if "name" in takes and not is_comma(t, i - 1) else "quote", i, _coordinate(t, i, limit)
        bare = i == r.tail + 1 and not (r.hit.passive or t.is_sign(i) or t.is_a(i, Word.INFINITIVE))
        if bare and takes & {"clause", "to"} and not any(is_comma(t, k) for k in range(i, s.last)):
            close = infinitive_end(s, i)
            if close is not None:
                return "to", i, close
        if i == at and "that" in takes and _opens_infinitive(s, i):
            if key in t.language.table.no_comment:
                return None
            return "to", i, clause_end(s, n, i)
        if i == at and "that" in takes and _bears_that(t, i):
            return "that", i, clause_end(s, n, i)
        if _opens_that_clause(s, r, i, at):
            if "name" in takes and i + 1 < limit and t.is_quotation(i + 1):
                continue
            if "object" in takes and not (i == at or is_comma(t, i - 1) or _after_cue(s, r, i)):
                continue
            if "that" in takes:
                last = next((k - 1 for k in range(i, s.last) if _ends_clause(t, k)), clause_end(s, n, i))
                return ("that", i, last) if last > i else None
            break
        if is_comma(t, i):
            beside = i == r.tail + 1 or i == r.core + 1
            if "clause" in takes and (opens_bare_clause(s, i) or (beside and _is_clause(s, i + 1))):
                return "clause", i + 1, clause_end(s, n, i + 1)
            close = infinitive_end(s, i + 1) if takes & {"clause", "to"} else None
            if close is not None:
                return "to", i + 1, close
        if i - at > 30:
            break
    return _object(s, n, r, at, limit, takes)


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
    while i + 1 < s.end and t.is_a(i, Word.NEGATION | Word.ADVERB) and not t.is_sign(i):
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
    """„aggressiv“ und „laut“: the last of the quotations that a conjunction joins to the one at `i`."""
    while i + 2 < limit and t.is_a(i + 1, Word.AND) and t.is_quotation(i + 2):
        i += 2
    return i


def _is_set_off(t: Tokens, r: Report, at: int, i: int) -> bool:
    """bezeichnete ihn als „…“: whether the quotation at `i` stands behind what sets the name off."""
    words = r.hit.cue.set_off if r.hit.cue else frozenset()
    if not words:
        addressed = t.is_a(i - 1, Word.DETERMINER) and t.is_a(i - 2, Word.PREPOSITION)
        return t.goes_on(i) or t.ends[i] - t.starts[i] > _TITLE or not (is_named(t, i) or addressed)
    return any(t.keys[k] in words for k in range(max(at, i - _SET_OFF), i))


def _ends_clause(t: Tokens, i: int) -> bool:
    """…; así lo ha hecho saber: a semicolon behind which no further clause of the same content begins."""
    return t.keys[i] == ";" and not t.is_a(i + 1, Word.THAT | Word.AND)


def _after_cue(s: FreeSentence, r: Report, i: int) -> bool:
    """X said on Monday in Rosen that: only time, place and such between."""
    return _past_places(s, r.tail + 1, i) == i or _past_places(s, r.core + 1, i) == i


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


def _is_outlet(t: Tokens, i: int, limit: int) -> bool:
    """told the “Berliner Zeitung”, that: a name in quotation marks, not what was said."""
    if t.ends[i] - t.starts[i] > 45 or i + 1 >= limit:
        return False
    named = t.is_a(i - 1, Word.DETERMINER | Word.BODY | Word.WORK | Word.VENUE | Word.PREPOSITION)
    return named and (is_comma(t, i + 1) or t.keys[i + 1] in COLONS)


def is_named(t: Tokens, i: int) -> bool:
    """der Radiosender “…”: a short quotation behind a noun is its name."""
    before = i - 1
    if before < 0:
        return False
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
        if is_comma(t, i) and not t.is_a(i + 1, Word.RELATIVE | Word.PREPOSITION):
            return None
    return None


def opens_bare_clause(s: FreeSentence, comma: int) -> bool:
    """Whether a content clause without complementiser begins behind a comma."""
    t = s.t
    after = comma + 1
    if not t.language.order.bare_clause or after + 1 >= s.end or t.is_quotation(after):
        return False
    if not t.language.table.spaces:
        return not t.is_quotation(after)
    if t.is_a(after, Word.SUBORDINATE | Word.AND | Word.THAT | Word.CLAUSE_END) and not _is_first(t, after):
        return False
    if opens_relative(t, after):
        return False
    ahead = range(after, min(s.end, after + _VERB))
    return any(shows_mood(t, k) or t.is_quotation(k) for k in ahead) or (
        opens(t, after, s.stops)
        and not (t.is_a(after, Word.RELATIVE) and not t.caps[after + 1])
        and _has_verb_second(s, after)
    )


def _is_first(t: Tokens, i: int) -> bool:
    """…, damit sei, …, da habe: a word of two senses right before the verb opens a main clause."""
    finite = not t.caps[i + 1] and (t.is_a(i + 1, Word.AUXILIARY) or shows_mood(t, i + 1))
    return finite and t.language.order.split and t.is_a(i, Word.SUBORDINATE)


def _is_clause(s: FreeSentence, first: int) -> bool:
    """Whether a main clause stands behind the comma of a cue: its verb is not its last word, as under another."""
    t = s.t
    if not t.language.order.bare_clause or not t.language.order.split or first + 1 >= s.end:
        return False
    under = t.is_a(first, Word.SUBORDINATE | Word.AND | Word.THAT | Word.CLAUSE_END) and not t.caps[first]
    if under and not _is_first(t, first):
        return False
    end = next((i for i in range(first, s.end) if is_comma(t, i)), s.last + 1)
    if t.is_a(first, Word.RELATIVE) and t.is_a(end - 1, Word.AUXILIARY) and not t.keys[end - 1].endswith("en"):
        return False
    verbs = (i for i in range(first + 1, end) if t.is_a(i, Word.AUXILIARY | Word.VERB) or shows_mood(t, i))
    verb = next((i for i in verbs if not t.caps[i]), None)
    return verb is not None and verb + 1 < s.end and not t.is_sign(verb + 1) and not t.is_a(verb + 1, Word.AND)


def _has_verb_second(s: FreeSentence, first: int) -> bool:
    """die Grenzen blieben …: a verb right behind the phrase that opens a clause."""
    noun = noun_at(s.t, first, s.end, s.stops)
    verb = max(first, noun.core if noun is not None else first) + 1
    return verb < s.end and s.t.is_a(verb, Word.AUXILIARY | Word.VERB)


def shows_mood(t: Tokens, i: int, *, surely: bool = False) -> bool:
    """Whether token `i` is a verb form of reported speech: sei, hätte; `surely`: and of no plain speech."""
    mood = mood_of(t.language, t.keys[i])
    if not mood or t.caps[i]:
        return False
    return _is_placed(t, i) if mood == Mood.PLACED else mood == Mood.SURE or not surely


def is_verblike(s: FreeSentence, i: int) -> bool:
    """Whether token `i` can be a verb: a known one, or an unknown word right behind a noun."""
    t = s.t
    if t.caps[i] or t.is_sign(i) or t.keys[i + 1] == ".":
        return False
    unknown = not t.classes[i] and t.keys[i].isalpha() and (t.caps[i - 1] or t.is_a(i - 1, Word.PRONOUN))
    return unknown or t.is_a(i, Word.AUXILIARY | Word.VERB) or i in s.stops or shows_mood(t, i)


def _is_placed(t: Tokens, i: int) -> bool:
    """Bonn lehne den Plan ab; dass er ihn ablehne: an unknown word that neither describes a noun nor is one."""
    if t.classes[i] or i == 0:
        return False
    if not (t.caps[i - 1] or t.is_a(i - 1, Word.PRONOUN) or t.keys[i - 1] in t.language.table.resumptive):
        return False
    return i + 1 >= len(t) or t.is_sign(i + 1) or (t.is_a(i + 1, _BEHIND_VERB) and not t.caps[i + 1])


def opens_relative(t: Tokens, i: int) -> bool:
    """Whether a relative clause begins at token `i` behind a comma: , der zum Sturm …; not , der Minister …"""
    if t.is_a(i, Word.PREPOSITION) and i + 1 < len(t):
        i += 1
    return (
        t.is_a(i, Word.RELATIVE)
        and i + 1 < len(t)
        and not t.caps[i]
        and not t.caps[i + 1]
        and (
            not t.is_a(i, Word.DETERMINER)
            or t.is_a(i + 1, Word.PREPOSITION | Word.DETERMINER | Word.PRONOUN | LIGHT & ~Word.AUXILIARY)
        )
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


def content_end(s: FreeSentence, n: int, first: int) -> int:
    """The last token of content that begins at `first`: up to the next report of this sentence, or its end."""
    t = s.t
    for later in s.reports[n + 1 :]:
        if later.hit.kind not in ("cue", "according") or later.finite <= first + 1:
            continue
        if later.hit.kind == "according" and later.tail + 1 < s.end and shows_mood(t, later.tail + 1, surely=True):
            continue
        cut = later.finite - 1
        while cut > first and t.is_a(cut, LIGHT | Word.PRONOUN) and not t.is_a(cut, Word.AND):
            cut -= 1
        if later.hit.cue is not None and not _can_speak(s, later):
            continue
        if t.is_a(cut, Word.AND | Word.SUBORDINATE) or is_comma(t, cut):
            while cut > first and (is_comma(t, cut) or t.is_a(cut, Word.AND | Word.SUBORDINATE)):
                cut -= 1
            if cut > first or (cut == first and t.is_quotation(cut)):
                return cut
    return s.last


def clause_end(s: FreeSentence, n: int, first: int) -> int:
    """The same for a clause, which ends before a quotation that a colon sets off: dass …: „…“"""
    t, last = s.t, content_end(s, n, first)
    colon = last - 1
    announces = t.is_quotation(last) and t.keys[colon] in COLONS and colon > first + 2
    return colon - 1 if announces else last


def _can_speak(s: FreeSentence, r: Report) -> bool:
    """Whether a later cue looks like a report of its own: content of some kind stands beside it."""
    t = s.t
    after = r.tail + 1
    return (
        after < s.end
        and not (t.is_sign(after) and t.keys[after] in (".",))
        and not t.is_a(r.finite - 1, Word.RELATIVE)
    )
