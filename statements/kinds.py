"""What a cue has for content: a clause, quoted words, an object, an infinitive, a name it gives, or nothing."""

from __future__ import annotations

from statements.adverbials import MONEY, is_clause, is_quantified
from statements.cues import Hit
from statements.extents import before_aside, is_chanted
from statements.language import Inflected, Word
from statements.phrases import is_comma, is_dash
from statements.sentence import Sentence
from statements.tokens import Tokens
from statements.utterance import Frame

_OBJECT = 10
"""Tokens of an object before its infinitive."""


def follows_quotation(t: Tokens, s: Sentence, first: int) -> bool:
    """Whether a quotation still free ends right before token `first`."""
    i = first - 1
    if i >= s.begin and is_comma(t, i):
        i -= 1
    return i >= max(s.begin, s.free) and t.is_quotation(i) and not is_chanted(t, s.begin, i)


def content_kind(s: Sentence, hit: Hit, at: int, place: int) -> tuple[str | None, int | None]:
    """What follows the cue: (kind, first token), or (None, None) where no content does."""
    t = s.t
    for here in dict.fromkeys((place, at)):
        if here >= s.end:
            continue
        if t.is_quotation(here) and t.is_a(here - 1, Word.MUTE) and not t.caps[here - 1]:
            return None, None  # answers with the headline “…”
        if t.is_quotation(here):
            return ("quote", here) if hit.takes("quote") or hit.takes("object") else (None, None)
        if t.keys[here] in (":", "：") and here + 1 < s.end:
            return ("quote", here + 1) if hit.takes("quote") else (None, None)
        if is_comma(t, here) and here == hit.last + 1 and here + 1 < s.end and t.is_a(here + 1, Word.THAT):
            return ("that", here + 1) if hit.takes("that") else (None, None)
        if (is_comma(t, here) or is_dash(t, here)) and here + 1 < s.end and t.is_quotation(here + 1):
            return ("comma-quote", here + 1) if hit.takes("quote") else (None, None)
        if t.keys[here] in t.language.table.as_said and here + 1 < s.end and t.is_quotation(here + 1):
            return ("quote", here + 1) if hit.takes("object") or hit.takes("name") else (None, None)
        named = hit.takes("name") and not hit.takes("that")
        if t.is_a(here, Word.THAT) and here + 1 < s.end and not named:
            opens = not t.is_sign(here + 1) or t.is_quotation(here + 1)
            if opens:
                return ("that", here) if hit.takes("that") else (None, None)
        if t.is_a(here, Word.QUESTION) and hit.takes("that") and _asks(t, here, s.end):
            return "clause", here
    if place < s.end and is_comma(t, place):
        that = _that_after_aside(t, place, s.end)
        return ("that", that) if that is not None and hit.takes("that") else (None, None)
    if place < s.end and t.is_a(place, Word.INFINITIVE) and hit.takes("to"):
        at = place  # asked him in a letter to leave
    if at >= s.end or (t.is_sign(at) and t.keys[at] not in ("$", "€", "£", "(", "#", "@")):
        return None, None
    if t.is_a(at, Word.INFINITIVE) and not hit.takes("to"):
        return None, None
    plain = hit.cue is not None and hit.cue.plain
    if hit.takes("clause") and place < s.end and _opens_clause(t, place) and (plain or is_clause(t, place, s.end)):
        return "clause", place
    told = at > hit.last + 1 and hit.takes("that") and t.is_a(at, Word.PRONOUN) and not t.is_a(at, Word.DETERMINER)
    if told and is_clause(t, at, s.end):
        return "clause", at
    if hit.takes("object") or (hit.takes("to") and (at > hit.last + 1 or _bids(s, hit, at))):
        return _object(s, hit, at)
    if hit.takes("name"):
        return _named(s, hit, at)
    if hit.takes("quote"):
        return _loose_quote(s, at)
    if hit.takes("figure") and _gives_figure(s, at):
        return "object", hit.first
    return None, None


def _gives_figure(s: Sentence, at: int) -> bool:
    """put the number of dead | at two."""
    t = s.t
    for i in range(at, min(s.end - 1, at + 2 * _OBJECT)):
        if t.is_sign(i) and t.keys[i] not in MONEY:
            return False
        if t.is_a(i, Word.PREPOSITION) and not t.is_a(i, Word.OWNER):
            after = i + 1 + t.is_a(i + 1, Word.ADVERB)
            after += t.is_a(after, Word.ADVERB) and after < s.end - 1
            return t.keys[after][0].isdigit() or t.keys[after] in MONEY or t.is_a(after, Word.QUANTITY)
    return False


def _bids(s: Sentence, hit: Hit, at: int) -> bool:
    """ordered the crews to leave: whether an act needs an infinitive behind its object, and has it."""
    t = s.t
    if hit.cue is None or hit.cue.takes.get("to") is not Frame.ACT:
        return False
    for i in range(at, min(s.end - 1, at + _OBJECT)):
        if t.is_sign(i) or t.is_a(i, Word.THAT | Word.AND):
            return False
        if i > at and t.is_a(i, Word.INFINITIVE):
            return _is_infinitive(t, i, s.end)
    return False


def _opens_clause(t: Tokens, i: int) -> bool:
    if t.is_sign(i):
        return t.keys[i] in ("$", "€", "£", "(", "#", "@") and not t.holds(Word.TIME, i + 1, min(i + 2, len(t)))
    if t.is_a(i, Word.QUESTION) or (i + 1 < len(t) and is_quantified(t, i)):
        return True
    return (
        not t.is_a(i, Word.AND | Word.PREPOSITION | Word.SUBORDINATE)
        or t.is_a(i, Word.DETERMINER | Word.PRONOUN)
        or t.is_a(i, Word.OPENER)
    )


def _object(s: Sentence, hit: Hit, at: int) -> tuple[str | None, int | None]:
    t = s.t
    assert hit.cue is not None
    if t.is_a(at, Word.INFINITIVE) and not _is_infinitive(t, at, s.end):
        return None, None
    if t.is_a(at, Word.AUXILIARY) and not (hit.takes("clause") or t.is_a(hit.last, Word.INFINITIVE)):
        return None, None  # the choice the sea offers | is hard
    if any(t.keys[i] in t.language.table.no_comment for i in range(at, min(s.end, at + 4))):
        return None, None
    progressive = hit.first > s.begin and any(
        t.is_a(i, Word.BE) for i in range(max(s.begin, hit.first - 2), hit.first)
    )
    if hit.cue.form == Inflected.PARTICIPLE and not (progressive or is_loose_participle(s, hit)):
        return None, None
    if any(t.is_a(i, Word.MUTE) and not t.caps[i] for i in range(at, min(s.end, at + 12))):
        return None, None
    if t.is_a(at, Word.AND | Word.ADVERB) and not t.is_a(at, Word.DETERMINER | Word.POSSESSIVE):
        return None, None
    if _is_verdict(t, at, s.end):
        return "object", at
    dated = at + 1 < s.end and t.is_a(at + 1, Word.TIME) and not hit.takes("object")  # told the House | on Monday
    about = at > hit.last + 1 and t.keys[at] in t.language.table.noun_links and not dated
    if t.is_a(at, Word.PREPOSITION | Word.SUBORDINATE | Word.TIME) and not (about or t.is_a(at, Word.INFINITIVE)):
        return None, None
    return "object", at


def _is_verdict(t: Tokens, at: int, end: int) -> bool:
    """dismissed | as baseless a claim: how a thing is judged stands before it."""
    table, verdict = t.language.table, t.language.verdict
    judged = at + 2 < end and t.keys[at] in table.as_said and verdict is not None and verdict.search(t.keys[at + 1])
    return bool(judged) and t.is_a(at + 2, Word.DETERMINER | Word.POSSESSIVE)


def _is_infinitive(t: Tokens, to: int, end: int) -> bool:
    """pledged to act, not thanks to Oslo: a verb follows, no noun phrase."""
    after = to + 1
    nominal = Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN
    return after < end and not (t.caps[after] or t.keys[after][0].isdigit() or t.is_a(after, nominal))


def _named(s: Sentence, hit: Hit, at: int) -> tuple[str | None, int | None]:
    """called the treaty “a surrender”, called him a friend: the name given stands after a short object."""
    t = s.t
    kind, _ = _loose_quote(s, at)
    if kind is not None:
        return kind, at
    after = at + 1
    if t.keys[at] in t.language.table.definite and _is_renamed(s, at):
        return "object", at
    if t.is_a(at, Word.OBJECT):
        plain = after < s.end and not t.is_sign(after) and not t.is_a(after, _NO_NAME)
        return ("object", at) if plain or (after < s.end and t.is_a(after, Word.DETERMINER)) else (None, None)
    if t.is_a(at, Word.DETERMINER | Word.POSSESSIVE) and _is_judged(s, at):
        return "object", at
    while after < min(s.end, at + 6) and t.caps[after]:
        after += 1
    given = t.caps[at] and after < s.end and t.keys[after] in t.language.table.indefinite
    return ("object", at) if given else (None, None)


def _is_renamed(s: Sentence, at: int) -> bool:
    """called that a pretext, the remarks on labour a fabrication: what it is called follows a short object."""
    t = s.t
    for i in range(at + 1, min(s.end - 1, at + _OBJECT)):
        if t.is_sign(i) or t.is_a(i, Word.AUXILIARY | Word.VERB | Word.AND | Word.RELATIVE | Word.INFINITIVE):
            return False
        if t.keys[i] in t.language.table.indefinite:
            return not t.is_a(i - 1, Word.PREPOSITION) and not t.is_a(i + 1, Word.TIME)
    return False


def _is_judged(s: Sentence, at: int) -> bool:
    """called the timing unfortunate: an adjective ends the object."""
    t, verdict = s.t, s.t.language.verdict
    if verdict is None:
        return False
    for i in range(at + 2, min(s.end, at + 7)):
        ends = i + 1 >= s.end or t.is_sign(i + 1) or t.is_a(i + 1, Word.AND | Word.PREPOSITION)
        if ends:
            plain = not t.caps[i] and not t.is_a(i, Word.ROLE | Word.BODY | Word.TITLE)
            return plain and bool(verdict.search(t.keys[i]))
        if t.is_sign(i):
            return False
    return False


_NO_NAME = (
    Word.PREPOSITION | Word.AND | Word.TIME | Word.ADVERB | Word.SUBORDINATE | Word.AUXILIARY | Word.INFINITIVE
)
"""What follows whoever was called up, not what he was called: called her on Friday."""


def _loose_quote(s: Sentence, at: int) -> tuple[str | None, int | None]:
    t = s.t
    for i in range(at, min(s.end, at + 14)):
        if t.is_quotation(i):
            return "quote", i
        if t.is_a(i, Word.MUTE):
            break
        if t.is_sign(i) and t.keys[i] not in ("-", "'", "’", ".", "/"):
            break
    return None, None


def _asks(t: Tokens, question: int, end: int) -> bool:
    """Whether a question follows its word: how the bridge was lost, why “we” had to pay."""
    return is_clause(t, question, end) or any(t.is_quotation(i) for i in range(question, min(end, question + 6)))


def _that_after_aside(t: Tokens, comma: int, end: int) -> int | None:
    """said, in a statement, that"""
    for i in range(comma + 1, min(end, comma + 25)):
        if is_comma(t, i) and i + 1 < end and t.is_a(i + 1, Word.THAT):
            return i + 1
        if t.is_quotation(i):
            return None
    return None


def stands_after(s: Sentence, place: int) -> bool:
    """Whether nothing that could be content follows the cue: a stop, a comma, a participle."""
    t = s.t
    if place >= s.end:
        return True
    if t.is_sign(place):
        return not t.is_quotation(place)
    return t.is_a(place, Word.SUBORDINATE | Word.AND | Word.PREPOSITION | Word.RELATIVE) or t.is_a(
        place, Word.ING | Word.INFINITIVE
    )


def _is_second(s: Sentence, i: int) -> bool:
    """calling him a liar and accusing …: a conjunction behind a participle's own report."""
    form = s.finds[-1].hit.cue.form if s.finds and s.finds[-1].hit.cue else 0
    return s.t.is_a(i, Word.AND) and bool(form & Inflected.PARTICIPLE)


def is_loose_participle(s: Sentence, hit: Hit) -> bool:
    """, adding that; by adding that: shares the subject of the clause before."""
    t, i = s.t, hit.first - 1
    if hit.cue is None or not hit.cue.form & Inflected.PARTICIPLE:
        return False
    if i < s.begin:
        return True  # Calling for a truce, Lind …
    return (
        t.pauses(i)
        or is_dash(t, i)
        or t.is_a(i, Word.SUBORDINATE)
        or t.keys[i] in t.language.table.gerunds
        or _is_second(s, i)
    )


def is_chain(s: Sentence, hit: Hit) -> bool:
    """... said A and added B: no subject between the conjunction and the cue."""
    i = before_aside(s.t, s.begin, hit.first - 1)
    while i >= s.begin and s.t.is_a(i, Word.ADVERB | Word.AUXILIARY | Word.NEGATION) and not s.t.is_a(i, Word.AND):
        i -= 1
    return i >= s.begin and s.t.is_a(i, Word.AND)
