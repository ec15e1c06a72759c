"""Reads sentences of languages whose order is free: speaker and content may stand on either side of the cue."""

from __future__ import annotations

from dataclasses import dataclass, field

from statements.clauses import Find
from statements.cues import Hit
from statements.language import Inflected, Word
from statements.nounphrases import is_name, noun_at, nouns_in, opens
from statements.phrases import Noun, is_comma, is_dash
from statements.tokens import Tokens
from statements.utterance import Frame
from statements.verbs import Report, find_reports

_COLONS = frozenset({":", "："})
_LIGHT = Word.ADVERB | Word.TIME | Word.AUXILIARY | Word.NEGATION
_HEADS = Word.TITLE | Word.ROLE | Word.BODY
Range = tuple[int, int]


@dataclass(slots=True)
class _Sentence:
    """One sentence being read; tokens from `begin` to before `end`."""

    t: Tokens
    begin: int
    end: int
    reports: list[Report]
    stops: frozenset[int]
    free: int
    """First token no find has used yet."""
    finds: list[Find] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last token that is not closing punctuation."""
        i = self.end - 1
        while i > self.begin and self.t.is_sign(i) and not self.t.is_quotation(i):
            i -= 1
        return i


def read_free_sentence(t: Tokens, begin: int, end: int) -> list[Find]:
    """The attributions of the sentence from token `begin` to before `end`."""
    begin = _past_dateline(t, begin, end)
    reports = find_reports(t, begin, end)
    stops = {
        i for r in reports if r.hit.kind != "noun" for i in (*range(r.hit.first, r.hit.last + 1), r.finite, r.tail)
    }
    s = _Sentence(t, begin, end, reports, frozenset(stops), begin)
    for n, report in enumerate(reports):
        if report.hit.first < s.free:
            continue
        found = _READERS[report.hit.kind](s, n, report)
        if found is not None:
            s.finds.append(found)
            s.free = max(s.free, report.hit.last + 1, *(b + 1 for a, b in found.content if a > report.hit.first))
    _quote_after_colon(s)
    return s.finds


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


# ---- verbs ---------------------------------------------------------------------------------------------------


def _verb(s: _Sentence, n: int, r: Report) -> Find | None:
    """Content and speaker of a reporting verb, by what stands beside it."""
    credited = _as_said(s, n, r)
    if credited is not None:
        return credited
    return _quote_before(s, n, r) or _content_after(s, n, r) or _clause_before(s, r)


def _neighbour(s: _Sentence, start: int) -> int:
    """The token left of the one at `start`, past commas, dashes and what belongs to the verb."""
    i = start - 1
    while i >= s.begin and (is_comma(s.t, i) or is_dash(s.t, i) or s.t.keys[i] in (".", "…")):
        i -= 1
    return i


def _quote_before(s: _Sentence, n: int, r: Report) -> Find | None:
    """“…,” said X;  “…,” X said;  X, “…” said."""
    t = s.t
    if r.hit.cue is None or "quote" not in r.hit.cue.takes:
        return None
    before = _neighbour(s, r.finite)
    if before >= s.free and t.is_quotation(before) and not _is_title(s, before, r.finite):
        subject = None
        if t.language.order.verb_final:
            subject = _first_noun(s, max(s.begin, s.free), before)
        after = None if subject else _subject_after(s, r.core + 1)
        if subject is None and after is None:
            subject = _first_noun(s, max(s.begin, s.free), before)
        spoken = subject or after
        if spoken is None and not (s.finds or t.language.order.drops_subject):
            return None
        left = (before, before) if subject else _left(s, before)
        end = after.last if after else r.tail
        return _find(r.hit, spoken, [left, *_resumed(s, max(end, r.tail) + 1)], "inverted", shares=spoken is None)
    subject = _subject_before(s, r)
    if subject is None:
        return None
    before = _neighbour(s, subject.first)
    if before >= s.free and t.is_quotation(before) and before < subject.first - 1 + (not t.language.table.spaces):
        if _right(s, n, r, r.tail + 1) is not None:
            return None
        return _find(r.hit, subject, [_left(s, before), *_resumed(s, r.tail + 1)], "inverted")
    return None


def _is_title(s: _Sentence, quotation: int, cue: int) -> bool:
    """The newspaper “…” wrote: the quotation is part of the subject."""
    t = s.t
    if quotation + 1 != cue or quotation == s.begin:
        return False
    return t.is_a(quotation - 1, Word.BODY | Word.WORK | Word.DETERMINER) or not (
        t.language.order.verb_final or t.is_sign(quotation - 1) or not t.language.table.spaces
    )


def _left(s: _Sentence, quotation: int) -> Range:
    """The quotation before a cue with the words of its sentence before it."""
    first = quotation
    while first > s.free and not (s.t.keys[first - 1] in _COLONS or s.t.keys[first - 1] == ";"):
        first -= 1
    while first < quotation and s.t.is_sign(first) and not s.t.is_quotation(first):
        first += 1
    lead = quotation - first
    if lead and s.t.is_quotation(first) and all(s.t.is_sign(k) for k in range(first, quotation)):
        return first, quotation
    return (first, quotation) if lead > 2 else (quotation, quotation)


def _resumed(s: _Sentence, at: int) -> list[Range]:
    """The rest of a quotation its cue interrupts: “…,” he said, “…”."""
    t = s.t
    for i in range(at, min(s.end, at + 24)):
        if t.is_quotation(i):
            sign = i - 1
            return (
                [(i, i)]
                if sign >= at and (is_comma(t, sign) or is_dash(t, sign) or t.keys[sign] in (".", ":", "："))
                else []
            )
        if i in s.stops or t.is_a(i, Word.THAT):
            return []
    return []


def _clause_before(s: _Sentence, r: Report) -> Find | None:
    """CONTENT, said X."""
    t = s.t
    cue = r.hit.cue
    if cue is None or not {"clause", "that"} & set(cue.takes) or not t.language.order.inverted:
        return None
    comma = r.finite - 1
    while comma > s.begin and is_dash(t, comma):
        comma -= 1
    if comma - s.free < 3:
        return None
    subject = None
    if is_comma(t, comma):
        subject = _subject_after(s, r.core + 1)
    else:
        before = _subject_before(s, r)
        if (
            before is not None
            and before.first - 1 > s.free + 2
            and is_comma(t, before.first - 1)
            and r.tail >= s.last - 3
        ):
            subject, comma = before, before.first - 1
    if subject is None:
        return None
    return _find(r.hit, subject, [(s.free, comma - 1)], "clause-before")


def _as_said(s: _Sentence, n: int, r: Report) -> Find | None:
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
    subject = _first_noun(s, opening + 1, r.finite) or _subject_after(s, r.core + 1)
    if subject is None:
        return None
    close = max(r.tail, subject.last) + 1
    while close < s.end and not is_comma(t, close):
        if t.is_quotation(close):
            return None
        close += 1
    pieces = []
    if opening - 2 > s.free:
        pieces.append((s.free, opening - 2))
    if close + 1 < s.end:
        pieces.append((close + 1, _content_end(s, n, close + 1)))
    pieces = [(a, b) for a, b in pieces if b > a or (b == a and t.is_quotation(a))]
    if not pieces:
        return None
    quoted = [(a, b) for a, b in pieces if any(t.is_quotation(k) for k in range(a, b + 1))]
    return _find(r.hit, subject, quoted[-1:] or [max(pieces, key=lambda p: p[1] - p[0])], "as-said")


def _content_after(s: _Sentence, n: int, r: Report) -> Find | None:
    """X said that …;  Yesterday said X, …;  and added: “…”."""
    t = s.t
    order = t.language.order
    subject = _subject_before(s, r)
    at = r.core + 1
    if subject is None and (order.inverted or order.verb_first):
        subject = _subject_after(s, at)
        if subject is not None:
            at = subject.last + 1
    shares = False
    if subject is None:
        shares = bool(s.finds) or order.drops_subject or bool(r.hit.cue and r.hit.cue.form & Inflected.PARTICIPLE)
        if not shares:
            return None
    content = _right(s, n, r, at)
    if content is None and order.verb_final and subject is not None:
        content = _between(s, subject, r)
    if content is None:
        return None
    kind, first, last = content
    rule = f"{'chain' if shares else 'before'}-{kind}"
    pieces = [(first, last)]
    if kind == "quote" and subject is not None:
        before = _neighbour(s, subject.first)
        if before >= s.free and t.is_quotation(before) and before == subject.first - 2 and not shares:
            pieces.insert(0, (before, before))
            rule = "split-quote"
    return _find(r.hit, subject, pieces, rule, shares=shares, kind=kind)


def _between(s: _Sentence, subject: Noun, r: Report) -> tuple[str, int, int] | None:
    """X, CONTENT said: the cue ends the sentence."""
    first = _past_light(s, subject.last + 1)
    last = r.finite - 1
    if last - first < 1 or any(s.t.is_quotation(i) for i in (last,)):
        return None
    return "clause", first, last


# ---- content to the right ------------------------------------------------------------------------------------


def _past_light(s: _Sentence, i: int) -> int:
    """Past time, adverbs and a comma that sets them off."""
    t = s.t
    while i + 1 < s.end and not t.is_a(i, Word.THAT):
        timed = t.is_a(i, Word.PREPOSITION | Word.DETERMINER) and t.is_a(i + 1, Word.TIME) and not t.caps[i]
        if not (timed or t.is_a(i, _LIGHT) or t.keys[i].isdigit() or is_comma(t, i)):
            break
        i += 1
    return i


def _right(s: _Sentence, n: int, r: Report, at: int) -> tuple[str, int, int] | None:
    """What follows the cue as its content: (kind, first token, last token)."""
    t = s.t
    takes: frozenset[str] = frozenset(r.hit.cue.takes) if r.hit.cue else frozenset()
    limit = _next_report(s, n, at)
    for i in range(at, limit):
        key = t.keys[i]
        if key in _COLONS:
            return ("quote", i + 1, _content_end(s, n, i + 1)) if "quote" in takes and i + 1 < s.end else None
        if t.is_quotation(i):
            if _is_outlet(t, i, limit):
                continue
            if "object" in takes and i > at + 1 and not t.is_a(i - 1, Word.THAT) and not is_comma(t, i - 1):
                return "quote", i, i
            return ("quote", i, _quote_end(s, i)) if takes & {"quote", "object", "name"} else None
        if (
            t.is_a(i, Word.THAT)
            and not t.is_a(i, Word.PREPOSITION)
            and (i == at or is_comma(t, i - 1) or not t.is_a(i, Word.RELATIVE) or _after_cue(s, r, i))
        ):
            if "that" in takes:
                last = _content_end(s, n, i)
                return ("that", i, last) if last > i else None
            break
        if is_comma(t, i) and _opens_bare_clause(s, i, limit) and "clause" in takes:
            return "clause", i + 1, _content_end(s, n, i + 1)
        if i - at > 30:
            break
    return _object(s, n, r, at, limit, takes)


def _after_cue(s: _Sentence, r: Report, i: int) -> bool:
    """X said on Monday that: only time and such between."""
    return _past_light(s, r.tail + 1) == i or _past_light(s, r.core + 1) == i


def _is_outlet(t: Tokens, i: int, limit: int) -> bool:
    """told the “Berliner Zeitung”, that: a name in quotation marks, not what was said."""
    if t.ends[i] - t.starts[i] > 45 or i + 1 >= limit:
        return False
    named = t.is_a(i - 1, Word.DETERMINER | Word.BODY | Word.WORK | Word.VENUE | Word.PREPOSITION)
    return named and (is_comma(t, i + 1) or t.keys[i + 1] in _COLONS)


def _opens_bare_clause(s: _Sentence, comma: int, limit: int) -> bool:
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
    return any(t.keys[k] in mood for k in ahead) or (
        opens(t, after, s.stops)
        and not (t.is_a(after, Word.RELATIVE) and not t.caps[after + 1])
        and t.is_a(after + 1, Word.AUXILIARY | Word.VERB)
    )


def _quote_end(s: _Sentence, quotation: int) -> int:
    """Past further quotations joined to this one."""
    return quotation


def _object(
    s: _Sentence, n: int, r: Report, at: int, limit: int, takes: frozenset[str]
) -> tuple[str, int, int] | None:
    t = s.t
    if not t.language.table.spaces and takes & {"clause", "object"} and at < s.end and not t.is_sign(at):
        last = _content_end(s, n, at)
        return ("clause", at, last) if last > at else None
    if not takes & {"object", "to"}:
        return None
    first = _past_light(s, at)
    if first >= limit or t.is_sign(first) or first == r.tail:
        return None
    if r.split and r.tail > first:
        explained = (
            is_comma(t, r.tail + 1) and _opens_bare_clause(s, r.tail + 1, s.end) if r.tail + 1 < s.end else False
        )
        last = s.last if explained else r.tail - 1
    else:
        last = _content_end(s, n, first)
    while last > first and t.is_sign(last):
        last -= 1
    if last < first or (
        last - first < 4 and any(t.keys[i] in t.language.table.no_comment for i in range(first, last + 1))
    ):
        return None
    return "object", first, last


def _next_report(s: _Sentence, n: int, at: int) -> int:
    """Where the next coordinate report begins, or the sentence's end."""
    return _content_end(s, n, at) + 1


def _content_end(s: _Sentence, n: int, first: int) -> int:
    """The last token of content that begins at `first`: up to the next report of this sentence, or its end."""
    t = s.t
    for later in s.reports[n + 1 :]:
        if later.hit.kind not in ("cue", "according") or later.finite <= first + 1:
            continue
        cut = later.finite - 1
        while cut > first and t.is_a(cut, _LIGHT | Word.PRONOUN) and not t.is_a(cut, Word.AND):
            cut -= 1
        if later.hit.cue is not None and not _can_speak(s, later):
            continue
        if t.is_a(cut, Word.AND | Word.SUBORDINATE) or is_comma(t, cut):
            while cut > first and (is_comma(t, cut) or t.is_a(cut, Word.AND | Word.SUBORDINATE)):
                cut -= 1
            if cut > first:
                return cut
    return s.last


def _can_speak(s: _Sentence, r: Report) -> bool:
    """Whether a later cue looks like a report of its own: content of some kind stands beside it."""
    t = s.t
    after = r.tail + 1
    return (
        after < s.end
        and not (t.is_sign(after) and t.keys[after] in (".",))
        and not t.is_a(r.finite - 1, Word.RELATIVE)
    )


# ---- speakers ------------------------------------------------------------------------------------------------


def _first_noun(s: _Sentence, begin: int, end: int) -> Noun | None:
    """The first noun phrase without a preposition, or a place that speaks."""
    speaking = s.t.language.order.places_speak
    place = None
    for noun, preposition in nouns_in(s.t, begin, end, s.stops):
        if preposition is None:
            return noun
        if place is None and s.t.keys[preposition] in speaking and _is_place(s, noun):
            place = noun
    return place


def _is_place(s: _Sentence, noun: Noun) -> bool:
    return any(s.t.is_a(i, Word.BODY) for i in range(noun.first, noun.core + 1)) or is_name(s.t, noun.first)


def _subject_before(s: _Sentence, r: Report) -> Noun | None:
    """The subject left of the verb, in its own clause or before the asides that part them."""
    t = s.t
    end = r.finite
    floor = s.begin if not s.finds else s.free
    for _ in range(3):
        begin = _clause_begin(s, floor, end)
        noun = _first_noun(s, begin, end) if begin < end else None
        opening = begin - 1
        relative = t.is_a(begin, Word.RELATIVE) and opening >= floor and is_comma(t, opening) and not t.caps[begin]
        if noun is not None and not relative:
            if opening >= floor and is_comma(t, opening) and is_comma(t, end - 1):
                return _before_aside(s, floor, opening, end - 1) or noun
            return noun
        if relative and begin < r.finite:
            return _before_aside(s, floor, opening, opening)
        if opening < floor or not is_comma(t, opening):
            return None
        end = opening
        if not is_comma(t, r.finite - 1) and begin < r.finite:
            return None
    return None


def _before_aside(s: _Sentence, floor: int, comma: int, close: int) -> Noun | None:
    """The phrase that ends right before the comma at `comma`, with the aside that ends before `close`."""
    begin = _clause_begin(s, floor, comma)
    noun = None
    for found, preposition in nouns_in(s.t, begin, comma, s.stops):
        if preposition is None and found.last == comma - 1:
            noun = noun or found
    return Noun(noun.first, max(noun.last, close - 1), noun.core) if noun else None


def _clause_begin(s: _Sentence, floor: int, end: int) -> int:
    t = s.t
    i = end - 1
    if i >= floor and is_comma(t, i):
        i -= 1
    while i >= floor:
        if t.is_quotation(i) and not (t.is_a(i - 1, Word.DETERMINER | Word.BODY | Word.WORK) and i + 1 < end):
            break
        if (
            t.is_sign(i)
            and not t.is_quotation(i)
            and t.keys[i] not in ("-", "&", "/", "’", "'", "(", ")", "·")
            and not _dotted(t, i)
        ):
            break
        if (
            t.is_a(i, Word.THAT | Word.SUBORDINATE)
            and not t.caps[i]
            and not t.is_a(i, Word.PREPOSITION | Word.ADVERB | Word.RELATIVE | Word.DETERMINER)
        ):
            break
        if i in s.stops:
            break
        i -= 1
    return i + 1


def _dotted(t: Tokens, i: int) -> bool:
    return t.keys[i] == "." and i > 0 and (len(t.keys[i - 1]) <= 2 or t.keys[i - 1] in t.language.abbreviations)


def _subject_after(s: _Sentence, at: int) -> Noun | None:
    """The subject right of the verb, past time, place and the ones addressed."""
    t = s.t
    i, strange, place = at, 0, None
    while i < s.end and i - at < 16:
        if t.is_a(i, Word.PREPOSITION) and not t.caps[i] and not t.is_a(i, _HEADS):
            inner = noun_at(t, i + 1, s.end, s.stops)
            if (
                place is None
                and inner is not None
                and t.keys[i] in t.language.order.places_speak
                and _is_place(s, inner)
            ):
                place = inner
            i = inner.core + 1 if inner is not None else i + 1
            continue
        noun = noun_at(t, i, s.end, s.stops)
        if noun is not None:
            return noun
        if t.is_sign(i) or t.is_a(i, Word.THAT) or i in s.stops:
            break
        if not (t.is_a(i, _LIGHT) or t.keys[i].isdigit()):
            strange += 1
            if strange > 2:
                break
        i += 1
    return place or _nameless(s, at)


def _nameless(s: _Sentence, at: int) -> Noun | None:
    """In scripts without capitals: the unknown words between a verb and the next boundary."""
    t = s.t
    if s.finds or t.language.table.capitals or not t.language.order.verb_first:
        return None
    last = at
    while last < s.end and last - at < 4 and not t.classes[last] and not t.is_sign(last) and last not in s.stops:
        last += 1
    bounded = last < s.end and (t.is_sign(last) or t.is_a(last, Word.PREPOSITION | Word.THAT | Word.TIME))
    return Noun(at, last - 1, last - 1) if last > at and bounded else None


# ---- according to, nouns, colons -----------------------------------------------------------------------------


def _according(s: _Sentence, n: int, r: Report) -> Find | None:
    """According to X, CONTENT;  CONTENT, according to X."""
    t = s.t
    hit = r.hit
    edge = hit.first == s.begin or t.is_sign(hit.first - 1)
    ambiguous = hit.first == hit.last and t.is_a(hit.first, Word.ADVERB | Word.PREPOSITION | Word.SUBORDINATE)
    if (ambiguous and not edge) or (ambiguous and hit.first == s.begin and t.is_a(hit.first, Word.ADVERB)):
        return None
    inside = next((i for i in range(hit.first, hit.last + 1) if t.is_a(i, Word.POSSESSIVE | Word.PRONOUN)), None)
    subject = Noun(inside, inside, inside) if inside is not None else noun_at(t, hit.last + 1, s.end, s.stops)
    if subject is None:
        subject = next((noun for noun, p in nouns_in(t, hit.last + 1, min(s.end, hit.last + 8), s.stops)), None)
    if subject is None or any(t.is_a(i, Word.MUTE) for i in range(subject.first, subject.core + 1)):
        return None
    after = max(subject.last, hit.last) + 1
    before = (s.free, hit.first - 1)
    while before[1] > before[0] and is_comma(t, before[1]):
        before = before[0], before[1] - 1
    while after < s.end and is_comma(t, after):
        after += 1
    rest = (after, _content_end(s, n, after)) if after < s.end else (after, after - 1)
    if hit.first - s.free <= 1 or (rest[1] - rest[0] > before[1] - before[0] and not is_comma(t, hit.first - 1)):
        return _find(hit, subject, [rest], "according-before") if rest[1] > rest[0] or _is_quote(t, rest) else None
    return (
        _find(hit, subject, [before], "according-after") if before[1] > before[0] or _is_quote(t, before) else None
    )


def _is_quote(t: Tokens, span: Range) -> bool:
    return span[0] == span[1] and t.is_quotation(span[0])


def _according_after(s: _Sentence, n: int, r: Report) -> Find | None:
    """X zufolge CONTENT;  CONTENT, X zufolge."""
    t = s.t
    begin = r.hit.first - 1
    while begin >= s.free and not t.is_sign(begin) and r.hit.first - begin < 12:
        begin -= 1
    found = [noun for noun, _ in nouns_in(t, begin + 1, r.hit.first, s.stops)]
    subject = found[0] if found and not t.language.table.order.split else (found[-1] if found else None)
    if subject is None:
        return None
    rest = (r.hit.last + 1, _content_end(s, n, r.hit.last + 1))
    while rest[0] < s.end and is_comma(t, rest[0]):
        rest = rest[0] + 1, rest[1]
    before = (s.free, subject.first - 1)
    while before[1] > before[0] and (is_comma(t, before[1]) or t.is_a(before[1], Word.PREPOSITION)):
        before = before[0], before[1] - 1
    content = before if before[1] - before[0] > rest[1] - rest[0] else rest
    return _find(r.hit, subject, [content], "according-before") if content[1] > content[0] else None


def _quote_after_colon(s: _Sentence) -> None:
    """X left it open: “…”;  adds the quotation that ends the sentence to the finds, where nobody took it."""
    t = s.t
    last = s.last
    first = last
    while first > s.begin and t.is_quotation(first - 1):
        first -= 1
    colon = first - 1
    if not t.is_quotation(last) or colon <= s.begin or t.keys[colon] not in _COLONS or s.free > first:
        return
    if any(t.is_a(i, Word.MUTE) for i in range(s.begin, colon)):
        return
    hit = Hit(colon, colon, "colon")
    if s.finds:
        s.finds.append(_find(hit, None, [(first, last)], "colon-quote", shares=True))
        return
    subject = _first_noun(s, s.begin, colon)
    if subject is not None:
        s.finds.append(_find(hit, subject, [(first, last)], "colon-quote"))


def _nothing(s: _Sentence, n: int, r: Report) -> Find | None:
    return None


_READERS = {
    "cue": _verb,
    "noun": _nothing,
    "according": _according,
    "according_after": _according_after,
    "passive": _nothing,
}
_FRAMES = {"according": Frame.ACCORDING, "according_after": Frame.ACCORDING, "colon": Frame.COLON}


def _find(
    hit: Hit, subject: Noun | None, content: list[Range], rule: str, *, shares: bool = False, kind: str = "quote"
) -> Find:
    frame = _FRAMES.get(hit.kind, Frame.SAY)
    if hit.cue is not None:
        takes = hit.cue.takes
        frame = takes.get(kind, takes.get("to" if kind == "object" else "quote", next(iter(takes.values()))))
    return Find(hit, subject, tuple(content), frame, rule, shares)
