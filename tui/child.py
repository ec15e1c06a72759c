"""The processes beside the dashboard: fetching, parsing and reading never share the interface's interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import BinaryIO


class PollChild:
    """`communique poll` as a child; it ends when its standard input closes, so also when the parent is killed."""

    def __init__(self, feeds: Path | None, db: Path, log: Path, *extra: str) -> None:
        self._argv = [sys.executable, "-m", "tui.cli", "poll", "--json", "--attached", *extra, "--db", str(db)]
        if feeds is not None:
            self._argv += ["--feeds", str(feeds)]
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self.problem: str | None = None
        """Why nothing can be remembered at present, in one sentence."""
        self.rereading: str | None = None
        """How far the reading of stored articles by new rules is."""
        self.news: str | None = None
        """What has come of it, until somebody has told it."""

    def start(self) -> None:
        """Starts polling; what the child has to say goes to the log."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, start_new_session=True
            )
        Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def _listen(self, told: BinaryIO) -> None:
        """Attached, the child speaks of the database alone."""
        with told:
            for line in told:
                with suppress(ValueError, KeyError):
                    result = json.loads(line)
                    self._hear(result["source_id"], result["outcome"], result["sentence"])

    def _hear(self, of: str, outcome: str, sentence: str) -> None:
        if of == "database":
            self.problem = sentence if outcome == "failed" else None
        elif outcome == "waiting":
            self.rereading = sentence
        else:
            self.rereading, self.news = None, sentence

    @property
    def ended(self) -> int | None:
        """The exit code of a child that has ended by itself."""
        return self._process.poll() if self._process else None

    def restart(self) -> None:
        """Ends the child and starts another, which looks for feeds.yaml anew. Slow, for a worker thread."""
        self.stop()
        self.start()

    def stop(self, patience: float = 3.0) -> None:
        """Ends the child: asked first, then told. `patience` in seconds."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def poll_one(source_id: str, feeds: Path | None, db: Path, patience: float = 90.0) -> str:
    """Polls one source, due or not; one sentence on what came of it. Waits, at most `patience` seconds."""
    argv = [sys.executable, "-m", "tui.cli", "poll", "--once", "--json", "--source", source_id, "--db", str(db)]
    argv += ["--feeds", str(feeds)] if feeds else []
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return f"{source_id} gave no answer in {patience:.0f} seconds."
    with suppress(ValueError, KeyError, StopIteration):
        results = map(json.loads, done.stdout.splitlines())
        return f"{source_id}: {next(one['sentence'] for one in results if one['source_id'] == source_id)}"
    return done.stderr.strip() or f"{source_id} could not be asked."


@dataclass(frozen=True, slots=True)
class Found:
    """A feed, or a recipe for a page, that an address has to offer."""

    url: str
    format: str
    title: str | None
    sentence: str
    """What it is, in words."""
    links: str | None


def discover_at(address: str, feeds: Path | None, *, private: bool, patience: float = 120.0) -> list[Found] | str:
    """What `communique sources discover` finds at an address, best first, or why nothing, in one sentence."""
    argv = [sys.executable, "-m", "tui.cli", "sources", "discover", "--json", *(["--private"] if private else [])]
    argv += ["--feeds", str(feeds)] if feeds else []
    try:
        done = subprocess.run([*argv, "--", address], capture_output=True, text=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return f"{address} gave no answer in {patience:.0f} seconds."
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or not found:
        return done.stderr.strip().removeprefix("communique: ") or f"{address} could not be asked."
    return [Found(**{name: one[name] for name in Found.__slots__}) for one in found]
