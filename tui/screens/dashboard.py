"""The dashboard: who speaks, what was said, and why it was read so."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Size
from textual.widgets import Static

from store.errors import StoppedError
from store.marks import set_read
from tui.keymap import Scope, bindings, footer_for
from tui.messages import LineChosen, Opened, UnreadFound
from tui.screens.arriving import ArrivingScreen
from tui.screens.commanding import CommandingScreen
from tui.screens.paned import WIDE
from tui.widgets.actor_tree import ActorTree
from tui.widgets.bars import ChipBar, KeyBar, StatusLine
from tui.widgets.detail import Detail
from tui.widgets.statement_list import StatementList

if TYPE_CHECKING:
    from store.recall import Listing
    from store.rows import StatementRow

WIDEST = 170
"""Cells from which the statement is told beside the list, not below it."""
BLOCK = 500
"""Statements read at once to be marked."""
MOST_READ = 5000
"""Statements marked read at once."""


class Dashboard(ArrivingScreen, CommandingScreen):
    """Three panes, or one at a time where there is no room; the way to every other screen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DASHBOARD, Scope.STATEMENT)
    AUTO_FOCUS = "#statements"
    PANES = ("places", "statements", "detail")

    def compose(self) -> ComposeResult:
        desk = self.desk
        self.fit(self.app.size)
        yield ChipBar(id="chips")
        with Horizontal(id="panes"):
            yield ActorTree(desk.country_names, id="places")
            with Container(id="reading"):
                with Vertical(id="middle"):
                    yield Static("", id="new-pill", markup=False)
                    yield StatementList(desk.clock, desk.zone, desk.settings, id="statements")
                yield Detail(desk.clock, desk.zone, id="detail")
        yield Static("Communiqué needs 40 columns and 10 lines.", id="too-small", markup=False)
        yield StatusLine(id="status")
        yield KeyBar(id="keys")

    def fit(self, size: Size) -> None:
        super().fit(size)
        self.set_class(WIDE <= size.width < WIDEST, "-stacked")

    def on_mount(self) -> None:
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """Textual calls the handler of the base class too."""
        self.query_one(KeyBar).show(footer_for(Scope.DASHBOARD, Scope.STATEMENT, Scope.LISTS))
        self.call_after_refresh(self.show_chips)

    def world_loaded(self) -> None:
        """Names are known now: the tree shows them."""
        self.places.name_countries(self.desk.country_names)
        self.names_known()

    def settings_changed(self) -> None:
        """Draws by other settings."""
        self.statements.wear(self.desk.zone, self.desk.settings)
        self.query_one(Detail).wear(self.desk.zone)

    @on(LineChosen, "#places")
    def _choose_side(self, event: LineChosen) -> None:
        self.places.choose(event.index)

    @on(LineChosen, "#statements")
    def _enter(self) -> None:
        if self.narrow:
            self.go("detail")
        else:
            self.action_article()

    def action_article(self) -> None:
        """The whole article of the statement shown."""
        if self.current is not None:
            self._read_article(self.current.id)

    @work(thread=True, exclusive=True, group="article")
    def _read_article(self, statement_id: str) -> None:
        self.post_message(Opened(self.desk.recall.statement(statement_id)))

    @on(Opened)
    def _open_article(self, event: Opened) -> None:
        from tui.screens.statement import StatementScreen

        if event.view is not None:
            self.app.push_screen(StatementScreen(self.desk, event.view), lambda _: self.marks_changed())
            self.mark_read(event.view.row)

    def action_open(self, name: str) -> None:
        """Goes to another screen."""
        from tui.screens.menu import SCREENS

        self.app.push_screen(SCREENS[name](self.desk, self.look_at))

    def action_zen(self) -> None:
        """The list alone, or all panes again."""
        self.toggle_class("-zen")

    def action_wide(self) -> None:
        """The source of each statement, or only where there is room for it."""
        self.statements.wide = not self.statements.wide
        self.statements.forget_lines()

    def action_times(self) -> None:
        """Times as clock or as age."""
        self.statements.ages = not self.statements.ages
        self.statements.forget_lines()

    def action_read_all(self) -> None:
        """Everything under the filter, as far as it has been counted."""
        listing, total = self.statements.listing, self.total
        if listing is not None and total:
            if total > MOST_READ:
                self.notify(f"The first {MOST_READ:,} of {total:,} are marked; R again goes on below them.")
            self.mark(lambda store: set_read(store, _unread(listing, total), True))

    def action_next_unread(self) -> None:
        """The next unread statement under the filter, from the top again after the last."""
        self._seek_unread(self.generation, self.current, back=False)

    def action_previous_unread(self) -> None:
        """The unread statement before, from the end again before the first."""
        self._seek_unread(self.generation, self.current, back=True)

    @work(thread=True, exclusive=True, group="unread")
    def _seek_unread(self, generation: int, here: StatementRow | None, *, back: bool) -> None:
        listing = self.statements.listing
        if listing is None or here is None:
            return
        where = listing.where & self.desk.understand("is:unread")
        try:
            unread = self.desk.counting.listing(where, listing.sort, listing.upto)
            found = unread.beside(here.key, back=back) or unread.beside(None, back=back)
            line = listing.position(found) if found else None
            self.post_message(UnreadFound(generation, line, listing.total()))
        except StoppedError:
            return

    @on(UnreadFound)
    def _unread_found(self, event: UnreadFound) -> None:
        if event.generation != self.generation:
            return
        if event.line is None or event.line == self.statements.cursor:
            self.notify("Nothing else is unread here.", timeout=2)
        else:
            self.statements.set_count(event.total)
            self.statements.move_to(event.line)


def _unread(listing: Listing, total: int) -> list[str]:
    """The ids of the first `MOST_READ` unread lines."""
    found: list[str] = []
    for start in range(0, total, BLOCK):
        found += [row.id for row in listing.rows(start, BLOCK) if not row.read]
        if len(found) >= MOST_READ:
            break
    return found[:MOST_READ]
