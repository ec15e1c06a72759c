"""What can be done with a source: ask it now, switch it, add one, change one. feeds.yaml keeps its comments."""

from __future__ import annotations

import os
from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from statements.scales import SourceKind
from tui.child import Found
from tui.editor import edit_at
from tui.feedsfile import EDITABLE
from tui.format import one_line
from tui.run import RunError
from tui.screens.browse import BrowseScreen
from tui.screens.choosing import Choice, Chooser
from tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from feeds.source import Source

_KINDS = {
    SourceKind.NEWS: "a newspaper or broadcaster",
    SourceKind.WIRE: "a state or news agency",
    SourceKind.PRIMARY: "an official's own site: what it says, its actor says",
}
_YES_NO = ("private", "fulltext")


class SourcingScreen(BrowseScreen):
    """A list of sources with everything one may do to them."""

    @property
    def source(self) -> Source | None:
        """The one under the cursor."""
        raise NotImplementedError

    def look_again(self) -> object:
        """Reads the sources' health anew."""
        raise NotImplementedError

    def action_test_source(self) -> None:
        """Polls the source now, whether due or not."""
        if source := self.source:
            self.notify(f"Asking {source.name} …", timeout=2)
            self._do(lambda: self.desk.poll_now(source.id))

    def action_switch_source(self) -> None:
        """Switches the source off or on, in feeds.yaml."""
        if source := self.source:
            self._do(lambda: self.desk.feeds_file.switch(source.id, not source.enabled))

    @work(group="edit")
    async def _do(self, change: Callable[[], str]) -> None:
        """Does something slow and tells what came of it."""
        await self._told_of(change)

    async def _told_of(self, change: Callable[[], str]) -> None:
        try:
            self.notify(await to_thread(change))
        except RunError as error:
            self.notify(str(error), severity="warning", timeout=12)
        self.look_again()

    @work(exclusive=True, group="add")
    async def action_add_source(self) -> None:
        """Asks for an address, looks for its feeds, asks what they are, and adds the one that is chosen."""
        told = await self.app.push_screen_wait(Prompt("Address of a site or of a feed"))
        address = (told or "").strip()
        if not address:
            return
        if "://" not in address:
            address = f"https://{address}"
        self.notify(f"Looking for feeds at {address} …", timeout=3)
        private = False
        found = await to_thread(self.desk.discover, address, private=False)
        if isinstance(found, str) and "private: yes" in found:
            private = await self._ask("It stands on this machine or its network. Ask it all the same?", _YES)
            found = await to_thread(self.desk.discover, address, private=True) if private else found
        if isinstance(found, str):
            self.notify(found, severity="warning", timeout=12)
        elif entry := await self._described(found):
            added = entry | ({"private": True} if private else {})
            await self._told_of(lambda: self.desk.feeds_file.add(added))

    async def _ask(self, question: str, answers: list[Choice]) -> bool:
        return await self.app.push_screen_wait(Chooser(question, answers)) == "yes"

    async def _described(self, found: list[Found]) -> dict[str, object] | None:
        """The block of the feed that is chosen; None where the user turned back."""
        offered = [Choice(str(n), one.title or one.url, str(n + 1), one.sentence) for n, one in enumerate(found)]
        picked = await self.app.push_screen_wait(Chooser("Which of these?", offered))
        if picked is None:
            return None
        kind = await self._ask_kind()
        if kind is None:
            return None
        one = found[int(picked)]
        entry: dict[str, object] = {"title": one_line(one.title)} if one.title else {}
        entry |= {"url": one.url, "kind": kind}
        entry |= {"format": one.format, "links": one.links} if one.links else {}
        if kind == SourceKind.PRIMARY and (actor := await self._ask_actor()):
            entry["actor"] = actor
            known = self.desk.registry.entry(actor) if self.desk.registry else None
            entry |= {"country": known.country} if known and known.country else {}
        return entry

    async def _ask_kind(self, chosen: str = SourceKind.NEWS) -> str | None:
        offered = [Choice(kind, words, kind) for kind, words in _KINDS.items()]
        return await self.app.push_screen_wait(Chooser("What kind of source is it?", offered, chosen=chosen))

    async def _ask_actor(self, chosen: str = "") -> str | None:
        entries = self.desk.registry.entries() if self.desk.registry else ()
        offered = [Choice(one.id, one.name, one.country or "", one.id) for one in entries]
        question = "For whom does it speak? Type to search"
        return await self.app.push_screen_wait(Chooser(question, offered, chosen=chosen, search=True))

    @work(exclusive=True, group="add")
    async def action_edit_source(self) -> None:
        """Asks which key of the source is to be changed, and to what."""
        source = self.source
        if source is None:
            return
        offered = [Choice(key, words, key, _written(source, key)) for key, words in EDITABLE.items()]
        key = await self.app.push_screen_wait(Chooser(f"What is to be changed of {source.name}?", offered))
        if key is None:
            return
        words = await self._ask_value(source, key)
        if words is not None and words.strip() != _written(source, key):
            await self._told_of(lambda: self.desk.feeds_file.set(source.id, key, words))

    async def _ask_value(self, source: Source, key: str) -> str | None:
        if key == "kind":
            return await self._ask_kind(source.kind)
        if key == "actor":
            return await self._ask_actor(source.actor or "")
        question = f"{key}: {EDITABLE[key]} (empty takes it away)"
        return await self.app.push_screen_wait(Prompt(question, _written(source, key)))

    def action_edit_file(self) -> None:
        """Opens feeds.yaml at this source in the user's editor; the dashboard waits."""
        source = self.source
        try:
            path = self.desk.feeds_file.place()
        except (RunError, OSError) as error:
            self.notify(str(error), severity="warning")
            return
        try:
            with self.app.suspend():
                problem = edit_at(path, f"id: {source.id}" if source else "", os.environ)
        except SuspendNotSupported:
            problem = f"No editor can be opened here: the file is {path}."
        if problem:
            self.notify(problem, severity="warning")
        self.look_again()


_YES = [Choice("yes", "yes, it is mine", "1"), Choice("no", "no", "2")]


def _written(source: Source, key: str) -> str:
    """A key's value as feeds.yaml writes it."""
    value = getattr(source, key)
    if key in _YES_NO and isinstance(value, bool):
        return "yes" if value else "no"
    if key == "timeout":
        return f"{value.total_seconds():g}s"
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)
