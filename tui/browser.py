"""Opens a link: http and https alone, as one argument of a program, never through a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

from tui.format import safe_link

OPENERS = ("open",) if sys.platform == "darwin" else ("xdg-open", "wslview", "sensible-browser", "x-www-browser")


def opener(environ: Mapping[str, str]) -> list[str] | None:
    """The program that opens links here: BROWSER, else the system's own; None where there is none."""
    for entry in filter(None, environ.get("BROWSER", "").split(os.pathsep)):
        words = shlex.split(entry)
        if words and shutil.which(words[0], path=environ.get("PATH")):
            return [word for word in words if word != "%s"]
    found = next((path for name in OPENERS if (path := shutil.which(name, path=environ.get("PATH")))), None)
    return [found] if found else None


def open_in_browser(link: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Opens `link`; False where it is no web address or no browser can be started."""
    checked, program = safe_link(link), opener(environ)
    if checked is None or program is None:
        return False
    try:
        subprocess.Popen(
            [*program, checked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
