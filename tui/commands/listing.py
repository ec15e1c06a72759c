"""`communique list` and `communique show`: statements without a screen."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from time import sleep
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from store.query import QueryNames
    from store.recall import Listing, Recall
    from tui.export import Write


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
    """Prints what a query finds, newest first unless told otherwise; then, where asked to, what arrives."""
    from store.recall import Recall, Sort
    from tui.export import EXPORTS

    where = run.filter(" ".join(run.args.query), lambda: names_of(run))
    write = EXPORTS[run.args.format or ("plain" if run.args.follow else "table")]
    with closing(run.store_to_read()) as store:
        recall = Recall(store, run.clock)
        recall.changed()  # what is written from here on is seen
        listing = recall.listing(where, Sort(run.args.sort))
        rows = listing.rows(0, run.args.limit or listing.total())
        write(reversed(rows) if run.args.follow else rows, run.out)
        if run.args.follow:
            _follow(run, recall, listing, write)
    return Exit.DONE


def _follow(run: Run, recall: Recall, listing: Listing, write: Write) -> None:
    """One line for each statement that arrives, until interrupted."""
    while True:
        run.out.flush()
        sleep(1.0)
        if recall.changed() and (number := recall.arrived(listing.where, listing.upto)):
            since, listing = listing.upto, recall.listing(listing.where)
            new = [row for row in listing.rows(0, number + 200) if row.arrived > since]
            write(reversed(new), run.out)


def export(run: Run) -> int:
    """Writes everything a query finds to a new file, or to standard output."""
    if run.args.output is None:
        return list_statements(run)
    try:
        with run.args.output.open("x", encoding="utf-8", newline="") as file:
            return list_statements(replace(run, out=file))
    except FileExistsError as error:
        raise RunError(f"{run.args.output} exists already: nothing was written") from error
    except OSError as error:
        raise RunError(f"{run.args.output} cannot be written: {error.strerror}") from error


def show(run: Run) -> int:
    """Prints one statement with its context, its sources and the revisions of its article."""
    from store.recall import Recall
    from tui.export import view_json, view_markdown, view_text

    with closing(run.store_to_read()) as store:
        view = Recall(store).statement(run.args.id)
    if view is None:
        raise RunError(f"no statement has the id {run.args.id!r}")
    write = {"json": view_json, "markdown": view_markdown, "table": view_text}[run.args.format]
    write(view, run.out)
    return Exit.DONE
