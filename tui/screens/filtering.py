"""Which statements are looked at: sides, queries, views, officials, order; and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual import on, work

from store.query import QueryNames
from store.rows import Sort
from tui.lens import Lens
from tui.messages import HeadingClicked, QueryWritten, SideChosen
from tui.run import RunError
from tui.screens.listing import ListingScreen
from tui.widgets.actor_tree import NOBODY

if TYPE_CHECKING:
    from tui.widgets.entry_bar import EntryBar
    from tui.widgets.filter_bar import FilterBar

Bar = TypeVar("Bar", bound="EntryBar")


class FilteringScreen(ListingScreen):
    """A listing whose lens the user changes."""

    _sticky: bool | None = None
    """What `K` says in this run; None goes by the settings."""

    @property
    def sticky(self) -> bool:
        """Whether what was typed stays in force when another view is chosen."""
        return self.desk.settings.sticky if self._sticky is None else self._sticky

    @on(SideChosen)
    def _side_chosen(self, event: SideChosen) -> None:
        country = "" if event.country == NOBODY else event.country
        everybody = event.country is None
        self.places.mark(event.country, event.actor)
        self.look(replace(self.lens, country=country, actor=event.actor, side="" if everybody else event.name))
        self.go("statements")

    @on(QueryWritten)
    def _query_written(self, event: QueryWritten) -> None:
        lens = replace(self.lens, query=event.text)
        if lens != self.lens:
            self.look(lens, passing=not event.final)
        if event.final:
            self.trail.go(lens)
            self.go("statements")

    def look_at(self, query: str) -> None:
        """Shows the statements under a query."""
        self.look(Lens(query=query, official=self.lens.official, sort=self.lens.sort))

    async def action_filter(self) -> None:
        """Opens the filter bar."""
        from tui.widgets.filter_bar import FilterBar

        (await self.bar(FilterBar, self._new_filter_bar)).open(self.lens.query)

    def _new_filter_bar(self) -> FilterBar:
        from tui.widgets.filter_bar import FilterBar

        return FilterBar(lambda: self.desk.names or QueryNames(), self.desk.understand, id="filter")

    async def bar(self, kind: type[Bar], make: Callable[[], Bar]) -> Bar:
        """The bar of this kind, made when it is first needed: what nobody writes into need not be painted."""
        found = self.query(kind)
        if not found:
            await self.mount(make())
        return self.query_one(kind)

    def action_clear_filter(self) -> None:
        """Everything, of officials or of everybody as before."""
        self.look_at("")

    def action_drop_chip(self, kind: str) -> None:
        """Takes one part of the filter away."""
        self.look(self.lens.without(kind))

    def action_last_view(self) -> None:
        """Back to the lens before, and there again."""
        self.look(self.trail.other())

    def action_history(self, way: str) -> None:
        """A step on the way through the lenses."""
        lens = self.trail.step(-1 if way == "back" else 1)
        if lens is None:
            self.notify("That is the first filter." if way == "back" else "That is the last filter.", timeout=2)
        else:
            self.look(lens)

    def action_sticky(self) -> None:
        """Keeps what was typed when another view is chosen, or lets it go."""
        self._sticky = not self.sticky
        kept = "stays when another view is chosen" if self.sticky else "goes when another view is chosen"
        self.notify(f"What is typed {kept}.", timeout=2)

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
            self.look_through(*views[int(number) - 1])
        else:
            self.notify(f"There is no view {number}: feeds.yaml has {len(views)}.")

    def look_through(self, name: str, query: str) -> None:
        """Shows a view; what was typed goes, unless it is sticky."""
        lens = self.lens
        typed = lens.query if self.sticky else ""
        self.look(Lens(query=typed, official=lens.official, sort=lens.sort, view=name, basis=query))

    def action_save_view(self) -> None:
        """Asks for a name and saves the filter in force."""
        from tui.screens.prompt import Prompt

        query = self.lens.where(self.desk.understand).to_text()

        def save(name: str | None) -> None:
            if name and name.strip():
                self._save_view(name.strip(), query)

        self.app.push_screen(Prompt(f"Name of a view for: {query or 'everything'}"), save)

    @work(thread=True, group="edit")
    def _save_view(self, name: str, query: str) -> None:
        try:
            sentence = self.desk.feeds_file.save_view(name, query)
        except RunError as error:
            sentence = str(error)
        self.app.call_from_thread(self.notify, sentence)
