"""`communique list` and `communique show`: statements without a screen."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from store.query import QueryNames


def names_of(run: Run) -> QueryNames:
    """What a query may name; a feeds.yaml that cannot be read costs the names of its sources alone."""
    from feeds.sources import Watchlist
    from tui.names import query_names

    registry = run.registry()
    try:
        return query_names(registry, run.watchlist(registry))
    except RunError as error:
        run.warn(str(error))
        return query_names(registry, Watchlist())


def list_statements(run: Run) -> int:
    """Prints what a query finds, newest first unless told otherwise."""
    from store.recall import Recall, Sort
    from tui.export import EXPORTS

    where = run.filter(" ".join(run.args.query), lambda: names_of(run))
    with closing(run.store()) as store:
        listing = Recall(store).listing(where, Sort(run.args.sort))
        rows = listing.rows(0, run.args.limit or listing.total())
    EXPORTS[run.args.format](rows, run.out)
    return Exit.DONE


def show(run: Run) -> int:
    """Prints one statement with its context, its sources and the revisions of its article."""
    from store.recall import Recall
    from tui.export import view_json, view_markdown, view_text

    with closing(run.store()) as store:
        view = Recall(store).statement(run.args.id)
    if view is None:
        raise RunError(f"no statement has the id {run.args.id!r}")
    write = {"json": view_json, "markdown": view_markdown, "table": view_text}[run.args.format]
    write(view, run.out)
    return Exit.DONE
