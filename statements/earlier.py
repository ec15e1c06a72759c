"""Whom an article named before: "the minister", "her ministry", "the rebels" are the last of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statements.actors import Entry, Kind
from statements.identity import Identity
from statements.model import Span
from statements.phrase import Phrase

_NAME = r"[^\W\d_a-z][\w’'&-]*"
_SUBJECT = re.compile(
    rf"(?:^|[.!?][”\"’]? |[—–] )[“\"]?({_NAME}(?: (?:[a-z]{{2,3}} ){{0,2}}{_NAME})*)", re.MULTILINE)
_LOOKED_BACK = 500
"""Characters before a speaker in which the body he belongs to is looked for."""


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


def subject_before(phrase: Phrase) -> Span | None:
    """The last name of two and more words, or known to the registry, that a sentence before began with."""
    at = phrase.at.start - len(phrase.before) if phrase.at else 0
    start = max(0, at - _LOOKED_BACK)
    found = [Span(one.start(1), one.end(1)) for one in _SUBJECT.finditer(phrase.text, start, at)]
    return next((span for span in reversed(found) if phrase.name not in span.of(phrase.text) and (
        " " in span.of(phrase.text) or phrase.mentions.begun(span.start, span.end))), None)
