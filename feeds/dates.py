"""Dates as pages and feeds write them, in any form that has one meaning."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)


def date_of(text: str | None) -> datetime | None:
    """The moment `text` names (UTC; a day without a time is its midnight), or None."""
    words = " ".join((text or "")[:200].split())
    found = _ISO.search(words)
    try:
        moment = _from_iso(found) if found else parsedate_to_datetime(words)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _from_iso(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"{int(hour or 0):02}:{minute or '00'}:{second or '00'}"
    offset = "+00:00" if not zone or zone.upper() in ("Z", "UTC", "GMT") else zone
    return datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}T{clock}{offset}")
