"""How long from key to frame: the dashboard in a real pseudo-terminal, over a database as large as you like.

    python bench/synthetic.py /tmp/million.db 1000000
    python bench/screen.py /tmp/million.db [--sizes 80x24,120x40,160x45] [--rounds 40]

The key is written to the terminal; the clock stops when the frame it causes has ended (synchronised output). A bare
Textual application is started beside it, alternating, for the first paint.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from compileall import compile_dir
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FRAME_END = b"\x1b[?2026l"
LIST = b"what was said"
"""The heading of the list: a frame that has it draws another listing, and not a cursor or a focus alone."""
IDLE = 20
"""Seconds that nothing is pressed."""
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello, world")
Hello().run()
"""


class Took(NamedTuple):
    """Milliseconds from a key to its frame."""

    clock: float
    worked: float
    """Of processor time, in the thread that draws."""


class Screen:
    """A program in a terminal, and when its frames end."""

    def __init__(self, argv: list[str], columns: int, lines: int) -> None:
        self.began = time.perf_counter()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        env = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
        own = {"env": env, "start_new_session": True}
        self.process = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, **own)
        os.close(slave)

    def read(self, seconds: float) -> bytes:
        """What comes within so long; nothing is b""."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        data = os.read(self._master, 1 << 18)
        if b"\x1b[?2026$p" in data:
            os.write(self._master, b"\x1b[?2026;2$y")
        return data

    def until(self, words: bytes, patience: float = 30.0) -> float:
        """Milliseconds from the start until the frame that shows these words is whole.

        The first frame may come before the terminal has said that it knows synchronised output: it has ended
        when nothing follows for 20 ms, which are not counted.
        """
        seen, last = b"", self.began
        while (now := time.perf_counter()) - self.began < patience:
            if words in seen and now - last > 0.02:
                return (last - self.began) * 1000
            data = self.read(0.005)
            if data:
                seen, last = seen + data, time.perf_counter()
        raise SystemExit(f"never seen: {words!r}")

    def quiet(self, seconds: float = 0.12) -> None:
        """Waits until nothing is drawn for so long."""
        while self.read(seconds):
            pass

    def type(self, keys: str) -> None:
        """Sends keys."""
        os.write(self._master, keys.encode())

    def key(self, keys: str, shows: bytes = b"", patience: float = 3.0) -> Took:
        """How long from a key to the end of the first frame after it; of the first that draws `shows` anew."""
        self.quiet()
        worked, began = self.cpu(), time.perf_counter()
        os.write(self._master, keys.encode())
        seen = b""
        while FRAME_END not in seen[max(0, seen.find(shows)) :] or shows not in seen:
            if time.perf_counter() - began > patience:
                raise SystemExit(f"no frame shows {shows!r} after {keys!r}")
            seen += self.read(0.02)
        return Took((time.perf_counter() - began) * 1000, self.cpu() - worked)

    def kilobytes(self) -> int:
        """Resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

    def cpu(self) -> float:
        """Milliseconds of processor time so far, of the thread that draws."""
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[0]) / 1e6

    def cpu_of_all(self) -> float:
        """Seconds of processor time so far, of every thread."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """Ends the program."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)


def spread(times: list[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(times)
    p95 = ordered[max(0, round(len(ordered) * 0.95) - 1)]
    return f"{statistics.median(ordered):7.1f} {p95:7.1f}"


def figures(name: str, times: list[Took]) -> str:
    """One row: on the clock, and of processor time, which other work on the machine disturbs less."""
    clock, worked = spread([took.clock for took in times]), spread([took.worked for took in times])
    return f"  {name:<24} {clock}   {worked}   n={len(times)}"


def dashboard(db: Path, feeds: Path, columns: int, lines: int) -> Screen:
    argv = [sys.executable, "-m", "tui.cli", "--db", str(db), "--feeds", str(feeds), "--no-poll"]
    return Screen(argv, columns, lines)


def first_paint(db: Path, feeds: Path, size: tuple[int, int], rounds: int) -> None:
    """The dashboard and a bare application, in turns."""
    ours, bare = [], []
    for _ in range(rounds):
        for screen, words, times in (
            (Screen([sys.executable, "-c", HELLO], *size), b"Hello", bare),
            (dashboard(db, feeds, *size), "•".encode(), ours),
        ):
            times.append(screen.until(words))
            screen.close()
    print(f"  {'first paint':<24} {spread(ours)}                     n={rounds}")
    print(f"  {'bare Textual':<24} {spread(bare)}")
    print(f"  {'ratio of medians':<24} {statistics.median(ours) / statistics.median(bare):7.2f}")


def keys(db: Path, feeds: Path, size: tuple[int, int], rounds: int) -> None:
    """Every kind of move."""
    screen = dashboard(db, feeds, *size)
    screen.until("•".encode())
    screen.quiet(1.0)
    print(figures("down", [screen.key("j") for _ in range(rounds)]))
    print(figures("page down", [screen.key("\x06") for _ in range(rounds)]))
    ends = [screen.key(key) for _ in range(max(4, rounds // 5)) for key in "Gg"]
    print(figures("end", ends[::2]))
    print(figures("home", ends[1::2]))
    chosen, cleared = [], []
    for step in range(max(4, rounds // 5)):
        screen.key("\x1b[Z")
        for _ in range(step % 3 + 1):
            screen.key("j")
        chosen.append(screen.key("\r", LIST))
        cleared.append(screen.key("x", LIST))
    print(figures("choose a country", chosen))
    print(figures("everybody again", cleared))
    typed, opened, found = [], [], []
    for word in ("bado", "reku", "tizo", "pafe")[: max(3, rounds // 10)]:
        opened.append(screen.key("/"))
        typed += [screen.key(letter) for letter in word[:-1]]
        found.append(screen.key(word[-1], LIST))
        screen.key("\x1b")
    print(figures("filter bar", opened[1:]))
    print(figures("letter of a filter", typed))
    print(figures("first page of full text", found))
    screen.quiet(1.0)
    before, began = screen.cpu_of_all(), time.perf_counter()
    while time.perf_counter() - began < IDLE:
        screen.read(0.5)
    print(f"  {'idle, % of a core':<24} {(screen.cpu_of_all() - before) * 100 / IDLE:7.2f}")
    print(f"  {'resident, MB':<24} {screen.kilobytes() / 1024:7.1f}")
    screen.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("db", type=Path)
    parser.add_argument("--sizes", default="80x24,120x40,160x45")
    parser.add_argument("--rounds", type=int, default=40)
    args = parser.parse_args()
    for package in ("statements", "store", "feeds", "tui"):
        compile_dir(ROOT / package, quiet=1)  # as an installation has them, whatever the environment forbids
    with tempfile.TemporaryDirectory() as folder:
        feeds = Path(folder) / "feeds.yaml"
        feeds.write_text("sources: []\n")
        for name in args.sizes.split(","):
            columns, lines = map(int, name.split("x"))
            print(f"{name}: median and 95th percentile, ms on the clock, ms of processor time")
            first_paint(args.db, feeds, (columns, lines), max(3, args.rounds // 8))
            keys(args.db, feeds, (columns, lines), args.rounds)


if __name__ == "__main__":
    main()
