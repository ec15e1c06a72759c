"""What a cue has for content and how far it goes: to the sentence's end, or to where the reporter speaks again."""

from __future__ import annotations

from collections.abc import Iterator

from statements.adverbials import has_verb, is_clause, is_quantified, only_lead, without_time
from statements.cues import Hit
from statements.language import Inflected, Word
from statements.phrases import is_comma, is_dash, subject_before
from statements.sentence import Sentence, last_word
from statements.tokens import Tokens


def one_act(t: Tokens, first: int, last: int) -> int:
    """welcomed the round | and wished it success: another verb of the same subject is another act."""
    for i in range(first + 2, last):
        past = t.is_a(i + 1, Word.PAST) and not t.is_a(i + 1, Word.ROLE | Word.TITLE)
        if t.is_a(i, Word.AND) and not t.caps[i + 1] and (past or t.is_a(i + 1, Word.VERB)):
            return i - 1
    return last


def object_end(t: Tokens, first: int, last: int) -> int:
    """Where the object of a speech act ends: before another act, an aside, a clause under the cue, a time."""
    quoted = next((i for i in range(last, first, -1) if t.is_quotation(i)), first)
    for i in range(max(first, quoted) + 1, last):
        after = i + 1
        if is_comma(t, i) and (_is_act(t, after) or _is_apposition(t, after, last) or _is_anew(t, after, last)):
            return i - 1
    return without_time(t, first, one_act(t, first, last))


def name_end(t: Tokens, first: int, last: int) -> int:
    """called the plan “a gift” | on Monday: a name given goes on where words belong to it: a “gift” to the miners."""
    quoted = next((i for i in range(first, last + 1) if t.is_quotation(i)), last)
    after = quoted + 1
    if after >= last or t.pauses(quoted) or t.is_a(after, Word.TIME | Word.ADVERB):
        return quoted
    further = t.is_a(after, Word.AND) and any(t.is_quotation(i) for i in range(after, min(last + 1, after + 4)))
    about = t.keys[after] in t.language.table.noun_links or t.is_a(after, Word.OWNER)
    return without_time(t, first, last) if further or about or t.is_a(after, Word.RELATIVE) else quoted


def _is_anew(t: Tokens, first: int, last: int) -> bool:
    """, Lind has left: a clause with a subject of its own."""
    verb = next((i for i in range(first + 1, min(last, first + 5)) if t.is_a(i, Word.AUXILIARY)), None)
    named = t.caps[first] or t.is_a(first, Word.PRONOUN)
    return named and verb is not None and not any(t.is_sign(i) and t.keys[i] != "." for i in range(first, verb))


def _is_act(t: Tokens, i: int) -> bool:
    """, saying; , named: a verb that goes on from the same subject."""
    return t.is_a(i, Word.ING | Word.PAST | Word.VERB) and not t.is_a(i, Word.PREPOSITION | Word.ROLE | Word.TITLE)


def _is_apposition(t: Tokens, first: int, last: int) -> bool:
    """, the party's candidate: says more of what stands before, and is no further item of a list."""
    if not t.is_a(first, Word.DETERMINER | Word.POSSESSIVE):
        return False
    return not any(t.is_a(i, Word.AND) for i in range(first, last + 1))


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
        and (i == begin or is_comma(t, i - 1) or t.is_a(i - 1, Word.AND | Word.ADVERB))
    )


def follows_quotation(t: Tokens, s: Sentence, first: int) -> bool:
    """Whether a quotation still free ends right before token `first`."""
    i = first - 1
    if i >= s.begin and is_comma(t, i):
        i -= 1
    return i >= max(s.begin, s.free) and t.is_quotation(i)


def content_kind(s: Sentence, hit: Hit, at: int, place: int) -> tuple[str | None, int | None]:
    """What follows the cue: (kind, first token), or (None, None) where no content does."""
    t = s.t
    for here in dict.fromkeys((place, at)):
        if here >= s.end:
            continue
        if t.is_quotation(here):
            return ("quote", here) if hit.takes("quote") or hit.takes("object") else (None, None)
        if t.keys[here] in (":", "：") and here + 1 < s.end:
            return ("quote", here + 1) if hit.takes("quote") else (None, None)
        if is_comma(t, here) and here == hit.last + 1 and here + 1 < s.end and t.is_a(here + 1, Word.THAT):
            return ("that", here + 1) if hit.takes("that") else (None, None)
        if (is_comma(t, here) or is_dash(t, here)) and here + 1 < s.end and t.is_quotation(here + 1):
            return ("comma-quote", here + 1) if hit.takes("quote") else (None, None)
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
    if hit.takes("object") or (hit.takes("to") and at > hit.last + 1):
        return _object(s, hit, at)
    if hit.takes("name"):
        return _named(s, hit, at)
    if hit.takes("quote"):
        return _loose_quote(s, at)
    return None, None


def _opens_clause(t: Tokens, i: int) -> bool:
    if t.is_sign(i):
        return t.keys[i] in ("$", "€", "£", "(", "#", "@")
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
    about = at > hit.last + 1 and t.keys[at] in t.language.table.noun_links
    if t.is_a(at, Word.PREPOSITION | Word.SUBORDINATE | Word.TIME) and not (about or t.is_a(at, Word.INFINITIVE)):
        return None, None
    return "object", at


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
    if t.is_a(at, Word.OBJECT):
        plain = after < s.end and not t.is_sign(after) and not t.is_a(after, _NO_NAME)
        return ("object", at) if plain or (after < s.end and t.is_a(after, Word.DETERMINER)) else (None, None)
    while after < min(s.end, at + 6) and t.caps[after]:
        after += 1
    given = t.caps[at] and after < s.end and t.keys[after] in t.language.table.indefinite
    return ("object", at) if given else (None, None)


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
        return _left_quotation(t, first, last)
    while first <= last and (t.is_sign(first) and not t.is_quotation(first)):
        first += 1
    while first <= last and t.is_a(first, Word.AND):
        first += 1
    return (first, last) if first <= last and not only_lead(t, first, last) else None


def _left_quotation(t: Tokens, first: int, last: int) -> tuple[int, int]:
    """The quotation that ends at `last` with the words of its clause before it, if it is no whole sentence."""
    head = last
    while head - 1 >= first and t.is_quotation(head - 1):
        head -= 1
    before = head - 1
    if before < first or is_dash(t, before) or t.keys[before] in (":", ";", ".", ")"):
        return head, last
    if is_comma(t, before):
        before -= 1
        if before < first:
            return head, last
    start = before
    while start - 1 >= first and not is_dash(t, start - 1) and t.keys[start - 1] not in (":", ";"):
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
    if t.is_a(at, Word.ING) and not has_verb(t, at, s.end):
        return
    last = content_end(s, len(s.hits), at)
    if last > at:
        yield at, last


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
        if t.keys[i] == ";" and i - first > 2:
            return i - 1
        i += 1
    return last


def _goes_on(t: Tokens, i: int) -> bool:
    """Whether token `i` goes on from quoted words with a comma of their own: the “far,” “wide” and “deep” sea."""
    return t.is_quotation(i) or t.is_a(i, Word.AND | Word.AUXILIARY | Word.VERB)


def _ends_quoted(t: Tokens, i: int, last: int) -> bool:
    """“…,” an odd charge; “…,” it is reading; “…,” but he added: what follows a quotation that ended its clause."""
    if t.is_a(i, Word.CLAUSE_END):
        return t.pauses(i - 1)
    if t.is_a(i, Word.AND):
        return t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i + 1, Word.THAT)
    return t.is_a(i, Word.PRONOUN) and t.is_a(i + 1, Word.AUXILIARY | Word.VERB)


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
            return i if t.is_a(i + 1, Word.AUXILIARY | Word.VERB | Word.PAST) else None
    return None


def _ends_clause(t: Tokens, i: int, last: int) -> bool:
    """Whether what begins after a comma is the reporter's again: which, while; and she; of whom."""
    if t.is_a(i, Word.CLAUSE_END):
        return True
    if i >= last:
        return False
    if t.is_a(i, Word.DETERMINER) and t.is_a(i + 1, Word.TIME) and i + 2 <= last:
        return t.is_a(i + 2, Word.SUBORDINATE)
    if t.is_a(i, Word.AND):
        return t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i + 1, Word.THAT)
    return t.is_a(i, Word.PREPOSITION) and t.is_a(i + 1, Word.RELATIVE)


def _coordinate_cut(s: Sentence, hit: Hit, first: int) -> int | None:
    """Where content ends because another report follows: and added …, but he warned …, saying …"""
    t = s.t
    if hit.kind != "cue":
        return None
    i = hit.first - 1
    while i > first and t.is_a(i, Word.ADVERB | Word.AUXILIARY | Word.NEGATION) and not t.is_a(i, Word.AND):
        i -= 1
    if (
        t.is_a(i, Word.AND)
        and hit.cue is not None
        and hit.cue.form & Inflected.FINITE
        and hit.cue.form != Inflected.FINITE | Inflected.BASE
    ):
        return i - 2 if is_comma(t, i - 1) else i - 1
    if (is_comma(t, i) or t.is_quotation(i)) and hit.cue is not None and hit.cue.form & Inflected.PARTICIPLE:
        return i - 1 if is_comma(t, i) else i
    subject = subject_before(t, first, hit.first)
    if subject is None or subject.first <= first + 1:
        return None
    before = subject.first - 1
    while before > first and t.is_a(before, Word.ADVERB):
        before -= 1
    if is_comma(t, before) and _is_conditional(t, first):
        return None
    if is_comma(t, before) and before == subject.first - 1 and t.is_a(subject.first, Word.PRONOUN):
        after = hit.last + 1
        return before - 1 if after < s.end and not is_comma(t, after) and not t.is_sign(after) else None
    if t.is_a(before, Word.AND) or t.is_a(before, Word.CONTRAST) or t.keys[before] == ";":
        comma = is_comma(t, before - 1) or t.is_quotation(before - 1)
        if before <= first + 2:
            return None
        quotes = hit.takes("quote") and any(t.is_quotation(i) for i in range(hit.last + 1, min(s.end, hit.last + 3)))
        comma = comma or (quotes and t.caps[subject.first])
        return (
            before - 2
            if is_comma(t, before - 1)
            else before - 1
            if comma or t.is_a(before, Word.CONTRAST) or t.keys[before] == ";"
            else None
        )
    return None


def _is_second(s: Sentence, i: int) -> bool:
    """calling him a liar and accusing …: a conjunction behind a participle's own report."""
    form = s.finds[-1].hit.cue.form if s.finds and s.finds[-1].hit.cue else 0
    return s.t.is_a(i, Word.AND) and bool(form & Inflected.PARTICIPLE)


def _is_conditional(t: Tokens, first: int) -> bool:
    """if elected, she would …: content whose first clause is under the one that follows it."""
    opens = first + 1 if t.is_a(first, Word.THAT) and not t.is_a(first, Word.OPENER) else first
    return t.is_a(opens, Word.OPENER)


def is_loose_participle(s: Sentence, hit: Hit) -> bool:
    """, adding that: shares the subject of the clause before."""
    i = hit.first - 1
    return (
        hit.cue is not None
        and bool(hit.cue.form & Inflected.PARTICIPLE)
        and i > s.begin
        and (s.t.pauses(i) or is_dash(s.t, i) or s.t.is_a(i, Word.SUBORDINATE) or _is_second(s, i))
    )
