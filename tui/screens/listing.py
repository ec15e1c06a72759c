"""The statements under a lens: listed, counted, and the one under the cursor told in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from store.errors import StoppedError
from store.query import QueryError
from tui.desk import Desk
from tui.lens import SORT_WORDS, Lens
from tui.messages import Counted, Fetched, Grouped, Highlighted, RowsRead, StatementShown
from tui.screens.marking import MarkingScreen
from tui.status import Polling, why_empty
from tui.trail import Trail
from tui.widgets.actor_tree import DAYS, NOBODY, ActorTree
from tui.widgets.bars import ChipBar
from tui.widgets.detail import Detail
from tui.widgets.statement_list import StatementList

if TYPE_CHECKING:
    from store.query import StatementFilter
    from store.recall import Listing
    from store.rows import StatementRow

SHIFTED = 200
"""Lines among which a statement is looked for when one comes back to it."""
REST = 0.03
"""Seconds the cursor rests before the detail is fetched."""


class ListingScreen(MarkingScreen):
    """Places, statements and detail over one lens. What is slow comes from workers, under a generation: counts
    of a lens that was left meanwhile are dropped."""

    def __init__(self, desk: Desk, lens: Lens, notice: str = "") -> None:
        super().__init__(classes="-on-statements")
        self.desk, self.lens = desk, lens
        self.trail = Trail(lens)
        """The lenses looked through."""
        self._left: dict[Lens, tuple[int, str]] = {}
        """Where the cursor stood under a lens: its line, and the statement on it."""
        self.generation = 0
        self.total: int | None = None
        """How many statements there are under the lens; None until they are counted."""
        self._notice = notice
        self._polling = Polling({}, {}, opening=True)
        self._wanted: StatementRow | None = None

    @property
    def statements(self) -> StatementList:
        """The middle pane."""
        return self.query_one("#statements", StatementList)

    @property
    def places(self) -> ActorTree:
        """The left pane."""
        return self.query_one("#places", ActorTree)

    @property
    def current(self) -> StatementRow | None:
        """The statement under the list's cursor."""
        return self.statements.current

    def look(self, lens: Lens | None = None, *, passing: bool = False) -> None:
        """Opens the listing a lens means, at the line it was left; counts follow from a worker. A lens that is
        only `passing`, as while one types, leaves no trace on the trail."""
        lens = lens or self.lens
        try:
            where, everybody = self._understood(lens)
        except QueryError as error:
            self.notify(str(error), severity="warning")
            return
        self._left[self.lens] = (self.statements.cursor, self.current.id if self.current else "")
        place = self._left.get(lens, (0, "")) if lens != self.lens else (0, "")
        self.lens = lens
        if not passing:
            self.trail.go(lens)
        self.generation += 1
        self.total = None
        self.desk.counting.interrupt()
        self._explain_emptiness()
        listing = self.desk.recall.listing(where, lens.sort)
        self.statements.show(listing, _found_again(listing, *place))
        self.show_chips()
        self.call_after_refresh(self._count, self.generation, where, everybody)

    def _understood(self, lens: Lens) -> tuple[StatementFilter, StatementFilter]:
        return lens.where(self.desk.understand), lens.everybody(self.desk.understand)

    def names_known(self) -> None:
        """Names may mean something else than before they were known."""
        listing = self.statements.listing
        if listing is not None and self._understood(self.lens)[0] != listing.where:
            self.look()
        else:
            self.statements.forget_rows()

    def recount(self) -> None:
        """Counts again what is shown."""
        self._count(self.generation, *self._understood(self.lens))

    @work(thread=True, exclusive=True, group="count")
    def _count(self, generation: int, where: StatementFilter, everybody: StatementFilter) -> None:
        counting = self.desk.counting
        try:
            listing = counting.listing(where, self.lens.sort)
            self.post_message(Counted(generation, listing.total()))
            self.post_message(Grouped(generation, counting.facets(everybody, days=DAYS)))
        except StoppedError:
            return

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        if event.generation == self.generation:
            self.total = event.total
            self.statements.set_count(event.total)
            self.show_chips()

    @on(Grouped)
    def _grouped(self, event: Grouped) -> None:
        if event.generation == self.generation:
            country = NOBODY if self.lens.country == "" else self.lens.country
            self.places.show(event.facets, (country, self.lens.actor))

    def show_polling(self, polling: Polling) -> None:
        """Takes note of how polling fares: it may be why there is nothing to see."""
        self._polling = polling
        self._explain_emptiness()

    def _explain_emptiness(self) -> None:
        self.statements.say_when_empty(why_empty(self._polling, self.lens.narrowed))

    def show_chips(self) -> None:
        """Writes what is in force, and where one stands in it."""
        place, total = self.statements.cursor + 1, self.total
        where = f"{place:,} of {total:,}" if total else "" if total is None else "none"
        self.query_one(ChipBar).show(self.lens.chips(), SORT_WORDS[self.lens.sort], where, self._notice)

    @on(StatementShown)
    def _shown(self, event: StatementShown) -> None:
        self._wanted = event.row
        self.set_timer(REST, lambda: self._fetch_if_resting(event.row))
        self.show_chips()

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

    @on(RowsRead)
    def _rows_read(self, event: RowsRead) -> None:
        if self.desk.highlights:
            self._highlight(event.keys)

    @work(thread=True, group="highlight")
    def _highlight(self, keys: list[int]) -> None:
        colours: dict[int, str] = {}
        for where, colour in reversed(self.desk.highlights):
            colours |= dict.fromkeys(self.desk.recall.among(where, keys), colour)
        self.post_message(Highlighted(colours))

    @on(Highlighted)
    def _highlighted(self, event: Highlighted) -> None:
        self.statements.highlight(event.colours)

    def marks_changed(self) -> None:
        """Reads the visible rows and the counts again."""
        self.statements.forget_rows()
        self.recount()


def _found_again(listing: Listing, line: int, statement_id: str) -> int:
    """The line of a statement that stood on `line`; what has arrived may have shifted it. Else the first."""
    if line == 0:
        return 0
    ids = listing.ids(line, SHIFTED)
    return line + ids.index(statement_id) if statement_id in ids else 0
