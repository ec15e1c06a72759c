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
    """As in feeds.yaml: toast, bell, desktop, command:PROGRAM, file:PATH, webhook:ADDRESS."""
    private: bool = False
    """Whether a webhook may stand on this machine or network."""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        row = self.newest
        more = f", and {self.number - 1:,} more" if self.number > 1 else ""
        return f"{self.watch}: {one_line(row.actor_name)} {looks()[row.stance].label}: {spoken(row)}{more}"

    @property
    def fields(self) -> dict[str, object]:
        """All of it as JSON."""
        return {"watch": self.watch, "number": self.number, "statement": row_fields(self.newest)}


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
                alerts.append(Alert(watch.name, number, first, watch.notify, watch.private))
                self._told[watch.name] = (newest, now)
        return alerts


def _to_desktop(alert: Alert, _: str) -> str | None:
    program = shutil.which("notify-send")
    return _run([program, "--app-name=Communiqué", "--", "Communiqué", alert.sentence] if program else None)


def _to_command(alert: Alert, program: str) -> str | None:
    found = shutil.which(Path(program).expanduser())
    return _run([found, alert.sentence] if found else None)


def _to_file(alert: Alert, path: str) -> None:
    with Path(path).expanduser().open("a", encoding="utf-8") as file:
        file.write(json.dumps(alert.fields, ensure_ascii=False) + "\n")


def _to_webhook(alert: Alert, address: str) -> str | None:
    """`text` and `content` are what chats take for the message."""
    from importlib.metadata import version

    from feeds.webhook import tell

    said = {"text": alert.sentence, "content": alert.sentence} | alert.fields
    return tell(address, said, version=version("communique"), private=alert.private)


SINKS: dict[str, Callable[[Alert, str], str | None]] = {
    "desktop": _to_desktop,
    "command": _to_command,
    "file": _to_file,
    "webhook": _to_webhook,
}
"""Name before the colon to what it does; the argument stands after it. Answers with what went wrong.

The screen itself does toast and bell.
"""


def send(alert: Alert) -> list[str]:
    """Gives the alert to its sinks; the failures, each in one sentence. May wait for a webhook."""
    failures = []
    for name in alert.sinks:
        kind, _, argument = name.partition(":")
        if (sink := SINKS.get(kind)) is None:
            continue
        try:
            problem = sink(alert, argument)
        except OSError as error:
            problem = f"{argument}: {error.strerror}"
        if problem:
            failures.append(f"The alert {alert.watch!r} could not be given to its {kind}: {problem}")
    return failures


def _run(argv: list[str] | None) -> str | None:
    """Starts a program with its words as they are, through no shell; nobody waits for it."""
    if argv is None:
        return "there is no such program here"
    quiet = subprocess.DEVNULL
    subprocess.Popen(argv, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    return None
