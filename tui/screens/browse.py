"""Screens of one list and an account of its current line: sources, actors, pairs, views."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from tui.desk import Desk
from tui.format import Pieces
from tui.keymap import Scope, bindings, footer_for
from tui.messages import CursorMoved, LineChosen
from tui.screens.paned import PanedScreen
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.detail import content_of
from tui.widgets.line_list import LineList
from tui.widgets.scroller import Scroller

LookAt = Callable[[str], None]
"""Shows the statements under a query on the dashboard."""


class SearchLine(Input):
    """Where one writes what to search for; up and down go through what is found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.move(1)", show=False),
        Binding("up", "screen.move(-1)", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(placeholder="search", id=id, compact=True, max_length=200)


class BrowseScreen(PanedScreen):
    """A list on the left, an account on the right; a choice may lead back to the dashboard under a query."""

    CSS_PATH = "browse.tcss"
    PANES = ("list", "side")
    AUTO_FOCUS = "#list"
    SCOPES: ClassVar[tuple[Scope, ...]]
    """Whose actions work here; `SEARCHED` among them gives the screen a line to search in."""
    HEADING: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "SCOPES" in vars(cls):
            own: list[BindingType] = bindings(*cls.SCOPES)
            cls.BINDINGS = own
        super().__init_subclass__()

    def __init__(self, desk: Desk, look_at: LookAt) -> None:
        super().__init__(classes="-on-list")
        self.desk, self._look_at = desk, look_at

    def make_list(self) -> LineList:
        """The list, with the id `list`."""
        raise NotImplementedError

    def account(self, index: int) -> Pieces:
        """What is to be said of a line."""
        raise NotImplementedError

    def query_for(self, index: int) -> str | None:
        """The query that choosing a line means; None where it means none."""
        raise NotImplementedError

    def search(self, words: str) -> None:
        """Keeps what has these words."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Bar(id="heading")
        if Scope.SEARCHED in self.SCOPES:
            yield SearchLine(id="search")
        with Horizontal(id="panes"):
            yield self.make_list()
            with Scroller(id="side"):
                yield Static("", id="side-text", markup=False)
        yield KeyBar(id="keys")

    def on_resize(self, event: events.Resize) -> None:
        """Textual calls the handler of the base class too."""
        self.query_one(KeyBar).show(footer_for(*self.SCOPES, Scope.LISTS))

    def head(self, words: str) -> None:
        """Writes the heading, and `words` after it."""
        name = Content.styled(f" {self.HEADING} ", "bold $primary")
        self.query_one("#heading", Bar).say((name + content_of([(words, "muted")]), ""))

    @property
    def index(self) -> int:
        """The line under the cursor."""
        return self.query_one("#list", LineList).cursor

    def tell(self) -> None:
        """Writes the account of the current line."""
        if self.query_one("#list", LineList).count:
            self.query_one("#side-text", Static).update(content_of(self.account(self.index)))

    @on(CursorMoved, "#list")
    def _moved(self) -> None:
        self.tell()

    @on(LineChosen, "#list")
    def _chosen(self, event: LineChosen) -> None:
        query = self.query_for(event.index)
        if query is not None:
            self.dismiss(None)
            self._look_at(query)

    def action_search(self) -> None:
        """Opens the line to search in."""
        line = self.query_one(SearchLine)
        line.display = True
        line.focus()

    def action_move(self, step: int) -> None:
        """Another line of the list, while one searches."""
        found = self.query_one("#list", LineList)
        found.move_to(found.cursor + step)

    @on(Input.Changed, "#search")
    def _searched(self, event: Input.Changed) -> None:
        self.search(event.value)

    @on(Input.Submitted, "#search")
    def _found(self) -> None:
        self.go("list")

    def action_back(self) -> None:
        """From the account to the list, from found words to everything, from there to where one came from."""
        line = next(iter(self.query(SearchLine)), None)
        if line is not None and line.display:
            line.value, line.display = "", False
            self.go("list")
        elif self.narrow and self.pane == "side":
            self.go("list")
        else:
            self.dismiss(None)
