"""What can be done with a statement wherever one is shown: read, star, note, tag, copy, open; and undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on, work

from statements.scales import Stance
from store.errors import StoreError
from store.marks import Undo, add_tag, correct_stance, set_note, set_read, set_star, undo
from tui.format import safe_link
from tui.looks import looks
from tui.messages import Marked, MarkFailed
from tui.screens.paned import PanedScreen

if TYPE_CHECKING:
    from store.connect import Store
    from store.rows import StatementRow
    from tui.desk import Desk
    from tui.shell import Shell

Change = Callable[["Store"], Undo]


class MarkingScreen(PanedScreen):
    """A screen with a current statement. Marks are written in a thread: another program may hold the database."""

    app: Shell
    desk: Desk

    @property
    def current(self) -> StatementRow | None:
        """The statement that is meant."""
        raise NotImplementedError

    def marks_changed(self) -> None:
        """Marks were written: what is shown must be read again."""
        raise NotImplementedError

    @work(thread=True, group="marks")
    def mark(self, change: Change) -> None:
        """Writes marks; `Marked` or `MarkFailed` follows."""
        try:
            self.post_message(Marked(change(self.desk.store)))
        except StoreError as error:
            self.post_message(MarkFailed(str(error)))

    @on(Marked)
    def _marked(self, event: Marked) -> None:
        self.desk.undos.append(event.undo)
        self.notify(f"{event.undo.label.capitalize()}. u undoes it.", timeout=2)
        self.marks_changed()

    @on(MarkFailed)
    def _mark_failed(self, event: MarkFailed) -> None:
        self.notify(event.sentence, severity="error")

    def action_undo(self) -> None:
        """Takes the last change of marks back."""
        if self.desk.undos:
            last = self.desk.undos.pop()
            self.mark(lambda store: undo(store, last))
        else:
            self.notify("There is nothing to undo.", timeout=2)

    def action_read(self) -> None:
        """Read or unread."""
        if row := self.current:
            self.mark(lambda store: set_read(store, [row.id], not row.read))

    def mark_read(self, row: StatementRow) -> None:
        """What is opened counts as read; nothing to speak of, nothing to undo."""
        if not row.read:
            self._read_quietly(row.id)

    @work(thread=True, group="marks")
    def _read_quietly(self, statement_id: str) -> None:
        with suppress(StoreError):
            set_read(self.desk.store, [statement_id], True)

    def action_star(self) -> None:
        """A star, or none."""
        if row := self.current:
            self.mark(lambda store: set_star(store, [row.id], not row.starred))

    def action_note(self) -> None:
        """Asks for a note."""
        from tui.screens.prompt import Prompt

        if row := self.current:

            def write(words: str | None) -> None:
                if words is not None:
                    self.mark(lambda store: set_note(store, row.id, words))

            self.app.push_screen(Prompt("Note (empty removes it)", row.note or ""), write)

    def action_tag(self) -> None:
        """Asks for a tag."""
        from tui.screens.prompt import Prompt

        if row := self.current:

            def write(words: str | None) -> None:
                if words and words.strip():
                    self.mark(lambda store: add_tag(store, [row.id], words.strip()))

            self.app.push_screen(Prompt("Tag", ""), write)

    def action_copy(self) -> None:
        """The quotation with its source, to the clipboard."""
        from tui.export import quotation

        if row := self.current:
            self.app.copy(quotation(row), "the quotation with its source")

    def action_copy_link(self) -> None:
        """The link, to the clipboard."""
        row = self.current
        if row and (link := safe_link(row.url)):
            self.app.copy(link, "the link")

    def action_open_link(self) -> None:
        """The article, in the browser."""
        self.open_address(self.current.url if self.current else None)

    def open_address(self, address: str | None) -> None:
        """Opens a web address in the browser; nothing else is ever opened."""
        from tui.browser import open_in_browser

        link = safe_link(address)
        if link is None:
            self.notify("This statement has no link that can be opened.")
        elif self.app.is_web:
            self.app.open_url(link)
        elif not open_in_browser(link):
            self.notify(f"No browser could be started. The link: {link}")

    def action_correct(self) -> None:
        """Offers the stances; the one that is chosen stands over what was read."""
        from tui.screens.choosing import Choice, Chooser

        row = self.current
        if row is None:
            return

        def write(stance: str | None) -> None:
            if stance is not None:
                self.mark(lambda store: correct_stance(store, row.id, Stance(stance) if stance else None))

        offered = [Choice("", "as it was read", "↺")]
        for stance, look in looks().items():
            offered.append(Choice(stance, look.label, look.sign, f"{look.score:+g}" if look.score else ""))
        self.app.push_screen(Chooser("What does this statement do?", offered, chosen=row.stance), write)
