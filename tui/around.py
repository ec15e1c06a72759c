"""What stands around a statement: said before by its speaker, by others on the same pair, and its links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from store.rows import Sort, StatementRow, StatementView
from store.terms import AnyTerm, FieldTerm, StatementFilter
from tui.format import one_line, safe_link

if TYPE_CHECKING:
    from store.recall import Recall

NEAR = timedelta(days=3)
"""How far before and after others count as speaking of the same matter."""
MOST = 5
"""Statements of each kind that are shown."""
LOOKED_AT = 200
"""Statements of each kind that are looked at."""
MOST_LINKS = 40
_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+")


@dataclass(frozen=True, slots=True)
class Around:
    """The statements beside one statement, each kind the newest first."""

    before: tuple[StatementRow, ...] = ()
    """What its speaker said of the same target before."""
    others: tuple[StatementRow, ...] = ()
    """What others said, within `NEAR`, about the same pair: one to the other, back, or of both."""


def look_around(recall: Recall, row: StatementRow) -> Around:
    """Finds what stands around a statement; nothing for one that is about nobody. For a worker thread."""
    if not row.targets:
        return Around()
    about = FieldTerm("about", row.targets[:1])
    speaker = FieldTerm("actor", (row.actor_id or row.actor_name,))
    until = FieldTerm("until", (f"{row.dated:%Y-%m-%dT%H:%M}",))
    said = recall.listing(StatementFilter((about, speaker, until))).rows(0, LOOKED_AT)
    before = [one for one in said if (one.dated, one.key) < (row.dated, row.key) and one.id != row.id]
    near = recall.listing(_same_pair(row), Sort.NEW).rows(0, LOOKED_AT)
    others = sorted(
        (one for one in near if (one.actor_id, one.actor_name) != (row.actor_id, row.actor_name)),
        key=lambda one: abs(one.dated - row.dated),
    )[:MOST]
    return Around(tuple(before[:MOST]), tuple(sorted(others, key=lambda one: -one.key)))


def _same_pair(row: StatementRow) -> StatementFilter:
    """The two sides of a statement speaking of each other, and anybody speaking of both, in those days."""
    target, side = row.targets[:1], (row.country,) if row.country else ()
    since = FieldTerm("since", (f"{row.dated - NEAR:%Y-%m-%dT%H:%M}",))
    until = FieldTerm("until", (f"{row.dated + NEAR:%Y-%m-%dT%H:%M}",))
    about = FieldTerm("about", target)
    if not side:
        return StatementFilter((about, since, until))
    there = (FieldTerm("country", side), about)
    back = (FieldTerm("country", target), FieldTerm("about", side))
    of_both = (FieldTerm("about", side), about)
    return StatementFilter((AnyTerm((there, back, of_both)), since, until))


def links_of(view: StatementView) -> list[tuple[str, str]]:
    """Every web address of a statement's article, the article's own first: where it leads, and the address."""
    named = [(view.row.source_title, view.row.url), *((one.source_title, one.url) for one in view.same)]
    text = view.article.article.text
    named += [("in the text", found[0].rstrip(".,;:!?)]}’'")) for found in _ADDRESS.finditer(text)]
    links: dict[str, str] = {}
    for name, address in named:
        if link := safe_link(address):
            links.setdefault(link, one_line(name))
    return [(name, link) for link, name in links.items()][:MOST_LINKS]
