"""What stands around a name in an article: its title, its apposition, and whose side is spoken of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from statements.homes import Home
from statements.linking import Mention, Mentions
from statements.model import SourceKind, Span
from statements.places import Places
from statements.roles import RoleReader

if TYPE_CHECKING:
    from statements.phrase import Phrase

_SENTENCE_END = re.compile(r"[.!?…。！？؟][”\"»’')]*\s+(?=[^a-zа-яіїєґ])|\n")
_DATELINE = re.compile(r"\s*[^\Wa-z_][^\na-z]{2,40}(?:[^\n“\"—–]{0,40}?)(?: ?[—–]|--| -|:)\s?(?=[^a-z])")
"""Place, day and agency at the head of a paragraph."""
_SUBJECT_REACH = 24
"""How far into a sentence a name still counts as its subject, in characters."""
_TITLE_REACH, _APPOSITION_REACH = 90, 120
_WORD = re.compile(r"[\w’'.\-]*\w[’']?\w*\.?")
_GAP = re.compile(r"(?:[^\S\n]|\n(?!\n)|[’'s\-])*(?:[وبل]?ال|لل|[وبل])?$")
"""What may part the words of a title, Arabic particles written to the next one too; no end of a paragraph."""
_TIMED = re.compile(r"^\W{0,3}\d{1,2}[:.h]\d\d\b", re.MULTILINE)
"""How an entry of a live report begins."""
_ENTRIES = 3
"""Entries that make a text a live report, whose entries are each of another country."""
_BEHIND = re.compile(r",[”\"’']?\s+(?:\w{3}\s)?$")
"""What stands before somebody named behind his words: Two missiles fell, the army said."""
_OPENS = re.compile(r"(?:.*(?:--|[—–]))?\s*(?:[Tt]he\s)?", re.DOTALL)
_CLOSES = re.compile(r"[,;:—–()“”\"«».!?\n،؛]")


def title_before(text: str, at: Span, mentions: Sequence[Mention], roles: RoleReader) -> Span:
    """The run of titles, small words and names of countries that leads up to a name: "Iran's Foreign Minister"."""
    low = max(0, at.start - _TITLE_REACH)
    known = [Span(one.start + low, one.end + low) for one in roles.parts(text[low : at.start])]
    known += [one.span for one in Mentions.of(mentions).between(low, at.start)]
    start = at.start
    while True:
        before = [span for span in known if span.end <= start and _GAP.fullmatch(text, span.end, start)
                  and span.start < start]
        if not before:
            return Span(start, at.start)
        start = min(span.start for span in before)


def title_after(text: str, at: Span, mentions: Sequence[Mention], roles: RoleReader) -> Span:
    """Titles and adjectives that follow without a break: the Russian *embassy*, السفارة *الأمريكية*."""
    ahead = text[at.end : at.end + _TITLE_REACH]
    told = [Span(one.start + at.end, one.end + at.end) for one in roles.parts(ahead) if roles.is_title(ahead, one)]
    near = Mentions.of(mentions).between(at.end, at.end + _TITLE_REACH)
    told += [one.span for one in near if one.kind == "demonym"]
    end = at.end
    for span in sorted(told):
        if text[end : span.start].strip() not in ("", "ال"):
            break
        end = max(end, span.end)
    return Span(at.end, end)


def apposition_after(text: str, at: Span, mentions: Sequence[Mention], roles: RoleReader) -> Span:
    """What follows a name between commas, where it says what somebody is: ", deputy chairman of the council,"."""
    nothing = Span(at.end, at.end)
    if text[at.end : at.end + 2] not in (", ", "، ", " ("):
        return nothing
    start = at.end + 2
    closed = _CLOSES.search(text, start, start + _APPOSITION_REACH)
    phrase = Span(start, closed.start() if closed else min(len(text), start + _APPOSITION_REACH))
    return phrase if _says_what(phrase, text, mentions, roles) else nothing


def apposition_before(text: str, at: Span, mentions: Sequence[Mention], roles: RoleReader) -> Span:
    """What stands before a name and a comma, where it says what somebody is: "The ambassador in Rosen, "."""
    nothing = Span(at.start, at.start)
    if text[at.start - 2 : at.start] not in (", ", "، "):
        return nothing
    end = at.start - 2
    opened = [found.end() for found in _CLOSES.finditer(text, max(0, end - _APPOSITION_REACH), end)
              if not (found[0] == "." and found.end() < end and text[found.end()] != " ")]
    phrase = Span(opened[-1] if opened else max(0, end - _APPOSITION_REACH), end)
    phrase = Span(phrase.start + len(phrase.of(text)) - len(phrase.of(text).lstrip()), end)
    inside = Mentions.of(mentions).between(phrase.start, end)
    if any(one.kind == "person" and one.span.end == end for one in inside):
        return nothing  # with | Foreign Minister Ada Lind, Governor Ivo Berg
    run = title_before(text, Span(end, end), mentions, roles)
    owned = roles.owned_in(run.of(text))
    if owned is not None and run.start + owned > phrase.start:  # spoke to | his Avarian counterpart, Ivo Berg
        phrase = Span(run.start + owned, end)
    if _says_what(phrase, text, mentions, roles):
        return phrase
    return run if _says_what(run, text, mentions, roles) else nothing


def _says_what(phrase: Span, text: str, mentions: Sequence[Mention], roles: RoleReader) -> bool:
    """Whether a phrase opens with a title, a small word or a country, and has a title in it."""
    words = phrase.of(text)
    parts = roles.parts(words)
    named = Mentions.of(mentions).between(phrase.start, phrase.end)
    opens = any(span.start == 0 for span in parts) or any(one.span.start == phrase.start for one in named)
    return opens and any(roles.is_title(words, span) for span in parts)


_OF_PLACE = re.compile(r"\bof [^\W\d_a-z]")
"""An office that is of a place, not only in one: the chief justice of Reed."""


def country_around(phrase: Phrase, roles: RoleReader, places: Places, *, back: bool = False,
                   home: bool = False, state: bool = False, surely: bool = False) -> str | None:
    """The country an office or institution most likely belongs to; None where nothing tells.

    A primary source's own; else that of the subject of this sentence. Then for "its" minister and for lesser
    officials (`back`) what the paragraph spoke of before. For others, in this order: where the article names the
    same office with its country; of the few countries that have such a title, the one the article names; where it
    is written from, the source's country, whose offices it tells of, what it is about. An institution named behind
    its words is rather of the place the article is written from: two missiles fell, the army said. For a mayor or
    the police (`home`), who may be those of a country nobody named, a neighbouring sentence tells nothing. An
    institution of a state (`state`) is of no international body that stands beside it. Where it must be sure
    (`surely`), neither a country close by nor what the article is about is enough.
    """
    text, at, mentions, origin = phrase.text, phrase.at, phrase.mentions, phrase.origin
    if origin.kind is SourceKind.PRIMARY and origin.country:
        return origin.country
    told = Home.of(text, mentions, roles, places)
    if placed := _placed(phrase, told):
        return placed
    start = max(0, text.rfind("\n\n", 0, at.start) + 1) if at else 0
    if at and (home or state or phrase.role.rank == "minister") and (there := told.opened_in(start)):
        return there
    entry = _entry(text, at.start, mentions) if at and not back else None
    states = () if entry is None or at is None else [
        one for one in mentions.between(entry, at.start) if one.country and one.kind not in ("other", "body")]
    if at is None or (home and not back):
        return _last(states, text, roles) or _at_home(phrase, told, roles)
    dated = _DATELINE.match(text, start, at.start) if back and not state else None
    start = dated.end() if dated else start
    sentences = _sentences(text, start, at.start)
    left_out = ("other", "body") if state else ("other",)
    sided = [one for one in mentions.between(start, at.start) if one.country and one.kind not in left_out
             and not _is_quoted(one, start, text)]
    here = _subject(sided, sentences[-1], text, roles) if sentences else None
    behind = here and state and not phrase.back and _BEHIND.search(text, max(0, at.start - 8), at.start)
    if behind and _opens(text, sentences[-1], sided):
        return told.dateline(at.start) or here
    if here:
        return here
    before = next((found for one in reversed(sentences[:-1]) if (found := _subject(sided, one, text, roles))), None)
    near = before or _last(sided, text, roles)
    near_by = None if surely else near
    if states:
        place = told.place_in(phrase.titles)
        return place or before or _last(states, text, roles) or _at_home(phrase, told, roles, surely=surely)
    return (near if back else None) or _at_home(phrase, told, roles, surely=surely) or near_by


def _placed(phrase: Phrase, told: Home) -> str | None:
    """The country of the place in an office's or institution's own words: the governor of Reed."""
    role, own = phrase.role, bool(phrase.name) and phrase.is_own_name
    abroad = role.rank in ("ambassador", "un-official", "head", "delegate", "spokesperson")
    abroad = abroad or role.institution in ("embassy", "high-commission")
    abroad = abroad or (role.rank == "other-official" and not _OF_PLACE.search(phrase.words))
    serves = role.rank or role.institution or role.ministry
    return told.place_in(phrase.words) if serves and not (own or phrase.back or abroad) else None


def _at_home(phrase: Phrase, told: Home, roles: RoleReader, *, surely: bool = False) -> str | None:
    """The country of whoever is told of as one is told of at home: without his country."""
    at = phrase.at.start if phrase.at else None
    dateline, having = told.dateline(at), roles.usage(phrase.titles)
    usual = having & phrase.mentions.countries
    fits = not having or dateline in having
    of_a_place, local = any(word[:1].isupper() for word in phrase.unknown), phrase.role.rank == "local-official"
    return (
        (told.place_in(phrase.titles) if phrase.role.rank not in ("ambassador", "un-official") else None)
        or (dateline if fits else None)
        or told.with_office(phrase.role, at or 0)
        or (next(iter(usual)) if len(usual) == 1 else None)
        or dateline
        or phrase.origin.country
        or _beside(phrase, roles, of_a_place=of_a_place)
        or _most_told(phrase, told, of_a_place=of_a_place and local, surely=surely)
        or (next(iter(having)) if len(having) == 1 else None)
    )


def _most_told(phrase: Phrase, told: Home, *, of_a_place: bool, surely: bool) -> str | None:
    """The country most of what is told of the article speaks for; of as many, the first in this order."""
    headline = phrase.mentions.memo.get("headline")
    hints = (headline, told.of_most_places, None if of_a_place else told.of_most_offices, told.of_most_people,
             None if surely else told.about)
    counted = Counter(hint for hint in hints if hint)
    return next((country for country, _ in counted.most_common(1)), None)


def _beside(phrase: Phrase, roles: RoleReader, *, of_a_place: bool) -> str | None:
    """The country of the one capital in which the speaker's sentence has him speak: told reporters in Rosen.

    For an office of a place (`of_a_place`) also the country the place is said to be in: mayor of Reed, in Avaria.
    """
    kinds = ("metonym", "country") if of_a_place else ("metonym",)
    text, at = phrase.text, phrase.at
    if at is None:
        return None
    closed = _SENTENCE_END.search(text, at.end)
    near = phrase.mentions.between(at.end, closed.start() + 1 if closed else len(text))
    places = {one.country for one in near if one.kind in kinds and roles.leads_to_place(text[: one.span.start])}
    return next(iter(places)) if len(places) == 1 else None


def _entry(text: str, at: int, mentions: Mentions) -> int | None:
    """Where the entry of a live report at `at` begins; None in other texts."""
    found: list[int] | None = mentions.memo.get("entries")
    if found is None:
        found = mentions.memo["entries"] = [one.start() for one in _TIMED.finditer(text)]
    before = bisect_right(found, at)
    return found[before - 1] if before and len(found) >= _ENTRIES else None


def _is_quoted(mention: Mention, start: int, text: str) -> bool:
    """Whether a quotation that began behind `start` goes on where a name stands."""
    before = text[start : mention.span.start]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def _subject(sided: Sequence[Mention], sentence: Span, text: str, roles: RoleReader) -> str | None:
    """The first country near a sentence's beginning; none of two joined there: Avaria and Borland quarrelled."""
    reach = sentence.start + _SUBJECT_REACH
    near = [one for one in sided if sentence.start <= one.span.start < sentence.end]
    if not near or near[0].span.start > reach or _joined(near[:2], text, roles):
        return None
    return near[0].country


def _last(sided: Sequence[Mention], text: str, roles: RoleReader) -> str | None:
    """The last country; none of two joined."""
    return sided[-1].country if sided and not _joined(sided[-2:], text, roles) else None


def _joined(two: Sequence[Mention], text: str, roles: RoleReader) -> bool:
    first, last = two[0], two[-1]
    between = text[first.span.end : last.span.start].strip()
    return first.country != last.country and between in roles.conjunctions()


def _opens(text: str, sentence: Span, sided: Sequence[Mention]) -> bool:
    """Whether a country is the very first that a sentence names: no *In* Rosen, …"""
    first = next(one for one in sided if one.span.start >= sentence.start)
    return bool(_OPENS.fullmatch(text, sentence.start, first.span.start))


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences between two offsets, the last one unfinished; coarse, for telling a subject only."""
    cuts = [start, *(found.end() for found in _SENTENCE_END.finditer(text, start, end)), end]
    return [Span(low, high) for low, high in pairwise(cuts) if low < high]
