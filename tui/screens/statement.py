"""One article as a whole, every statement in it marked; the selected one explained, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from statements.model import Span, Statement
from store.recall import Sort
from store.rows import StatementRow, StatementView
from store.terms import FieldTerm, StatementFilter
from tui.desk import Desk
from tui.format import (
    Pieces,
    full_time,
    marked,
    one_line,
    right_to_left,
    safe_link,
    short_time,
    statement_marks,
)
from tui.keymap import Scope, bindings, footer_for
from tui.looks import looks
from tui.messages import Opened
from tui.screens.marking import MarkingScreen
from tui.widgets.bars import KeyBar
from tui.widgets.detail import content_of, reasons, verdict, who
from tui.widgets.scroller import Scroller

PARAGRAPHS = 600
"""Of an article that are drawn one by one; what is left is drawn as one block."""
NEAR = timedelta(days=3)
BEFORE = 5
LEGEND: Pieces = [
    ("words said", "content"),
    ("  ", ""),
    ("cue", "cue"),
    ("  ", ""),
    ("speaker", "speaker"),
    ("  ", ""),
    ("about", "target"),
    ("  ", ""),
    (" shows the stance ", "trigger"),
]


@dataclass
class Around(Message):
    """What the speaker said before, and what others said on the same pair in those days."""

    statement_id: str
    before: list[StatementRow]
    others: list[StatementRow]


class Paragraph(Static):
    """A paragraph of the article."""

    def __init__(self, span: Span, text: str) -> None:
        super().__init__("", markup=False)
        self.span, self._text = span, text
        self.set_class(right_to_left(span.of(text)), "-rtl")

    def mark(self, statements: tuple[Statement, ...], selected: Statement) -> None:
        """Draws every statement faintly and the selected one in full."""
        marks = [(span, "said") for one in statements for span in one.content]
        self.update(content_of(marked(self._text, self.span, [*marks, *statement_marks(selected)])))


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, the last of them all that is left."""
    spans: list[Span] = []
    at = 0
    while at < len(text):
        end = text.find("\n\n", at) if len(spans) < PARAGRAPHS else -1
        end = len(text) if end < 0 else end
        if text[at:end].strip():
            spans.append(Span(at, end))
        at = end + 2
    return spans


class StatementScreen(MarkingScreen):
    """The article on the left, the account of one statement on the right."""

    CSS_PATH = "statement.tcss"
    PANES = ("article", "account")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.STATEMENT, Scope.ARTICLE)
    AUTO_FOCUS = "#article"

    def __init__(self, desk: Desk, view: StatementView) -> None:
        super().__init__()
        self.desk, self.view = desk, view

    def compose(self) -> ComposeResult:
        article = self.view.article.article
        with Horizontal(id="panes"):
            with Scroller(id="article"):
                yield Static(self._heading(), id="article-heading", markup=False)
                for span in paragraphs(article.text):
                    yield Paragraph(span, article.text)
            with Scroller(id="account"):
                yield Static("", id="account-text", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._bring("article")
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Textual calls the handler of the base class too."""
        self.query_one(KeyBar).show(footer_for(Scope.ARTICLE, Scope.STATEMENT))

    @property
    def current(self) -> StatementRow:
        """The selected statement."""
        return self.view.row

    def marks_changed(self) -> None:
        self._open(self.view.row.id)

    def _heading(self) -> Content:
        row = self.view.row
        source = f"{one_line(row.source_title)} · {full_time(row.dated, self.desk.zone)}"
        link = safe_link(row.url)
        return content_of(
            [(one_line(row.title), "heading"), (f"\n{source}", "muted"), (f"\n{link}" if link else "", "link")]
        )

    def _show(self) -> None:
        """Draws the marks of the selected statement and its account."""
        selected = self.view.statement
        for paragraph in self.query(Paragraph):
            paragraph.mark(self.view.article.statements, selected)
            if paragraph.span.start <= selected.hull.start < paragraph.span.end:
                self.call_after_refresh(self._centre, paragraph)
        self.query_one("#account-text", Static).update(self._account([], []))
        self._look_around(self.view)

    def _centre(self, paragraph: Paragraph) -> None:
        self.query_one("#article", Scroller).scroll_to_widget(paragraph, animate=False, center=True)

    def _account(self, before: list[StatementRow], others: list[StatementRow]) -> Content:
        view = self.view
        place = [one.id for one in view.article.statements].index(view.statement.id) + 1
        number = f"statement {place} of {len(view.article.statements)}"
        blocks = [content_of([(number, "muted")]), content_of(who(view.row)), content_of(verdict(view.row))]
        blocks += [content_of(reasons(view)), content_of(LEGEND)]
        if view.row.note:
            blocks.append(content_of([("note\n", "label"), (one_line(view.row.note), "")]))
        for title, rows in (("Said before", before), ("Others on this", others), ("Also in", list(view.same[1:]))):
            if rows:
                blocks.append(content_of([(title, "heading"), *self._lines(rows)]))
        return Content("\n\n").join(blocks)

    def _lines(self, rows: list[StatementRow]) -> Pieces:
        lines: Pieces = []
        for row in rows:
            look = looks()[row.stance]
            when = short_time(row.dated, self.desk.clock(), self.desk.zone)
            lines += [(f"\n{when} ", "muted"), (f"{look.sign} ", f"stance-{look.role}")]
            said_by = f"{one_line(row.actor_name)}, {one_line(row.source_title)}: "
            lines += [(said_by, "muted"), (one_line(row.text), "")]
        return lines

    @work(thread=True, exclusive=True, group="around")
    def _look_around(self, view: StatementView) -> None:
        row, recall = view.row, self.desk.recall
        if not row.targets:
            return
        about = StatementFilter((FieldTerm("about", row.targets[:1]),))
        earlier = about & StatementFilter((FieldTerm("actor", (row.actor_id or row.actor_name,)),))
        before = [one for one in recall.listing(earlier, Sort.NEW).rows(0, 200) if one.dated < row.dated][:BEFORE]
        since = FieldTerm("since", ((row.dated - NEAR).date().isoformat(),))
        until = FieldTerm("until", ((row.dated + NEAR).date().isoformat(),))
        near = recall.listing(about & StatementFilter((since, until)), Sort.NEW).rows(0, 200)
        others = [one for one in near if one.actor_name != row.actor_name][:BEFORE]
        self.post_message(Around(row.id, before, others))

    @on(Around)
    def _around(self, event: Around) -> None:
        if event.statement_id == self.view.row.id:
            self.query_one("#account-text", Static).update(self._account(event.before, event.others))

    @work(thread=True, exclusive=True, group="open")
    def _open(self, statement_id: str) -> None:
        self.post_message(Opened(self.desk.recall.statement(statement_id)))

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        if event.view is not None:
            self.view = event.view
            self._show()

    def _neighbour(self, step: int) -> None:
        ids = [one.id for one in self.view.article.statements]
        place = ids.index(self.view.statement.id) + step
        if 0 <= place < len(ids):
            self._open(ids[place])

    def action_next_statement(self) -> None:
        """The next statement of the article."""
        self._neighbour(1)

    def action_previous_statement(self) -> None:
        """The statement before it."""
        self._neighbour(-1)

    def action_article(self) -> None:
        """Enter goes to the account where the article stands alone."""
        self.go("account")

    def action_back(self) -> None:
        """From the account to the article, from there to where one came from."""
        if self.pane == "article" or not self.narrow:
            self.dismiss(None)
        else:
            self.go("article")
