"""Who answers for all of a sentence though somebody else speaks in it: X criticised Y, Z said."""

from __future__ import annotations

from statements.adverbials import skip_addressee, skip_adverbials
from statements.cues import Hit
from statements.kinds import is_chain
from statements.language import Inflected
from statements.phrases import is_comma, subject_after, subject_before, takes_up
from statements.sentence import Find, Sentence, last_word, make_find
from statements.tokens import Tokens
from statements.utterance import Frame


def outer_report(s: Sentence) -> Find | None:
    """X invited Y, according to Z; X criticised Y, Z said: who is named last answers for all before."""
    t = s.t
    reports = [hit for hit in s.hits if hit.kind in ("cue", "according") and hit.first >= s.free]
    if len(reports) < 2:
        return None
    end = last_word(t, s.begin, s.end) + 1
    while len(reports) > 2 and _trails(t, reports[-1]):
        end = reports.pop().first - 1
    inner, hit = reports[-2], reports[-1]
    if hit.kind == "according":
        subject, comma = subject_after(t, hit.last + 1, s.end), hit.first - 1
        place = subject.last + 1 if subject else s.end
    else:
        subject = subject_before(t, s.floor, hit.first) if _is_plain_report(s, hit) else None
        comma = subject.first - 1 if subject else s.begin
        told = hit.cue is not None and Frame.TELL in hit.cue.takes.values()
        after = skip_addressee(t, hit.last + 1, s.end)[0] if told else hit.last + 1
        place = skip_adverbials(t, after, s.end)
    if subject is None or subject.relative is not None or comma <= inner.last or not t.pauses(comma):
        return None
    if takes_up(t, subject.first) is not None:
        return None
    if place < end or t.is_quotation(s.begin):
        return None
    if any(t.is_quotation(i) and t.keys[i - 1] in (":", "(") for i in range(s.begin + 1, comma + 1)):
        return None
    content = (s.begin, comma if t.is_quotation(comma) else comma - 1)
    rule = "according-after" if hit.kind == "according" else "after"
    return make_find(s, hit, subject, [content], rule)


def _trails(t: Tokens, hit: Hit) -> bool:
    """…, Lind said | , adding that: a further report of whoever answers for all before."""
    return hit.cue is not None and hit.cue.form == Inflected.PARTICIPLE and is_comma(t, hit.first - 1)


def _is_plain_report(s: Sentence, hit: Hit) -> bool:
    """Whether a cue can stand after all that is said: “…, Lind said”."""
    return (
        hit.cue is not None
        and hit.takes("clause")
        and not hit.passive
        and bool(hit.cue.form & Inflected.FINITE)
        and not is_chain(s, hit)
    )
