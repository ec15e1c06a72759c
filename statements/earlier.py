"""Whom an article named before: "the minister", "her ministry", "the rebels" are the last of their kind."""

from __future__ import annotations

from collections.abc import Iterator

from statements.actors import Entry, Kind
from statements.identity import Identity
from statements.phrase import Phrase


def ministers_before(phrase: Phrase, identity: Identity) -> Iterator[tuple[Entry, str]]:
    """Ministers and ministries named before the speaker, last first, each with its ministry's kind."""
    end = phrase.at.start if phrase.at else len(phrase.text)
    for mention in reversed(phrase.mentions.between(0, end)):
        for entry in identity.entries(mention.ids[:1]):
            office = entry.office(phrase.on) if entry.kind is Kind.PERSON else None
            if entry.role and entry.role.endswith("-ministry"):
                yield entry, entry.role
            elif office and office.role and office.role.endswith("-minister"):
                yield entry, office.role.replace("minister", "ministry")


def group_before(phrase: Phrase, identity: Identity) -> Entry | None:
    """The armed group named last before the speaker."""
    end = phrase.at.start if phrase.at else len(phrase.text)
    groups = (mention for mention in reversed(phrase.mentions.between(0, end)) if mention.kind == "group")
    return next((entry for mention in groups for entry in identity.entries(mention.ids)), None)
