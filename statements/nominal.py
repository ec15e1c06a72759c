"""Attributions that no verb makes: according to X, …; X's call for …; X delivered a message: “…”."""

from __future__ import annotations

from statements.adverbials import phrase_stop
from statements.cues import Hit
from statements.extents import content_end, left_content, resumed_content
from statements.language import Word
from statements.phrases import Noun, can_speak, is_comma, subject_after, subject_before
from statements.sentence import Find, Sentence, last_word, make_find, next_comma, past_question
from statements.utterance import Frame


def according(s: Sentence, n: int, hit: Hit) -> Find | None:
    t = s.t
    own = next((i for i in range(hit.first, hit.last) if t.is_a(i, Word.POSSESSIVE)), None)
    if own is not None:
        return _in_his_view(s, n, hit, own)
    subject = subject_after(t, hit.last + 1, s.end)
    if subject is None:
        stop = phrase_stop(t, hit.last + 1, s.end) - 1
        if stop <= hit.last:
            return None
        subject = Noun(hit.last + 1, stop, stop)
    subject = _owner_of(s, subject)
    if hit.first == s.begin or (
        hit.first - s.begin <= 2 and not any(t.is_quotation(i) for i in range(s.begin, hit.first))
    ):
        at = subject.last + 1
        if at < s.end and not is_comma(t, at):
            subject = Noun(subject.first, subject.core, subject.core)
            at = subject.last + 1
        if at >= s.end or not is_comma(t, at):
            at = next_comma(t, at, s.end) + 1
            if at >= s.end:
                return None
            subject = Noun(subject.first, at - 1, subject.core)
        first = at + 1
        last = content_end(s, n, first)
        return make_find(s, hit, subject, [(first, last)], "according-before") if first <= last else None
    content = left_content(s, hit.first)
    if content is None and hit.first - 1 >= s.begin and not t.is_sign(hit.first - 1):
        content = (max(s.begin, s.free), hit.first - 1)
    resumed = list(resumed_content(s, subject.last + 1))
    if content is None or content[1] < content[0] or (resumed and t.is_a(content[0], Word.TIME)):
        return make_find(s, hit, subject, resumed, "according-before") if resumed else None
    return make_find(s, hit, subject, [content, *resumed], "according-after")


def _in_his_view(s: Sentence, n: int, hit: Hit, own: int) -> Find | None:
    """In his view, CONTENT."""
    first = hit.last + 2
    if hit.first > s.begin + 1 or first >= s.end or not is_comma(s.t, first - 1):
        return None
    last = content_end(s, n, first)
    return make_find(s, hit, Noun(own, own, own), [(first, last)], "according-before") if last > first else None


def _owner_of(s: Sentence, subject: Noun) -> Noun:
    """According to the ministry's information: the ministry."""
    t = s.t
    owner = next((i for i in range(subject.first, subject.core) if t.owns(i)), None)
    paper = owner is not None and t.keys[subject.core] in {*t.language.table.nouns, *t.language.table.papers}
    return Noun(subject.first, subject.last, owner) if owner is not None and paper else subject


def noun(s: Sentence, n: int, hit: Hit) -> Find | None:
    """the Kremlin's call for …, Iran's “…” warning."""
    t = s.t
    if hit.last + 1 < s.end and t.keys[hit.last + 1] in t.language.table.noun_from:
        return _from(s, n, hit)
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
    subject = subject_before(t, _owner_begin(s, owner), owner + 1) if t.owns(owner) else Noun(owner, owner, owner)
    if subject is None:
        return None
    if quoted:
        return make_find(s, hit, subject, [(hit.first - 1, hit.first - 1)], "noun-quote")
    link = hit.last + 1
    if link >= s.end:
        return None
    if is_comma(t, link) and t.is_a(subject.first - 1, Word.PREPOSITION) and subject.first > s.begin:
        return _worded(s, n, hit, subject)
    if t.keys[link] in t.language.table.noun_links:
        return _linked(s, n, hit, subject, link)
    if t.is_a(link, Word.AUXILIARY) or t.keys[link] == ":":
        return _equated(s, n, hit, subject, link)
    return None


def _from(s: Sentence, n: int, hit: Hit) -> Find | None:
    """An appeal from Avaria to wait: what somebody else asks, in the infinitive."""
    t = s.t
    subject = subject_after(t, hit.last + 2, s.end)
    link = subject.core + 1 if subject is not None else s.end
    if subject is None or link + 1 >= s.end or not t.is_a(link, Word.INFINITIVE) or not can_speak(t, subject):
        return None
    nominal = t.caps[link + 1] or t.is_a(link + 1, Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN)
    return None if nominal else make_find(s, hit, subject, [(link, _noun_end(s, n, link))], "noun-to")


def _worded(s: Sentence, n: int, hit: Hit, subject: Noun) -> Find | None:
    """In the minister's words, the bridge was “a joke”; the bridge was, in her phrase, “a joke”."""
    t = s.t
    opens, first = subject.first - 1, hit.last + 2
    if first >= s.end or any(later.kind == "cue" for later in s.hits[n + 1 :]):
        return None  # in her statement, | she said …
    content = [(first, content_end(s, n, first))]
    if opens > s.begin:
        if not (is_comma(t, opens - 1) and any(t.is_quotation(i) for i in range(first, content[0][1] + 1))):
            return None
        content.insert(0, (max(s.begin, s.free), opens - 2))
    return make_find(s, hit, subject, content, "noun-words") if content[0][0] <= content[0][1] else None


def _owner_begin(s: Sentence, owner: int) -> int:
    """Where the phrase of an owner can begin: by | Harbour Director Ada Lind's conclusion."""
    t, i = s.t, owner
    while i > s.begin and (t.is_a(i - 1, Word.OWNER) or not t.is_a(i - 1, Word.PREPOSITION)):
        i -= 1
    return i


def _linked(s: Sentence, n: int, hit: Hit, subject: Noun, link: int) -> Find | None:
    """Lind's call for “…”, her promise to be “…”, the minister's warning that …"""
    t = s.t
    last = _noun_end(s, n, link)
    within = subject.first > s.begin and t.is_a(subject.first - 1, Word.PREPOSITION) and t.is_a(link, Word.THAT)
    if t.is_a(link + 1, Word.TIME) or (within and t.is_a(hit.first, Word.VENUE)) or last == link + 1:
        return None
    quoted = any(t.is_quotation(i) for i in range(link + 1, last + 1))
    if quoted:
        opens = t.is_a(link, Word.INFINITIVE)
        return make_find(s, hit, subject, [(link if opens else link + 1, last)], "noun-quote")
    return make_find(s, hit, subject, [(link, last)], "noun-that") if t.is_a(link, Word.THAT) else None


def _noun_end(s: Sentence, n: int, link: int) -> int:
    """Where what a noun says ends: at a comma, or where the noun's own clause has its verb."""
    t = s.t
    last = content_end(s, n, link + 1)
    for i in range(link + 2, last + 1):
        if t.pauses(i):
            return i if t.is_quotation(i) else i - 1
        if t.is_quotation(i - 1) and not t.is_a(i, Word.PREPOSITION | Word.AND | Word.AUXILIARY):
            return i - 1
        if not t.is_a(link, Word.THAT) and t.is_a(i, Word.AUXILIARY) and not t.is_a(i - 1, Word.INFINITIVE):
            return i - 1
    return last


def _equated(s: Sentence, n: int, hit: Hit, subject: Noun, link: int) -> Find | None:
    """Lind's answer: “…”; her answer was that …"""
    t = s.t
    that = link + 1
    if that + 1 < s.end and t.is_a(link, Word.BE) and t.is_a(that, Word.THAT):
        return make_find(s, hit, subject, [(that, content_end(s, n, that))], "noun-that")
    for i in range(link, min(s.end, link + 8)):
        if t.is_quotation(i) and t.is_sign(i - 1):
            return make_find(s, hit, subject, [(i, i)], "noun-quote")
    return None


def after_colon(s: Sentence) -> Find | None:
    """X delivered a message this week: “…”"""
    t = s.t
    last = last_word(t, s.begin, s.end)
    colon = last - 1
    while colon > s.begin and t.is_quotation(colon):
        colon -= 1
    if not (t.is_quotation(last) and colon > s.begin and t.keys[colon] in (":", "：")):
        return None
    if t.holds(Word.MUTE, s.begin, colon):
        return None
    begin = past_question(t, s.begin, colon)
    if begin == colon:  # Asked whether it was over: “…”
        return make_find(s, Hit(colon, colon, "colon"), None, [(colon + 1, last)], "colon-quote", frame=Frame.COLON)
    for i in range(begin + 1, colon):
        if t.is_a(i, Word.VERB | Word.AUXILIARY | Word.PAST):
            subject = subject_before(t, begin, i)
            if subject is not None and t.keys[subject.first] in t.language.table.first_person:
                return None  # You can read our report: “…”
            if subject is not None:
                owner = next((k for k in range(subject.first, subject.core) if t.owns(k)), None)
                if owner is not None and subject.last == subject.core:
                    subject = Noun(subject.first, owner, owner)
                return make_find(
                    s, Hit(colon, colon, "colon"), subject, [(colon + 1, last)], "colon-quote", frame=Frame.COLON
                )
    return _named_before(s, colon, last)


def _named_before(s: Sentence, colon: int, last: int) -> Find | None:
    """Defence Minister Ada Lind: “…”;  Ada Lind, the minister: “…”;  The minister, on his plan: “…”"""
    t = s.t
    place = next((i for i in range(s.begin + 1, colon) if is_comma(t, i) or t.keys[i] == "("), colon)
    aside = t.is_a(min(place + 1, colon), Word.PREPOSITION)  # Ada Lind, outside the council: “…”
    subject = subject_before(t, s.begin, place if aside else colon)
    if subject is None or subject.first > s.begin or not (t.caps[s.begin] and can_speak(t, subject)):
        return None
    office = t.is_a(s.begin, Word.DETERMINER) and t.is_a(subject.core, Word.ROLE)
    if not (office or any(t.caps[i] for i in range(s.begin + 1, colon))):
        return None
    return make_find(s, Hit(colon, colon, "colon"), subject, [(colon + 1, last)], "colon-quote", frame=Frame.COLON)
