"""A real web server on 127.0.0.1 whose pages a test writes, well-behaved or hostile."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from typing import Self

from aiohttp.abc import AbstractResolver

HANG = object()
"""In a raw answer: from here on, silence until the client goes."""
Piece = bytes | object


@dataclass(frozen=True)
class Request:
    """One request as it arrived; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[[Request], Iterable[Piece]]


def reply(
    body: bytes | str = b"",
    *,
    status: str = "200 OK",
    type: str = "application/xml",
    headers: Mapping[str, str] = {},
) -> bytes:
    """A whole, correct HTTP answer."""
    data = body.encode() if isinstance(body, str) else body
    told = {"Content-Type": type, "Content-Length": str(len(data)), **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + data


class Site:
    """Runs in a thread of its own, so that tests and child processes alike can ask it.

    Use it as a context manager; `requests` lists what was asked. `certificate` is a PEM file: then it speaks https.
    """

    def __init__(self, certificate: Path | None = None) -> None:
        self._tls = None
        if certificate:
            self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._tls.load_cert_chain(certificate)
        self.requests: list[Request] = []
        self._answers: dict[str, Answer] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._on_loop(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls))
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.url = f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._on_loop(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: str = "200 OK",
        type: str = "application/xml",
        etag: str | None = None,
        modified: str | None = None,
        headers: Mapping[str, str] = {},
        zipped: bool = False,
    ) -> str:
        """Puts a page at `path`, with 304 where its validators match; returns its address."""
        data = body.encode() if isinstance(body, str) else body
        own = dict(headers)
        own |= {"ETag": etag} if etag else {}
        own |= {"Last-Modified": modified} if modified else {}
        if zipped:
            data, own["Content-Encoding"] = gzip.compress(data), "gzip"

        def answer(request: Request) -> Iterable[bytes]:
            asked = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
            if any(asked) and asked == (etag, modified):
                return [reply(status="304 Not Modified", headers=own)]
            return [reply(data, status=status, type=type, headers=own)]

        return self.answer(path, answer)

    def raw(self, path: str, *pieces: Piece) -> str:
        """Answers `path` with exactly these bytes, head included."""
        return self.answer(path, lambda request: pieces)

    def redirect(self, path: str, to: str, status: str = "302 Found") -> str:
        """Sends whoever asks for `path` to `to`."""
        return self.raw(path, reply(status=status, headers={"Location": to}))

    def answer(self, path: str, answer: Answer) -> str:
        """Answers `path` by a function of the request; the pieces it gives are sent as they come."""
        self._answers[path] = answer
        return self.url + path

    def asked(self, path: str) -> list[Request]:
        """The requests for `path`, in order."""
        return [request for request in self.requests if request.path == path]

    def _on_loop(self, work):  # type: ignore[no-untyped-def]
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _stop(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            async for request in _requests(reader):
                self.requests.append(request)
                answer = self._answers.get(request.path.partition("?")[0], _missing)
                if not await _send(answer(request), reader, writer):
                    break
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()


class InventedNames(AbstractResolver):
    """Leads every invented host to one address."""

    def __init__(self, *addresses):
        self.addresses = list(addresses)

    async def resolve(self, host, port=0, family=socket.AF_UNSPEC):
        address = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        flags = socket.AI_NUMERICHOST
        return [{"hostname": host, "host": address, "port": port, "family": kind, "proto": 0, "flags": flags}]

    async def close(self):
        pass


def _missing(request: Request) -> Iterable[bytes]:
    return [reply("nothing here", status="404 Not Found", type="text/plain")]


async def _requests(reader: asyncio.StreamReader) -> AsyncIterator[Request]:
    while line := await reader.readline():
        words = line.decode("latin-1").split(" ", 2)
        if len(words) < 3:
            return
        headers = {}
        while (line := await reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        yield Request(words[0], words[1], headers)


async def _send(pieces: Iterable[Piece], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Sends an answer; whether the connection may serve another."""
    sent = b""
    for piece in pieces:
        if piece is HANG:
            await reader.read()
            return False
        assert isinstance(piece, bytes)
        sent = sent or piece
        writer.write(piece)
        await writer.drain()
    head, _, body = sent.partition(b"\r\n\r\n")
    return head.startswith(b"HTTP/1.1") and f"Content-Length: {len(body)}".encode() in head


def rss(*items: str, title: str = "News of Arlandia") -> str:
    """An RSS 2.0 feed around these items."""
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>' + (
        f"<link>https://arlandia.example/</link><description>d</description>{''.join(items)}</channel></rss>"
    )


def item(number: int, *, text: str = "", when: object = None, title: str | None = None) -> str:
    """One item of an RSS feed, with a guid of its own."""
    date = f"<pubDate>{format_datetime(when)}</pubDate>" if when else ""  # type: ignore[arg-type]
    return (
        f"<item><title>{title or f'Report {number}'}</title><link>https://arlandia.example/{number}</link>"
        f'<guid isPermaLink="false">g{number}</guid>{date}<description><![CDATA[{text}]]></description></item>'
    )
