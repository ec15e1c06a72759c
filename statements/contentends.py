"""Where content ends: before the next report of its sentence, a quotation set off, or the reporter's own words."""

from __future__ import annotations

from statements.bareclauses import is_verblike, shows_mood
from statements.freesentence import COLONS, LIGHT, FreeSentence
from statements.language import Word
from statements.phrases import is_comma
from statements.verbs import Report


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


def announced_end(s: FreeSentence, n: int, first: int) -> int:
    """X sagte: „…“, | worauf Y sagte …: the last token behind a colon, where another's clause may follow."""
    t, under = s.t, first + 2
    opens = Word.SUBORDINATE | Word.RELATIVE | Word.CLAUSE_END
    parted = under < s.end and t.is_quotation(first) and is_comma(t, first + 1) and t.is_a(under, opens)
    another = parted and any(x.hit.kind == "cue" and x.hit.first > under for x in s.reports[n + 1 :])
    return first if another else content_end(s, n, first)


def clause_end(s: FreeSentence, n: int, first: int) -> int:
    """The same for a clause, which ends before a quotation that a colon sets off: dass …: „…“"""
    t, last = s.t, content_end(s, n, first)
    last = _turn(s, first, last)
    colon = last - 1
    announces = t.is_quotation(last) and t.keys[colon] in COLONS and colon > first + 2
    return colon - 1 if announces else last


def _turn(s: FreeSentence, first: int, last: int) -> int:
    """Er sei krank, | doch der Arzt kam nicht: where reported words end before a contrast the reporter tells."""
    t = s.t
    for comma in range(first + 2, last - 2):
        if not (is_comma(t, comma) and t.is_a(comma + 1, Word.CONTRAST)):
            continue
        ends = (i for i in range(comma + 2, last + 1) if is_comma(t, i) or t.keys[i] in COLONS)
        end = next(ends, last + 1)
        told = any(is_verblike(s, i) for i in range(comma + 2, end)) and not any(
            shows_mood(t, i) or t.is_quotation(i) for i in range(comma + 2, end)
        )
        if told and any(shows_mood(t, i, surely=True) for i in range(first, comma)):
            return comma - 1
    joint = next((i for i in range(first + 2, last) if _goes_on_itself(s, i)), last + 1)
    reported = joint <= last and any(shows_mood(t, i, surely=True) for i in range(first, joint))
    return joint - 1 - is_comma(t, joint - 1) if reported else last


def _goes_on_itself(s: FreeSentence, i: int) -> bool:
    """Er sei krank | und kritisierte die Ärzte: whether a conjunction joins a verb of the reporter's to the cue."""
    plain = s.t.is_a(i + 1, Word.AUXILIARY) and not shows_mood(s.t, i + 1)
    return s.t.is_a(i, Word.AND) and not s.t.caps[i + 1] and (plain or i + 1 in s.stops)


def _can_speak(s: FreeSentence, r: Report) -> bool:
    """Whether a later cue looks like a report of its own: content of some kind stands beside it."""
    t = s.t
    after = r.tail + 1
    return (
        after < s.end
        and not (t.is_sign(after) and t.keys[after] in (".",))
        and not t.is_a(r.finite - 1, Word.RELATIVE)
    )
