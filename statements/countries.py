"""Which countries the words of one article name, and where a name begins that stands behind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from statements.language import Language, Word, key_of
from statements.linking import Mention
from statements.phrases import Noun, is_comma
from statements.speakers import Mentioned
from statements.tokens import Tokens

_SIDES = frozenset({"country", "demonym", "institution", "body", "group", "metonym"})
"""Kinds of mention that are no part of a person's name."""
COUNTRIES = frozenset({"country", "demonym", "metonym"})
"""Kinds of mention that say of which country an office is."""
_WIDE = 4
"""Tokens of an institution's name that are looked back over."""
_GLUED = 3
"""Letters of an article or particle written in one piece with a name."""


class Countries:
    """Finds the countries named in one article; `mentions` are the registry's by where they start."""

    def __init__(self, text: str, language: Language, mentions: Mapping[int, Mention]) -> None:
        self._text = text
        self._language = language
        self._mentions = mentions

    def named(self, t: Tokens, first: int, last: int, *, bodies: bool = False) -> set[str]:
        """The countries named from token `first` to `last`; with `bodies`, those of institutions as well."""
        if first > last:
            return set()
        kinds = COUNTRIES | {"institution"} if bodies else COUNTRIES
        named = (self._mentions.get(t.starts[i]) for i in range(first, last + 1) if not _is_within(t, i))
        return {one.country for one in named if one and one.country and one.kind in kinds}

    def opened_in(self, t: Tokens, noun: Noun) -> set[str]:
        """The country of the capital a sentence opens in, before a body: In Rosen, *the works ministry* said …"""
        first = noun.first
        if not t.holds(Word.BODY, first, noun.core + 1):
            return set()
        at = first - 1 - (first > 1 and is_comma(t, first - 1))
        city = self._mentions.get(t.starts[at]) if at > 0 and t.is_a(at - 1, Word.INNER) else None
        opens = at == 1 or (at > 1 and t.keys[at - 2] in (".", "”", '"'))
        return {city.country} if city is not None and city.country and city.kind == "metonym" and opens else set()

    def named_in(self, words: str, at: int) -> set[str]:
        """The countries named in `words`, which stand behind `at`."""
        start = self._text.find(words, at)
        places = range(start, start + len(words) if start >= 0 else start)
        named = (self._mentions[i] for i in places if i in self._mentions and not self._is_venue(start, i))
        return {one.country for one in named if one.country and one.kind in COUNTRIES}

    def _is_venue(self, start: int, at: int) -> bool:
        """Whether what stands at `at` of words from `start` is where somebody works: Head of Mission in Avaria."""
        before = self._text[start:at].split()[-1:]
        inner = bool(before) and self._language.classes.get(key_of(before[0]), 0) & (Word.INNER | Word.OWNER)
        return inner == Word.INNER and key_of(before[0]) not in self._language.table.noun_from

    def past(self, t: Tokens, first: int, last: int) -> int:
        """Past countries and institutions that stand before a name: министр Польши | Марцин Кервиньский.

        Where a possessive parts the two (Poland's minister) nothing needs to be passed.
        """
        while first <= last and not self._language.possessive:
            mention = self._mention_in(t, first)
            if mention is None or mention.kind not in _SIDES or mention.span.end > t.ends[last]:
                break
            first = bisect_left(t.starts, mention.span.end)
        return first

    def _mention_in(self, t: Tokens, i: int) -> Mention | None:
        """The mention that begins at token `i`, past an article or particle glued to it: ال|مصري."""
        end = t.ends[i]
        glued = 0 if self._language.table.capitals else _GLUED
        places = range(t.starts[i], min(end, t.starts[i] + glued + 1))
        found = next((self._mentions[at] for at in places if at in self._mentions), None)
        return found or self._mention_over(t, i)

    def _mention_over(self, t: Tokens, i: int) -> Mention | None:
        """The mention that began before token `i` and goes on in it: МИД | Ирана."""
        for k in range(i - 1, max(-1, i - _WIDE), -1):
            mention = self._mentions.get(t.starts[k])
            if mention is not None:
                return mention if mention.span.end >= t.ends[i] else None
        return None

    def without(self, t: Tokens, noun: Noun, said: Mentioned) -> Mentioned:
        """A name behind an office, without the countries the office belongs to."""
        assert said.name is not None
        at = self._text.find(said.name, t.starts[noun.first])
        first, end = bisect_left(t.starts, at), at + len(said.name)
        last = bisect_left(t.starts, end) - 1
        past = self.past(t, first, last)
        if past == first:
            return said
        if past > last:
            return Mentioned(None, said.role, said.words)
        role = f"{said.role} {self._text[t.starts[first] : t.ends[past - 1]]}" if said.role else None
        return Mentioned(self._text[t.starts[past] : end], role, said.words)


def _is_within(t: Tokens, i: int) -> bool:
    """Whether what stands at token `i` is where or to whom somebody is sent: Special Representative in Haiti."""
    before = i - 1 - (i > 1 and t.is_a(i - 1, Word.DETERMINER))
    within = i > 0 and t.is_a(before, Word.INNER) and not t.is_a(before, Word.OWNER)
    return within and t.keys[before] not in t.language.table.noun_from
