"""`communique list` and `communique show`: statements without a screen."""

from __future__ import annotations

from contextlib import closing

from tui.run import Exit, Run, RunError


def names_of(run: Run):  # type: ignore[no-untyped-def]
    """What a query may name: the registry's countries and actors, the watched sources and their tags."""
    from tui.names import query_names

    registry = run.registry()
    return query_names(registry, run.watchlist(registry))


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
