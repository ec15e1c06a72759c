"""Reads what somebody is out of the words beside his name: rank, portfolio, institution, former or not.

"the Iranian deputy foreign minister" is put together from its parts (tables/roles.yaml), so that a title nobody
listed is still understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter

from statements.actors import Words
from statements.matching import Matcher, Name, fold
from statements.model import Span
from statements.openers import Openers
from statements.parsed import parsed
from statements.table import Strict, load_table
from statements.value import value
from statements.world import TABLES


class InstitutionWords(Strict):
    """One kind of institution."""

    label: str
    words: Words


class Usage(Strict):
    """Titles that only these countries have, in each language."""

    of: list[str]
    en: list[str] = Field(default_factory=list)
    ru: list[str] = Field(default_factory=list)
    uk: list[str] = Field(default_factory=list)
    fr: list[str] = Field(default_factory=list)
    es: list[str] = Field(default_factory=list)
    de: list[str] = Field(default_factory=list)
    ar: list[str] = Field(default_factory=list)
    fa: list[str] = Field(default_factory=list)
    tr: list[str] = Field(default_factory=list)
    zh: list[str] = Field(default_factory=list)
    he: list[str] = Field(default_factory=list)

    def titles(self) -> Iterator[str]:
        """All of them."""
        for language in type(self).model_fields:
            yield from getattr(self, language) if language != "of" else ()


class RoleTable(Strict):
    """roles.yaml; what each list is for stands there."""

    endings: dict[str, list[str]]
    ranks: dict[str, Words]
    portfolios: dict[str, Words]
    fields: dict[str, Words]
    titles: dict[str, Words]
    institutions: dict[str, InstitutionWords]
    former: Words
    then: Words
    junior: Words
    legislator: Words
    political: Words
    lay: Words
    regional: Words
    many: Words
    honorifics: Words
    particles: Words
    indefinite: Words
    articles: Words
    described: Words
    until: Words
    away: Words
    conjunctions: Words
    topic: Words
    briefing: Words
    there: Words
    holds: Words
    becomes: Words
    usage: list[Usage]
    place: Words
    owning: Words
    state_bodies: Words = Field(alias="state-bodies")
    pair: Words
    possessive: Words
    possessive_of_body: Words = Field(alias="possessive-of-body")
    all_sides: Words = Field(alias="all-sides")


_FLAGS = ("former", "then", "junior", "legislator", "political", "lay", "regional", "many")
_OPENERS = ("articles", "holds", "becomes", "there", "topic", "described", "indefinite", "away", "conjunctions",
            "place", "owning", "pair", "state_bodies", "possessive", "possessive_of_body")
_SMALL = ("honorifics", "particles", "indefinite", "away", "conjunctions")


@value(frozen=True, slots=True)
class Part:
    """One word of a title: which list of roles.yaml it is in and under which key."""

    list: str
    key: str


OFFICIAL_RANKS = frozenset({
    "head-of-state", "head-of-government", "vice-president", "crown-prince", "minister", "spokesperson",
    "presiding-officer", "secretary-general", "security-adviser", "ambassador", "officer", "other-official",
    "un-official", "local-official", "committee-chair",
})
"""Ranks that alone make somebody an official; `head`, `captain` and `delegate` need to know of what."""

ANYBODYS_RANKS = frozenset({"head-of-state", "vice-president", "secretary-general", "spokesperson"})
"""Ranks clubs and companies give too: beside words that tell of neither, they make nobody an official."""

_OVER_LEGISLATORS = frozenset({"committee-chair", "presiding-officer", "minister", "head-of-government"})
"""Ranks that make a member of parliament an official."""

_ALONE = frozenset({"head-of-state", "head-of-government", "vice-president", "crown-prince", "presiding-officer",
                    "security-adviser", "secretary-general"})
"""Ranks that are an office by themselves."""


_IN_A_NAME = re.compile(r"-|\.[^\W\d_]")
"""What stands behind a part of a word, or behind an initial: *І*.П.Коваль."""
_OWNER = re.compile(r"(?:the|an?) |[^\W\d_a-z][\w-]+[’']s ")
"""What may stand before a title: the minister, Avaria's minister."""
_GONE_BY = (
    r"(?:(?:early|late|mid|last|this|the end of) )?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)|last (?:year|month|week|spring|summer|autumn|winter)"
)
"""What stands behind until where an office ended: December, last year."""
_REMEMBERED = 2048
"""Phrases remembered with what they say: an article asks for the same ones again and again."""

_VAGUE = ("head", "delegate", "captain", "other-official", "local-official")
"""Ranks that give way to any other said of the same person."""

VAGUE = (*_VAGUE, "officer")
"""Ranks that alone do not tell of what somebody is."""


@value(frozen=True, slots=True)
class Role:
    """What a phrase says somebody is."""

    office: str | None = None
    """foreign-minister, head-of-state ...: an office that one person holds at a time."""
    rank: str | None = None
    institution: str | None = None
    """foreign-ministry, military ...: the kind of institution he belongs to, or that the phrase is."""
    ministry: bool = False
    """A ministry, or a minister, it does not say which."""
    former: bool = False
    then: bool = False
    junior: bool = False
    political: bool = False
    """In parliament or in a party, and for nobody's state."""
    lay: bool = False
    regional: bool = False
    many: bool = False

    @property
    def domestic(self) -> bool:
        """A mayor, the police: whoever reads of them at home need not be told where."""
        return self.rank == "local-official" or self.institution == "police"

    @property
    def official(self) -> bool | None:
        """Whether such a person speaks for a state; None where the phrase does not tell."""
        if self.then:
            return True
        if self.former or self.lay:
            return False
        return True if self.office or self.rank in OFFICIAL_RANKS or self.institution or self.ministry else None


class RoleReader(Openers):
    """roles.yaml, ready to read phrases of any of its languages."""

    def __init__(self, table: RoleTable) -> None:
        titles = list(_titles(table))
        self._matcher = Matcher(titles)
        small = (name for key in _SMALL for name in _named(getattr(table, key), key, key, table.endings))
        self._small = Matcher([*titles, *small])
        self._before_names = frozenset(word for text in (*(name.text for name in titles), *_texts(table.honorifics))
                                       for word in fold(text).split())
        super().__init__({key: tuple(text.strip("~").lower() for text in _texts(getattr(table, key)))
                          for key in _OPENERS})
        verbs = ("|".join(map(re.escape, self._openers[key])) for key in ("holds", "becomes"))
        self._holds, self._becomes = (
            re.compile(rf"(?:, \d+)?,? (?:who )?(?:{one}) ([^,.;:“”\n]{{3,80}})") for one in verbs)
        ended = "|".join(map(re.escape, _texts(table.until)))
        self._ended = re.compile(rf"\b(?:{ended})\s(?:(?:[^\W\d_]+\s){{0,2}}(?:19|20)\d\d|{_GONE_BY})\b")
        self._honorifics = frozenset(map(fold, _texts(table.honorifics)))
        self._all_sides = Matcher(_named(table.all_sides, "all-sides", "all-sides", table.endings))
        self._briefing = Matcher(_named(table.briefing, "briefing", "briefing", table.endings))
        self._usage = Matcher(Name(title, row.of, anycase=True) for row in table.usage for title in row.titles())
        self._parts_of = lru_cache(_REMEMBERED)(self._find_parts)
        self._role_of = lru_cache(_REMEMBERED)(self._find_role)
        self.labels = {key: words.label for key, words in table.institutions.items()}
        self.labels |= {f"{key}-ministry": f"{key.capitalize()} Ministry" for key in (*table.portfolios, "economy")
                        if f"{key}-ministry" not in self.labels}

    def __getstate__(self) -> dict[str, Any]:
        """All but what is remembered of texts, which stays with its process."""
        return {name: value for name, value in vars(self).items() if name not in ("_parts_of", "_role_of")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._parts_of = lru_cache(_REMEMBERED)(self._find_parts)
        self._role_of = lru_cache(_REMEMBERED)(self._find_role)

    def parts(self, phrase: str) -> list[Span]:
        """Where `phrase` has words that are no name: titles and the small words between them."""
        return list(self._parts_of(phrase))

    def _find_parts(self, phrase: str) -> tuple[Span, ...]:
        return tuple(span for span, _ in self._small.find(phrase) if not _IN_A_NAME.match(phrase, span.end)
                     or (len(span) > 1 and phrase[span.end] == "."))

    def is_title(self, phrase: str, span: Span) -> bool:
        """Whether the words at `span` say what somebody is."""
        return any(found.covers(span) for found, _ in self._matcher.find(phrase))

    def title_words(self) -> frozenset[str]:
        """Words that stand before a name without being part of it: President, Mr, министр."""
        return self._before_names

    def held_behind(self, behind: str) -> str | None:
        """The office the words behind a name tell: , 54, has run the health ministry;  became *deputy minister*."""
        found = self._holds.match(behind)
        if found is not None:
            role = self.read(found[1])
            heads = role.rank is None and (role.institution or role.ministry) and not role.lay
            return f"head of {found[1]}" if heads else None
        found = self._becomes.match(behind)
        title = _OWNER.sub("", found[1]) if found else ""
        opens = next((span.start == 0 for span in self.parts(title)), False)
        return found[1] if found and opens and self.read(title).rank else None

    def usage(self, phrase: str) -> frozenset[str]:
        """The countries that have such a title, as far as it is that of few: Cabinet Secretary."""
        return frozenset(code for _, rows in self._usage.find(phrase) for codes in rows for code in codes)

    def ends_in_honorific(self, before: str) -> bool:
        """Whether `before` ends in Mr, Frau, г-н."""
        words = fold(before).split()
        return bool(words) and words[-1].strip('."“„«(') in self._honorifics

    def says_all_sides(self, phrase: str) -> bool:
        """Whether `phrase` speaks of both or all parties without naming them."""
        return bool(self._all_sides.find(phrase))

    def says_briefing(self, words: str) -> bool:
        """Whether `words` tell of a briefing or press conference."""
        return bool(self._briefing.find(words))

    def read(self, phrase: str, known: Iterable[Span] = ()) -> Role:
        """What `phrase` says somebody is; what stands at `known` are names, unless a title has one in it."""
        titles = [found for found, _ in self._matcher.find(phrase)]
        for span in known:
            if any(title.start < span.start and span.end <= title.end for title in titles):
                continue  # رئیس مجلس شورای اسلامی
            phrase = f"{phrase[:span.start]}{'·' * len(span)}{phrase[span.end:]}"
        return self._role_of(phrase)

    def _find_role(self, phrase: str) -> Role:
        parts = [part for _, group in self._matcher.find(phrase) for part in group]
        keys: dict[str, list[str]] = {}
        for part in parts:
            keys.setdefault(part.list, []).append(part.key)
        role = _role(keys)
        over = (role.rank or role.institution) and self._ended.search(phrase)
        return replace(role, former=True) if over else role


def _role(keys: dict[str, list[str]]) -> Role:
    ranks, titles = keys.get("ranks", []), keys.get("titles", [])
    directs = "director" in ranks
    ranks = ["head" if one == "director" else one for one in ranks]
    if "head" in ranks and keys.get("institutions", ["government"])[0] not in ("government", "presidency"):
        ranks = [one for one in ranks if one != "head-of-state"]  # رئیس کمیسیون: of more than one kind
    known, fields = keys.get("portfolios", []), keys.get("fields", [])
    portfolio = next(iter((*known, *fields)), None)
    sure = (one for one in ranks if one not in _VAGUE)
    rank = next(sure, None) or next((one for one in ranks if one in OFFICIAL_RANKS), next(iter(ranks), None))
    found = keys.get("institutions", [])
    if "committee" in found:
        rank = "committee-chair" if rank == "head" else rank
        found = [one for one in found if one != "committee"]
    institution = _institution(found, next(iter(known), None) if rank == "spokesperson" else portfolio, rank)
    junior = "junior" in keys
    office = None if junior or (directs and rank == "head") else _office(titles, rank, portfolio, institution)
    if office and office.endswith("-minister") and institution is None:
        institution = office.replace("minister", "ministry")
    unsaid = institution is None and office is None and (rank == "minister" or found[:1] == ["ministry"])
    political = "political" in keys or ("legislator" in keys and rank not in _OVER_LEGISLATORS)
    told = {flag: flag in keys for flag in _FLAGS if flag not in ("legislator", "political", "lay")}
    deputy = rank in (None, "delegate") and any(one.endswith("-minister") for one in titles)
    rank, lay = "minister" if deputy else rank or ("minister" if titles else None), political or "lay" in keys
    return Role(office, rank, institution, unsaid, lay=lay, political=political, **told)


def _office(titles: list[str], rank: str | None, portfolio: str | None, institution: str | None) -> str | None:
    if rank == "spokesperson":
        return None
    if titles:
        return titles[0]
    if rank == "minister" and portfolio:
        return f"{portfolio}-minister"
    if rank == "head" and institution and institution.endswith("-ministry"):
        return institution.replace("ministry", "minister")
    return rank if rank in _ALONE else None


def _institution(found: Sequence[str], portfolio: str | None, rank: str | None) -> str | None:
    if portfolio and (found[:1] == ["ministry"] or (rank == "spokesperson" and not found)):
        return f"{portfolio}-ministry"
    named = [one for one in found if one != "ministry"]
    return "government" if "government" in named and rank is None else next(iter(named), None)


def _titles(table: RoleTable) -> Iterator[Name[Part]]:
    for kind in ("ranks", "portfolios", "fields", "titles"):
        for key, words in getattr(table, kind).items():
            yield from _named(words, kind, key, table.endings)
    for key, row in table.institutions.items():
        yield from _named(row.words, "institutions", key, table.endings)
    for flag in _FLAGS:
        yield from _named(getattr(table, flag), flag, flag, table.endings)


def _named(words: Words, kind: str, key: str, endings: Mapping[str, Sequence[str]]) -> Iterator[Name[Part]]:
    for language, forms in words.items():
        for alias in forms:
            for text in _inflected(alias.text, endings.get(language, ())):
                yield Name(text, Part(kind, key), anycase=True)


def _texts(words: Words) -> Iterator[str]:
    """The words of all languages as they are written in the table."""
    return (alias.text for forms in words.values() for alias in forms)


def _inflected(text: str, endings: Sequence[str]) -> Iterator[str]:
    """A phrase with each ending in place of every ~ inside it, none included: берегов~ охран~."""
    if "~ " not in text:
        yield text
        return
    for ending in ("", *endings):
        yield text.replace("~ ", f"{ending} ")


@lru_cache(maxsize=1)
def role_reader(cache: Path | None = None) -> RoleReader:
    """The reader of the built-in table; `cache` is a folder to keep it in as read."""
    path = TABLES / "roles.yaml"
    return RoleReader(parsed(cache, "roles", (Path(__file__), path), TypeAdapter(RoleTable),
                             lambda: load_table(path, RoleTable)))
