"""The dashboard: who speaks, what was said, and why it was read so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from store.errors import StoppedError
from store.marks import set_read
from store.query import QueryError, QueryNames
from store.rows import Sort
from tui.desk import Desk
from tui.keymap import Scope, bindings, footer_for
from tui.lens import SORT_WORDS, Lens
from tui.messages import (
    Arrived,
    Counted,
    Fetched,
    Grouped,
    LineChosen,
    Opened,
    QueryWritten,
    SideChosen,
    StatementShown,
)
from tui.run import RunError
from tui.screens.marking import MarkingScreen
from tui.screens.prompt import Prompt
from tui.screens.statement import StatementScreen
from tui.widgets.actor_tree import NOBODY, ActorTree
from tui.widgets.bars import ChipBar, KeyBar, StatusLine
from tui.widgets.detail import Detail
from tui.widgets.filter_bar import FilterBar
from tui.widgets.statement_list import StatementList

if TYPE_CHECKING:
    from store.rows import StatementRow

MOST_READ = 5000
"""Statements marked read at once."""
REST = 0.03
"""Seconds the cursor rests before the detail is fetched."""


class Dashboard(MarkingScreen):
    """Three panes, or one at a time where there is no room."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DASHBOARD, Scope.STATEMENT)
    AUTO_FOCUS = "#statements"
    PANES = ("places", "statements", "detail")

    def __init__(self, desk: Desk, lens: Lens, notice: str = "") -> None:
        super().__init__(classes="-on-statements")
        self.desk, self.lens, self._notice = desk, lens, notice
        self._before = lens
        self._generation = 0
        self._total: int | None = None
        self._waiting = 0
        self._paused = False
        self._wanted: StatementRow | None = None

    def compose(self) -> ComposeResult:
        desk = self.desk
        self.fit(self.app.size)
        yield ChipBar(id="chips")
        yield FilterBar(lambda: desk.names or QueryNames(), id="filter")
        with Horizontal(id="panes"):
            yield ActorTree(desk.country_names, id="places")
            with Vertical(id="middle"):
                yield Static("", id="new-pill", markup=False)
                yield StatementList(desk.clock, desk.zone, desk.settings, id="statements")
            yield Detail(desk.clock, desk.zone, id="detail")
        yield Static("Communiqué needs 40 columns and 10 lines.", id="too-small", markup=False)
        yield StatusLine(id="status")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """Textual calls the handler of the base class too."""
        self.query_one(KeyBar).show(footer_for(Scope.DASHBOARD, Scope.STATEMENT, Scope.LISTS))
        self.call_after_refresh(self._show_chips)

    @property
    def statements(self) -> StatementList:
        """The middle pane."""
        return self.query_one("#statements", StatementList)

    @property
    def places(self) -> ActorTree:
        """The left pane."""
        return self.query_one("#places", ActorTree)

    # Looking

    def look(self, lens: Lens | None = None) -> None:
        """Opens the listing a lens means; counts follow from a worker."""
        lens = lens or self.lens
        try:
            where, everybody = lens.where(), lens.everybody()
        except QueryError as error:
            self.notify(str(error), severity="warning")
            return
        if lens != self.lens:
            self._before, self.lens = self.lens, lens
        self._generation += 1
        self._total, self._waiting = None, 0
        self.desk.counting.interrupt()
        self.statements.show(self.desk.recall.listing(where, lens.sort))
        self._show_chips()
        self._show_waiting()
        self.call_after_refresh(self._count, self._generation, where, everybody)

    def recount(self) -> None:
        """Counts again what is shown."""
        self._count(self._generation, self.lens.where(), self.lens.everybody())

    @work(thread=True, exclusive=True, group="count")
    def _count(self, generation: int, where: object, everybody: object) -> None:
        counting = self.desk.counting
        try:
            listing = counting.listing(where, self.lens.sort)  # type: ignore[arg-type]
            self.post_message(Counted(generation, listing.total()))
            self.post_message(Grouped(generation, counting.facets(everybody)))  # type: ignore[arg-type]
        except StoppedError:
            return

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        if event.generation == self._generation:
            self._total = event.total
            self.statements.set_count(event.total)
            self._show_chips()

    @on(Grouped)
    def _grouped(self, event: Grouped) -> None:
        if event.generation == self._generation:
            country = NOBODY if self.lens.country == "" else self.lens.country
            self.places.show(event.facets, (country, self.lens.actor))

    @on(StatementShown)
    def _shown(self, event: StatementShown) -> None:
        self._wanted = event.row
        self.set_timer(REST, lambda: self._fetch_if_resting(event.row))
        self._show_chips()

    def _fetch_if_resting(self, row: StatementRow | None) -> None:
        if row is self._wanted:
            self._fetch(row.id if row else None)

    @work(thread=True, exclusive=True, group="detail")
    def _fetch(self, statement_id: str | None) -> None:
        view = self.desk.recall.statement(statement_id) if statement_id else None
        self.post_message(Fetched(view))

    @on(Fetched)
    def _fetched(self, event: Fetched) -> None:
        wanted = self._wanted.id if self._wanted else None
        if (event.view.row.id if event.view else None) == wanted:
            self.query_one(Detail).show(event.view)

    def world_loaded(self) -> None:
        """Names are known now: the tree shows them."""
        self.places.name_countries(self.desk.country_names)

    # What arrives

    def database_changed(self) -> None:
        """Something was written: new statements are let in at the top, announced elsewhere."""
        listing = self.statements.listing
        if listing is None or self.desk.recall.newest() == listing.upto:
            self.statements.look_again()
        elif self.statements.at_top and self.lens.sort is Sort.NEW and not self._paused:
            self.look()
        else:
            self._count_arrived(self._generation)

    @work(thread=True, exclusive=True, group="arrived")
    def _count_arrived(self, generation: int) -> None:
        listing = self.statements.listing
        if listing is None:
            return
        try:
            number = self.desk.counting.arrived(listing.where, listing.upto)
        except StoppedError:
            return
        self.post_message(Arrived(generation, number))

    @on(Arrived)
    def _arrived(self, event: Arrived) -> None:
        if event.generation == self._generation:
            self._waiting = event.number
            self._show_waiting()

    def _show_waiting(self) -> None:
        pill = self.query_one("#new-pill", Static)
        pill.set_class(self._waiting > 0, "-some")
        if self._waiting:
            pill.update(Content(f"▲ {self._waiting:,} new   ."))

    def action_show_new(self) -> None:
        self._paused = False
        self.look()

    def action_pause(self) -> None:
        self._paused = not self._paused
        if not self._paused:
            self.database_changed()

    @property
    def paused(self) -> bool:
        """Whether new statements are held back."""
        return self._paused

    # Filters

    @on(SideChosen)
    def _side_chosen(self, event: SideChosen) -> None:
        country = "" if event.country == NOBODY else event.country
        everybody = event.country is None
        self.look(replace(self.lens, country=country, actor=event.actor, side="" if everybody else event.name))
        self.go("statements")

    @on(QueryWritten)
    def _query_written(self, event: QueryWritten) -> None:
        if event.text != self.lens.query:
            self.look(replace(self.lens, query=event.text))
        if event.final:
            self.go("statements")

    def action_filter(self) -> None:
        self.query_one(FilterBar).open(self.lens.query)

    def action_clear_filter(self) -> None:
        self.look(Lens(sort=self.lens.sort, official=self.lens.official))

    def action_drop_chip(self, kind: str) -> None:
        self.look(self.lens.without(kind))

    def action_last_view(self) -> None:
        """Back to the lens before."""
        self.look(self._before)

    def action_zen(self) -> None:
        """The list alone, or all panes again."""
        self.toggle_class("-zen")

    def action_official(self) -> None:
        self.look(replace(self.lens, official=not self.lens.official))

    def action_sort(self) -> None:
        order = list(Sort)
        self.look(replace(self.lens, sort=order[(order.index(self.lens.sort) + 1) % len(order)]))

    def action_times(self) -> None:
        self.statements.ages = not self.statements.ages
        self.statements.forget_lines()

    def _show_chips(self) -> None:
        place, total = self.statements.cursor + 1, self._total
        where = f"{place:,} of {total:,}" if total else "" if total is None else "none"
        right = " · ".join(part for part in (SORT_WORDS[self.lens.sort], where) if part)
        self.query_one(ChipBar).show(self.lens.chips(), right, self._notice)

    # Panes

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
        if event.view is not None:
            self.app.push_screen(StatementScreen(self.desk, event.view), lambda _: self.marks_changed())
            self.mark_read(event.view.row)

    @on(LineChosen, "#places")
    def _choose_side(self, event: LineChosen) -> None:
        self.places.choose(event.index)

    # Elsewhere

    def look_at(self, query: str) -> None:
        """Shows the statements under a query."""
        self.look(Lens(query=query, official=self.lens.official, sort=self.lens.sort))

    def action_open(self, name: str) -> None:
        """Goes to another screen."""
        from tui.screens.menu import SCREENS

        self.app.push_screen(SCREENS[name](self.desk, self.look_at))

    def action_view(self, number: str) -> None:
        """Shows a view of feeds.yaml."""
        views = self.desk.views
        if int(number) <= len(views):
            self.look_at(views[int(number) - 1][1])
        else:
            self.notify(f"There is no view {number}: feeds.yaml has {len(views)}.")

    def action_save_view(self) -> None:
        """Asks for a name and saves the filter in force."""
        query = self.lens.where().to_text()

        def save(name: str | None) -> None:
            if name and name.strip():
                self._save_view(name.strip(), query)

        self.app.push_screen(Prompt(f"Name of a view for: {query or 'everything'}"), save)

    @work(thread=True, group="edit")
    def _save_view(self, name: str, query: str) -> None:
        try:
            sentence = self.desk.save_view(name, query)
        except RunError as error:
            sentence = str(error)
        self.app.call_from_thread(self.notify, sentence)

    # Marks

    @property
    def current(self) -> StatementRow | None:
        """The statement under the list's cursor."""
        return self.statements.current

    def marks_changed(self) -> None:
        """Reads the visible rows and the counts again."""
        self.statements.forget_rows()
        self.recount()

    def action_read_all(self) -> None:
        """Everything under the filter, as far as it has been counted."""
        listing, total = self.statements.listing, self._total
        if listing is not None and total:
            number = min(total, MOST_READ)
            self.mark(lambda store: set_read(store, [row.id for row in listing.rows(0, number)], True))

    def action_next_unread(self) -> None:
        """The next unread statement below the cursor, of those that are near."""
        self.statements.seek_unread(1)

    def action_previous_unread(self) -> None:
        """The unread statement above the cursor."""
        self.statements.seek_unread(-1)
