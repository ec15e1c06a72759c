"""Whose briefing a transcript is: labels without a title are those of the house that answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from statements.actors import Entry
from statements.linking import Mention
from statements.model import Span

if TYPE_CHECKING:
    from statements.registry import Registry

_OPENING = 300
"""Characters of a transcript before whose first label it may say whose it is."""
_LABEL = re.compile(r"(?: \([^()\n]{1,60}\))?\s*:")
_NOTE = re.compile(r" \(([^()\n]{2,60})\)\s*:")
_FIRST = re.compile(r"^[^\n:]{2,60}: ", re.MULTILINE)
"""The first line under a label."""


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


def _may_be_host(one: Mention, words: str) -> bool:
    """Whether a name is no topic of the briefing: not behind a colon or in brackets."""
    return not re.search(r"[:(]", words[: one.span.start])
