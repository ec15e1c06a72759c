"""One process polls; when it dies, another takes over."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from fakes_memory import NOON

from store.connect import open_store
from store.lease import SILENCE, Lease, beat, current_lease, release, take_lease


@pytest.fixture
def stores(tmp_path: Path):
    opened = [open_store(tmp_path / "world.db") for _ in range(2)]
    yield opened
    for store in opened:
        store.close()


def test_one_holds_it_at_a_time(stores):
    one, other = stores
    lease = take_lease(one, NOON)
    assert lease
    assert take_lease(other, NOON + SILENCE) is None
    assert current_lease(other) == lease
    assert lease.holder == f"{socket.gethostname()}, process {os.getpid()}"
    release(one, lease)
    assert current_lease(other) is None
    assert take_lease(other, NOON)


def test_a_silent_holder_loses_it_and_is_told(stores):
    one, other = stores
    lease = take_lease(one, NOON)
    later = NOON + SILENCE + timedelta(seconds=1)
    assert beat(one, lease, NOON + timedelta(seconds=30))
    assert take_lease(other, later) is None
    assert take_lease(other, later + timedelta(seconds=30))
    assert beat(one, lease, later + timedelta(seconds=31)) is None
    release(one, lease)
    assert current_lease(other)


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1)])
def test_a_clock_that_jumps_blocks_nobody_for_long(stores, jump):
    one, other = stores
    lease = take_lease(one, NOON)
    assert beat(one, lease, NOON + jump)
    assert take_lease(other, NOON + jump) is None
    assert take_lease(other, NOON)


def test_a_dead_process_holds_nothing(stores):
    one, other = stores
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    with one.writing() as db:
        db.execute(
            "INSERT INTO lease VALUES (1, ?, ?, 't', '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z')",
            (socket.gethostname(), gone.pid),
        )
    assert current_lease(one) == Lease(socket.gethostname(), gone.pid, "t", NOON, NOON)
    assert take_lease(other, NOON)
