"""One article as a whole, every statement in it marked; the selected one explained, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from statements.model import Span, Statement
from store.errors import StoppedError
from store.rows import StatementRow, StatementView
from tui.around import Around, links_of, look_around
from tui.desk import Desk
from tui.format import Pieces, full_time, marked, one_line, right_to_left, safe_link, statement_marks
from tui.keymap import Scope, bindings, footer_for
from tui.looks import looks
from tui.messages import LineChosen, Opened
from tui.screens.choosing import Choice, Chooser
from tui.screens.marking import MarkingScreen
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.detail import content_of, reasons, verdict, who
from tui.widgets.related import RelatedList
from tui.widgets.scroller import Scroller

PARAGRAPHS = 600
"""Of an article that are drawn one by one; what is left is drawn as one block."""
LEGEND: Pieces = [
    ("words said", "content"),
    ("  ", ""),
    ("cue", "cue"),
    ("  ", ""),
    ("speaker", "speaker"),
    ("  ", ""),
    ("about", "target"),
    ("  ", ""),
    ("shows the stance", "trigger"),
    ("  ", ""),
    ("other statements", "said"),
]


@dataclass
class LookedAround(Message):
    """What stands around a statement was found."""

    statement_id: str
    around: Around


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
    """The article on the left; on the right the account of one statement, and what was said around it."""

    CSS_PATH = "statement.tcss"
    PANES = ("article", "account", "related")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.STATEMENT, Scope.ARTICLE)
    AUTO_FOCUS = "#article"

    def __init__(self, desk: Desk, view: StatementView) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self._came_from: list[str] = []
        """Ids of the statements one went on from, the first at the beginning."""

    def compose(self) -> ComposeResult:
        yield Bar(id="heading")
        with Horizontal(id="panes"):
            yield Scroller(id="article")
            with Vertical(id="beside"):
                with Scroller(id="account"):
                    yield Static("", id="account-text", markup=False)
                yield RelatedList(self.desk, id="related")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        self._bring("article")
        await self._fill()
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

    async def _fill(self) -> None:
        """Puts the article's text into its pane."""
        article, pane = self.view.article.article, self.query_one("#article", Scroller)
        await pane.remove_children()
        heading = Static(self._heading(), id="article-heading", markup=False)
        await pane.mount(heading, *(Paragraph(span, article.text) for span in paragraphs(article.text)))

    def _heading(self) -> Content:
        row = self.view.row
        source = f"{one_line(row.source_title)} · {full_time(row.dated, self.desk.zone)}"
        link = safe_link(row.url)
        return content_of(
            [(one_line(row.title), "heading"), (f"\n{source}", "muted"), ("\n", ""), (link or "", "link")]
        )

    def _show(self) -> None:
        """Draws the marks of the selected statement and its account."""
        selected = self.view.statement
        for paragraph in self.query(Paragraph):
            paragraph.mark(self.view.article.statements, selected)
            if paragraph.span.start <= selected.hull.start < paragraph.span.end:
                self.call_after_refresh(self._centre, paragraph)
        self.query_one("#heading", Bar).say((self._place(), ""))
        self.query_one("#account-text", Static).update(self._account())
        self.query_one("#account", Scroller).scroll_home(animate=False)
        self._look_around(self.view.row)

    def _centre(self, paragraph: Paragraph) -> None:
        self.query_one("#article", Scroller).scroll_to_widget(paragraph, animate=False, center=True)

    def _place(self) -> Content:
        """The line above the panes: which statement of how many."""
        ids = [one.id for one in self.view.article.statements]
        number = f"statement {ids.index(self.view.statement.id) + 1} of {len(ids)}"
        back = f" · Esc back to the one before ({len(self._came_from)})" if self._came_from else ""
        return Content.styled(" Article ", "bold $primary") + content_of([(number + back, "muted")])

    def _account(self) -> Content:
        view = self.view
        blocks = [who(view.row), [*verdict(view.row), *self._correction()], reasons(view), LEGEND]
        if view.row.note:
            blocks.append([("note     ", "label"), (one_line(view.row.note), "")])
        if view.row.tags:
            blocks.append([("tags     ", "label"), (", ".join(map(one_line, view.row.tags)), "")])
        if links := links_of(view):
            blocks.append(_numbered(links))
        return Content("\n\n").join([content_of(block) for block in blocks])

    def _correction(self) -> Pieces:
        """What was read, where the user says otherwise."""
        read = self.view.statement.stance
        if read is self.view.row.stance:
            return []
        return [(f"\nyour correction; read as {looks()[read].label}", "muted")]

    @work(thread=True, exclusive=True, group="around")
    def _look_around(self, row: StatementRow) -> None:
        try:
            self.post_message(LookedAround(row.id, look_around(self.desk.recall, row)))
        except StoppedError:
            return

    @on(LookedAround)
    def _around(self, event: LookedAround) -> None:
        if event.statement_id != self.view.row.id:
            return
        elsewhere = [one for one in self.view.same if one.article_id != self.view.row.article_id]
        before, others = event.around.before, event.around.others
        groups = (("Said before", before), ("Others on this", others), ("The same in", elsewhere))
        self.query_one(RelatedList).show(groups)

    @work(thread=True, exclusive=True, group="open")
    def _open(self, statement_id: str) -> None:
        self.post_message(Opened(self.desk.recall.statement(statement_id)))

    @on(Opened)
    async def _opened(self, event: Opened) -> None:
        if event.view is None:
            self.notify("This statement is no longer there.")
            return
        another = event.view.article.article.id != self.view.article.article.id
        self.view = event.view
        if another:
            await self._fill()
        self._show()

    @on(LineChosen, "#related")
    def _go_on(self, event: LineChosen) -> None:
        row = self.query_one(RelatedList).row(event.index)
        if row is not None:
            self._came_from.append(self.view.row.id)
            self._open(row.id)
            self.go("article")

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

    def action_links(self) -> None:
        """Offers every link; the one that is chosen is opened."""
        links = links_of(self.view)
        if not links:
            self.notify("This article has no link.")
            return
        offered = [Choice(link, link, str(n), name) for n, (name, link) in enumerate(links, 1)]
        self.app.push_screen(Chooser("Open a link: its number, or Enter", offered), self.open_address)

    def action_article(self) -> None:
        """Enter goes to the account where the article stands alone."""
        self.go("account")

    def action_back(self) -> None:
        """To the statement one came from; from another pane to the article; at last to where one came from."""
        if self.narrow and self.pane != "article":
            self.go("article")
        elif self._came_from:
            self._open(self._came_from.pop())
        else:
            self.dismiss(None)


def _numbered(links: list[tuple[str, str]]) -> Pieces:
    """Links with their numbers, one on a line; no space between the two, where a narrow pane would part them."""
    lines: Pieces = [("links", "label")]
    for number, (name, link) in enumerate(links[:9], 1):
        lines += [(f"\n{number}›", "speaker"), (link, "link"), (f" {name}", "muted")]
    return lines
