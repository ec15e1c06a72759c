"""Reads what somebody is out of the words beside his name: rank, portfolio, institution, former or not.

"the Iranian deputy foreign minister" is put together from its parts (tables/roles.yaml), so that a title nobody
listed is still understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from statements.actors import Words
from statements.matching import Matcher, Name, fold
from statements.model import Span
from statements.table import Strict, load_table
from statements.world import TABLES


class InstitutionWords(Strict):
    """One kind of institution."""

    label: str
    words: Words


class RoleTable(Strict):
    """roles.yaml."""

    ranks: dict[str, Words]
    portfolios: dict[str, Words]
    titles: dict[str, Words]
    institutions: dict[str, InstitutionWords]
    former: Words
    then: Words
    junior: Words
    lay: Words
    honorifics: Words


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a title: which list of roles.yaml it is in and under which key."""

    list: str
    key: str


OFFICIAL_RANKS = frozenset({
    "head-of-state", "head-of-government", "vice-president", "crown-prince", "minister", "spokesperson",
    "presiding-officer", "secretary-general", "security-adviser", "ambassador", "officer", "other-official",
})
"""Ranks that alone make somebody an official; `head` needs to know of what."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a phrase says somebody is."""

    office: str | None = None
    """foreign-minister, head-of-state ...: an office that one person holds at a time."""
    rank: str | None = None
    institution: str | None = None
    """foreign-ministry, military ...: the kind of institution he belongs to, or that the phrase is."""
    former: bool = False
    then: bool = False
    junior: bool = False
    lay: bool = False

    @property
    def official(self) -> bool | None:
        """Whether such a person speaks for a state; None where the phrase does not tell."""
        if self.then:
            return True
        if self.former or self.lay:
            return False
        return True if self.office or self.rank in OFFICIAL_RANKS or self.institution else None


class RoleReader:
    """roles.yaml, ready to read phrases of any of its languages."""

    def __init__(self, table: RoleTable) -> None:
        names = list(_names(table))
        self._matcher = Matcher(names)
        self._titles = [fold(name.text).split() for name in names]
        self.labels = {key: words.label for key, words in table.institutions.items()}
        self.labels |= {f"{key}-ministry": f"{key.capitalize()} Ministry" for key in table.portfolios
                        if f"{key}-ministry" not in self.labels}

    def parts(self, phrase: str) -> list[tuple[Span, list[Part]]]:
        """The words of `phrase` that say what somebody is, with their places."""
        return list(self._matcher.find(phrase))

    def title_words(self) -> frozenset[str]:
        """Words that stand before a name without being part of it: President, Mr, министр."""
        return frozenset(word for words in self._titles for word in words)

    def read(self, phrase: str) -> Role:
        """What `phrase` says somebody is; country names and personal names in it are passed over."""
        parts = [part for _, group in self.parts(phrase) for part in group]
        keys = {name: [part.key for part in parts if part.list == name] for name in RoleTable.model_fields}
        ranks, portfolio = keys["ranks"], next(iter(keys["portfolios"]), None)
        rank = next((one for one in ranks if one not in ("head", "other-official")), next(iter(ranks), None))
        institution = _institution(keys["institutions"], portfolio, rank)
        junior = bool(keys["junior"])
        office = None if junior else _office(keys["titles"], rank, portfolio, institution)
        if keys["titles"] and rank is None:
            rank = "minister"
        if office in ("foreign-minister", "defence-minister") and institution is None:
            institution = office.replace("minister", "ministry")
        return Role(office, rank, institution, bool(keys["former"]), bool(keys["then"]), junior, bool(keys["lay"]))


def _office(titles: list[str], rank: str | None, portfolio: str | None, institution: str | None) -> str | None:
    if rank == "spokesperson":
        return None
    if titles:
        return titles[0]
    if rank == "minister" and portfolio:
        return f"{portfolio}-minister"
    if rank == "head" and institution and institution.endswith("-ministry"):
        return institution.replace("ministry", "minister")
    alone = ("head-of-state", "head-of-government", "vice-president", "crown-prince", "presiding-officer",
             "security-adviser", "secretary-general")
    return rank if rank in alone else None


def _institution(found: list[str], portfolio: str | None, rank: str | None) -> str | None:
    if portfolio and (found[:1] == ["ministry"] or (rank == "spokesperson" and not found)):
        return f"{portfolio}-ministry"
    return next((one for one in found if one != "ministry"), None)


def _names(table: RoleTable) -> Iterator[Name[Part]]:
    for kind in ("ranks", "portfolios", "titles"):
        for key, words in getattr(table, kind).items():
            yield from _named(words, Part(kind, key))
    for key, row in table.institutions.items():
        yield from _named(row.words, Part("institutions", key))
    for kind in ("former", "then", "junior", "lay", "honorifics"):
        yield from _named(getattr(table, kind), Part(kind, kind))


def _named(words: Words, part: Part) -> Iterator[Name[Part]]:
    for forms in words.values():
        for alias in forms:
            yield Name(alias.text, part, anycase=True)


@cache
def role_reader() -> RoleReader:
    """The one reader of the built-in table."""
    return RoleReader(load_table(TABLES / "roles.yaml", RoleTable))
