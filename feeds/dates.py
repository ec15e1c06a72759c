"""Dates as pages and feeds write them, in any form that has one meaning."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ZONE = r"(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_CLOCK = r"(?:\D{1,12}?(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:[.,]\d+)?" + _ZONE + ")?"
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)日?" + _CLOCK, re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4})(?!\d)" + _CLOCK, re.IGNORECASE)
_DAY_NAME = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})" + _CLOCK
)
_NAME_DAY = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK)
_STEMS = (
    "jan|янв|ene|gen|oca|січ|sty|ינו|يناير|ژانویه",
    "feb|фев|fév|şub|лют|lut|פבר|فبراير|فوریه",
    "mar|мар|mär|mrt|бер|מרץ|مارس",
    "apr|апр|avr|abr|nis|кві|kwi|אפר|أبريل|ابريل|آوریل",
    "may|мая|май|mai|mag|maj|тра|מאי|مايو|mei|مه",
    "jun|июн|juin|giu|haz|чер|cze|יונ|يونيو|ژوئن",
    "jul|июл|juil|lug|tem|лип|lip|יול|يوليو|ژوئیه",
    "aug|авг|aoû|ago|ağu|сер|sie|אוג|أغسطس|اوت",
    "sep|сен|set|eyl|вер|wrz|ספט|سبتمبر|سپتامبر",
    "oct|окт|okt|ott|out|eki|жов|paź|אוק|أكتوبر|اکتبر",
    "nov|ноя|kas|лис|lis|נוב|نوفمبر|نوامبر",
    "dec|дек|déc|dez|dic|ara|гру|gru|דצמ|ديسمبر|دسامبر",
)
"""The beginnings of the months' names in the languages of the sources."""
_MONTHS = {stem: number for number, stems in enumerate(_STEMS, 1) for stem in stems.split("|")}


def date_of(text: str | None) -> datetime | None:
    """The moment `text` names (UTC), or None; a day without a time is its midnight.

    Of 03/02/2026 the day is taken to come first, as everywhere but in the United States.
    """
    words = " ".join((text or "")[:200].split())
    for pattern, order in _FORMS:
        found = pattern.search(words)
        moment = _moment(found, order) if found else None
        if moment:
            return moment
    try:
        told = parsedate_to_datetime(words)
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _moment(found: re.Match[str], order: str) -> datetime | None:
    named = dict(zip(order, found.groups()[:3], strict=True))
    month = int(named["m"]) if named["m"].isdecimal() else _month(named["m"])
    hour, minute, second, zone = found.groups()[3:]
    clock = f"{int(hour or 0):02}:{minute or '00'}:{second or '00'}"
    offset = "+00:00" if not zone or zone.upper() in ("Z", "UTC", "GMT") else zone
    day = f"{named['y']}-{month:02}-{int(named['d']):02}"
    try:
        return datetime.fromisoformat(f"{day}T{clock}{offset}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _month(name: str) -> int:
    """The month's number; 0 for a word that is none."""
    word = name.casefold()
    return next((_MONTHS[word[:length]] for length in range(8, 1, -1) if word[:length] in _MONTHS), 0)


_FORMS = ((_YEAR_FIRST, "ymd"), (_DAY_FIRST, "dmy"), (_DAY_NAME, "dmy"), (_NAME_DAY, "mdy"))
