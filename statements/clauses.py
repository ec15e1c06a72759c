"""A small clause grammar: for each reporting word of a sentence, who speaks and which words are what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from statements.cues import Hit, find_cues
from statements.language import Inflected, Word
from statements.model import Span
from statements.phrases import Noun, can_speak, holds_together, is_comma, is_dash, subject_after, subject_before
from statements.tokens import Tokens
from statements.utterance import Frame


@dataclass(frozen=True, slots=True)
class Find:
    """One attribution, in tokens of its paragraph; `subject` is None where an earlier speaker goes on."""

    hit: Hit
    subject: Noun | None
    content: tuple[tuple[int, int], ...]
    """Token ranges, both ends included, in order."""
    frame: Frame
    rule: str
    shares: bool = False
    """The speaker is the one of the find before: and added, saying that."""
    addressee: tuple[int, int] | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence being read."""

    t: Tokens
    begin: int
    end: int
    """Past the last token."""
    hits: list[Hit] = field(default_factory=list)
    finds: list[Find] = field(default_factory=list)
    free: int = 0
    """First token no find has used yet."""
    floor: int = 0
    """First token where the next cue's subject may stand."""


def read_sentence(t: Tokens, begin: int, end: int) -> list[Find]:
    """The attributions of the sentence from token `begin` to before `end`."""
    begin = _dateline_end(t, begin, end) or begin
    s = Sentence(t, begin, end, free=begin, floor=begin)
    s.hits = find_cues(t, begin, end)
    if s.hits and s.hits[0].passive and s.hits[0].first == begin:
        comma = _next_comma(t, begin, end) + 1
        s.free = s.floor = comma if comma < end else begin
    for n, hit in enumerate(s.hits):
        if hit.first < s.free and hit.kind != "noun":
            continue
        found = _FRAMES[hit.kind](s, n, hit)
        if found is not None and (found.subject is None or _may_speak(t, found)):
            s.finds.append(found)
            if found.subject is None or found.subject.relative is None:
                s.floor = max(s.floor, *(b + 1 for a, b in found.content if a > hit.last), hit.last + 1)
            s.free = max(s.free, hit.last + 1, *(b + 1 for a, b in found.content if a > hit.last))
    if not any(f for f in s.finds if f.content[-1][1] >= _last_word(t, begin, end) - 1):
        colon = _after_colon(s)
        if colon is not None:
            s.finds.append(colon)
    return s.finds


def _may_speak(t: Tokens, find: Find) -> bool:
    """Whoever a quotation is ascribed to speaks; for words without marks the subject must be able to."""
    assert find.subject is not None
    first, last = find.content[0]
    quoted = t.is_quotation(last) and (first == last or t.is_quotation(first))
    if find.hit.kind == "according":
        return not any(t.is_a(i, Word.MUTE) for i in range(find.subject.first, find.subject.core + 1))
    return (quoted and find.hit.kind == "cue") or can_speak(t, find.subject)


def _last_word(t: Tokens, begin: int, end: int) -> int:
    """The last token that is not closing punctuation."""
    i = end - 1
    while i > begin and t.is_sign(i) and not t.is_quotation(i):
        i -= 1
    return i


# ---- verbs ---------------------------------------------------------------------------------------------------


def _verb(s: Sentence, n: int, hit: Hit) -> Find | None:
    assert hit.cue is not None
    if hit.passive:
        return _passive(s, hit)
    t, order = s.t, s.t.language.order
    floor = s.floor
    subject = subject_before(t, floor, hit.first) if order.subject_first else None
    shares = False
    if subject is None or hit.cue.form == Inflected.PARTICIPLE or _is_chain(s, hit):
        inverted = _inverted(s, n, hit)
        if inverted is not None:
            return inverted
        if subject is None or _is_chain(s, hit) or _is_loose_participle(s, hit):
            shares = bool(s.finds)
            subject = None if shares else _main_subject(s, hit.first)
            if subject is None and not shares:
                return None
    return _with_content(s, n, hit, subject, shares)


def _passive(s: Sentence, hit: Hit) -> Find | None:
    """The move was criticised by X: what the subject is, X said."""
    t = s.t
    assert hit.cue is not None
    by = next((i for i in range(hit.last + 1, min(s.end - 1, hit.last + 4)) if t.keys[i] in t.language.table.passives), None)
    if by is None or not hit.takes("object"):
        return None
    speaker = subject_after(t, by + 1, s.end)
    thing = subject_before(t, s.floor, hit.first)
    if speaker is None or thing is None or thing.core >= hit.first:
        return None
    return _find(s, hit, speaker, [(thing.first, thing.core)], "passive", kind="object")


def _main_subject(s: Sentence, before: int) -> Noun | None:
    """The subject of the sentence's first verb: … in Brussels, the minister left early, saying that …"""
    t = s.t
    for i in range(s.begin + 1, before):
        if t.is_quotation(i):
            return None
        past = t.keys[i].endswith("ed") and not t.is_a(i - 1, Word.DETERMINER)
        if not t.caps[i] and (t.is_a(i, Word.VERB | Word.AUXILIARY) or past):
            subject = subject_before(t, s.begin, i)
            if subject is not None:
                return subject if can_speak(t, subject) else None
    return _leading_name(t, s.begin, before)


def _leading_name(t: Tokens, begin: int, end: int) -> Noun | None:
    """The pronoun or name a sentence opens with, after a lead phrase: On Friday, Lind …"""
    first = next((i for i in range(begin, end) if not t.is_a(i, Word.AND | Word.ADVERB) or t.is_a(i, Word.PRONOUN)), end)
    if first < end and t.is_a(first, Word.PREPOSITION):
        comma = _next_comma(t, first, end) + 1
        first = comma + 1 if comma < end and is_comma(t, comma) else end
    if first >= end:
        return None
    if t.is_a(first, Word.PRONOUN) and not t.is_a(first, Word.DETERMINER):
        return Noun(first, first, first)
    last = first
    while last + 1 < end and (t.caps[last + 1] or (t.keys[last + 1] == "." and t.is_a(last, Word.TITLE))):
        last += 1
    named = t.caps[first] and not t.owns(last) and (not t.classes[first] or t.is_a(first, Word.TITLE))
    return Noun(first, last, last) if named else None


def _is_chain(s: Sentence, hit: Hit) -> bool:
    """... said A and added B: no subject between the conjunction and the cue."""
    i = hit.first - 1
    while i >= s.begin and s.t.is_a(i, Word.ADVERB | Word.AUXILIARY | Word.NEGATION) and not s.t.is_a(i, Word.AND):
        i -= 1
    return i >= s.begin and s.t.is_a(i, Word.AND)


def _is_loose_participle(s: Sentence, hit: Hit) -> bool:
    """, adding that: shares the subject of the clause before."""
    i = hit.first - 1
    return (
        hit.cue is not None
        and bool(hit.cue.form & Inflected.PARTICIPLE)
        and i > s.begin
        and (is_comma(s.t, i) or is_dash(s.t, i) or s.t.is_a(i, Word.SUBORDINATE))
    )


def _inverted(s: Sentence, n: int, hit: Hit) -> Find | None:
    """“…,” said X: the content stands before the cue and the subject after."""
    t = s.t
    before = hit.first - 1
    if not t.language.order.inverted or hit.cue is None or not hit.cue.form & Inflected.FINITE:
        return None
    if before < s.begin:
        return _verb_first(s, n, hit)
    if not hit.takes("quote"):
        return None
    if not (t.is_quotation(before) or is_comma(t, before)):
        return None
    subject = subject_after(t, hit.last + 1, s.end)
    if subject is None:
        return None
    next_word = subject.last + 1
    if not t.is_quotation(before) or t.is_a(subject.first, Word.PRONOUN):
        if next_word < s.end and t.is_a(next_word, Word.AUXILIARY | Word.VERB | Word.ADVERB):
            return None
    content = _left(s, hit.first)
    if content is None:
        return None
    after = _skip_adverbials(t, subject.last + 1, s.end)
    pieces = [content, *_resumed(s, after)]
    return _find(s, hit, subject, pieces, "inverted")


def _verb_first(s: Sentence, n: int, hit: Hit) -> Find | None:
    """Said X: “…”; and where the language puts the verb first, said X that …"""
    t = s.t
    subject = subject_after(t, hit.last + 1, s.end)
    if subject is None:
        return None
    place = _skip_adverbials(t, subject.last + 1, s.end)
    kind, first = _content_kind(s, hit, subject.last + 1, place)
    if kind is None or first is None or not (kind.endswith("quote") or t.language.order.verb_first):
        return None
    last = _content_end(s, n, first)
    return _find(s, hit, subject, [(first, last)], f"first-{kind}", kind=kind) if last >= first else None


def _with_content(s: Sentence, n: int, hit: Hit, subject: Noun | None, shares: bool) -> Find | None:
    t = s.t
    assert hit.cue is not None
    addressee = None
    at = hit.last + 1
    if any(frame is Frame.TELL for frame in hit.cue.takes.values()):
        at, addressee = _skip_addressee(t, at, s.end)
    place = _skip_adverbials(t, at, s.end)
    kind, first = _content_kind(s, hit, at, place)
    if (
        kind in ("clause", "object", "to", "that") and subject is not None and first is not None
        and _follows_quotation(t, s, subject.first)
        and not (first == hit.last + 1 and (kind == "that" or _has_verb(t, first, s.end)))
    ):
        kind = first = None
        place = at
    quoted_before = subject is not None and _follows_quotation(t, s, subject.first)
    if subject is not None and place < s.end and is_comma(t, place) and hit.takes("quote"):
        said = _as_said(s, n, hit, subject, place)
        if said is not None:
            return said
    if kind is None and subject is not None and hit.takes("quote") and (quoted_before or _stands_after(s, place)):
        return _postposed(s, hit, subject, place, addressee)
    if kind is None or first is None:
        return None
    last = _content_end(s, n, first)
    if kind == "object":
        last = _without_time(t, first, _one_act(t, first, last))
    if subject is not None and (subject.relative is not None or _is_subordinate(t, s.begin, subject.first)):
        last = min(last, _next_comma(t, first, last))
    if last < first:
        return None
    pieces = [(first, last)]
    rule = f"{'chain' if shares else 'before'}-{kind}"
    if kind == "quote" and subject is not None and subject.first > s.begin and s.t.is_quotation(subject.first - 1):
        left = _left(s, subject.first)
        if left is not None and left[1] < subject.first:
            pieces.insert(0, left)
            rule = "split-quote"
    elif subject is not None and kind == "comma-quote":
        left = _left(s, subject.first)
        rule = "before-quote"
        if left is not None:
            pieces.insert(0, left)
            rule = "split-quote"
    return _find(s, hit, subject, pieces, rule, shares=shares, addressee=addressee, kind=kind)


def _without_time(t: Tokens, first: int, last: int) -> int:
    """condemned the strike | on Thursday: when and where it was said is no part of what was said."""
    i = last
    while i > first + 1 and not t.is_sign(i) and not t.is_quotation(i):
        if t.is_a(i, Word.TIME | Word.DETERMINER) or t.keys[i].isdigit():
            i -= 1
        elif t.is_a(i, Word.PREPOSITION) and i < last and t.is_a(i + 1, Word.TIME | Word.DETERMINER) and t.is_a(last, Word.TIME):
            return i - 1
        elif i < last and t.is_a(i + 1, Word.TIME) and t.caps[i + 1]:
            return i
        else:
            return last
    return last


def _one_act(t: Tokens, first: int, last: int) -> int:
    """welcomed the round | and wished it success: another verb of the same subject is another act."""
    for i in range(first + 2, last):
        if t.is_a(i, Word.AND) and not t.caps[i + 1]:
            if t.is_a(i + 1, Word.VERB) or (t.keys[i + 1].endswith("ed") and not t.is_a(i + 1, Word.ROLE | Word.TITLE)):
                return i - 1
    return last


def _is_subordinate(t: Tokens, begin: int, first: int) -> bool:
    """While X says A, …: the subject's clause is opened by a word that puts it under another."""
    i = first - 1
    while i >= begin and t.is_a(i, Word.ADVERB) and not t.is_a(i, Word.SUBORDINATE):
        i -= 1
    if i > begin and t.is_a(i, Word.RELATIVE) and is_comma(t, i - 1):
        return True
    return i >= begin and t.is_a(i, Word.SUBORDINATE) and not t.is_a(i, Word.AND) and (
        i == begin or is_comma(t, i - 1) or t.is_a(i - 1, Word.AND | Word.ADVERB)
    )


def _next_comma(t: Tokens, first: int, last: int) -> int:
    """The token before the first comma after `first`."""
    return next((i - 1 for i in range(first + 1, last) if is_comma(t, i)), last)


def _has_verb(t: Tokens, first: int, end: int) -> bool:
    """Whether a clause begins at `first`: a verb before the next sign."""
    if t.is_a(first, Word.SUBORDINATE | Word.QUESTION):
        return False
    for i in range(first, min(end, first + 15)):
        if t.is_sign(i):
            return False
        if t.is_a(i, Word.AUXILIARY | Word.VERB):
            return True
    return False


def _is_clause(t: Tokens, first: int, end: int) -> bool:
    """Whether a subject and a verb follow, as far as words alone can tell."""
    if t.is_a(first, Word.PRONOUN) and not t.is_a(first, Word.DETERMINER):
        return True
    i = first
    while (i := i + 1) < min(end, first + 25):
        if t.is_a(i, Word.RELATIVE) and is_comma(t, i - 1):
            i = _next_comma(t, i, end) + 1
            continue
        if t.is_a(i, Word.AUXILIARY | Word.VERB):
            return not t.is_a(i - 1, Word.RELATIVE)
        if t.keys[i] in (";", ":") or t.is_quotation(i) or t.is_a(i, Word.RELATIVE):
            return False
        past = t.keys[i].endswith("ed") and not t.caps[i]
        if past and not t.is_a(i - 1, Word.DETERMINER | Word.PREPOSITION | Word.POSSESSIVE):
            return True
    return False


def _as_said(s: Sentence, n: int, hit: Hit, subject: Noun, comma: int) -> Find | None:
    """As X put it, CONTENT."""
    t = s.t
    opens = subject.first - 1
    if opens != s.begin or t.keys[opens] not in t.language.table.as_said or comma + 1 >= s.end:
        return None
    return _find(s, hit, subject, [(comma + 1, _content_end(s, n, comma + 1))], "as-said")


def _follows_quotation(t: Tokens, s: Sentence, first: int) -> bool:
    """Whether a quotation still free ends right before token `first`."""
    i = first - 1
    if i >= s.begin and is_comma(t, i):
        i -= 1
    return i >= max(s.begin, s.free) and t.is_quotation(i)


def _content_kind(s: Sentence, hit: Hit, at: int, place: int) -> tuple[str | None, int | None]:
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
        if t.is_a(here, Word.THAT) and here + 1 < s.end and not t.is_sign(here + 1) | False:
            return ("that", here) if hit.takes("that") else (None, None)
        if t.is_a(here, Word.THAT) and here + 1 < s.end and t.is_quotation(here + 1):
            return ("that", here) if hit.takes("that") else (None, None)
    if place < s.end and is_comma(t, place):
        that = _that_after_aside(t, place, s.end)
        return ("that", that) if that is not None and hit.takes("that") else (None, None)
    if at >= s.end or (t.is_sign(at) and t.keys[at] not in ("$", "€", "£", "(", "#", "@")):
        return None, None
    if t.keys[at] == "to" and not hit.takes("to"):
        return None, None
    if hit.takes("clause") and place < s.end and _opens_clause(t, place):
        if hit.cue is not None and hit.cue.plain or _is_clause(t, place, s.end):
            return "clause", place
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
    if t.is_a(i, Word.QUESTION):
        return True
    return not t.is_a(i, Word.AND | Word.PREPOSITION | Word.SUBORDINATE) or t.is_a(i, Word.DETERMINER | Word.PRONOUN) or (
        t.keys[i] in ("if", "when", "while", "although", "despite")
    )


def _object(s: Sentence, hit: Hit, at: int) -> tuple[str | None, int | None]:
    t = s.t
    assert hit.cue is not None
    if any(t.keys[i] in t.language.table.no_comment for i in range(at, min(s.end, at + 4))):
        return None, None
    progressive = hit.first > s.begin and any(t.is_a(i, Word.BE) for i in range(max(s.begin, hit.first - 2), hit.first))
    if hit.cue.form == Inflected.PARTICIPLE and not (progressive or _is_loose_participle(s, hit)):
        return None, None
    if t.is_a(at, Word.AND | Word.ADVERB) and not t.is_a(at, Word.DETERMINER | Word.POSSESSIVE):
        return None, None
    if t.is_a(at, Word.PREPOSITION | Word.SUBORDINATE | Word.TIME) and t.keys[at] != "to":
        return None, None
    return "object", at


def _named(s: Sentence, hit: Hit, at: int) -> tuple[str | None, int | None]:
    """called the treaty “a surrender”: the name given is a quotation after a short object."""
    kind, first = _loose_quote(s, at)
    if first is not None and len(s.t.keys[first]) >= s.t.starts[first] - s.t.starts[at]:
        return kind, at
    return kind, first


def _loose_quote(s: Sentence, at: int) -> tuple[str | None, int | None]:
    t = s.t
    for i in range(at, min(s.end, at + 14)):
        if t.is_quotation(i):
            return "quote", i
        if t.is_a(i, Word.MUTE):
            break
        if t.is_sign(i) and t.keys[i] not in ("-", "'", "’", "."):
            break
    return None, None


def _that_after_aside(t: Tokens, comma: int, end: int) -> int | None:
    """said, in a statement, that"""
    for i in range(comma + 1, min(end, comma + 20)):
        if is_comma(t, i):
            return i + 1 if i + 1 < end and t.is_a(i + 1, Word.THAT) else None
        if t.is_quotation(i):
            return None
    return None


def _skip_addressee(t: Tokens, at: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """told | reporters in Geneva | that: past the one addressed."""
    i = at
    if i < end and (t.is_sign(i) or t.is_a(i, Word.THAT | Word.PREPOSITION)):
        return at, None
    if i < end and t.is_a(i, Word.PRONOUN) and not t.is_a(i, Word.DETERMINER):
        return i + 1, (i, i)
    if i < end and t.keys[i] in ("him", "her", "them", "me", "us", "you"):
        return i + 1, (i, i)
    while i < end and not t.is_sign(i) and i - at < 15:
        if t.is_a(i, Word.THAT | Word.QUESTION | Word.PREPOSITION | Word.TIME) or t.keys[i] == "to":
            break
        if i > at and t.is_a(i, Word.PRONOUN | Word.DETERMINER | Word.POSSESSIVE) and not t.owns(i - 1):
            break
        if i > at and t.is_a(i, Word.AUXILIARY):
            break
        i += 1
    return (i, (at, i - 1)) if i > at else (at, None)


def _skip_adverbials(t: Tokens, at: int, end: int) -> int:
    """on Thursday, in a statement, through its embassy in Bangkok, bluntly."""
    i = at
    while i < end:
        if i + 1 < end and t.is_a(i, Word.ADVERB) and t.is_a(i, Word.PREPOSITION) and _is_quantity(t, i + 1):
            return i
        if i + 1 < end and t.is_a(i, Word.DETERMINER) and t.is_a(i + 1, Word.TIME):
            i += 2
        elif t.is_a(i, Word.TIME) and not t.is_a(i, Word.TITLE) or (t.is_a(i, Word.ADVERB) and not t.is_a(i, Word.DETERMINER | Word.PRONOUN)):
            i += 1
        elif t.keys[i].isdigit() and i > at and t.is_a(i - 1, Word.TIME | Word.PREPOSITION):
            i += 1
        elif t.is_a(i, Word.PREPOSITION) and t.keys[i] != "to" or (t.keys[i] == "to" and i + 1 < end and (t.is_a(i + 1, Word.DETERMINER | Word.POSSESSIVE) or t.caps[i + 1] or t.is_a(i + 1, Word.ROLE))):
            stop = _phrase_stop(t, i + 1, end)
            if stop == i + 1:
                return i
            i = stop
        elif t.is_a(i, Word.TIME):
            i += 1
        else:
            return i
    return i


def _is_quantity(t: Tokens, i: int) -> bool:
    """about half, over 40: a number follows, so that this is no place or topic."""
    return t.keys[i][0].isdigit() or t.keys[i] in ("half", "$") or t.is_a(i, Word.DETERMINER) and not t.is_a(i, Word.THAT) and t.keys[i] not in ("the", "a", "an", "this", "these", "those", "his", "her")


def _phrase_stop(t: Tokens, at: int, end: int) -> int:
    """Past the noun phrase after a preposition: up to a sign, that, or what begins another phrase."""
    i = at
    while i < end and i - at < 20:
        if t.is_quotation(i) and (i == at or t.owns(i - 1) or t.is_a(i - 1, Word.DETERMINER)):
            return i + 1
        if t.is_sign(i) and not holds_together(t, i, end):
            break
        if t.is_a(i, Word.THAT) and not (i == at and t.is_a(i, Word.DETERMINER)):
            break
        if i > at and t.is_a(i, Word.PREPOSITION | Word.QUESTION) and not t.is_a(i, Word.TIME):
            break
        if i > at and (t.is_a(i, Word.PRONOUN | Word.DETERMINER | Word.POSSESSIVE)) and not t.owns(i - 1):
            break
        if i > at and t.caps[i] and not t.caps[i - 1] and not t.is_a(i - 1, Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION | Word.TITLE) and not t.owns(i - 1) and _clause_ahead(t, i, end):
            break
        if i > at and t.is_a(i - 1, Word.TIME) and t.caps[i - 1] and not t.is_a(i, Word.TIME) and not t.keys[i].isdigit():
            break
        i += 1
    return i


def _clause_ahead(t: Tokens, i: int, end: int) -> bool:
    """Whether a verb follows the capitalised words at `i`, so that they are a subject."""
    for k in range(i + 1, min(end, i + 6)):
        if t.is_sign(k) or t.is_a(k, Word.THAT):
            return False
        if t.is_a(k, Word.AUXILIARY | Word.VERB):
            return True
    return False


def _stands_after(s: Sentence, place: int) -> bool:
    """Whether nothing that could be content follows the cue: a stop, a comma, a participle."""
    t = s.t
    if place >= s.end:
        return True
    if t.is_sign(place):
        return not t.is_quotation(place)
    return t.is_a(place, Word.SUBORDINATE | Word.AND | Word.PREPOSITION | Word.RELATIVE) or t.keys[place].endswith("ing") or t.keys[place] == "to"


def _postposed(s: Sentence, hit: Hit, subject: Noun, place: int, addressee: tuple[int, int] | None) -> Find | None:
    """CONTENT, S V and CONTENT, S V, MORE."""
    content = _left(s, subject.first)
    if content is None:
        resumed = list(_resumed(s, place)) if hit.cue is not None and hit.cue.plain else []
        return _find(s, hit, subject, resumed, "after-lead", addressee=addressee) if resumed else None
    if s.finds and content[0] < s.free:
        content = (s.free, content[1])
    if content[1] < content[0]:
        return None
    if not s.t.is_quotation(content[1]) and not (hit.takes("clause") or hit.takes("that")):
        return None
    return _find(s, hit, subject, [content, *_resumed(s, place)], "after", addressee=addressee)


def _left(s: Sentence, before: int) -> tuple[int, int] | None:
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
    return (first, last) if first <= last and not _only_lead(t, first, last) else None


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


def _only_lead(t: Tokens, first: int, last: int) -> bool:
    """But,: nothing said yet."""
    return all(t.is_a(i, Word.AND) or t.is_sign(i) for i in range(first, last + 1))


def _dateline_end(t: Tokens, first: int, last: int) -> int | None:
    """Past WASHINGTON (AP) —."""
    for i in range(first, min(last, first + 9)):
        if is_dash(t, i) or t.keys[i] == "-":
            return i + 1 if i > first and t.caps[first] and t.text[t.starts[first] : t.ends[first]].isupper() else None
        if t.is_quotation(i):
            return None
    return None


def _resumed(s: Sentence, place: int) -> Iterator[tuple[int, int]]:
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
    if not t.is_a(at, Word.THAT | Word.DETERMINER) and (
        t.is_a(at, Word.RELATIVE | Word.CLAUSE_END) or t.keys[at].endswith("ing")
    ):
        return
    last = _content_end(s, len(s.hits), at)
    if last > at:
        yield at, last


def _content_end(s: Sentence, n: int, first: int) -> int:
    """Last token of content that begins at `first`: the sentence's end, or where another clause begins."""
    t = s.t
    last = _last_word(t, s.begin, s.end)
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
        if after_quotation and (is_dash(t, i) or (i < last and _ends_quoted(t, i, last))):
            return i - 1
        if is_comma(t, i) and i + 1 <= last and i - first > 1 and _ends_clause(t, i + 1, last):
            closing = _closing_comma(t, i + 1, last)
            if closing is None:
                return i - 1
            i = closing
        if t.keys[i] == ";" and i - first > 2:
            return i - 1
        i += 1
    return last


def _ends_quoted(t: Tokens, i: int, last: int) -> bool:
    """“…,” an odd charge; “…,” it is reading; “…,” but he added: what follows a quotation that ended its clause."""
    if t.is_a(i, Word.CLAUSE_END):
        return True
    if t.is_a(i, Word.AND):
        return t.is_a(i + 1, Word.PRONOUN) and not t.is_a(i + 1, Word.THAT)
    return t.is_a(i, Word.PRONOUN) and t.is_a(i + 1, Word.AUXILIARY | Word.VERB)


def _closing_comma(t: Tokens, first: int, last: int) -> int | None:
    """The comma that closes a relative clause inside the content: the group, which is armed, would …"""
    if not t.is_a(first, Word.RELATIVE):
        return None
    for i in range(first + 1, min(last, first + 40)):
        if is_comma(t, i):
            return i if t.is_a(i + 1, Word.AUXILIARY | Word.VERB) else None
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
    if t.is_a(i, Word.AND) and hit.cue is not None and hit.cue.form & Inflected.FINITE and not (hit.cue.form == Inflected.FINITE | Inflected.BASE):
        return i - 2 if is_comma(t, i - 1) else i - 1
    if (is_comma(t, i) or t.is_quotation(i)) and hit.cue is not None and hit.cue.form & Inflected.PARTICIPLE:
        return i - 1 if is_comma(t, i) else i
    subject = subject_before(t, first, hit.first)
    if subject is None or subject.first <= first + 1:
        return None
    before = subject.first - 1
    while before > first and t.is_a(before, Word.ADVERB):
        before -= 1
    if is_comma(t, before) and before == subject.first - 1 and t.is_a(subject.first, Word.PRONOUN):
        after = hit.last + 1
        return before - 1 if after < s.end and not is_comma(t, after) and not t.is_sign(after) else None
    if t.is_a(before, Word.AND) or t.keys[before] in ("while", ";"):
        comma = is_comma(t, before - 1) or t.is_quotation(before - 1)
        if before <= first + 2:
            return None
        return before - 2 if is_comma(t, before - 1) else before - 1 if comma or t.keys[before] in ("but", ";", "while") else None
    return None


# ---- according to, nouns, colon --------------------------------------------------------------------------------


def _according(s: Sentence, n: int, hit: Hit) -> Find | None:
    t = s.t
    subject = subject_after(t, hit.last + 1, s.end)
    if subject is None:
        stop = _phrase_stop(t, hit.last + 1, s.end) - 1
        if stop <= hit.last:
            return None
        subject = Noun(hit.last + 1, stop, stop)
    if hit.first == s.begin or (hit.first - s.begin <= 2 and not any(t.is_quotation(i) for i in range(s.begin, hit.first))):
        at = subject.last + 1
        if at < s.end and not is_comma(t, at):
            subject = Noun(subject.first, subject.core, subject.core)
            at = subject.last + 1
        if at >= s.end or not is_comma(t, at):
            return None
        first = at + 1
        last = _content_end(s, n, first)
        return _find(s, hit, subject, [(first, last)], "according-before") if first <= last else None
    content = _left(s, hit.first)
    if content is None and hit.first - 1 >= s.begin and not t.is_sign(hit.first - 1):
        content = (max(s.begin, s.free), hit.first - 1)
    resumed = list(_resumed(s, subject.last + 1))
    if content is None or content[1] < content[0] or (resumed and _is_lead(t, *content)):
        return _find(s, hit, subject, resumed, "according-before") if resumed else None
    return _find(s, hit, subject, [content, *resumed], "according-after")


def _is_lead(t: Tokens, first: int, last: int) -> bool:
    """A phrase that only sets the scene: Over the long term; In Brussels on Monday."""
    if not t.is_a(first, Word.PREPOSITION | Word.ADVERB | Word.TIME | Word.SUBORDINATE):
        return False
    return not any(t.is_a(i, Word.AUXILIARY | Word.VERB) or t.is_quotation(i) for i in range(first, last + 1))


def _noun(s: Sentence, n: int, hit: Hit) -> Find | None:
    """the Kremlin's call for …, Iran's “…” warning."""
    t = s.t
    owner = hit.first - 1
    quoted = t.is_quotation(owner) if owner >= s.begin else False
    if quoted:
        owner -= 1
    while owner >= s.begin and hit.first - owner < 5 and not t.owns(owner) and not t.is_sign(owner) and not t.is_a(owner, Word.POSSESSIVE | Word.DETERMINER):
        owner -= 1
    if owner < s.begin or not (t.owns(owner) or t.is_a(owner, Word.POSSESSIVE)):
        return None
    subject = subject_before(t, s.begin, owner + 1) if t.owns(owner) else Noun(owner, owner, owner)
    if subject is None:
        return None
    if quoted:
        return _find(s, hit, subject, [(hit.first - 1, hit.first - 1)], "noun-quote")
    link = hit.last + 1
    if link >= s.end:
        return None
    if t.keys[link] in t.language.table.noun_links:
        for i in range(link + 1, min(s.end, link + 16)):
            if t.is_quotation(i):
                return _find(s, hit, subject, [(link + 1, i)], "noun-quote")
            if t.is_sign(i) or t.is_a(i, Word.VERB):
                break
        if t.is_a(link, Word.THAT):
            last = _content_end(s, n, link + 1)
            return _find(s, hit, subject, [(link, last)], "noun-that") if last > link else None
    if t.is_a(link, Word.AUXILIARY) or t.keys[link] == ":":
        for i in range(link, min(s.end, link + 8)):
            if t.is_quotation(i) and t.is_sign(i - 1):
                return _find(s, hit, subject, [(i, i)], "noun-quote")
    return None


def _after_colon(s: Sentence) -> Find | None:
    """X delivered a message this week: “…”"""
    t = s.t
    last = _last_word(t, s.begin, s.end)
    colon = last - 1
    while colon > s.begin and t.is_quotation(colon):
        colon -= 1
    if not (t.is_quotation(last) and colon > s.begin and t.keys[colon] in (":", "：")):
        return None
    if any(t.is_a(i, Word.MUTE) for i in range(s.begin, colon)):
        return None
    for i in range(s.begin + 1, colon):
        if t.is_a(i, Word.VERB | Word.AUXILIARY) or (not t.caps[i] and t.keys[i].endswith("ed")):
            subject = subject_before(t, s.begin, i)
            if subject is not None:
                owner = next((k for k in range(subject.first, subject.core) if t.owns(k)), None)
                if owner is not None and subject.last == subject.core:
                    subject = Noun(subject.first, owner, owner)
                return _find(s, Hit(colon, colon, "colon"), subject, [(colon + 1, last)], "colon-quote", frame=Frame.COLON)
    return None


def _nothing(s: Sentence, n: int, hit: Hit) -> Find | None:
    return None


_FRAMES = {"cue": _verb, "noun": _noun, "according": _according, "according_after": _nothing, "passive": _nothing}
_KIND_FRAME = {"noun": Frame.NOUN, "according": Frame.ACCORDING, "colon": Frame.COLON}


def _find(
    s: Sentence, hit: Hit, subject: Noun | None, content: list[tuple[int, int]], rule: str, *,
    shares: bool = False, addressee: tuple[int, int] | None = None, kind: str = "quote", frame: Frame | None = None,
) -> Find:
    if frame is None:
        frame = _KIND_FRAME.get(hit.kind, Frame.SAY)
        if hit.cue is not None:
            takes = hit.cue.takes
            frame = takes.get(kind.removeprefix("comma-"), takes.get("to" if kind == "object" else "quote", next(iter(takes.values()))))
    return Find(hit, subject, tuple(content), frame, rule, shares, addressee)


def announced_speaker(t: Tokens, begin: int, end: int) -> tuple[Noun, Hit] | None:
    """Who is announced by a sentence that ends in a colon, for a quotation in the next paragraph."""
    s = Sentence(t, begin, end, free=begin, floor=begin)
    for hit in reversed(find_cues(t, begin, end)):
        subject = subject_before(t, begin, hit.first) if hit.kind == "cue" and hit.takes("quote") else None
        subject = subject or (subject_after(t, hit.last + 1, end - 1) if hit.kind == "cue" and hit.first == begin else None)
        if subject is not None and can_speak(t, subject):
            return subject, hit
    main = _main_subject(s, end - 1)
    return (main, Hit(end - 1, end - 1, "colon")) if main else None


def headline_label(t: Tokens) -> tuple[int, int] | None:
    """The name before the colon that opens a paragraph, as tokens."""
    colon = next((i for i in range(1, min(len(t) - 2, 8)) if t.keys[i] in (":", "：")), None)
    if colon is None or any(t.is_sign(i) for i in range(colon)):
        return None
    return (1 if t.is_a(0, Word.DETERMINER) and colon > 1 else 0), colon - 1


def main_subject(t: Tokens, begin: int, end: int) -> Noun | None:
    """The subject of a sentence's first verb, where it can speak."""
    begin = _dateline_end(t, begin, end) or begin
    return _main_subject(Sentence(t, begin, end, free=begin, floor=begin), end)


def unfinished_speaker(t: Tokens, begin: int, end: int) -> Noun | None:
    """Who speaks in a sentence that ends in a cue and says nothing yet: The minister agreed."""
    hits = find_cues(t, begin, end)
    hit = hits[-1] if hits else None
    if hit is None or hit.kind != "cue" or not hit.takes("quote") or hit.last < _last_word(t, begin, end):
        return None
    subject = subject_before(t, begin, hit.first)
    return subject if subject is not None and can_speak(t, subject) else None


def content_spans(t: Tokens, find: Find) -> tuple[Span, ...]:
    """The find's content as characters."""
    return tuple(t.span(a, b) for a, b in find.content)


