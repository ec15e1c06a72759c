"""Parses and reads in a process of its own: a text that takes too much time or memory costs that process only."""

from __future__ import annotations

import asyncio
import pickle
import struct
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from feeds.outcome import Failure

if TYPE_CHECKING:  # the process is begun before anything of these is loaded
    from feeds.fulltext import PageParts
    from feeds.parsed import Document, ParsedFeed
    from feeds.site import SiteParts
    from feeds.source import Source
    from statements.model import Article
    from statements.registry import Registry
    from store.remember import ReadArticle

SECONDS = 8.0
"""After which a task is given up and the process killed."""
MEMORY = 1024**3
"""Bytes of address space the process may take beyond what it starts with."""
BATCH = 8
"""Articles read in one task."""
UNREADABLE = "unreadable"
"""The reading version of an article that could not be read: it is tried again with all others of other rules."""
_START_SECONDS = 30.0
_HEAD = struct.Struct(">I")
_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class PageTask:
    """An article's page."""

    body: bytes
    headers: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class SiteTask:
    """The page at a site's address."""

    body: bytes
    headers: Mapping[str, str]
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles to be read."""

    articles: tuple[Article, ...]
    weighed: bool = True
    """Whether the stance model is asked."""


class WorkerError(Exception):
    """A task could not be done; `str()` is one plain sentence."""


class Worker:
    """One warm child process, started when first needed and again after it was killed. Tasks take turns."""

    def __init__(
        self, registry: Registry | None = None, *, seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        """The registry may be given later, but before the first task."""
        self.registry, self.seconds = registry, seconds
        self.weighed = True
        """Whether articles are read with the stance model: its rules alone decide otherwise."""
        self._memory = memory
        self._ready = False
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._end()

    @property
    def pid(self) -> int | None:
        """The child's, while it lives."""
        return self._process.pid if self._process else None

    @property
    def busy(self) -> bool:
        """Whether a task is being done."""
        return self._turn.locked()

    async def begin(self) -> None:
        """Lets the process load what it needs, which takes a second, while its registry is still being read."""
        with suppress(OSError):
            await self._running()

    async def warm(self) -> None:
        """Starts the process ahead of its first task; where that fails, the first task says so."""
        async with self._turn:
            try:
                await self._started()
            except (OSError, EOFError, TimeoutError):
                await self._end()
            except asyncio.CancelledError:
                await self._end()
                raise

    async def parse(self, document: Document) -> ParsedFeed:
        """The articles of a body; a body that cannot be parsed within the limits is a failure with its reason."""
        try:
            return cast("ParsedFeed", await self._do(document))
        except WorkerError as error:
            from feeds.parsed import ParsedFeed

            return ParsedFeed(failure=Failure.UNREADABLE, problem=str(error))

    async def page_parts(self, task: PageTask) -> PageParts:
        """What an article's page says. Raises WorkerError."""
        return cast("PageParts", await self._do(task))

    async def site_parts(self, task: SiteTask) -> SiteParts:
        """What a site's page says of its feeds. Raises WorkerError."""
        return cast("SiteParts", await self._do(task))

    async def read(self, articles: Sequence[Article]) -> list[ReadArticle]:
        """The articles with their statements; one that cannot be read within the limits carries its error."""
        found: list[ReadArticle] = []
        for start in range(0, len(articles), BATCH):
            batch = tuple(articles[start : start + BATCH])
            try:
                found += await self._do(Reading(batch, self.weighed))
            except WorkerError:
                found += [await self._read_alone(article) for article in batch]
        return found

    async def _read_alone(self, article: Article) -> ReadArticle:
        try:
            (read,) = await self._do(Reading((article,), self.weighed))
        except WorkerError as error:
            from store.remember import ReadArticle

            return ReadArticle(article, (), UNREADABLE, str(error))
        return cast("ReadArticle", read)

    async def _do(self, task: object) -> Any:
        async with self._turn:
            try:
                process = await self._started()
                async with asyncio.timeout(self.seconds):
                    answer = await _exchange(process, task)
            except TimeoutError as error:
                await self._end()
                raise WorkerError(f"it took longer than {self.seconds:g} seconds") from error
            except (OSError, EOFError) as error:
                await self._end()
                raise WorkerError("it took more memory than it may, or broke the parser") from error
            except asyncio.CancelledError:
                await self._end()
                raise
        if isinstance(answer, WorkerError):
            raise answer
        return answer

    async def _started(self) -> asyncio.subprocess.Process:
        process = await self._running()
        if not self._ready:
            async with asyncio.timeout(_START_SECONDS):
                await _exchange(process, (self.registry, self._memory))
            self._ready = True
        return process

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._ready = False
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-c", _CHILD, str(_ROOT),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=2**24,
            )  # fmt: skip
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if process.stdin:
            process.stdin.close()


_CHILD = """
import gc, sys
gc.disable()  # nothing becomes garbage while everything is loaded
sys.path.insert(0, sys.argv[1])
from feeds.worker_child import serve
serve()
"""


async def _exchange(process: asyncio.subprocess.Process, task: object) -> Any:
    assert process.stdin is not None
    data = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
    process.stdin.write(_HEAD.pack(len(data)) + data)
    await process.stdin.drain()
    return await _receive(process)


async def _receive(process: asyncio.subprocess.Process) -> Any:
    assert process.stdout is not None
    (length,) = _HEAD.unpack(await process.stdout.readexactly(_HEAD.size))
    return pickle.loads(await process.stdout.readexactly(length))
