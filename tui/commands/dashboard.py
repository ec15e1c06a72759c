"""`communique` and `communique --demo`: the dashboard, with its polling child."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from feeds.sources import Watchlist
    from statements.registry import Registry


def dashboard(run: Run) -> int:
    """Shows the dashboard until the user leaves; polls in a child meanwhile."""
    from tui.app import DEMO, CommuniqueApp
    from tui.child import PollChild
    from tui.desk import Desk

    def load() -> tuple[Registry, Watchlist]:
        registry = run.registry()
        return registry, run.watchlist(registry)

    child = None if run.args.no_poll else PollChild(run.places.feeds, run.places.db, run.places.log)
    zone = run.clock().astimezone().tzinfo or UTC
    with closing(run.store()) as store:
        app = CommuniqueApp(Desk(store, load, run.clock, zone), child, " ".join(run.args.query))
        try:
            code = app.run()
        finally:
            if child is not None:
                child.stop()
    if code == DEMO:
        return demo(run)
    return app.return_code or code or Exit.DONE


def demo(run: Run) -> int:
    """The dashboard over an invented world, in a folder that is removed afterwards."""
    raise RunError("the demo is not there")
