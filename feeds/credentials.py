"""What a source's headers, cookies and password really are: written out, from the environment or from a command."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping

_SECONDS = 10


class CredentialError(Exception):
    """A secret that cannot be had; `str()` says why and never shows it."""


def reveal(value: str, environ: Mapping[str, str]) -> str:
    """The secret behind "env:NAME" or "command:..." (run without a shell), or `value` itself.

    Raises CredentialError.
    """
    how, colon, rest = value.partition(":")
    if colon and how == "env":
        if rest not in environ:
            raise CredentialError(f"the environment variable {rest} is not set")
        return environ[rest]
    if colon and how == "command":
        return _said_by(rest)
    return value


def _said_by(command: str) -> str:
    try:
        words = shlex.split(command)
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=True)
    except (ValueError, IndexError, OSError, subprocess.SubprocessError) as error:
        name = command.split()[0] if command.split() else "nothing"
        raise CredentialError(f"the command {name!r} that gives a secret failed") from error
    return done.stdout.strip("\r\n")
