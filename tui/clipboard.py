"""Copies where the terminal's own way (OSC 52) may not reach: by the desktop's program, tmux, or into a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

PATIENCE = 2.0
"""Seconds a program may take."""


def programs(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """The programs that copy here, the best first; each takes the words from standard input."""
    path = environ.get("PATH")
    offered = [
        ("WAYLAND_DISPLAY", ["wl-copy"]),
        ("DISPLAY", ["xclip", "-selection", "clipboard"]),
        ("DISPLAY", ["xsel", "--input", "--clipboard"]),
        ("TMUX", ["tmux", "load-buffer", "-w", "-"]),
        ("PATH", ["pbcopy"]),
        ("WSL_DISTRO_NAME", ["clip.exe"]),
    ]
    return (argv for wanted, argv in offered if environ.get(wanted) and shutil.which(argv[0], path=path))


def copy_beside(text: str, folder: Path, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Copies by the first program that takes it; where none does, into a file of `folder`, which is returned.

    Raises OSError where the file cannot be written either.
    """
    for argv in programs(environ):
        with suppress(OSError, subprocess.SubprocessError):
            quiet = subprocess.DEVNULL
            subprocess.run(argv, input=text.encode(), stdout=quiet, stderr=quiet, timeout=PATIENCE, check=True)
            return None
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "copied.txt"
    place.unlink(missing_ok=True)
    place.touch(0o600)
    place.write_text(text + "\n", encoding="utf-8")
    return place
