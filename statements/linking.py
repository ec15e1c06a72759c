"""From names found in a text to who is meant: surnames, shared names and places that are also people.

A name that could be somebody else is linked only where the article points the same way, and stays unlinked without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from statements.actors import Entry
from statements.matching import fold
from statements.model import Span
from statements.value import value

MentionKind = Literal["country", "demonym", "metonym", "institution", "person", "group", "body", "other"]


@value(frozen=True, slots=True)
class Mention:
    """A name of the registry in a text."""

    span: Span
    kind: MentionKind
    ids: tuple[str, ...]
    """Entries it may stand for, likeliest first; for a country, its government."""
    country: str | None


class Mentions(tuple[Mention, ...]):
    """The names found in one text, from left to right, with what statement after statement asks of them."""

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Mentions:
        """`mentions` as they are, where they already know the answers."""
        return mentions if isinstance(mentions, Mentions) else cls(mentions)

    @cached_property
    def people(self) -> dict[str, None]:
        """Ids of the persons named, in order."""
        return {one: None for mention in self if mention.kind == "person" for one in mention.ids}

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries something named belongs to."""
        return frozenset(mention.country for mention in self if mention.country)

    @cached_property
    def memo(self) -> dict[object, Any]:
        """What others worked out of these mentions and want to keep."""
        return {}

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Those that lie between two offsets."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(mention for mention in self[low:high] if mention.span.end <= end)

    def begun(self, start: int, end: int) -> tuple[Mention, ...]:
        """Those that begin between two offsets."""
        return tuple(self[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self]


@value(frozen=True, slots=True)
class Reference:
    """What one name in the tables stands for."""

    kind: MentionKind
    id: str
    country: str | None
    shared: bool = False
    """Also means something else: linked only in context."""
    surname: bool = False
    weak: bool = False
    """A surname no table lists, a king's only name: linked only with the full name, or a title and the country."""
    unless: tuple[str, ...] = ()
    """Words close by that make it something else."""


Hit = tuple[Span, list[Reference]]

_CAPITAL_AFTER = re.compile(r"[ \u00a0-](?=[^\W\d_])(\w[\w’'.-]*)")
_SPACES = (" ", "\u00a0")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)[ \u00a0]$")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,14})?(?: \([\w/ ]+\))? ?(?:[—–]|--? )")
_CREDITED = re.compile(r"\) ?(?:[—–]|--? )")
_OF_STATE = re.compile(
    r"\b(?:representatives?|delegates?|delegation|ambassador|embassy|government|king|republic) of $", re.IGNORECASE)
"""What only states have: a shared name behind it is a country's."""
_HAS_STATE = re.compile(r"[’']s (?:[a-z-]+ ){0,2}(?:ministry|minister|government|president|parliament|army|service|"
                        r"embassy|ambassador)\b")
"""What only states have behind a shared name that owns it: Chad's *health ministry*."""
_NEAR = 30
"""How far around a shared name words are looked at that make it something else, in characters."""
_LONGEST_WORD = 40
"""Characters of the word before a name, its space included."""
_STARTS = re.compile(r"(?:^|[.!?…:;\n“”\"«»(—–-]\s*)$")


def link(text: str, hits: Sequence[Hit], entries: Mapping[str, Entry], titles: frozenset[str],
         known: Sequence[Mention] = ()) -> Mentions:
    """The hits that hold in this article, as mentions.

    `titles` are the words a name may follow; `known` is what an article is known to name, when `text` is only a
    phrase of it.
    """
    scene = _Scene(text, hits, entries, titles, Mentions.of(known))
    found = []
    for index, (span, references) in enumerate(hits):
        kept = scene.meant(index, span, references)
        if kept:
            first = kept[0]
            ids = tuple(dict.fromkeys(one.id for one in kept))
            country = first.country if len({one.country for one in kept}) == 1 else None
            found.append(Mention(span, first.kind, ids, country))
    return Mentions(found)


class _Scene:
    """What an article names beyond doubt, for deciding the rest."""

    def __init__(self, text: str, hits: Sequence[Hit], entries: Mapping[str, Entry], titles: frozenset[str],
                 known: Mentions) -> None:
        self._text, self._hits, self._entries, self._titles = text, hits, entries, titles
        plain: list[Reference] = [one for _, references in hits for one in references
                                  if not one.shared and not one.surname]
        self._persons = {one.id for one in plain if one.kind == "person"}
        self._countries = {one.country for one in plain if one.country}
        self._known = known
        self._ends = {span.end for span, _ in hits}
        self._strangers = self._other_people()

    def meant(self, index: int, span: Span, references: list[Reference]) -> list[Reference]:
        """Those of `references` that this name can stand for here."""
        plain = [one for one in references if not one.shared and not one.surname]
        if plain and any(self._is_denied(one, span) for one in plain):
            return []
        if plain:
            place = plain[0].kind == "metonym" and self._names_something_else(index, span)
            return [] if place else plain
        people = [one for one in references if one.surname]
        if people:
            return self._person(span, people)
        if references[0].kind == "other" and self._is_credit(span):
            return references
        if self._is_dateline(span):
            return [one for one in references if one.kind == "metonym"]
        if self._names_something_else(index, span) or self._stranger_before(span, references[0].kind):
            return []
        if self._text[span.start - 1 : span.start] == "(" and self._text[span.end : span.end + 1] == ")":
            return [one for one in references if one.kind == "country"]
        of_state = _OF_STATE.search(self._text, max(0, span.start - _NEAR), span.start) is not None
        of_state = of_state or _HAS_STATE.match(self._text, span.end) is not None
        return [one for one in references if not self._is_denied(one, span)
                and (self._is_spoken_of(one.country) or (of_state and one.kind == "country"))]

    def _is_denied(self, one: Reference, span: Span) -> bool:
        """Whether words close by make a name something else: Latin *America*."""
        near = fold(self._text[max(0, span.start - _NEAR) : span.end + _NEAR]) if one.unless else ""
        return any(re.search(rf"\b{re.escape(fold(word))}\b", near) for word in one.unless)

    def _is_credit(self, span: Span) -> bool:
        """Whether a name stands where a dateline says whose report follows: Rosen, March 3 (ANB) -"""
        return self._text[span.start - 1 : span.start] == "(" and bool(_CREDITED.match(self._text, span.end))

    def _is_dateline(self, span: Span) -> bool:
        """Whether a line begins with a name in capitals and goes on as one that says from where it is written."""
        opens = self._text[span.start - 1 : span.start] in ("", "\n") and span.of(self._text).isupper()
        return opens and bool(_DATELINE.match(self._text, span.end))

    def _person(self, span: Span, people: list[Reference]) -> list[Reference]:
        before = self._before(span)
        if before and not self._is_title(before) and not self._own_initial(before, people):
            return []
        named = [one for one in people if self._is_named(one.id)]
        if named:
            return named if fold(span.of(self._text)) not in self._strangers else []
        if fold(span.of(self._text)) in self._strangers:
            return []
        people = [one for one in people if not one.weak or (before and self._is_spoken_of(one.country))]
        at_home = [one for one in people if self._is_spoken_of(one.country)]
        if at_home:
            return at_home if len({one.id for one in at_home}) == 1 or before else []
        return people if before and len(people) == 1 else []

    def _is_named(self, id: str) -> bool:
        return id in self._persons or id in self._known.people

    def _is_spoken_of(self, country: str | None) -> bool:
        return country in self._countries or country in self._known.countries

    def _other_people(self) -> set[str]:
        """Surnames that somebody with another first name bears in this article."""
        strangers = set()
        for span, references in self._hits:
            people = [one for one in references if one.surname]
            before = self._before(span) if people else ""
            if before and not self._is_title(before) and not self._own_initial(before, people):
                strangers.add(fold(span.of(self._text)))
        return strangers

    def _own_initial(self, before: str, people: list[Reference]) -> bool:
        """Whether the word before can be a spelling of one of their first names (Dmitri for Dmitry)."""
        first = fold(before)[:2]
        return any(fold(name).startswith(first) and " " in name for one in people
                   for name in (self._entries[one.id].name, *self._entries[one.id].aliases))

    def _before(self, span: Span) -> str:
        """The capitalised word right before, unless it begins a sentence or belongs to another name."""
        at_a_word = self._text[span.start - 1 : span.start] in _SPACES
        if not at_a_word or span.start - 1 in self._ends or span.start in self._ends:
            return ""
        start = max(self._text.rfind(" ", 0, span.start - 1) + 1, span.start - _LONGEST_WORD, 0)
        found = _WORD_BEFORE.search(self._text, start, span.start)
        return found[1] if found and found[1][0].isupper() else ""

    def _is_title(self, word: str) -> bool:
        return fold(word.rstrip(".")) in self._titles

    def _stranger_before(self, span: Span, kind: MentionKind) -> bool:
        """Michael Jordan, Trade Commission: a first name, or more of a body's, stands before."""
        before = self._before(span)
        start = self._text.rfind(before, 0, span.start)
        titled = kind != "body" and self._is_title(before)
        return bool(before) and not titled and not _STARTS.search(self._text, 0, start)

    def _names_something_else(self, index: int, span: Span) -> bool:
        """The Washington Post, Chad Mercer: a capitalised word follows that is no name of ours."""
        found = _CAPITAL_AFTER.match(self._text, span.end)
        if not found or not found[1][0].isupper() or self._text[span.end] == "-":
            return False
        following, named = self._hits[index + 1] if index + 1 < len(self._hits) else (None, [])
        own = following is not None and following.start == found.start(1) and not all(one.weak for one in named)
        return not own and not self._is_title(found[1])
