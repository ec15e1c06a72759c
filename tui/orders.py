"""What the commands of the command line do; loaded when the first colon is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import StoreError
from store.marks import add_tag, set_note
from store.names import QueryError, QueryNames, Value, resolve
from store.rows import Sort
from tui.command_line import Choices, Order, OrderError, choose
from tui.export import EXPORTS
from tui.keymap import run_action
from tui.lens import Lens
from tui.themes import THEMES

if TYPE_CHECKING:
    from store.recall import Listing
    from tui.screens.commanding import CommandingScreen

BLOCK = 500
"""Statements read at once for an export."""
SORTS = {"newest": Sort.NEW, "oldest": Sort.OLD, "hardest": Sort.HARD}
_ENDINGS = {"markdown": "md", "atom": "xml", "table": "txt"}


class Orders:
    """Carries out what is written after a colon, on one screen."""

    def __init__(self, screen: CommandingScreen) -> None:
        self._screen, self._desk = screen, screen.desk

    def choices(self) -> Choices:
        """What arguments there are to choose from."""
        views = [name for name, _ in self._desk.views]
        lists = {"views": views, "orders": list(SORTS), "formats": list(EXPORTS), "themes": list(THEMES)}
        return Choices(self._desk.names or QueryNames(), lists)

    def carry_out(self, order: Order) -> str | None:
        """Does what was ordered; says what is wrong with it, or nothing."""
        if order.is_action:
            self._screen.call_after_refresh(run_action, self._screen, order.name)
            return None
        try:
            getattr(self, f"order_{order.name}")(order)
        except (OrderError, QueryError) as error:
            return str(error)
        return None

    def order_actor(self, order: Order) -> None:
        """What one actor says; what several of that name say."""
        ids = self._ids("actor", order.argument)
        if len(ids) == 1:
            lens = replace(self._whole, query=order.words, actor=ids[0], side=self._called("actor", ids[0]))
        else:
            lens = replace(self._whole, query=f"actor:{','.join(ids)} {order.words}".strip())
        self._screen.look(lens)

    def order_country(self, order: Order) -> None:
        """What one country says."""
        code = self._ids("country", order.argument)[0]
        lens = replace(self._whole, query=order.words, country=code, side=self._called("country", code))
        self._screen.look(lens)

    def order_about(self, order: Order) -> None:
        """What is said to or about somebody."""
        self._screen.look_at(f"about:{','.join(self._ids('about', order.argument))} {order.words}".strip())

    def order_filter(self, order: Order) -> None:
        """Filters by a query."""
        self._desk.understand(order.argument)
        self._screen.look(replace(self._screen.lens, query=order.argument))

    def order_view(self, order: Order) -> None:
        """Shows a view of feeds.yaml."""
        views = dict(self._desk.views)
        name = choose("views", order.argument, list(views))
        self._screen.look_through(name, views[name])

    def order_sort(self, order: Order) -> None:
        """Sorts."""
        self._screen.look(replace(self._screen.lens, sort=SORTS[choose("orders", order.argument, list(SORTS))]))

    def order_theme(self, order: Order) -> None:
        """Wears other colours, for this run."""
        self._screen.app.theme = THEMES[choose("themes", order.argument, list(THEMES))].name

    def order_tag(self, order: Order) -> None:
        """Tags the statement."""
        if row := self._screen.current:
            self._screen.mark(lambda store: add_tag(store, [row.id], order.argument))

    def order_note(self, order: Order) -> None:
        """Notes words on the statement."""
        if row := self._screen.current:
            self._screen.mark(lambda store: set_note(store, row.id, order.argument))

    def order_export(self, order: Order) -> None:
        """Writes what the filter lets through into a file."""
        written, _, name = order.argument.partition(" ")
        kind = choose("formats", written, list(EXPORTS))
        now = self._desk.clock().astimezone(self._desk.zone)
        path = Path(name.strip()).expanduser() if name.strip() else Path(_file_name(kind, now))
        if path.exists():
            raise OrderError(f"{path} exists already: name another file.")
        shown = self._screen.statements.listing
        if shown is not None:
            self._screen.run_worker(lambda: self._export(shown, kind, path), thread=True, group="export")

    def _export(self, shown: Listing, kind: str, path: Path) -> None:
        listing = self._desk.recall.listing(shown.where, shown.sort, shown.upto)
        say = self._screen.app.call_from_thread
        try:
            number = listing.total()
            with path.open("x", encoding="utf-8") as out:
                blocks = (listing.rows(start, BLOCK) for start in range(0, number, BLOCK))
                EXPORTS[kind]((row for block in blocks for row in block), out)
        except (OSError, StoreError) as error:
            say(self._screen.notify, f"Not exported: {error}", severity="error")
        else:
            say(self._screen.notify, f"{number:,} statements are in {path.absolute()}")

    @property
    def _whole(self) -> Lens:
        """Everything, of officials or everybody and in the order in force."""
        lens = self._screen.lens
        return Lens(official=lens.official, sort=lens.sort)

    def _ids(self, field: str, argument: str) -> tuple[str, ...]:
        """Whom a name may mean. Raises QueryError."""
        return resolve(field, Value(argument.strip('"'), False, 0, len(argument)), self._desk.names)

    def _called(self, field: str, canonical: str) -> str:
        """What people call somebody."""
        names = (self._desk.names or QueryNames()).of(field).get(canonical, ())
        return names[0] if names else canonical


def _file_name(kind: str, now: datetime) -> str:
    return f"communique-{now:%Y%m%d-%H%M%S}.{_ENDINGS.get(kind, kind)}"
