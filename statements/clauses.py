"""A small clause grammar: for each reporting word of a sentence, who speaks and which words are what was said."""

from __future__ import annotations

from dataclasses import replace

from statements.adverbials import has_verb, is_lead, skip_addressee, skip_adverbials
from statements.cues import Hit, find_cues, is_credit
from statements.extents import before_aside, content_end, is_subordinate, left_content, resumed_content, resumes
from statements.kinds import content_kind, follows_quotation, is_chain, is_loose_participle, stands_after
from statements.language import Inflected, Word
from statements.nominal import according, after_colon, noun
from statements.objects import name_end, object_end, quoted_end
from statements.outermost import outer_report
from statements.parted import part_reports
from statements.passing import (
    gives_nickname,
    gives_way,
    is_asked,
    is_programme,
    is_reduced,
    leads,
    only_asks,
    only_describes,
    only_names,
    says_nothing,
    withholds,
)
from statements.phrases import (
    Noun,
    absolute_subject,
    can_speak,
    head_of,
    is_comma,
    main_subject,
    subject_after,
    subject_before,
    takes_up,
)
from statements.sentence import Find, Sentence, dateline_end, last_word, make_find, next_comma, next_pause
from statements.tokens import Tokens
from statements.utterance import Frame

_FEWEST = 4
"""Tokens from a cue to the comma behind its object, where that is more than a pronoun."""


def read_sentence(t: Tokens, begin: int, end: int) -> list[Find]:
    """The attributions of the sentence from token `begin` to before `end`."""
    begin = dateline_end(t, begin, end) or begin
    s = Sentence(t, begin, end, free=begin, floor=begin)
    s.hits = find_cues(t, begin, end)
    if s.hits and leads(t, s.hits[0], begin):
        comma = next_pause(t, begin, end - 1) + 1
        s.free = s.floor = comma if comma < end else begin
    outer = outer_report(s)
    if outer is not None and _may_speak(t, outer):
        s.finds.append(outer)
        s.free = s.floor = outer.hit.last + 1
    for n, hit in enumerate(s.hits):
        if hit.first < s.free:
            continue
        found = _FRAMES[hit.kind](s, n, hit)
        if found is not None and (found.subject is None or _may_speak(t, found)):
            s.finds.append(found)
            if found.subject is None or found.subject.relative is None:
                s.floor = max(s.floor, *(b + 1 for a, b in found.content if a > hit.last), hit.last + 1)
            s.free = max(s.free, hit.last + 1, *(b + 1 for a, b in found.content if a > hit.last))
    if not any(f for f in s.finds if f.content[-1][1] >= last_word(t, begin, end) - 1):
        colon = after_colon(s)
        if colon is not None:
            s.finds.append(colon)
    return part_reports(t, s.finds)


def _may_speak(t: Tokens, find: Find) -> bool:
    """Whoever a quotation is ascribed to speaks; for words without marks the subject must be able to."""
    assert find.subject is not None
    first, last = find.content[0]
    quoted = t.is_quotation(last) and (first == last or t.is_quotation(first))
    if find.hit.kind == "according":
        return not t.holds(Word.MUTE, find.subject.first, find.subject.core + 1)
    if find.hit.kind == "noun" and t.is_a(find.subject.first, Word.POSSESSIVE):
        return True
    if find.rule == "before-that" and find.hit.takes("clause") and _is_close(t, find, first):
        return not t.holds(Word.MUTE, find.subject.first, find.subject.core + 1)
    named = find.hit.takes("name") and t.is_quotation(find.hit.last + 1)
    if find.hit.cue is not None and set(find.hit.cue.takes) == {"quote"}:
        named = not t.is_a(head_of(t, find.subject), Word.VENUE)  # “…,” reads a letter, but not: reads the arch
    return (quoted and find.hit.kind == "cue" and not named) or can_speak(t, find.subject)


def _is_close(t: Tokens, find: Find, that: int) -> bool:
    """The plan says that …: a subject, its finite cue and the clause side by side."""
    hit, subject = find.hit, find.subject
    alone = subject is not None and subject.relative is None
    return alone and that == hit.last + 1 and not t.is_a(hit.first - 1, Word.INFINITIVE)


def _verb(s: Sentence, n: int, hit: Hit) -> Find | None:
    assert hit.cue is not None
    if hit.passive:
        return _passive(s, hit)
    t, order = s.t, s.t.language.order
    if is_reduced(t, hit) or gives_way(s, n, hit) or is_asked(s, hit):
        return None
    if is_credit(t, hit.first, hit.last):
        source = subject_after(t, hit.last + 2, s.end)
        return _as_said(s, n, hit, source, source.last + 1) if source is not None else None
    floor = s.floor
    subject = subject_before(t, floor, hit.first) if order.subject_first else None
    taken_up = takes_up(t, subject.first) if subject is not None else None
    if subject is not None and taken_up is not None:
        return make_find(s, hit, subject, [(taken_up, subject.first - 1)], "taken-up", kind="object")
    if subject is not None and is_comma(t, hit.first - 1) and not is_chain(s, hit):
        named = _named_after(s, n, hit)
        if named is not None:
            return named
    quoted = _quoted_as(s, hit) if hit.cue.form == Inflected.PARTICIPLE else None
    if quoted is not None:
        return _with_content(s, n, hit, quoted, shares=False)
    if hit.cue.form == Inflected.PARTICIPLE and (hit.first == s.begin or _is_gerund(s, hit)):
        return _gerund(s, n, hit)
    if hit.cue.form == Inflected.PARTICIPLE:
        subject = absolute_subject(t, floor, hit.first) or subject
    if subject is not None and hit.cue.form == Inflected.PARTICIPLE and not can_speak(t, subject):
        subject = main_subject(t, s.begin, hit.first)
    shares = False
    if subject is None or hit.cue.form == Inflected.PARTICIPLE or is_chain(s, hit):
        aside = before_aside(t, s.begin, hit.first - 1) < hit.first - 1
        inverted = _inverted(s, n, hit) if not aside else None
        if inverted is not None:
            return inverted
        if subject is None or is_chain(s, hit) or is_loose_participle(s, hit):
            shares = bool(s.finds)
            if subject is not None and not shares and can_speak(t, subject):
                close = _aside_close(s, n)
                if close is not None:
                    return _with_content(replace(s, end=close), n, hit, subject, shares=False)
            subject = None if shares else main_subject(t, s.begin, hit.first)
            if subject is None and not shares:
                return None
    return _with_content(s, n, hit, subject, shares)


def _quoted_as(s: Sentence, hit: Hit) -> Noun | None:
    """The paper quotes X as saying: the object of the verb before."""
    t = s.t
    if hit.first - 1 <= s.begin or t.keys[hit.first - 1] not in t.language.table.as_said:
        return None
    verb = next((i for i in range(hit.first - 2, s.begin, -1) if t.keys[i] in t.language.table.cited), None)
    return subject_after(t, verb + 1, hit.first - 1) if verb and not t.is_a(verb - 1, Word.BE | Word.HAVE) else None


def _aside_close(s: Sentence, n: int) -> int | None:
    """Lind, noting that A, | warned: where an aside that reports gives way to its subject's verb."""
    later = (hit for hit in s.hits[n + 1 :] if hit.kind == "cue" and hit.cue and not hit.passive)
    verbs = (hit.first for hit in later if hit.cue and hit.cue.form & Inflected.FINITE)
    verb = next(verbs, None)
    return verb if verb is not None and is_comma(s.t, verb - 1) else None


def _is_gerund(s: Sentence, hit: Hit) -> bool:
    return hit.first > s.begin and s.t.keys[hit.first - 1] in s.t.language.table.gerunds


def _gerund(s: Sentence, n: int, hit: Hit) -> Find | None:
    """By calling for a truce, Lind …; Lind won by calling for a truce."""
    t = s.t
    opens = hit.first - s.begin < 3
    comma = next_comma(t, hit.last, s.end) + 1
    if not opens:
        subject = main_subject(t, s.begin, hit.first - 1)
        return _with_content(s, n, hit, subject, shares=False) if subject is not None else None
    subject = subject_after(t, comma + 1, s.end)
    if subject is None:
        return None
    if t.is_a(hit.last + 1, Word.OBJECT | Word.POSSESSIVE) and comma - hit.last < _FEWEST:
        s.floor = s.free = comma + 1
        return None  # Echoing her, Lind …
    last = next((i - 1 for i in range(subject.first + 1, subject.core + 1) if t.is_a(i, Word.PAST)), subject.core)
    found = _with_content(replace(s, end=comma + 1), n, hit, Noun(subject.first, last, last), shares=False)
    return found if found is not None and found.content[0][0] > hit.last else None


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


def _named_after(s: Sentence, n: int, hit: Hit) -> Find | None:
    """The talks had failed, said Ivo Berg, who led them: a clause, a comma, the cue and a name."""
    t = s.t
    after = hit.last + 1
    if after >= s.end or not (t.caps[after] or t.is_a(after, Word.TITLE | Word.ROLE | Word.DETERMINER)):
        return None
    found = _inverted(s, n, hit)
    if found is None or found.subject is None or t.is_quotation(hit.first - 2) or not can_speak(t, found.subject):
        return None
    place = found.subject.core + 1
    while place < s.end and not t.is_sign(place) and not t.is_a(place, Word.RELATIVE):
        if t.is_a(place, Word.AUXILIARY | Word.VERB | Word.PAST | Word.INFINITIVE):
            return None
        place += 1
    core = found.subject.core + 1
    plain = hit.cue is not None and hit.cue.plain and Frame.TELL not in hit.cue.takes.values()
    named = plain and core < s.end and is_comma(t, core)
    return found if named or has_verb(t, *found.content[0]) else None


def _verb_first(s: Sentence, n: int, hit: Hit) -> Find | None:
    """Said X: “…”; and where the language puts the verb first, said X that …"""
    t = s.t
    subject = subject_after(t, hit.last + 1, s.end)
    noun = hit.cue is not None and t.keys[hit.first] == hit.cue.lemma and not t.language.order.verb_first
    if subject is None or noun:
        return None  # State television
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
    quoted_before = subject is not None and follows_quotation(t, s, subject.first)
    if (
        quoted_before
        and kind in ("clause", "object", "to", "that")
        and first is not None
        and not (first == hit.last + 1 and (kind == "that" or has_verb(t, first, s.end)))
    ):
        place, kind, first = at, None, None
    if kind == "that" and first is not None and subject is not None and _is_in_between(s, subject, first):
        place, kind, first = first - 1, None, None
    if quoted_before and kind == "quote" and is_programme(t, hit, first, (at, place)):
        kind = first = None
    if subject is not None and place < s.end and is_comma(t, place) and hit.takes("quote"):
        said = _as_said(s, n, hit, subject, place)
        if said is not None:
            return said
    if kind is None and subject is not None and hit.takes("quote") and (quoted_before or stands_after(s, place)):
        return _postposed(s, hit, subject, place, addressee)
    if kind is None or first is None:
        return None
    if withholds(t, hit, kind, first) or (subject is not None and only_asks(t, subject, first)):
        s.floor = s.free = content_end(s, n, first) + 1
        return None
    behind = t.keys[first - 1] in (":", "：") and not t.is_quotation(first)  # writes: It is over, but it …
    last = content_end(s, n, first) if not behind else last_word(t, s.begin, s.end)
    if subject is not None and kind == "object" and only_describes(s, subject, first, last):
        return None
    if subject is not None and t.is_quotation(first) and only_names(s, hit, subject, first):
        return None
    last = _last(s, hit, kind, (first, last), s.finds[-1].subject if shares else subject)
    if last < first or (subject is not None and gives_nickname(t, hit, subject, (first, last))):
        return None
    if first == last == hit.last + 1 and says_nothing(t, kind, first):
        first = hit.first  # the families | deny it
    pieces = [(first, last)]
    rule = f"{'chain' if shares else 'before'}-{kind.removeprefix('comma-')}"
    quoter = subject if kind.endswith("quote") else None
    left = _split_off(s, quoter, first, loose=kind == "comma-quote") if quoter is not None else None
    if left is not None:
        pieces.insert(0, left)
        rule = "split-quote"
    return make_find(s, hit, subject, pieces, rule, shares=shares, addressee=addressee, kind=kind)


def _is_in_between(s: Sentence, subject: Noun, that: int) -> bool:
    """It is so far, Lind said, that …: the cue stands in commas between a clause and what follows from it."""
    t, before = s.t, subject.first - 1
    if not (is_comma(t, that - 1) and before > s.begin and is_comma(t, before)):
        return False
    return has_verb(t, max(s.begin, s.free), before)


def _last(s: Sentence, hit: Hit, kind: str, content: tuple[int, int], subject: Noun | None) -> int:
    """The last token of content of this kind, within the tokens of the clause it opens."""
    t, (first, last) = s.t, content
    if kind in ("object", "quote", "comma-quote"):
        last = quoted_end(t, first, last)
    if kind == "object":
        last = object_end(t, first, last)
    if _is_under(s, subject):
        last = min(last, next_pause(t, first, last))
    named = last >= first and hit.takes("name") and not hit.takes("that")
    return name_end(t, first, last) if named else last


def _is_under(s: Sentence, subject: Noun | None) -> bool:
    """While Lind says that A, B; Lind, who said that A, B: another clause follows at a comma."""
    if subject is None:
        return False
    t, before = s.t, subject.first - 1
    if subject.relative is None and is_subordinate(t, s.begin, subject.first):
        return True
    behind = before > s.begin and t.is_a(before, Word.RELATIVE) and t.is_a(before - 1, Word.PREPOSITION)
    leads = not any(_is_finite(t, i) for i in range(s.begin, subject.first))
    return (subject.relative is not None or behind) and leads


def _is_finite(t: Tokens, i: int) -> bool:
    return t.is_a(i, Word.AUXILIARY | Word.VERB | Word.PAST) and not t.caps[i]


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
    opens = min(subject.first, hit.first) - 1
    if opens < s.begin or comma >= s.end or not is_comma(t, comma):
        return None
    led = opens == s.begin or (opens > s.begin and (t.is_a(opens - 1, Word.AND) or t.pauses(opens - 1)))
    if not led or t.keys[opens] not in t.language.table.as_said or comma + 1 >= s.end:
        return None
    return make_find(s, hit, subject, [(comma + 1, content_end(s, n, comma + 1))], "as-said")


def _postposed(s: Sentence, hit: Hit, subject: Noun, place: int, addressee: tuple[int, int] | None) -> Find | None:
    """CONTENT, S V and CONTENT, S V, MORE."""
    content = left_content(s, subject.first)
    if content is not None and is_lead(s.t, *content) and (content[0] == content[1] or not resumes(s, place)):
        content = None
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


def _nothing(s: Sentence, n: int, hit: Hit) -> Find | None:
    return None


_FRAMES = {"cue": _verb, "noun": noun, "according": according, "according_after": _nothing, "passive": _nothing}
