"""What happened on the screen, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.marks import Undo
    from store.rows import CountryFacet, StatementRow, StatementView


@dataclass
class CursorMoved(Message):
    """The cursor of a list came to rest on a line."""

    widget: Widget
    index: int

    @property
    def control(self) -> Widget:
        """The list, for `@on` selectors."""
        return self.widget


@dataclass
class LineChosen(Message):
    """Enter or a second click on a line of a list."""

    widget: Widget
    index: int

    @property
    def control(self) -> Widget:
        """The list, for `@on` selectors."""
        return self.widget


@dataclass
class HeadingClicked(Message):
    """The line over the items of a list was clicked."""

    widget: Widget

    @property
    def control(self) -> Widget:
        """The list, for `@on` selectors."""
        return self.widget


@dataclass
class SideChosen(Message):
    """A country or an actor was chosen in the tree; both None means everybody."""

    country: str | None
    actor: str | None
    name: str


@dataclass
class StatementShown(Message):
    """The list's cursor stands on this statement; None for an empty list."""

    row: StatementRow | None


@dataclass
class RowsRead(Message):
    """Statements were read from the database to be listed."""

    keys: list[int]


@dataclass
class Highlighted(Message):
    """Some statements of a list stand out: key to colour."""

    colours: dict[int, str]


@dataclass
class QueryWritten(Message):
    """The filter bar's text was accepted; `final` once Enter was pressed."""

    text: str
    final: bool


@dataclass
class Counted(Message):
    """The lines under the filter of `generation` have been counted."""

    generation: int
    total: int


@dataclass
class Grouped(Message):
    """The lines under the filter of `generation` have been counted by country and actor."""

    generation: int
    facets: list[CountryFacet]


@dataclass
class Fetched(Message):
    """One statement with its context was read from the database."""

    view: StatementView | None


@dataclass
class Arrived(Message):
    """So many lines under the filter of `generation` have arrived since it was opened."""

    generation: int
    number: int


@dataclass
class UnreadFound(Message):
    """An unread statement was looked for under the filter of `generation`, which lets `total` lines through."""

    generation: int
    line: int | None
    """Where it is; None where nothing is unread."""
    total: int


@dataclass
class Marked(Message):
    """Marks were written."""

    undo: Undo


@dataclass
class MarkFailed(Message):
    """Marks could not be written, and why."""

    sentence: str


@dataclass
class Alerted(Message):
    """Something new is under a watch; `failures` says which sinks could not be reached."""

    sentence: str
    sinks: tuple[str, ...]
    failures: list[str]


@dataclass
class Opened(Message):
    """A statement was read with its whole article."""

    view: StatementView | None
