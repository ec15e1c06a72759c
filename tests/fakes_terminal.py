"""A real pseudo-terminal with a program in it: what it draws, what leaks, how it leaves."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

ROOT = Path(__file__).parent.parent
LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"


class Terminal:
    """Runs `communique ARGV` in a terminal of its own; use as a context manager."""

    def __init__(self, argv: list[str], *, columns: int = 80, lines: int = 24, **environ: str) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        env = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)} | environ
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", *argv],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=os.environ | env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for fd in (self._master, self._slave):
            os.close(fd)

    def pump(self, seconds: float) -> None:
        """Reads what comes within `seconds`, at least once."""
        if select.select([self._master], [], [], seconds)[0]:
            data = os.read(self._master, 1 << 16)
            self.raw += data
            if b"\x1b[?2026$p" in data:
                os.write(self._master, b"\x1b[?2026;2$y")
            self._stream.feed(data)

    def until(self, seen: Callable[[str], bool], patience: float = 20.0) -> str:
        """What is on the screen once `seen` holds; fails with the screen after `patience` seconds."""
        deadline = time.monotonic() + patience
        while not seen(self.text):
            if time.monotonic() > deadline:
                raise AssertionError("never seen; the screen says:\n" + self.text)
            self.pump(0.1)
        return self.text

    def wait(self, words: str) -> str:
        """What is on the screen once these words are."""
        return self.until(lambda text: words in text)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.screen.display)

    def send(self, keys: str) -> None:
        """Types."""
        os.write(self._master, keys.encode())

    def paste(self, words: str) -> None:
        """Pastes, as terminals do it; reads meanwhile, for neither side may wait for the other."""
        data = f"\x1b[200~{words}\x1b[201~".encode()
        os.set_blocking(self._master, False)
        while data:
            try:
                data = data[os.write(self._master, data[:4096]) :]
            except BlockingIOError:
                self.pump(0.05)
        os.set_blocking(self._master, True)

    def resize(self, columns: int, lines: int) -> None:
        """Changes the window's size."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def leave(self, patience: float = 10.0) -> int:
        """Waits for the program to end; its exit code."""
        deadline = time.monotonic() + patience
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError("still running; the screen says:\n" + self.text)
            self.pump(0.05)
        for _ in range(5):
            self.pump(0.02)
        return self.process.returncode

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: own screen left, cursor shown, line editing back."""
        modes = termios.tcgetattr(self._slave)
        return (
            self.raw.rfind(LEAVES_ALTERNATE_SCREEN) > self.raw.rfind(b"\x1b[?1049h")
            and self.raw.rfind(SHOWS_CURSOR) > self.raw.rfind(b"\x1b[?25l")
            and modes[3] & (termios.ICANON | termios.ECHO) == self.before[3] & (termios.ICANON | termios.ECHO)
        )
