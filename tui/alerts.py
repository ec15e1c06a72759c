"""Tells of new statements under the watches of feeds.yaml: one summary a watch, at most one a minute."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from feeds.sources import Watch
from store.query import QueryError, QueryNames, parse_query
from store.recall import Recall
from store.rows import StatementRow
from tui.export import row_fields
from tui.format import one_line, spoken
from tui.looks import looks

GAP = timedelta(minutes=1)
"""Between two alerts of one watch; what arrives meanwhile is in the next."""


@dataclass(frozen=True)
class Alert:
    """What a watch has to tell."""

    watch: str
    number: int
    newest: StatementRow
    sinks: tuple[str, ...]
    """Names as in feeds.yaml: toast, bell, desktop, file:PATH, command:PROGRAM."""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        row = self.newest
        more = f", and {self.number - 1:,} more" if self.number > 1 else ""
        return f"{self.watch}: {one_line(row.actor_name)} {looks()[row.stance].label}: {spoken(row)}{more}"


class Watcher:
    """Looks for what has arrived under each watch since it last told of it. For one thread at a time."""

    def __init__(self, recall: Recall, start: int | None = None) -> None:
        """`start` is the transaction after which statements are news; by default the latest now."""
        self._recall = recall
        self._start = recall.newest() if start is None else start
        self._told: dict[str, tuple[int, datetime]] = {}

    def look(self, watches: Iterable[Watch], names: QueryNames | None, now: datetime) -> list[Alert]:
        """What there is to tell at `now` (UTC)."""
        newest = self._recall.newest()
        alerts = []
        for watch in watches:
            since, last = self._told.get(watch.name, (self._start, now - GAP))
            if newest == since or now - last < GAP:
                continue
            try:
                where = parse_query(watch.query, names=names)
            except QueryError:
                continue
            number = self._recall.arrived(where, since)
            rows = self._recall.listing(where).rows(0, 200) if number else []
            first = next((row for row in rows if row.arrived > since), None)
            if first is not None:
                alerts.append(Alert(watch.name, number, first, watch.notify))
                self._told[watch.name] = (newest, now)
        return alerts


def _to_desktop(alert: Alert, _: str) -> None:
    program = shutil.which("notify-send")
    if program:
        _run([program, "--app-name=Communiqué", "--", "Communiqué", alert.sentence])


def _to_command(alert: Alert, program: str) -> None:
    found = shutil.which(program)
    if found:
        _run([found, alert.sentence])


def _to_file(alert: Alert, path: str) -> None:
    entry = {"watch": alert.watch, "number": alert.number, "statement": row_fields(alert.newest)}
    with Path(path).expanduser().open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


SINKS: dict[str, Callable[[Alert, str], None]] = {"desktop": _to_desktop, "command": _to_command, "file": _to_file}
"""Name before the colon to what it does; the argument stands after it. The screen itself does toast and bell."""


def send(alert: Alert) -> list[str]:
    """Gives the alert to its sinks; the failures, each in one sentence."""
    failures = []
    for name in alert.sinks:
        kind, _, argument = name.partition(":")
        sink = SINKS.get(kind)
        try:
            if sink is not None:
                sink(alert, argument)
        except OSError as error:
            failures.append(f"The alert {alert.watch!r} could not reach {name}: {error.strerror}")
    return failures


def _run(argv: list[str]) -> None:
    """Starts a program with its words as they are, through no shell; nobody waits for it."""
    quiet = subprocess.DEVNULL
    subprocess.Popen(argv, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
