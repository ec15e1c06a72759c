"""What polling costs beside other readers: CPU and wall clock, cold, all unchanged, one entry of each feed new.

    uv run --with reader --with sgmllib3k python bench/polling.py SERVER COLD LATER [--feeds 1000] [--latency 0]

SERVER is a script that serves a folder of feeds (as ../shared/load/feed_server.py), COLD and LATER two folders of
one generation each (as ../shared/load/gen_feeds.py writes them). Beside us run newsboat and newsraft, where they
are installed, and the `reader` library, with 16 requests at once where they can be told. Reading statements is left
out unless `--read` is given: the others have nothing to set beside it. Every figure is the median of the rounds;
CPU is user and system time of all processes of the program measured.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

PORTS = 8


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float
    cpu: float
    peak: float
    """Megabytes, of the largest process."""


class Served:
    """The feeds on 127.0.0.1, in a process of its own."""

    def __init__(self, script: Path, folder: Path, latency: float) -> None:
        self.port = _free_ports()
        command = [sys.executable, str(script), str(folder), "--port", str(self.port), "--ports", str(PORTS)]
        command += ["--latency-ms", str(latency), "--jitter-ms", str(latency / 2), "--max-seconds", "3000"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def url(self, number: int) -> str:
        """The address of one feed; hosts take turns."""
        return f"http://127.0.0.1:{self.port + number % PORTS}/f/{number:05}.xml"

    def serve(self, folder: Path) -> None:
        """Serves another generation from now on."""
        address = f"http://127.0.0.1:{self.port}/gen?dir={folder}"
        urllib.request.urlopen(urllib.request.Request(address, method="POST")).read()

    def stop(self) -> None:
        """Ends the server."""
        self._process.terminate()
        self._process.wait()


def main() -> None:
    """Runs both programs through the three states and prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("server", type=Path)
    arguments.add_argument("cold", type=Path)
    arguments.add_argument("later", type=Path)
    arguments.add_argument("--feeds", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--latency", type=float, default=0, help="milliseconds, and up to half more")
    arguments.add_argument("--read", action="store_true")
    arguments.add_argument("--only", nargs="*", help="names of the programs to run")
    arguments.add_argument("--run", nargs=2, metavar=("FEEDS", "DB"), help=argparse.SUPPRESS)
    arguments.add_argument("--reader", nargs=2, metavar=("URLS", "DB"), help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.run:
        asyncio.run(poll(Path(given.run[0]), Path(given.run[1]), given.read))
        return
    if given.reader:
        update_with_reader(Path(given.reader[0]), Path(given.reader[1]))
        return
    programs = {name: one for name, one in _programs(given).items() if not given.only or name in given.only}
    costs: dict[tuple[str, str], list[Cost]] = {}
    for _ in range(given.rounds):
        for name, prepare in programs.items():
            for state, cost in one_round(prepare, given).items():
                costs.setdefault((name, state), []).append(cost)
    for (name, state), found in costs.items():
        middle = [statistics.median(getattr(one, field) for one in found) for field in ("wall", "cpu", "peak")]
        print(f"{name:<12}{state:<12}wall {middle[0]:7.2f} s   CPU {middle[1]:7.2f} s   peak {middle[2]:6.0f} MB")


def _programs(given: argparse.Namespace) -> dict[str, Callable[[Path, Served], Sequence[str]]]:
    """What can be run here, by name."""
    found = {"communique": _communique(given)}
    if shutil.which("newsboat"):
        found["newsboat"] = lambda folder, served: _newsboat(folder, served, given.feeds)
    if shutil.which("newsraft"):
        found["newsraft"] = lambda folder, served: _newsraft(folder, served, given.feeds)
    if find_spec("reader"):
        found["reader"] = lambda folder, served: _reader(folder, served, given)
    return found


def one_round(prepare: Callable[[Path, Served], Sequence[str]], given: argparse.Namespace) -> dict[str, Cost]:
    """One program through the three states, on a database of its own."""
    served = Served(given.server, given.cold, given.latency)
    try:
        with tempfile.TemporaryDirectory() as name:
            command = prepare(Path(name), served)
            costs = {"cold": measured(command), "unchanged": measured(command)}
            served.serve(given.later)
            return costs | {"one new": measured(command)}
    finally:
        served.stop()


def measured(command: Sequence[str]) -> Cost:
    """Runs a command to its end. A shell in between waits for it alone, so that children are counted once."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed with {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, usage.ru_maxrss / 1024)


def _communique(given: argparse.Namespace) -> Callable[[Path, Served], Sequence[str]]:
    def prepare(folder: Path, served: Served) -> Sequence[str]:
        blocks = (f"  - {{id: f{n}, url: '{served.url(n)}', private: yes}}\n" for n in range(given.feeds))
        (folder / "feeds.yaml").write_text("sources:\n" + "".join(blocks))
        run = [str(folder / "feeds.yaml"), str(folder / "bench.db")]
        base = [sys.executable, __file__, *map(str, (given.server, given.cold, given.later))]
        return [*base, *(["--read"] if given.read else []), "--run", *run]

    return prepare


def _urls(folder: Path, served: Served, feeds: int) -> Path:
    """A file with one address in a line."""
    path = folder / "urls"
    path.write_text("".join(served.url(number) + "\n" for number in range(feeds)))
    return path


def _newsraft(folder: Path, served: Served, feeds: int) -> Sequence[str]:
    urls = _urls(folder, served, feeds)
    (folder / "config").write_text("respect-ttl-element false\n")
    files = ["-f", str(urls), "-d", str(folder / "cache.db"), "-c", str(folder / "config")]
    return ["newsraft", *files, "-e", "reload-all"]


def _reader(folder: Path, served: Served, given: argparse.Namespace) -> Sequence[str]:
    urls = _urls(folder, served, given.feeds)
    base = [sys.executable, __file__, *map(str, (given.server, given.cold, given.later))]
    return [*base, "--reader", str(urls), str(folder / "reader.db")]


def update_with_reader(urls: Path, db: Path) -> None:
    """The `reader` library's side of one run."""
    from reader import make_reader

    library = make_reader(str(db))
    for url in urls.read_text().split():
        library.add_feed(url, exist_ok=True)
    library.update_feeds(workers=16, scheduled=False)
    library.close()


def _newsboat(folder: Path, served: Served, feeds: int) -> Sequence[str]:
    _urls(folder, served, feeds)
    (folder / "config").write_text("reload-threads 16\n")
    files = ["-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", str(folder / "config")]
    return ["newsboat", *files, "-x", "reload"]


async def poll(feeds: Path, db: Path, read: bool) -> None:
    """Our side of one run: every source once, due or not."""
    from feeds import pipeline
    from feeds.poller import Poller
    from feeds.sources import load_watchlist
    from feeds.worker import Worker
    from statements.registry import load_registry
    from store.connect import open_store
    from store.remember import ReadArticle

    class Unread(Worker):
        """Reads nothing, so that fetching, parsing and storing are measured alone."""

        async def read(self, articles):  # type: ignore[no-untyped-def]
            return [ReadArticle(article, (), "bench") for article in articles]

    start = time.perf_counter()
    registry = load_registry(cache=feeds.parent / "cache")
    watchlist = load_watchlist(feeds, registry)
    store = open_store(db, small=True)
    ready = time.perf_counter() - start
    worker = Worker(registry) if read else Unread(registry)
    if not read:
        pipeline.READ_AT_ONCE = 10**9  # nothing need wait for its turn
    poller = Poller(store, watchlist, registry, clock=lambda: datetime.now(UTC), worker=worker)
    results = await poller.once(only={source.id for source in watchlist.sources})
    new = sum(result.new_articles for result in results)
    failed = [result.sentence for result in results if result.failed]
    print(f"ready after {ready:.2f} s, {new:,} articles, {len(failed)} failed {failed[:1]}", file=sys.stderr)
    store.close()


def _free_ports() -> int:
    """The first of a row of free ports."""
    for first in range(20000, 60000, PORTS):
        with suppress(OSError):
            for port in range(first, first + PORTS):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
            return first
    raise SystemExit("no free ports")


if __name__ == "__main__":
    main()
