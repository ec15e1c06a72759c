"""One statement in its paragraph: what was said, by whom, about whom, how hard, and the words that show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from statements.clean import clean
from tui.format import (
    Pieces,
    ago,
    around,
    full_time,
    marked,
    one_line,
    plain,
    right_to_left,
    safe_link,
    statement_marks,
)
from tui.looks import looks
from tui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from store.rows import StatementRow, StatementView

_STYLES = {
    "content": "bold $text",
    "clause": "$text",
    "said": "on $said",
    "cue": "underline $cue",
    "speaker": "$speaker",
    "trigger": "bold reverse $trigger",
    "target": "$target",
    "muted": "$muted",
    "label": "$muted",
    "heading": "bold $text",
}


def content_of(pieces: Pieces) -> Content:
    """Pieces in the colours of their roles; the words are cleaned again, and never taken for markup."""
    return Content.assemble(*(_styled(clean(text), role) for text, role in pieces))


def _styled(text: str, role: str) -> Content:
    """Words in their colours; a web address is a link for the terminal too (OSC 8)."""
    content = Content.styled(text, _STYLES.get(role, f"${role}" if role else ""))
    link = safe_link(text) if role == "link" else None
    return content.stylize(Style(link=link)) if link else content


def paragraph(view: StatementView) -> Pieces:
    """The statement where it was said."""
    text = view.article.article.text
    return marked(text, around(text, view.statement), statement_marks(view.statement), base="muted")


def verdict(row: StatementRow) -> Pieces:
    """Stance in sign and word, and toward whom."""
    look = looks()[row.stance]
    toward = " → " + ", ".join(row.targets) if row.targets else ""
    stance = f"{look.sign} {look.label}"
    score = f"   {look.score:+g}" if look.score else ""
    return [(stance, f"stance-{look.role}"), (toward, "target"), (score, "muted")]


def who(row: StatementRow) -> Pieces:
    """Name, role and country of the speaker."""
    parts = [one_line(row.role or ""), row.country or "no country", "" if row.official else "not official"]
    return [(one_line(row.actor_name), "heading"), ("  " + " · ".join(filter(None, parts)), "muted")]


def reasons(view: StatementView) -> Pieces:
    """Why it was read so: the words that show it, and the rule that found it."""
    statement, text = view.statement, view.article.article.text
    reading = statement.reading
    lines: Pieces = []
    if reading.trigger:
        lines += [("because  ", "label"), (f"“{one_line(reading.trigger.of(text))}”\n", "")]
    else:
        lines += [("because  ", "label"), ("no word shows more than a comment\n", "")]
    named = one_line(statement.speaker.mention.of(text)) if statement.speaker.mention else statement.speaker.name
    flags = [name for name in ("negated", "conditional", "hedged") if getattr(reading, name)]
    found = [statement.form.value, *flags]
    found += [f"cue “{one_line(statement.cue.of(text))}”"] if statement.cue else []
    lines += [("read as  ", "label"), (" · ".join([*found, f"speaker “{one_line(named)}”"]) + "\n", "")]
    doubt = "" if statement.sure else "~ unsure: "
    right = f"{doubt}{statement.rule}, right in {statement.confidence * 100:.0f}\N{NO-BREAK SPACE}%\n"
    return [*lines, ("rule     ", "label"), (right, "")]


def source(view: StatementView, now: datetime, zone: tzinfo) -> Pieces:
    """Where it stands, since when, and who else carries it."""
    row = view.row
    lines: Pieces = [
        (one_line(row.title) + "\n", "heading"),
        (one_line(row.source_title), ""),
        (f" · {full_time(row.dated, zone)} · {ago(row.dated, now)}\n", "muted"),
    ]
    if link := safe_link(row.url):
        lines += [(link, "link"), ("\n", "")]
    others = [one_line(same.source_title) for same in view.same if same.article_id != row.article_id]
    if others:
        lines += [("also in ", "label"), (", ".join(others) + "\n", "")]
    return lines


class Detail(Scroller):
    """The statement under the list's cursor."""

    def __init__(self, clock: Callable[[], datetime], zone: tzinfo, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._clock, self._zone = clock, zone
        self.view: StatementView | None = None

    def wear(self, zone: tzinfo) -> None:
        """Tells times in another zone."""
        self._zone = zone
        self.show(self.view)

    def compose(self) -> ComposeResult:
        for part in ("head", "words", "reasons"):
            yield Static("", id=f"detail-{part}", classes="detail-part", markup=False)

    def show(self, view: StatementView | None) -> None:
        """Shows a statement; None empties the pane."""
        self.view = view
        words = paragraph(view) if view else []
        self._write("words", [words])
        self._write("head", [[*who(view.row), ("\n", ""), *verdict(view.row)]] if view else [])
        self._write("reasons", [source(view, self._clock(), self._zone), reasons(view)] if view else [])
        self.query_one("#detail-words").set_class(right_to_left(plain(words)), "-rtl")
        self.scroll_home(animate=False)

    def _write(self, part: str, blocks: list[Pieces]) -> None:
        """Blocks with a blank line between them."""
        words = Content("\n\n").join([content_of(block).rstrip() for block in blocks])
        self.query_one(f"#detail-{part}", Static).update(words)
