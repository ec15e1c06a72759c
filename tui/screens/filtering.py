"""Which statements are looked at: sides, queries, views, officials, order; and the way back."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work

from store.rows import Sort
from tui.lens import Lens
from tui.messages import HeadingClicked, QueryWritten, SideChosen
from tui.run import RunError
from tui.screens.listing import ListingScreen
from tui.screens.prompt import Prompt
from tui.widgets.actor_tree import NOBODY
from tui.widgets.filter_bar import FilterBar


class FilteringScreen(ListingScreen):
    """A listing whose lens the user changes."""

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

    def look_at(self, query: str) -> None:
        """Shows the statements under a query."""
        self.look(Lens(query=query, official=self.lens.official, sort=self.lens.sort))

    def action_filter(self) -> None:
        """Opens the filter bar."""
        self.query_one(FilterBar).open(self.lens.query)

    def action_clear_filter(self) -> None:
        """Everything, of officials or of everybody as before."""
        self.look_at("")

    def action_drop_chip(self, kind: str) -> None:
        """Takes one part of the filter away."""
        self.look(self.lens.without(kind))

    def action_last_view(self) -> None:
        """Back to the lens before."""
        self.look(self.before)

    def action_official(self) -> None:
        """Officials only, or everybody."""
        self.look(replace(self.lens, official=not self.lens.official))

    @on(HeadingClicked, "#statements")
    def action_sort(self) -> None:
        """The next order."""
        order = list(Sort)
        self.look(replace(self.lens, sort=order[(order.index(self.lens.sort) + 1) % len(order)]))

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
