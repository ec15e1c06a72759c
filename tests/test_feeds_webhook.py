"""A webhook gets one POST of JSON, behind the guard of addresses that fetching has; its secret is never told."""

import json
import threading
from asyncio import get_running_loop, new_event_loop, run_coroutine_threadsafe

import pytest
from aiohttp import web
from fakes_screen import NOW, filled, harvest

from feeds.sources import SourcesError, Watch, load_watchlist
from feeds.webhook import tell
from statements.registry import load_registry
from store.recall import Recall
from store.remember import remember
from tui.alerts import Watcher, send


@pytest.fixture
def hook():
    """A server in a thread of its own; what it was sent, and where it stands."""
    got: list[tuple[str, object]] = []
    loop = new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def take(request: web.Request) -> web.Response:
        got.append((request.path, await request.json()))
        status = {"/busy": 503, "/elsewhere": 302}.get(request.path, 204)
        return web.Response(status=status, headers={"Location": "/other"} if status == 302 else {})

    async def start() -> tuple[web.AppRunner, int]:
        app = web.Application()
        app.router.add_post("/{path:.*}", take)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        assert get_running_loop() is loop
        return runner, site._server.sockets[0].getsockname()[1]

    runner, port = run_coroutine_threadsafe(start(), loop).result(10)
    yield got, f"http://127.0.0.1:{port}"
    run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_an_alert_is_posted_where_the_watch_says(hook, tmp_path):
    got, url = hook
    store = filled(tmp_path / "c.db")
    watcher = Watcher(Recall(store, lambda: NOW))
    remember(store, harvest([-5]))
    watch = Watch("stance:threaten", (f"webhook:{url}/s3cret",), private=True, name="Threats")
    (alert,) = watcher.look([watch], None, NOW)
    store.close()
    assert send(alert) == []
    ((path, said),) = got
    assert path == "/s3cret"
    assert said["text"] == said["content"] == alert.sentence
    assert said["statement"]["id"] == "statement-article--5" and said["watch"] == "Threats"
    assert json.dumps(said)


def test_a_private_address_is_asked_only_where_the_watch_says_so(hook):
    got, url = hook
    for address in (f"{url}/s3cret", f"{url}/s3cret".replace("127.0.0.1", "localhost"), "http://[::ffff:10.0.0.1]/x"):
        said = tell(address, {}, version="0")
        assert said and "private: yes" in said and "s3cret" not in said
    assert got == []


def test_a_redirect_is_not_followed_and_a_refusal_is_told(hook):
    got, url = hook
    assert tell(f"{url}/elsewhere", {}, version="0", private=True) == "127.0.0.1 answers with 302"
    assert tell(f"{url}/busy", {}, version="0", private=True) == "127.0.0.1 answers with 503"
    assert [path for path, _ in got] == ["/elsewhere", "/busy"]


def test_nobody_there_is_told(hook):
    assert tell("http://127.0.0.1:9/x", {}, version="0", private=True) == "127.0.0.1 cannot be reached"


@pytest.mark.parametrize(
    "notify, words",
    [
        ("taost", ["'taost' is no way to tell", "'toast'"]),
        ("webhook", ["webhook:ADDRESS"]),
        ("webhook:ftp://x/y", ["is not a web address"]),
        ("file:", ["file:PATH"]),
        ("bell:loud", ["write bell"]),
    ],
)
def test_a_watch_that_could_not_tell_anybody_is_a_mistake(tmp_path, notify, words):
    path = tmp_path / "feeds.yaml"
    path.write_text(f'watches:\n  Threats: {{query: "stance:threat", notify: ["{notify}"]}}\n')
    with pytest.raises(SourcesError) as error:
        load_watchlist(path, load_registry(built_in=False))
    assert [word for word in [*words, "feeds.yaml:2"] if word not in str(error.value)] == []
