"""What comes in while one leaves: answers of threads, keys, screens half opened."""

from __future__ import annotations

import asyncio

import pytest
from fakes_screen import app_over, filled
from textual.widgets import Static

from tui.app import HealthRead, WorldLoaded
from tui.messages import Counted, Grouped
from tui.widgets.statement_list import StatementList


@pytest.fixture
def store(tmp_path):
    return filled(tmp_path / "communique.db", 8)


class Straggler(Static):
    """Goes last: when the list is gone, brings everything that may come late."""

    async def on_unmount(self) -> None:
        screen, app = self.screen, self.app
        while screen.query(StatementList):
            await asyncio.sleep(0)
        for late in (WorldLoaded(None), HealthRead({})):
            app.post_message(late)
        for late in (Counted(screen.generation, 1), Grouped(screen.generation, [])):
            screen.post_message(late)
        app.simulate_key("j")
        for _ in range(20):
            await asyncio.sleep(0)


async def test_answers_find_a_closing_dashboard_in_peace(store):
    app = app_over(store)
    async with app.run_test() as pilot:
        await pilot.app.screen.mount(Straggler())


@pytest.mark.parametrize("keys", [("S", "enter"), ("slash", "a"), ("enter",)])
async def test_one_may_leave_at_any_moment(store, keys):
    """A screen may be half opened, a bar half mounted, a count half done."""
    for moment in range(0, 60, 3):
        app = app_over(store)
        async with app.run_test():
            for key in keys:
                app.simulate_key(key)
                for _ in range(moment):
                    await asyncio.sleep(0)


async def test_a_missing_widget_is_still_a_mistake_of_ours(store):
    """Only who leaves is forgiven."""
    app = app_over(store)
    with pytest.raises(Exception, match="statements"):
        async with app.run_test() as pilot:
            await app.dashboard.statements.remove()
            app.post_message(HealthRead({}))
            await pilot.pause()
