"""Opens a file in the user's editor, at the line that is meant; never through a shell."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_USUAL = ("sensible-editor", "nano", "vim", "vi", "emacs")
_KNOWS_LINES = frozenset({"vi", "vim", "nvim", "nano", "emacs", "micro", "joe", "kak", "mg", "ne", "jed"})
"""Editors that take +LINE before the file."""


def editor(environ: Mapping[str, str]) -> list[str] | None:
    """The program that edits here: VISUAL, else EDITOR, else a usual one; None where there is none."""
    for told in filter(None, (environ.get("VISUAL"), environ.get("EDITOR"))):
        words = shlex.split(told)
        if words and shutil.which(words[0], path=environ.get("PATH")):
            return words
    found = next((name for name in _USUAL if shutil.which(name, path=environ.get("PATH"))), None)
    return [found] if found else None


def edit_at(path: Path, words: str, environ: Mapping[str, str]) -> str | None:
    """Edits `path` at the first line that has `words`; waits. What went wrong in one sentence, or None."""
    program = editor(environ)
    if program is None:
        return "No editor could be found: set EDITOR."
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next((n for n, line in enumerate(lines, 1) if words and words in line), 1)
    at = [f"+{number}"] if Path(program[0]).name in _KNOWS_LINES else []
    try:
        done = subprocess.run([*program, *at, str(path)], check=False)
    except (OSError, ValueError) as error:
        return f"{program[0]} could not be started: {error}"
    return f"{program[0]} ended with {done.returncode}." if done.returncode else None
