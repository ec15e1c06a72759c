"""What a statement, its form and its source can be: the closed lists everything else speaks in."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    """Who publishes: an official's own site, a state or news agency, or the press."""

    PRIMARY = "primary"
    WIRE = "wire"
    NEWS = "news"


class Form(StrEnum):
    """How the words reach the reader.

    `direct`: in quotation marks, a clause or more; `mixed`: quoted words inside the reporter's sentence;
    `indirect`: reported content, or a speech act, without quotation marks; `primary`: the official text itself.
    """

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    PRIMARY = "primary"


class Stance(StrEnum):
    """What a statement does, on the conflict-cooperation scale (scores and words: tables/stances.yaml)."""

    THREATEN = "threaten"
    DEMAND = "demand"
    REJECT = "reject"
    WARN = "warn"
    ACCUSE = "accuse"
    CONDEMN = "condemn"
    DENY = "deny"
    COMMENT = "comment"
    APPEAL = "appeal"
    TALKS = "talks"
    PRAISE = "praise"
    OFFER = "offer"


SURE = 0.88
"""From this confidence on a statement is shown as sure: of all that such rules find, 95 in 100 are right
(docs/reading.md)."""
