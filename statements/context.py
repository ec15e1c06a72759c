"""What stands around a name in an article: its title, its apposition, and whose side is spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from statements.linking import Mention, Mentions
from statements.model import Origin, SourceKind, Span
from statements.roles import RoleReader

_SENTENCE_END = re.compile(r"[.!?…。！？؟][”\"»’')]*\s+(?=[^a-zа-яіїєґ])|\n")
_SUBJECT_REACH = 24
"""How far into a sentence a name still counts as its subject, in characters."""
_TITLE_REACH, _APPOSITION_REACH = 90, 120
_WORD = re.compile(r"[\w’'.\-]*\w[’']?\w*\.?")
_GAP = re.compile(r"[\s’'s\-]*$")
_DATELINE_MENTIONS = 8
"""Names among which a dateline in capitals is looked for, where a heading stands before it."""
_DATELINE = re.compile(r"\s*(?:[—–(.:،/]|--?\s|,\s|\n)")
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
    if text[at.end : at.end + 2] not in (", ", " ("):
        return nothing
    start = at.end + 2
    closed = _CLOSES.search(text, start, start + _APPOSITION_REACH)
    phrase = Span(start, closed.start() if closed else min(len(text), start + _APPOSITION_REACH))
    return phrase if _says_what(phrase, text, mentions, roles) else nothing


def apposition_before(text: str, at: Span, mentions: Sequence[Mention], roles: RoleReader) -> Span:
    """What stands before a name and a comma, where it says what somebody is: "The ambassador in Rosen, "."""
    nothing = Span(at.start, at.start)
    if text[at.start - 2 : at.start] != ", ":
        return nothing
    end = at.start - 2
    opened = [found.end() for found in _CLOSES.finditer(text, max(0, end - _APPOSITION_REACH), end)
              if not (found[0] == "." and found.end() < end and text[found.end()] != " ")]
    phrase = Span(opened[-1] if opened else max(0, end - _APPOSITION_REACH), end)
    phrase = Span(phrase.start + len(phrase.of(text)) - len(phrase.of(text).lstrip()), end)
    if _says_what(phrase, text, mentions, roles):
        return phrase
    run = title_before(text, Span(end, end), mentions, roles)
    return run if _says_what(run, text, mentions, roles) else nothing


def _says_what(phrase: Span, text: str, mentions: Sequence[Mention], roles: RoleReader) -> bool:
    """Whether a phrase opens with a title, a small word or a country, and has a title in it."""
    words = phrase.of(text)
    parts = roles.parts(words)
    named = Mentions.of(mentions).between(phrase.start, phrase.end)
    opens = any(span.start == 0 for span in parts) or any(one.span.start == phrase.start for one in named)
    return opens and any(roles.is_title(words, span) for span in parts)


def country_around(text: str, at: Span | None, mentions: Sequence[Mention], origin: Origin, *,
                   back: bool = False, home: bool = False, state: bool = False) -> str | None:
    """The country an office or institution at `at` most likely belongs to; None where nothing tells.

    A primary source's own; else that of the subject of this sentence. Then for "its" minister and for lesser
    officials (`back`) what the paragraph spoke of before, and for others the country the article is written from;
    last the source's, or the one the article is about. An institution named behind its words is rather of the
    place the article is written from: two missiles fell, the army said. For a mayor or the police (`home`), who
    may be those of a country nobody named, a neighbouring sentence tells nothing. An institution of a state
    (`state`) is of no international body that stands beside it.
    """
    if origin.kind is SourceKind.PRIMARY and origin.country:
        return origin.country
    mentions = Mentions.of(mentions)
    at_home = _dateline(text, mentions) or origin.country
    if at is None or (home and not back):
        return at_home or country_about(text, mentions)
    start = max(0, text.rfind("\n\n", 0, at.start) + 1)
    sided = [one for one in mentions.between(start, at.start) if one.country and not (state and one.kind == "body")]
    sentences = _sentences(text, start, at.start)
    here = _subject(sided, sentences[-1]) if sentences else None
    behind = here and state and _BEHIND.search(text, max(0, at.start - 8), at.start)
    if behind and _opens(text, sentences[-1], sided):
        return _dateline(text, mentions) or here
    if here:
        return here
    before = next((found for one in reversed(sentences[:-1]) if (found := _subject(sided, one))), None)
    near = before or (sided[-1].country if sided else None)
    if back and near:
        return near
    return _dateline(text, mentions) or near or origin.country or country_about(text, mentions)


def country_about(text: str, mentions: Sequence[Mention]) -> str | None:
    """The country an article is about: alone in its first paragraph, and most of what it names."""
    mentions = Mentions.of(mentions)
    about: str | None = mentions.memo.get("about", "")
    if about == "":
        lead = text.find("\n\n", len(text) - len(text.lstrip()))
        first = {one.country for one in mentions.between(0, lead if lead >= 0 else len(text))
                 if one.country and one.kind != "body"}
        named = sum(one.country in first for one in mentions if one.country)
        clear = len(first) == 1 and 2 * named > sum(one.country is not None for one in mentions)
        about = mentions.memo["about"] = next(iter(first)) if clear else None
    return about


def _subject(sided: Sequence[Mention], sentence: Span) -> str | None:
    """The first country near a sentence's beginning."""
    reach = sentence.start + _SUBJECT_REACH
    return next((one.country for one in sided if sentence.start <= one.span.start <= reach), None)


def _opens(text: str, sentence: Span, sided: Sequence[Mention]) -> bool:
    """Whether a country is the very first that a sentence names: no *In* Rosen, …"""
    first = next(one for one in sided if one.span.start >= sentence.start)
    return bool(_OPENS.fullmatch(text, sentence.start, first.span.start))


def _dateline(text: str, mentions: Sequence[Mention]) -> str | None:
    """The country of the place an article is written from: the capital it begins with."""
    for mention in mentions[:_DATELINE_MENTIONS]:
        before = text[: mention.span.start].rstrip(" ")
        shouted = mention.span.of(text).isupper() and before.endswith("\n")
        if mention.kind == "metonym" and (not before.strip() or shouted):
            return mention.country if _DATELINE.match(text, mention.span.end) else None
    return None


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences between two offsets, the last one unfinished; coarse, for telling a subject only."""
    cuts = [start, *(found.end() for found in _SENTENCE_END.finditer(text, start, end)), end]
    return [Span(low, high) for low, high in pairwise(cuts) if low < high]
