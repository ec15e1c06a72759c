"""A small world to poll in: one store, one clock a test moves, pollers that need no child process."""

from datetime import timedelta
from random import Random

import pytest
from fakes_server import Site

from feeds.poller import Poller
from feeds.source import Source
from feeds.sources import Polling, Watchlist
from feeds.worker import Worker, WorkerError
from feeds.worker_child import perform
from statements.registry import load_registry
from store.connect import open_store
from store.health import poll_states
from store.query import StatementFilter
from store.recall import Recall

SAID = "<p>“We will not accept these sanctions,” the Kremlin said on Monday.</p>"


@pytest.fixture(scope="module")
def registry():
    return load_registry()


@pytest.fixture
def site():
    with Site() as site:
        yield site


class WorkerHere(Worker):
    """Does in this process what the child does in its own: starting one for every test takes long."""

    async def warm(self):
        pass

    async def _do(self, task):
        answer = perform(task, self.registry)
        if isinstance(answer, WorkerError):
            raise answer
        return answer


class World:
    """One store, one clock that a test moves, and as many pollers as it likes."""

    def __init__(self, registry, store, now):
        self.registry, self.store, self.now = registry, store, now

    def clock(self):
        return self.now

    def poller(self, *sources, path=None, **polling):
        watchlist = Watchlist(sources=sources, path=path, polling=Polling(**polling))
        return self.over(watchlist)

    def over(self, watchlist):
        worker = WorkerHere(self.registry)
        return Poller(self.store, watchlist, self.registry, clock=self.clock, worker=worker, dice=Random(1))

    async def poll(self, *sources, only=None):
        return await self.poller(*sources).once(only)

    def later(self, **length):
        self.now += timedelta(**length)

    def said(self):
        listing = Recall(self.store, self.clock).listing(StatementFilter())
        return [row.text for row in listing.rows(0, 100)]

    def state(self, source_id):
        return poll_states(self.store)[source_id]


@pytest.fixture
def world(registry, tmp_path, now):
    store = open_store(tmp_path / "c.db")
    yield World(registry, store, now)
    store.close()


def source(name, url, **more):
    return Source(id=name, url=url, private=True, **more)
