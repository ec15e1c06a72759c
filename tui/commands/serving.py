"""`communique serve`: the dashboard in a browser, on this machine or, with a token, for others."""

from __future__ import annotations

import os
import secrets
import shlex
import sys
from urllib.parse import quote

from tui.run import Exit, Run, RunError

SHORTEST = 16
"""Characters of a token of the user's own."""


def serve(run: Run) -> int:
    """Serves the dashboard until interrupted."""
    try:
        from tui.serving.guard import LOOPBACK, Guard
        from tui.serving.server import DashboardServer
    except ImportError as error:
        raise RunError("serving needs one more package: pip install 'communique[serve]'") from error
    host, port = run.args.host, run.args.port
    token = _token(run, needed=host not in LOOPBACK)
    shown = f"[{host}]" if ":" in host else host
    run.say(f"http://{shown}:{port}/{f'?token={quote(token)}' if token else ''}")
    if host not in LOOPBACK:
        run.warn("the token is all that protects the dashboard, and http is not encrypted: use it in a network you")
        run.warn("trust, or behind a proxy that speaks https. Who has the token can do there what you can.")
    run.out.flush()
    try:
        DashboardServer(_command(run), Guard(token), host, port).run()
    except OSError as error:
        raise RunError(f"port {port} of {host} cannot be served: {error.strerror}") from error
    return Exit.DONE


def _token(run: Run, *, needed: bool) -> str | None:
    """The token asked for, else one of chance where there must be one."""
    token: str | None = run.args.token or os.environ.get("COMMUNIQUE_TOKEN")
    if token and len(token) < SHORTEST:
        raise RunError(f"a token has at least {SHORTEST} characters; leave it out, and one is made", Exit.USAGE)
    return token or (secrets.token_urlsafe(24) if needed else None)


def _command(run: Run) -> str:
    """The dashboard over the same files, as a shell takes it: every word is quoted."""
    words = [sys.executable, "-m", "tui.cli"]
    for option in ("feeds", "db", "marks"):
        if value := getattr(run.args, option):
            words += [f"--{option}", str(value)]
    words += [f"--{name.replace('_', '-')}" for name in ("demo", "no_poll") if getattr(run.args, name)]
    return shlex.join([*words, *run.args.query])
