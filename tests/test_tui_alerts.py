"""A watch tells of what is new: once, in one line, to whom it should, and through no shell."""

import json
import os
import select
import stat
from datetime import timedelta
from types import SimpleNamespace

import pytest
from fakes_screen import NOW, app_over, filled, harvest, settle

from feeds.sources import Watch, Watchlist
from statements.registry import load_registry
from store.recall import Recall
from store.remember import remember
from tui.alerts import Watcher, send
from tui.commands.alerting import Alerting

THREATS = Watch("stance:threaten", ("toast",), name="Threats")


@pytest.fixture
def store(tmp_path):
    opened = filled(tmp_path / "c.db")
    yield opened
    opened.close()


@pytest.fixture
def watcher(store):
    return Watcher(Recall(store, lambda: NOW))


def test_what_was_there_before_is_not_news(watcher):
    assert watcher.look([THREATS], None, NOW) == []


def test_a_flood_is_one_alert(store, watcher):
    remember(store, harvest(range(-60, 0)))
    (alert,) = watcher.look([THREATS], None, NOW)
    assert alert.number == 12
    assert alert.sentence.startswith("Threats: Ada Vell threatens: “We will answer")
    assert alert.sentence.endswith("and 11 more")


def test_it_is_told_once_and_what_arrives_meanwhile_waits_a_minute(store, watcher):
    remember(store, harvest([-5]))
    assert len(watcher.look([THREATS], None, NOW)) == 1
    remember(store, harvest([-10]))
    assert watcher.look([THREATS], None, NOW + timedelta(seconds=30)) == []
    (alert,) = watcher.look([THREATS], None, NOW + timedelta(seconds=61))
    assert alert.number == 1
    assert watcher.look([THREATS], None, NOW + timedelta(hours=1)) == []


def test_a_watch_that_cannot_be_understood_disturbs_no_other(store, watcher):
    remember(store, harvest([-5]))
    alerts = watcher.look([Watch("stanse:x", ("toast",), name="Bad"), THREATS], None, NOW)
    assert [alert.watch for alert in alerts] == ["Threats"]


def test_a_command_gets_the_sentence_as_one_word(store, watcher, tmp_path):
    program, said = tmp_path / "tell", tmp_path / "said"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$#" "$1" > {said}\n')
    os.mkfifo(said)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    remember(store, harvest([-5]))
    (alert,) = watcher.look([Watch("stance:threaten", (f"command:{program}",), name="$(id) --help")], None, NOW)
    heard = os.open(said, os.O_RDONLY | os.O_NONBLOCK)
    assert send(alert) == []
    select.select([heard], [], [], 10)
    assert os.read(heard, 4096).decode() == f"1|{alert.sentence}|"
    os.close(heard)


def test_a_file_grows_by_one_line_and_a_failure_is_told(store, watcher, tmp_path):
    remember(store, harvest([-5]))
    sinks = (f"file:{tmp_path}/alerts.jsonl", f"file:{tmp_path}/no/such/folder.jsonl")
    (alert,) = watcher.look([Watch("stance:threaten", sinks, name="Threats")], None, NOW)
    (failure,) = send(alert)
    assert "folder.jsonl" in failure
    (line,) = (tmp_path / "alerts.jsonl").read_text().splitlines()
    assert json.loads(line)["statement"]["id"] == "statement-article--5"


async def test_the_dashboard_shows_a_toast(store):
    async with app_over(store).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        remember(store, harvest([-5]))
        pilot.app._tick()
        await settle(pilot)
        assert any("Threats: Ada Vell threatens" in note.message for note in pilot.app._notifications)


def test_a_program_that_is_not_there_is_told(store, watcher):
    remember(store, harvest([-5]))
    (alert,) = watcher.look([Watch("stance:threaten", ("command:no-such-program",), name="Threats")], None, NOW)
    (failure,) = send(alert)
    assert failure == "The alert 'Threats' could not be given to its command: there is no such program here"


def test_polling_without_a_screen_tells_too_where_asked_to(store, tmp_path):
    told = tmp_path / "alerts.jsonl"
    run = SimpleNamespace(clock=lambda: NOW, warn=lambda line: None)
    watchlist = Watchlist(watches=(Watch("stance:threaten", (f"file:{told}", "bell"), name="Threats"),))
    alerting = Alerting(run, store, lambda: watchlist, load_registry(built_in=False))
    alerting.look()
    assert not told.exists()
    remember(store, harvest([-5]))
    alerting.look()
    alerting.look()
    assert len(told.read_text().splitlines()) == 1
