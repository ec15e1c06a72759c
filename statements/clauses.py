"""A small clause grammar: for each reporting word of a sentence, who speaks and which words are what was said."""

from __future__ import annotations

from statements.adverbials import has_verb, is_lead, phrase_stop, skip_addressee, skip_adverbials, without_time
from statements.cues import Hit, find_cues
from statements.extents import (
    content_end,
    content_kind,
    follows_quotation,
    is_loose_participle,
    is_subordinate,
    left_content,
    one_act,
    resumed_content,
    stands_after,
)
from statements.language import Inflected, Word
from statements.phrases import Noun, can_speak, is_comma, subject_after, subject_before
from statements.sentence import Find, Sentence, dateline_end, last_word, make_find, next_comma
from statements.tokens import Tokens
from statements.utterance import Frame


def read_sentence(t: Tokens, begin: int, end: int) -> list[Find]:
    """The attributions of the sentence from token `begin` to before `end`."""
    begin = dateline_end(t, begin, end) or begin
    s = Sentence(t, begin, end, free=begin, floor=begin)
    s.hits = find_cues(t, begin, end)
    if s.hits and s.hits[0].passive and s.hits[0].first == begin:
        comma = next_comma(t, begin, end) + 1
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
    if not any(f for f in s.finds if f.content[-1][1] >= last_word(t, begin, end) - 1):
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


def _verb(s: Sentence, n: int, hit: Hit) -> Find | None:
    assert hit.cue is not None
    if hit.passive:
        return _passive(s, hit)
    t, order = s.t, s.t.language.order
    floor = s.floor
    subject = subject_before(t, floor, hit.first) if order.subject_first else None
    if subject is not None and hit.cue.form == Inflected.PARTICIPLE and not can_speak(t, subject):
        subject = _main_subject(s, hit.first)
    shares = False
    if subject is None or hit.cue.form == Inflected.PARTICIPLE or _is_chain(s, hit):
        inverted = _inverted(s, n, hit)
        if inverted is not None:
            return inverted
        if subject is None or _is_chain(s, hit) or is_loose_participle(s, hit):
            shares = bool(s.finds)
            subject = None if shares else _main_subject(s, hit.first)
            if subject is None and not shares:
                return None
    return _with_content(s, n, hit, subject, shares)


def _passive(s: Sentence, hit: Hit) -> Find | None:
    """The move was criticised by X: what the subject is, X said."""
    t = s.t
    assert hit.cue is not None
    by = next(
        (i for i in range(hit.last + 1, min(s.end - 1, hit.last + 4)) if t.keys[i] in t.language.table.passives),
        None,
    )
    if by is None or not hit.takes("object"):
        return None
    speaker = subject_after(t, by + 1, s.end)
    thing = subject_before(t, s.floor, hit.first)
    if speaker is None or thing is None or thing.core >= hit.first:
        return None
    return make_find(s, hit, speaker, [(thing.first, thing.core)], "passive", kind="object")


def _main_subject(s: Sentence, before: int) -> Noun | None:
    """The subject of the sentence's first verb: … in Brussels, the minister left early, saying that …"""
    t = s.t
    for i in range(s.begin + 1, before):
        if t.is_quotation(i):
            return None
        past = t.is_a(i, Word.PAST) and not t.is_a(i - 1, Word.DETERMINER)
        if not t.caps[i] and (t.is_a(i, Word.VERB | Word.AUXILIARY) or past):
            subject = subject_before(t, s.begin, i)
            if subject is not None:
                return subject if can_speak(t, subject) else None
    return _leading_name(t, s.begin, before)


def _leading_name(t: Tokens, begin: int, end: int) -> Noun | None:
    """The pronoun or name a sentence opens with, after a lead phrase: On Friday, Lind …"""
    first = next(
        (i for i in range(begin, end) if not t.is_a(i, Word.AND | Word.ADVERB) or t.is_a(i, Word.PRONOUN)), end
    )
    if first < end and t.is_a(first, Word.PREPOSITION):
        comma = next_comma(t, first, end) + 1
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
    loose = not t.is_quotation(before) or t.is_a(subject.first, Word.PRONOUN)
    if loose and next_word < s.end and t.is_a(next_word, Word.AUXILIARY | Word.VERB | Word.ADVERB):
        return None
    content = left_content(s, hit.first)
    if content is None:
        return None
    after = skip_adverbials(t, subject.last + 1, s.end)
    pieces = [content, *resumed_content(s, after)]
    return make_find(s, hit, subject, pieces, "inverted")


def _verb_first(s: Sentence, n: int, hit: Hit) -> Find | None:
    """Said X: “…”; and where the language puts the verb first, said X that …"""
    t = s.t
    subject = subject_after(t, hit.last + 1, s.end)
    if subject is None:
        return None
    place = skip_adverbials(t, subject.last + 1, s.end)
    kind, first = content_kind(s, hit, subject.last + 1, place)
    if kind is None or first is None or not (kind.endswith("quote") or t.language.order.verb_first):
        return None
    last = content_end(s, n, first)
    return make_find(s, hit, subject, [(first, last)], f"first-{kind}", kind=kind) if last >= first else None


def _with_content(s: Sentence, n: int, hit: Hit, subject: Noun | None, shares: bool) -> Find | None:
    t = s.t
    assert hit.cue is not None
    addressee = None
    at = hit.last + 1
    if any(frame is Frame.TELL for frame in hit.cue.takes.values()):
        at, addressee = skip_addressee(t, at, s.end)
    place = skip_adverbials(t, at, s.end)
    kind, first = content_kind(s, hit, at, place)
    if (
        kind in ("clause", "object", "to", "that")
        and subject is not None
        and first is not None
        and follows_quotation(t, s, subject.first)
        and not (first == hit.last + 1 and (kind == "that" or has_verb(t, first, s.end)))
    ):
        kind = first = None
        place = at
    quoted_before = subject is not None and follows_quotation(t, s, subject.first)
    if subject is not None and place < s.end and is_comma(t, place) and hit.takes("quote"):
        said = _as_said(s, n, hit, subject, place)
        if said is not None:
            return said
    if kind is None and subject is not None and hit.takes("quote") and (quoted_before or stands_after(s, place)):
        return _postposed(s, hit, subject, place, addressee)
    if kind is None or first is None:
        return None
    last = content_end(s, n, first)
    if kind == "object":
        last = without_time(t, first, one_act(t, first, last))
    if subject is not None and (subject.relative is not None or is_subordinate(t, s.begin, subject.first)):
        last = min(last, next_comma(t, first, last))
    if last < first:
        return None
    if hit.takes("name") and not hit.takes("that"):
        last = next((i for i in range(first, last + 1) if t.is_quotation(i)), last)
    pieces = [(first, last)]
    rule = f"{'chain' if shares else 'before'}-{kind.removeprefix('comma-')}"
    if subject is not None and kind.endswith("quote"):
        left = _split_off(s, subject, first, loose=kind == "comma-quote")
        if left is not None:
            pieces.insert(0, left)
            rule = "split-quote"
    return make_find(s, hit, subject, pieces, rule, shares=shares, addressee=addressee, kind=kind)


def _split_off(s: Sentence, subject: Noun, right: int, *, loose: bool) -> tuple[int, int] | None:
    """The first half of a quotation or sentence that the cue interrupts before the quotation at `right`."""
    t = s.t
    quoted = subject.first > s.begin and t.is_quotation(subject.first - 1)
    if not (quoted or loose):
        return None
    left = left_content(s, subject.first)
    if left is None or left[1] >= subject.first or t.is_quotation(left[1]):
        return left
    return left if t.goes_on(right) else None


def _as_said(s: Sentence, n: int, hit: Hit, subject: Noun, comma: int) -> Find | None:
    """As X put it, CONTENT."""
    t = s.t
    opens = subject.first - 1
    if opens != s.begin or t.keys[opens] not in t.language.table.as_said or comma + 1 >= s.end:
        return None
    return make_find(s, hit, subject, [(comma + 1, content_end(s, n, comma + 1))], "as-said")


def _postposed(s: Sentence, hit: Hit, subject: Noun, place: int, addressee: tuple[int, int] | None) -> Find | None:
    """CONTENT, S V and CONTENT, S V, MORE."""
    content = left_content(s, subject.first)
    if content is None:
        resumed = list(resumed_content(s, place)) if hit.cue is not None and hit.cue.plain else []
        return make_find(s, hit, subject, resumed, "after-lead", addressee=addressee) if resumed else None
    if s.finds and content[0] < s.free:
        content = (s.free, content[1])
    if content[1] < content[0]:
        return None
    if not s.t.is_quotation(content[1]) and not (hit.takes("clause") or hit.takes("that")):
        return None
    return make_find(s, hit, subject, [content, *resumed_content(s, place)], "after", addressee=addressee)


def _according(s: Sentence, n: int, hit: Hit) -> Find | None:
    t = s.t
    subject = subject_after(t, hit.last + 1, s.end)
    if subject is None:
        stop = phrase_stop(t, hit.last + 1, s.end) - 1
        if stop <= hit.last:
            return None
        subject = Noun(hit.last + 1, stop, stop)
    if hit.first == s.begin or (
        hit.first - s.begin <= 2 and not any(t.is_quotation(i) for i in range(s.begin, hit.first))
    ):
        at = subject.last + 1
        if at < s.end and not is_comma(t, at):
            subject = Noun(subject.first, subject.core, subject.core)
            at = subject.last + 1
        if at >= s.end or not is_comma(t, at):
            return None
        first = at + 1
        last = content_end(s, n, first)
        return make_find(s, hit, subject, [(first, last)], "according-before") if first <= last else None
    content = left_content(s, hit.first)
    if content is None and hit.first - 1 >= s.begin and not t.is_sign(hit.first - 1):
        content = (max(s.begin, s.free), hit.first - 1)
    resumed = list(resumed_content(s, subject.last + 1))
    if content is None or content[1] < content[0] or (resumed and is_lead(t, *content)):
        return make_find(s, hit, subject, resumed, "according-before") if resumed else None
    return make_find(s, hit, subject, [content, *resumed], "according-after")


def _noun(s: Sentence, n: int, hit: Hit) -> Find | None:
    """the Kremlin's call for …, Iran's “…” warning."""
    t = s.t
    owner = hit.first - 1
    quoted = t.is_quotation(owner) if owner >= s.begin else False
    if quoted:
        owner -= 1
    while (
        owner >= s.begin
        and hit.first - owner < 5
        and not t.owns(owner)
        and not t.is_sign(owner)
        and not t.is_a(owner, Word.POSSESSIVE | Word.DETERMINER)
    ):
        owner -= 1
    if owner < s.begin or not (t.owns(owner) or t.is_a(owner, Word.POSSESSIVE)):
        return None
    subject = subject_before(t, s.begin, owner + 1) if t.owns(owner) else Noun(owner, owner, owner)
    if subject is None:
        return None
    if quoted:
        return make_find(s, hit, subject, [(hit.first - 1, hit.first - 1)], "noun-quote")
    link = hit.last + 1
    if link >= s.end:
        return None
    if t.keys[link] in t.language.table.noun_links:
        for i in range(link + 1, min(s.end, link + 16)):
            if t.is_quotation(i):
                return make_find(s, hit, subject, [(link + 1, i)], "noun-quote")
            if t.is_sign(i) or t.is_a(i, Word.VERB):
                break
        if t.is_a(link, Word.THAT):
            last = content_end(s, n, link + 1)
            return make_find(s, hit, subject, [(link, last)], "noun-that") if last > link else None
    if t.is_a(link, Word.AUXILIARY) or t.keys[link] == ":":
        for i in range(link, min(s.end, link + 8)):
            if t.is_quotation(i) and t.is_sign(i - 1):
                return make_find(s, hit, subject, [(i, i)], "noun-quote")
    return None


def _after_colon(s: Sentence) -> Find | None:
    """X delivered a message this week: “…”"""
    t = s.t
    last = last_word(t, s.begin, s.end)
    colon = last - 1
    while colon > s.begin and t.is_quotation(colon):
        colon -= 1
    if not (t.is_quotation(last) and colon > s.begin and t.keys[colon] in (":", "：")):
        return None
    if any(t.is_a(i, Word.MUTE) for i in range(s.begin, colon)):
        return None
    for i in range(s.begin + 1, colon):
        if t.is_a(i, Word.VERB | Word.AUXILIARY | Word.PAST):
            subject = subject_before(t, s.begin, i)
            if subject is not None:
                owner = next((k for k in range(subject.first, subject.core) if t.owns(k)), None)
                if owner is not None and subject.last == subject.core:
                    subject = Noun(subject.first, owner, owner)
                return make_find(
                    s, Hit(colon, colon, "colon"), subject, [(colon + 1, last)], "colon-quote", frame=Frame.COLON
                )
    return None


def _nothing(s: Sentence, n: int, hit: Hit) -> Find | None:
    return None


_FRAMES = {"cue": _verb, "noun": _noun, "according": _according, "according_after": _nothing, "passive": _nothing}


def announced_speaker(t: Tokens, begin: int, end: int) -> tuple[Noun, Hit] | None:
    """Who is announced by a sentence that ends in a colon, for a quotation in the next paragraph."""
    s = Sentence(t, begin, end, free=begin, floor=begin)
    for hit in reversed(find_cues(t, begin, end)):
        subject = subject_before(t, begin, hit.first) if hit.kind == "cue" and hit.takes("quote") else None
        subject = subject or (
            subject_after(t, hit.last + 1, end - 1) if hit.kind == "cue" and hit.first == begin else None
        )
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
    begin = dateline_end(t, begin, end) or begin
    return _main_subject(Sentence(t, begin, end, free=begin, floor=begin), end)


def unfinished_speaker(t: Tokens, begin: int, end: int) -> Noun | None:
    """Who speaks in a sentence that ends in a cue and says nothing yet: The minister agreed."""
    hits = find_cues(t, begin, end)
    hit = hits[-1] if hits else None
    if hit is None or hit.kind != "cue" or not hit.takes("quote") or hit.last < last_word(t, begin, end):
        return None
    subject = subject_before(t, begin, hit.first)
    return subject if subject is not None and can_speak(t, subject) else None
