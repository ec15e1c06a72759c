"""Whose briefing a transcript is: labels without a title are those of the house that answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from statements.actors import Entry
from statements.inflection import is_declined
from statements.linking import Mention
from statements.matching import fold
from statements.model import Span
from statements.value import value

if TYPE_CHECKING:
    from statements.phrase import Phrase
    from statements.registry import Registry

_OPENING = 300
"""Characters of a transcript before whose first label it may say whose it is."""
_LABEL = re.compile(r"(?: \([^()\n]{1,60}\))?\s*:")
_NOTE = re.compile(r" \(([^()\n]{2,60})\)\s*:")
_SURNAME = re.compile(r"[^\W\d_]{3}[\w’'-]*")
_FIRST = re.compile(r"^[^\n:]{2,60}: ", re.MULTILINE)
"""The first line under a label."""


@value(frozen=True, slots=True)
class Guest:
    """An official whose words a transcript gives, and his country as far as its title tells it."""

    country: str | None


def is_label(text: str, at: Span) -> bool:
    """Whether a name is what labels a turn: ADA LIND (UNHCR):"""
    opens = text[text.rfind("\n", 0, at.start) + 1 : at.start].strip() == ""
    return opens and _LABEL.match(text, at.end) is not None


def note_of(text: str, at: Span) -> str:
    """What stands in brackets behind a name that labels a turn, "" where nothing does."""
    found = _NOTE.match(text, at.end)
    return found[1] if found else ""


def house_of(title: str, text: str, registry: Registry) -> Entry | None:
    """The institution whose briefing a title or opening tells of: Midday briefing of the Commission."""
    first = _FIRST.search(text)
    opening = text[: min(first.start() if first else 0, _OPENING)]
    if not any(registry.roles.says_briefing(words) for words in (title, opening)):
        return None
    for words in (title, opening):
        named = registry.find(words)
        for kinds in (("institution", "body"), ("metonym",)):
            found = next((one for one in named if one.kind in kinds and _may_be_host(one, words)), None)
            entry = registry.entry(found.ids[0]) if found else None
            if entry is not None and entry.kind.official:
                return entry
    return None


def government_of(title: str, text: str, registry: Registry) -> Entry | None:
    """The government that answers, where a title or opening calls the briefing as one country alone does."""
    opening = text[:_OPENING].partition("\n\n")[0]
    told = registry.roles.usage(title) or registry.roles.usage(opening)
    briefs = registry.roles.says_briefing(title) or registry.roles.says_briefing(opening)
    return registry.government(next(iter(told))) if briefs and len(told) == 1 else None


def guest_of(phrase: Phrase, registry: Registry) -> Guest | None:
    """The official whom a transcript's title names by his office, if that is who a label means.

    Only in languages that decline names: the title has his in another case than the label.
    """
    title: str = phrase.mentions.memo.get("titled", "")
    if phrase.at is None or not (is_declined(phrase.name) and is_label(phrase.text, phrase.at)):
        return None
    stem = fold(_SURNAME.findall(phrase.name)[-1])[:-1]
    at = next((word.start() for word in _SURNAME.finditer(title) if fold(word[0]).startswith(stem)), None)
    if at is None or not registry.roles.read(title[:at]).official:
        return None
    return Guest(next((one.country for one in registry.find(title[:at]) if one.country), None))


def _may_be_host(one: Mention, words: str) -> bool:
    """Whether a name is no topic of the briefing: not behind a colon or in brackets."""
    return not re.search(r"[:(]", words[: one.span.start])
