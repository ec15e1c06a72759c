"""What arrives while one looks: let in at the top of the list, announced elsewhere."""

from __future__ import annotations

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from store.errors import StoppedError
from store.rows import Sort
from tui.lens import Lens
from tui.messages import Arrived
from tui.screens.listing import ListingScreen


class ArrivingScreen(ListingScreen):
    """A listing that goes with the database, without shifting what is being read."""

    _paused = False

    def look(self, lens: Lens | None = None, *, passing: bool = False) -> None:
        """Opens the listing a lens means, with everything that has arrived."""
        before = self.generation
        super().look(lens, passing=passing)
        if self.generation != before:
            self._show_waiting(0)

    def database_changed(self) -> None:
        """Something was written: marks are drawn anew, new statements let in or announced."""
        listing = self.statements.listing
        if listing is None or self.desk.recall.newest() == listing.upto:
            self.statements.look_again()
        elif self._follows:
            self.look()
        else:
            self._count_arrived(self.generation)

    @property
    def _follows(self) -> bool:
        """Whether the top may change by itself: not while somebody reads the statement told in the detail."""
        reading = self._paused or self.pane == "detail"
        return self.statements.at_top and self.lens.sort is Sort.NEW and not reading

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
        if event.generation == self.generation:
            self._show_waiting(event.number)

    def _show_waiting(self, number: int) -> None:
        pill = self.query_one("#new-pill", Static)
        pill.set_class(number > 0, "-some")
        if number:
            pill.update(Content(f"▲ {number:,} new   ."))

    def action_show_new(self) -> None:
        """Lets in what has arrived."""
        self._paused = False
        self.look()

    def action_pause(self) -> None:
        """Holds new statements back, or lets them in again."""
        self._paused = not self._paused
        if not self._paused:
            self.database_changed()

    @property
    def paused(self) -> bool:
        """Whether new statements are held back."""
        return self._paused
