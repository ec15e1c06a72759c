"""The dashboard's application: looks after the database, the polling child and the watches."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen

from tui.format import one_line
from tui.keymap import Scope, bindings
from tui.lens import Lens
from tui.messages import Alerted
from tui.run import Exit, RunError
from tui.screens.dashboard import Dashboard
from tui.shell import Shell
from tui.status import Polling, status_pieces
from tui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from store.health import PollState
    from tui.alerts import Watcher
    from tui.child import PollChild
    from tui.desk import Desk

TICK = 1.0
"""Seconds between two looks at the database."""
NO_MARKUP = str.maketrans("[]", "()")
"""The palette takes brackets for markup."""
DEMO = 64
"""The answer of a dashboard that wants to be started again as the demo."""


class WorldLoaded(Message):
    """Registry and watchlist are there, or `problem` says why not."""

    def __init__(self, problem: str | None) -> None:
        super().__init__()
        self.problem = problem


class HealthRead(Message):
    """What is known of the sources was read from the database."""

    def __init__(self, states: dict[str, PollState]) -> None:
        super().__init__()
        self.states = states


class CommuniqueApp(Shell):
    """Watches the database; everything slow happens in threads and in the polling child."""

    TITLE = "Communiqué"
    CSS_PATH: ClassVar = ["app.tcss", "screens/dashboard.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EVERYWHERE)
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        desk: Desk,
        child: PollChild | None,
        log: Path,
        query: str = "",
        notice: str = "",
    ) -> None:
        super().__init__(desk.settings, log)
        self.desk, self._child, self._notice = desk, child, notice
        self._lens = Lens(query=query)
        self._states: dict[str, PollState] = {}
        self._problem: str | None = None
        self._watcher: Watcher | None = None
        self._feeds: Path | None = None
        """The feeds.yaml in force."""

    def get_default_screen(self) -> Screen[None]:
        """The dashboard."""
        return Dashboard(self.desk, self._lens, self._notice)

    @property
    def dashboard(self) -> Dashboard:
        """The screen at the bottom of the stack."""
        screen = self.screen_stack[0]
        assert isinstance(screen, Dashboard)
        return screen

    def on_mount(self) -> None:
        self.mind_signals()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """What may wait until something can be seen."""
        self._show_status()
        self._load_world()
        self._read_health()
        self.set_interval(TICK, self._tick)

    @work(thread=True, exclusive=True, group="world")
    def _load_world(self) -> None:
        try:
            self.desk.load()
        except RunError as complaint:
            self.post_message(WorldLoaded(str(complaint)))
        else:
            self.post_message(WorldLoaded(None))

    def on_world_loaded(self, event: WorldLoaded) -> None:
        gc.freeze()  # the registry stays: looking through it for garbage would hold up a key press for 100 ms
        gc.set_threshold(20_000, 10, 20)
        gc.enable()
        if event.problem and self.desk.watchlist is None:
            self.exit(Exit.USAGE, return_code=Exit.USAGE, message=Text(event.problem))
            return
        self._problem = event.problem
        self._follow_feeds()
        if self._child is not None and self._child.ended and not event.problem:
            self._child.start()
        self.dashboard.world_loaded()
        self._show_status()

    def _follow_feeds(self) -> None:
        """Lets the polling child look anew where another feeds.yaml is in force: the user's first own one."""
        before, self._feeds = self._feeds, self.desk.watchlist.path if self.desk.watchlist else None
        if before not in (None, self._feeds) and self._child is not None:
            self.run_worker(self._child.restart, thread=True, group="child")

    def _tick(self) -> None:
        if self.desk.feeds_changed:
            self._load_world()
        if self.desk.recall.changed():
            self.dashboard.database_changed()
            self._read_health()
            self._watch_out()
        if self._child is not None and self._child.news:
            self.notify(self._child.news, timeout=8)
            self._child.news = None
        self._show_status()

    @work(thread=True, exclusive=True, group="health")
    def _read_health(self) -> None:
        self.post_message(HealthRead(self.desk.poll_states()))

    @work(thread=True, exclusive=True, group="watch")
    def _watch_out(self) -> None:
        from tui.alerts import Watcher, send

        desk = self.desk
        if desk.watchlist is None or not desk.watchlist.watches:
            return
        self._watcher = self._watcher or Watcher(desk.recall, desk.started)
        for alert in self._watcher.look(desk.watchlist.watches, desk.names, desk.clock()):
            self.post_message(Alerted(alert.sentence, alert.sinks, send(alert)))

    def on_alerted(self, event: Alerted) -> None:
        if "bell" in event.sinks:
            self.bell()
        if "toast" in event.sinks:
            self.notify(event.sentence, timeout=8)
        for failure in event.failures:
            self.notify(failure, severity="warning")

    def on_health_read(self, event: HealthRead) -> None:
        self._states = event.states
        self._show_status()

    def _show_status(self) -> None:
        polling = Polling(
            titles=self.desk.titles,
            states=self._states,
            paused=self.dashboard.paused,
            feeds_problem=self._problem,
            store_problem=self._child.problem if self._child else None,
            rereading=self._child.rereading if self._child else None,
            polls=self._child is not None,
            opening=self.desk.watchlist is None,
            begun=self.desk.begun,
        )
        self.dashboard.show_polling(polling)
        for line in self.dashboard.query(StatusLine):
            line.show(status_pieces(polling, self.desk.clock()))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action, and every view of feeds.yaml."""
        yield from super().get_system_commands(screen)
        for name, query in self.desk.views:
            words, meaning = (one_line(text).translate(NO_MARKUP) for text in (name, query))
            yield SystemCommand(f"View {words}", meaning, partial(self._look_through, name, query))

    def _look_through(self, name: str, query: str) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.dashboard.look_through(name, query)

    def settings_changed(self) -> None:
        """Goes by the settings of the desk from now on."""
        self.wear(self.desk.settings)
        self.dashboard.settings_changed()

    def action_demo(self) -> None:
        """Leaves, to come back as the demo; not where there is something to look at."""
        if self.dashboard.statements.count:
            self.notify("There are statements to look at here; `communique --demo` shows the invented world.")
        else:
            self.exit(DEMO)
