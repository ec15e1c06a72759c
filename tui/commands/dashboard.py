"""`communique` and `communique --demo`: the dashboard, with its polling child."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from tui.settings import Settings

READ_ONLY = "for reading only: no polling, no marks (--marks FILE keeps yours elsewhere)"


def dashboard(run: Run) -> int:
    """Shows the dashboard until the user leaves; polls in a child meanwhile."""
    code = _watch(run, " ".join(run.args.query))
    from tui.app import DEMO

    return demo(run) if code == DEMO else code


def demo(run: Run) -> int:
    """The dashboard over an invented world, in a folder that is removed afterwards."""
    from tui.demo import NOTICE, demo_paths

    with demo_paths(run.clock()) as paths:
        places = replace(
            run.places, feeds=paths.feeds, db=paths.database, settings=paths.folder, marks=None, invented=True
        )
        _watch(replace(run, places=places), "", "--demo", notice=NOTICE)
    return Exit.DONE


def _watch(run: Run, query: str, *extra: str, notice: str = "") -> int:
    """One dashboard over one database; `extra` goes to the polling child."""
    from tui.child import PollChild

    gc.disable()  # until the world is loaded: nothing of what a start makes is garbage
    sys.setswitchinterval(0.001)  # a thread that counts must not hold up a frame for the usual 5 ms
    places, zone = run.places, run.clock().astimezone().tzinfo or UTC
    settings = _settings(run)
    child = None if run.args.no_poll or places.marks else PollChild(places.feeds, places.db, places.log, *extra)
    with closing(run.store_to_read()) as store, ExitStack() as stack:
        if store.readonly and not places.marks:
            child, notice = None, READ_ONLY
        notice = notice or run.warn_of_network()
        if child is not None:
            child.start()  # before Textual is imported: the two start at once
            stack.callback(child.stop)
        from tui.app import CommuniqueApp
        from tui.desk import Desk

        desk = Desk(store, run, run.clock, zone, settings, places.config)
        app = CommuniqueApp(desk, child, places.log, query, notice)
        code = app.run(mouse=settings.mouse)
    return code or app.return_code or Exit.DONE


def _settings(run: Run) -> Settings:
    from tui.settings import SettingsError, load_settings

    try:
        return load_settings(run.places.config)
    except SettingsError as error:
        raise RunError(str(error), Exit.USAGE) from error
