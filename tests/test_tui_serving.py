"""The dashboard in a browser: who may see it, what the page takes from where, and that it is the dashboard."""

import asyncio
import re
import signal
import sys

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from fakes_screen import filled

from tui.cli import parse
from tui.commands.serving import serve
from tui.run import RunError
from tui.serving.guard import COOKIE, Guard
from tui.serving.server import DashboardServer

TOKEN = "a-token-of-twenty-ch"


@pytest.fixture
def served():
    """A browser that has come to a server with this token, or without one."""

    async def opened(token, host="127.0.0.1"):
        server = TestServer(await DashboardServer("false", Guard(token), host, 0)._make_app(), host="127.0.0.1")
        client = TestClient(server)
        await client.start_server()
        return client

    return opened


async def test_this_machine_sees_the_page_and_it_asks_nobody_else(served):
    async with await served(None) as browser:
        answer = await browser.get("/")
        assert answer.status == 200
        page = await answer.text()
        base = f"http://127.0.0.1:{browser.port}"
        assert f'data-session-websocket-url="ws://127.0.0.1:{browser.port}/ws"' in page
        for address in re.findall(r'(?:src|href)="([^"]+)"|url\("([^"]+)"\)', page):
            assert "".join(address).startswith((base, "/", "data:"))
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert (await browser.get("/focus.js")).status == 200
        assert (await browser.get("/static/js/textual.js")).status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "a b", "10.0.0.7"])
async def test_without_a_token_no_other_name_leads_here(served, host):
    async with await served(None) as browser:
        assert (await browser.get("/", headers={"Host": host})).status in (400, 403)


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/download/x", "/focus.js", "/nowhere"])
async def test_without_the_right_token_nothing_is_answered(served, path):
    async with await served(TOKEN) as browser:
        assert (await browser.get(path)).status == 403
        assert (await browser.get(path, params={"token": TOKEN[:-1]})).status == 403
        assert (await browser.get(path, params={"token": ""})).status == 403
        assert (await browser.get(path, headers={"Cookie": f"{COOKIE}=é"})).status == 403


async def test_the_token_is_brought_once_and_leaves_the_address(served):
    async with await served(TOKEN) as browser:
        first = await browser.get("/", params={"token": TOKEN}, allow_redirects=False)
        assert (first.status, first.headers["Location"]) == (303, "/")
        cookie = first.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
        browser.session.cookie_jar.update_cookies(first.cookies, first.url)
        assert (await browser.get("/")).status == 200


@pytest.mark.parametrize("origin", [None, "https://evil.example", "http://127.0.0.1:1", "null"])
async def test_no_other_page_may_open_the_dashboard(served, origin):
    for token, headers in ((None, {}), (TOKEN, {"Cookie": f"{COOKIE}={TOKEN}"})):
        async with await served(token) as browser:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await browser.ws_connect("/ws", origin=origin, headers=headers)
            assert refused.value.status == 403


def told(capsys, *argv):
    """What `communique serve` says of these words, and how it ends, without serving."""

    class Run:
        args, _ = parse(["serve", *argv])
        say = staticmethod(print)
        warn = staticmethod(print)
        out = sys.stdout

    serve(Run)
    return capsys.readouterr().out


def test_any_other_address_gets_a_token_whether_asked_for_or_not(capsys, monkeypatch):
    guards = []
    monkeypatch.setattr(DashboardServer, "run", lambda self: guards.append(self._guard._token))
    assert "?token=" not in told(capsys) and guards == [None]
    said = told(capsys, "--host", "0.0.0.0")
    assert len(guards[1]) >= 32 and guards[1] in said and "not encrypted" in said
    told(capsys, "--token", TOKEN)
    assert guards[2] == TOKEN
    with pytest.raises(RunError, match="16 characters"):
        told(capsys, "--token", "short")


def test_the_words_of_a_query_reach_no_shell(capsys, monkeypatch):
    commands = []
    monkeypatch.setattr(DashboardServer, "run", lambda self: commands.append(self.command))
    told(capsys, "--no-poll", "--", "$(touch pwned)", "'; rm x")
    assert commands[0].endswith("--no-poll '$(touch pwned)' ''\"'\"'; rm x'")


async def test_it_is_the_dashboard_and_it_ends_with_its_server(tmp_path):
    filled(tmp_path / "c.db").close()
    (tmp_path / "feeds.yaml").write_text("sources: []\n")
    files = ["--db", str(tmp_path / "c.db"), "--feeds", str(tmp_path / "feeds.yaml")]
    port = "0"
    async with TestClient(TestServer(aiohttp.web.Application())) as free:
        port = str(free.port)
    words = [sys.executable, "-m", "tui.cli", "serve", "--port", port, "--no-poll", *files]
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
    assert (await process.stdout.readline()).decode() == f"http://127.0.0.1:{port}/\n"
    origin, seen = f"http://127.0.0.1:{port}", b""
    async with aiohttp.ClientSession() as session:
        async with asyncio.timeout(60):
            while True:
                try:
                    page = await session.ws_connect(f"{origin}/ws?width=120&height=40", origin=origin)
                    break
                except aiohttp.ClientConnectorError:
                    await asyncio.sleep(0.05)
            async for message in page:
                seen += message.data if message.type is aiohttp.WSMsgType.BINARY else b""
                if b"Ada Vell" in seen:
                    break
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            await process.communicate()
            await page.close()
    assert process.returncode == 0
