"""What a body is called that no table knows: by its own name, or by its country's adjective and what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from statements.actors import Country
from statements.model import Actor
from statements.roles import RoleReader

_OWNED = re.compile(r"([^\W\d_a-z].*?)[’']s ([a-z].*)")
"""A body and whose it is: Avaria's grain service."""


def by_its_country(actor: Actor, countries: Mapping[str, Country]) -> Actor:
    """A body told by what it is and whose, by the adjective of its country: Avaria's grain service."""
    owned = _OWNED.fullmatch(actor.name) if actor.id is None and actor.country else None
    country = countries.get(actor.country or "")
    if owned is None or country is None or owned[1] != country.name:
        return actor
    return replace(actor, name=f"{country.belonging} {owned[2]}")


def ministry_of(head: str, country: Country | None, roles: RoleReader) -> str:
    """A ministry whose field no table knows, with its country's adjective: the ferries ministry."""
    *field, last = head.split()
    told = field and head.isascii() and head.islower() and roles.read(last).ministry and "'" not in head
    return f"{country.belonging} {head.title()}" if country and told else head


def own_name(words: str) -> str | None:
    """A phrase that is itself a name, without its article: the Federal Department of Energy."""
    capitals = [word for word in words.split() if word[:1].isupper()]
    if len(capitals) < 3 or re.search(r"[’']s\b", words):
        return None
    return words.split(" ", 1)[1] if words.lower().startswith("the ") else words
