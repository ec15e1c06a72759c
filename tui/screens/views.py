"""The saved views of feeds.yaml, each with how many statements it holds today."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from store.errors import StoppedError
from store.query import QueryError, parse_query
from store.rows import Day
from tui.format import Pieces, count
from tui.keymap import Scope
from tui.screens.browse import BrowseScreen
from tui.widgets.line_list import LineList
from tui.widgets.lines import Cell
from tui.widgets.sparkline import spark


@dataclass
class ViewCounted(Message):
    """One view was counted by day."""

    name: str
    days: list[Day]


class ViewList(LineList):
    """Key, name and number of each view."""

    EMPTY = "No view yet: feeds.yaml names them, and W saves the filter in force."

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.views: list[tuple[str, str]] = []
        self.days: dict[str, list[Day]] = {}

    def show(self, views: list[tuple[str, str]]) -> None:
        """Shows other views."""
        self.views = views
        self.set_count(len(views))
        self.forget_lines()

    def cells(self, index: int, part: int, width: int) -> list[Cell]:
        """One view."""
        name, query = self.views[index]
        days = self.days.get(name)
        total = f"{sum(day.total for day in days):,}" if days is not None else ""
        key = str(index + 1) if index < 9 else ""
        number = (f"{total:>8}  ", 10, "mild")
        return [(f" {key}", 3, "chosen"), (name, 28, ""), number, (query, width - 41, "muted")]


class ViewsScreen(BrowseScreen):
    """Every view; Enter shows it."""

    SCOPES = (Scope.VIEWS,)
    HEADING = "Views"

    def make_list(self) -> ViewList:
        return ViewList(id="list")

    def on_mount(self) -> None:
        found = self.query_one("#list", ViewList)
        found.show(self.desk.views)
        self.head(count(found.count, "view"))
        self._count()

    @work(thread=True, exclusive=True, group="views")
    def _count(self) -> None:
        for name, query in self.desk.views:
            try:
                self.post_message(ViewCounted(name, self.desk.counting.timeline(parse_query(query))))
            except StoppedError:
                return
            except QueryError:
                continue

    @on(ViewCounted)
    def _counted(self, event: ViewCounted) -> None:
        found = self.query_one("#list", ViewList)
        found.days[event.name] = event.days
        found.forget_lines()
        self.tell()

    def query_for(self, index: int) -> str:
        return self.query_one("#list", ViewList).views[index][1]

    def account(self, index: int) -> Pieces:
        found = self.query_one("#list", ViewList)
        name, query = found.views[index]
        days = [day.total for day in found.days.get(name, [])]
        bars: Pieces = [(spark(days), "speaker"), ("\nby day", "muted")]
        return [(f"{name}\n", "heading"), (f"{query}\n\n", "muted"), *bars]
