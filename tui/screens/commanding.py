"""The command line of the dashboard: what each command does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from store.errors import StoreError
from store.marks import add_tag, set_note
from store.names import QueryError, QueryNames, Value, resolve
from store.rows import Sort
from tui.command_line import Choices, Order, OrderError, choose
from tui.export import EXPORTS
from tui.keymap import run_action
from tui.lens import Lens
from tui.screens.filtering import FilteringScreen
from tui.themes import THEMES
from tui.widgets.command_bar import CommandBar

if TYPE_CHECKING:
    from store.recall import Listing

BLOCK = 500
"""Statements read at once for an export."""
SORTS = {"newest": Sort.NEW, "oldest": Sort.OLD, "hardest": Sort.HARD}
_ENDINGS = {"markdown": "md", "atom": "xml", "table": "txt"}


class CommandingScreen(FilteringScreen):
    """Carries out what is written after a colon."""

    async def action_command(self) -> None:
        """Opens the command line."""
        (await self.bar(CommandBar, lambda: CommandBar(self._choices, self.carry_out, id="command"))).open()

    def _choices(self) -> Choices:
        views = [name for name, _ in self.desk.views]
        lists = {"views": views, "orders": list(SORTS), "formats": list(EXPORTS), "themes": list(THEMES)}
        return Choices(self.desk.names or QueryNames(), lists)

    def carry_out(self, order: Order) -> str | None:
        """Does what was ordered; says what is wrong with it, or nothing."""
        if order.is_action:
            self.call_after_refresh(run_action, self, order.name)
            return None
        try:
            getattr(self, f"order_{order.name}")(order)
        except (OrderError, QueryError) as error:
            return str(error)
        return None

    def order_actor(self, order: Order) -> None:
        """What one actor says; what several of that name say."""
        ids = self._ids("actor", order.argument)
        lens = Lens(query=order.words, official=self.lens.official, sort=self.lens.sort)
        if len(ids) == 1:
            lens = replace(lens, actor=ids[0], side=self._called("actor", ids[0]))
        else:
            lens = replace(lens, query=f"actor:{','.join(ids)} {order.words}".strip())
        self.look(lens)

    def order_country(self, order: Order) -> None:
        """What one country says."""
        code = self._ids("country", order.argument)[0]
        side = self._called("country", code)
        self.look(Lens(order.words, code, side=side, official=self.lens.official, sort=self.lens.sort))

    def order_about(self, order: Order) -> None:
        """What is said to or about somebody."""
        self.look_at(f"about:{','.join(self._ids('about', order.argument))} {order.words}".strip())

    def order_filter(self, order: Order) -> None:
        """Filters by a query."""
        self.desk.understand(order.argument)
        self.look(replace(self.lens, query=order.argument))

    def order_view(self, order: Order) -> None:
        """Shows a view of feeds.yaml."""
        views = dict(self.desk.views)
        name = choose("views", order.argument, list(views))
        self.look_through(name, views[name])

    def order_sort(self, order: Order) -> None:
        """Sorts."""
        self.look(replace(self.lens, sort=SORTS[choose("orders", order.argument, list(SORTS))]))

    def order_theme(self, order: Order) -> None:
        """Wears other colours, for this run."""
        self.app.theme = THEMES[choose("themes", order.argument, list(THEMES))].name

    def order_tag(self, order: Order) -> None:
        """Tags the statement."""
        if row := self.current:
            self.mark(lambda store: add_tag(store, [row.id], order.argument))

    def order_note(self, order: Order) -> None:
        """Notes words on the statement."""
        if row := self.current:
            self.mark(lambda store: set_note(store, row.id, order.argument))

    def order_export(self, order: Order) -> None:
        """Writes what the filter lets through into a file."""
        written, _, name = order.argument.partition(" ")
        kind = choose("formats", written, list(EXPORTS))
        now = self.desk.clock().astimezone(self.desk.zone)
        path = Path(name.strip()).expanduser() if name.strip() else Path(_file_name(kind, now))
        if path.exists():
            raise OrderError(f"{path} exists already: name another file.")
        if self.statements.listing is not None:
            self._export(self.statements.listing, kind, path)

    @work(thread=True, group="export")
    def _export(self, shown: Listing, kind: str, path: Path) -> None:
        listing = self.desk.recall.listing(shown.where, shown.sort, shown.upto)
        try:
            number = listing.total()
            with path.open("x", encoding="utf-8") as out:
                blocks = (listing.rows(start, BLOCK) for start in range(0, number, BLOCK))
                EXPORTS[kind]((row for block in blocks for row in block), out)
        except (OSError, StoreError) as error:
            self.app.call_from_thread(self.notify, f"Not exported: {error}", severity="error")
        else:
            self.app.call_from_thread(self.notify, f"{number:,} statements are in {path.absolute()}")

    def _ids(self, field: str, argument: str) -> tuple[str, ...]:
        """Whom a name may mean. Raises QueryError."""
        return resolve(field, Value(argument.strip('"'), False, 0, len(argument)), self.desk.names)

    def _called(self, field: str, canonical: str) -> str:
        """What people call somebody."""
        names = (self.desk.names or QueryNames()).of(field).get(canonical, ())
        return names[0] if names else canonical


def _file_name(kind: str, now: datetime) -> str:
    return f"communique-{now:%Y%m%d-%H%M%S}.{_ENDINGS.get(kind, kind)}"
