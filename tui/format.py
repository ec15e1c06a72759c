"""A statement in words and colour roles, a time as people say it: pure, for the screen and the command line.

A *piece* is some words and the role they play ("content", "cue", "muted" …); whoever draws decides how it looks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.cells import cell_len, set_cell_size

from statements.clean import clean
from statements.scales import Form

if TYPE_CHECKING:
    from statements.model import Span, Statement
    from store.rows import StatementRow

Piece = tuple[str, str]
Pieces = list[Piece]

def fit(text: str, width: int) -> str:
    """`text` in exactly `width` terminal cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def one_line(text: str) -> str:
    """Feed text made safe to draw, on one line."""
    return " ".join(clean(text).split())


def spoken(row: StatementRow) -> str:
    """The words of a statement on one line: in quotation marks where they were quoted as a whole."""
    words = one_line(row.text)
    return f"“{words.rstrip(',')}”" if row.form is Form.DIRECT else words


def isolated(text: str) -> str:
    """`text` kept from turning around what stands beside it: letters that run from right to left are enclosed in a
    left-to-right isolate (UAX #9), which takes no room."""
    directions = () if text.isascii() else map(unicodedata.bidirectional, text)
    return f"\u2066{text}\u2069" if {"R", "AL"}.intersection(directions) else text


def right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def short_time(then: datetime, now: datetime, zone: tzinfo) -> str:
    """At most six cells: 14:05 today, 28 Feb this year, else the year and month."""
    local, today = then.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b}"
    return f"{local:%b %y}"


def full_time(then: datetime, zone: tzinfo) -> str:
    """Monday 2 March 2026, 14:05 CET."""
    local = then.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M %Z}"


def span_words(span: timedelta) -> str:
    """3 s, 5 min, 2 h, 4 d: one number, rounded down."""
    seconds = max(0, int(span.total_seconds()))
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def ago(then: datetime | None, now: datetime) -> str:
    """How long ago; never for None."""
    if then is None:
        return "never"
    return "just now" if now - then < timedelta(seconds=5) else f"{span_words(now - then)} ago"


def until(then: datetime | None, now: datetime) -> str:
    """How long until a moment; now for one that has passed."""
    return "now" if then is None or then <= now else f"in {span_words(then - now)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """1 source, 2,345 sources."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def safe_link(url: str | None) -> str | None:
    """An http or https address fit to be shown, linked and opened; None for anything else.

    The host is shown in its ASCII form, so that look-alike letters are seen; every other character that could
    leave an argument, a line or an escape sequence is percent-encoded.
    """
    from urllib.parse import quote

    url = (url or "").strip()
    if not url or not set(url).isdisjoint("\n\r\t"):  # urlsplit would drop these and go on
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or not all(c.isalnum() or c in "-._:" for c in host):
        return None
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    fragment = "#" + quote(parts.fragment, safe="/%:@!$&'()*+,;=~-._?") if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{path}{query}{fragment}"


def marked(text: str, within: Span, marks: Iterable[tuple[Span | None, str]], base: str = "") -> Pieces:
    """The words of `within`, cut where roles change; a later mark lies over an earlier one."""
    roles = [base] * len(within)
    for span, role in marks:
        if span is None:
            continue
        start, end = max(span.start, within.start), min(span.end, within.end)
        if start < end:
            roles[start - within.start : end - within.start] = [role] * (end - start)
    pieces, at = [], within.start
    for role, run in groupby(roles):
        length = sum(1 for _ in run)
        pieces.append((clean(text[at : at + length]), role))
        at += length
    return pieces


def statement_marks(statement: Statement) -> list[tuple[Span | None, str]]:
    """The spans of one statement and the roles they are drawn in."""
    marks: list[tuple[Span | None, str]] = [(target.span, "target") for target in statement.targets]
    marks += [(statement.clause, "clause")]
    marks += [(span, "content") for span in statement.content]
    marks += [(target.span, "target") for target in statement.targets]
    marks += [(statement.speaker.mention, "speaker"), (statement.cue, "cue")]
    return [*marks, (statement.reading.trigger, "trigger")]


def around(text: str, statement: Statement) -> Span:
    """The whole paragraphs a statement lies in."""
    hull = statement.hull
    spans = [span for span in (statement.sentence, statement.cue, statement.speaker.mention) if span is not None]
    near = [span for span in spans if abs(span.start - hull.start) < 2000]
    first = min(span.start for span in (*near, hull))
    last = max(span.end for span in (*near, hull))
    start = text.rfind("\n\n", 0, first)
    end = text.find("\n\n", last)
    from statements.model import Span

    return Span(0 if start < 0 else start + 2, len(text) if end < 0 else end)


def actor_line(name: str, role: str | None, country: str | None, official: bool) -> str:
    """Dmitry Peskov · Kremlin spokesman · RU; says so where the speaker is not official."""
    parts = [name, role or "", country or "", "" if official else "not official"]
    return " · ".join(one_line(part) for part in parts if part)


def plain(pieces: Sequence[Piece]) -> str:
    """The words alone."""
    return "".join(text for text, _ in pieces)
