"""The country an article is at home in: where it is written from, whose offices it tells of, what it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from statements.inflection import is_declined
from statements.linking import Mention, Mentions
from statements.model import Span
from statements.places import Places, the_one
from statements.roles import Role, RoleReader
from statements.value import value

_DATELINE = re.compile(r"\s*(?:[—–(.:،/]|--?\s|,\s|\n)")
_PLACE = re.compile(r"[^\Wa-z_][^\na-z]{2,40},\s*")
"""A place in capitals before its country or capital: TURKU, Finland."""
_PAPER = re.compile(r"[^\Wa-z_][^\na-z]{2,40}\(")
"""A heading in capitals before the country in brackets: THE EVENING POST (Avaria, independent)."""
_CREDIT = re.compile(r"\)?\s*(?:--?\s|[–—]|\n|\Z)")
"""What stands behind the agency in a line that says whose report it is: Elubo, Nov. 20, GNA -"""
_SHOUTED = re.compile(rf"^(?=[^a-z\n]{{3}})([^\Wa-z_][^\na-z,:;—–(.]{{2,30}}?){_DATELINE.pattern}", re.MULTILINE)
"""A line that begins with a place in capitals."""
_OPENING = 30
"""Characters of a paragraph in which it says where it is."""
_LED = 12
"""Characters before a place that hold the word that leads to it."""
_HEADING = 80
"""Characters of a line that may be a heading."""
_OWNER = re.compile(r"[’']s?\s|\s")
"""What parts a country from the office that it has: Kosovo’s minister, Kosovo police."""
_AHEAD = 40
"""Characters behind a country's name in which the office it has is looked for."""
_CLEAR = 2
"""How many times as often as any other a country's offices must be named."""


@value(frozen=True, slots=True)
class Office:
    """An office or institution an article names with its country: the Kenyan army, Kosovo's interior minister."""

    at: int
    country: str
    role: Role


class Home:
    """What one article tells of the country it is at home in."""

    def __init__(self, text: str, mentions: Mentions, roles: RoleReader, places: Places) -> None:
        self._text, self._mentions, self._roles, self._places = text, mentions, roles, places

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention], roles: RoleReader, places: Places) -> Home:
        """That of an article, worked out once."""
        known = Mentions.of(mentions)
        found: Home | None = known.memo.get("home")
        if found is None:
            found = known.memo["home"] = cls(text, known, roles, places)
        return found

    def dateline(self, at: int | None = None) -> str | None:
        """The country of the last dateline, or of a paper's heading, before `at`; without `at` of the first."""
        before = [country for start, country in self._datelines if at is None or start <= at]
        return before[-1 if at is not None else 0] if before else None

    def with_office(self, role: Role, at: int) -> str | None:
        """The country the article names beside an office or institution of the same kind, the last before `at`."""
        wanted = role.office or role.institution
        if role.rank == "minister" and role.ministry and not role.junior:
            same = [one for one in self._offices if one.role.rank == "minister" and one.at < at]
        elif wanted in (None, "government"):
            return None
        else:
            same = [one for one in self._offices if wanted in (one.role.office, one.role.institution)]
        before = [one for one in same if one.at <= at]
        return before[-1].country if before else same[0].country if same else None

    @cached_property
    def of_most_offices(self) -> str | None:
        """The country whose offices, institutions and groups it tells of; None where another's are half as many."""
        counted = Counter(one.country for one in self._offices)
        named = (one for one in self._mentions if one.kind in ("institution", "group"))
        counted.update(one.country for one in named if one.country)
        return clearly_most(counted)

    def place_in(self, phrase: str) -> str | None:
        """The country of a place that a phrase names: the mayor of Reed."""
        return self._places.country(phrase, self._mentions.countries)

    def opened_in(self, start: int) -> str | None:
        """The country of the place in which what a paragraph tells from `start` on is: In Rosen a day earlier, …"""
        text, named = self._text, self._mentions.countries
        first = next(self._places.find(text, start, start + _OPENING), None)
        before = text[start : first[0].start].strip() if first else ""
        opens = first is not None and " " not in before and self._roles.leads_to_place(before)
        return the_one(first[1], named) if first and opens else None

    @cached_property
    def of_most_places(self) -> str | None:
        """The country of most places in which something is said to be; None where another's are half as many."""
        text, named = self._text, self._mentions.countries
        led = (the_one(countries, named) for span, countries in self._places.find(text)
               if self._roles.leads_to_place(text[max(0, span.start - _LED) : span.start]))
        return clearly_most(Counter(country for country in led if country))

    @cached_property
    def of_most_people(self) -> str | None:
        """The country most of the known people are of; None where another's are half as many."""
        people = {one.ids[0]: one.country for one in self._mentions if one.kind == "person" and one.country}
        return clearly_most(Counter(country for country in people.values() if country))

    @cached_property
    def about(self) -> str | None:
        """The country alone in the first paragraph, and most of what is named."""
        text, mentions = self._text, self._mentions
        lead = text.find("\n\n", len(text) - len(text.lstrip()))
        first = {one.country for one in mentions.between(0, lead if lead >= 0 else len(text))
                 if one.country and one.kind != "body"}
        named = sum(one.country in first for one in mentions if one.country)
        clear = len(first) == 1 and 2 * named > sum(one.country is not None for one in mentions)
        return next(iter(first)) if clear else None

    @cached_property
    def _offices(self) -> list[Office]:
        places = (one for one in self._mentions if one.country and one.kind in ("country", "demonym", "metonym"))
        return [Office(one.span.start, one.country or "", role) for one in places if (role := self._office_of(one))]

    def _office_of(self, mention: Mention) -> Role | None:
        """The office told behind a country, or before one whose case says that it owns that office."""
        return self._office_behind(mention) or self._office_before(mention)

    def _office_before(self, mention: Mention) -> Role | None:
        """Министр обороны *Литвы*, la ministre *sénégalaise*: the office of a country that stands behind it."""
        start, name = mention.span.start, mention.span.of(self._text)
        before = self._text[max(0, start - _AHEAD) : start]
        run = before[max(before.rfind(sign) for sign in "\n.,:;!?«»“”()—–") + 1 :]
        owns = name.islower() if mention.kind == "demonym" else self._roles.leads_to_owner(run) or is_declined(name)
        last = next(reversed(self._roles.parts(run)), None) if owns and mention.kind != "metonym" else None
        if last is None or run[last.end :].strip() or self._roles.leads_away(run):
            return None
        return self._served(self._roles.read(run[_first_of(self._roles.parts(run)) :]))

    def _office_behind(self, mention: Mention) -> Role | None:
        joined = _OWNER.match(self._text, mention.span.end)
        ahead = self._text[joined.end() : joined.end() + _AHEAD] if joined else ""
        first = next(iter(self._roles.parts(ahead)), None)
        if first is None or first.start:
            return None
        end = next((found.start() for found in re.finditer(r"[^\w\s-]", ahead)), len(ahead))
        return self._served(self._roles.read(ahead[:end]))

    def _served(self, role: Role) -> Role | None:
        """A role that is one of a country's offices at home."""
        abroad = "embassy" in (role.office, role.institution) or role.office == "ambassador"
        return role if role.official and not abroad else None

    @cached_property
    def _datelines(self) -> list[tuple[int, str]]:
        """Where in the text a line says from where it is written, and the country."""
        return sorted({**dict(self._placed_lines()), **dict(self._find_datelines())}.items())

    def _placed_lines(self) -> Iterator[tuple[int, str]]:
        """The lines that a place in capitals opens as a dateline: REED, Nov. 20 —"""
        for line in _SHOUTED.finditer(self._text):
            country = self._places.country(line[1], self._mentions.countries)
            if country:
                yield line.start(), country

    def _find_datelines(self) -> Iterator[tuple[int, str]]:
        text, opened = self._text, len(self._text) - len(self._text.lstrip())
        last = -1
        for mention in self._mentions:
            line = text.rfind("\n", 0, mention.span.start) + 1
            if mention.country is None or line == last or mention.span.start - line > _HEADING:
                continue
            before = text[line : mention.span.start].lstrip()
            shouted = mention.span.of(text).isupper() or line <= opened
            kind, ends = mention.kind, _DATELINE.match(text, mention.span.end)
            city = kind == "country" and mention.span.of(text).isupper()  # KUWAIT, Nov. 8 —
            capital = (kind == "metonym" or city) and not before and shouted
            place = kind in ("metonym", "country") and _PLACE.fullmatch(before)
            agency = kind == "other" and not before[:2].isupper() and before[-2:] in (", ", " (")
            paper = kind in ("country", "demonym") and _PAPER.fullmatch(before)
            agency = agency and _CREDIT.match(text, mention.span.end) is not None
            if (ends and (capital or place)) or paper or agency:
                last = line
                yield line, mention.country


def _first_of(parts: Sequence[Span]) -> int:
    """Where the last unbroken run of titles and small words begins."""
    first = parts[-1]
    for one in reversed(parts[:-1]):
        if first.start - one.end > 1:
            break
        first = one
    return first.start


def clearly_most(counted: Counter[str]) -> str | None:
    """The most counted; None where another is half as many."""
    (first, most), (_, next_most) = (*counted.most_common(2), (None, 0), (None, 0))[:2]
    return first if most and most >= _CLEAR * next_most else None


def country_of_headline(title: str, mentions: Sequence[Mention]) -> str | None:
    """The one country a headline names by its name, or the one it begins with: Avaria rejects Borland's claim."""
    sided = [one for one in mentions if one.country and one.kind not in ("body", "other", "person")]
    if not sided:
        return None
    listed = title[sided[0].span.end : sided[0].span.end + 1] == ","
    opens = sided[0].span.start == 0 and not listed
    alone = len({one.country for one in sided}) == 1 and sided[0].kind != "demonym"
    return sided[0].country if opens or alone else None
