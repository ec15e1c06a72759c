"""The child's side of the worker: takes a task, does it, sends the answer, until its parent is gone."""

from __future__ import annotations

import gc
import os
import pickle
import resource
import struct
import sys
from datetime import UTC, datetime
from pathlib import Path
from select import select
from typing import Any, BinaryIO

from feeds.fulltext import page_parts
from feeds.kinds import Document, parse
from feeds.kinds.decoding import decoded
from feeds.site import site_parts
from feeds.worker import PageTask, Reading, SiteTask, WorkerError
from statements.model import Article, Origin
from statements.reading import read_statements, reading_version
from statements.registry import Registry
from statements.stance import rules_reader, stance_reader
from store.remember import ReadArticle

_HEAD = struct.Struct(">I")
_WARMING = Article(
    id="", title="", text="“We will see,” the minister said.", origin=Origin(), language="en",
    published_at=datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip


def serve() -> None:
    """Serves tasks on stdin and stdout; nothing else may write there. The first message is the registry."""
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    registry, memory = _receive(tasks)
    _limit_memory(memory)
    _send(answers, None)
    if not select([tasks], [], [], 0)[0]:
        perform(Reading((_WARMING,)), registry)  # builds what the first reading would have to wait for
    gc.freeze()  # all that is here by now stays: it need not be looked through again and again
    gc.set_threshold(20_000, 10, 20)  # reading leaves hardly any garbage
    gc.enable()
    while task := _receive(tasks):
        _send(answers, perform(task, registry))


def perform(task: object, registry: Registry) -> Any:
    """The answer to a task, or a WorkerError that says why there is none."""
    try:
        return _do(task, registry)
    except MemoryError:
        return WorkerError("it takes more memory than it may")
    except RecursionError:
        return WorkerError("it is nested too deeply")
    except Exception as error:
        return WorkerError(f"it broke the parser ({type(error).__name__})")


def _do(task: object, registry: Registry) -> Any:
    match task:
        case Document():
            return parse(task)
        case PageTask(body, headers, source):
            return page_parts(decoded(body, headers), source)
        case SiteTask(body, headers, url):
            return site_parts(decoded(body, headers), url)
        case Reading(articles, weighed):
            readers, version = (stance_reader if weighed else rules_reader), reading_version(weighed)
            return [ReadArticle(one, read_statements(one, registry, readers=readers), version) for one in articles]
    raise TypeError(f"no such task: {type(task).__name__}")


def _receive(stream: BinaryIO) -> Any:
    """The next message, or None at the end."""
    head = stream.read(_HEAD.size)
    return pickle.loads(stream.read(*_HEAD.unpack(head))) if head else None


def _send(stream: BinaryIO, answer: object) -> None:
    data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    stream.write(_HEAD.pack(len(data)) + data)
    stream.flush()


def _limit_memory(extra: int) -> None:
    """Caps the address space at what is taken now and `extra` bytes."""
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _LINUX else 0
    if taken:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (taken + extra, hard))


_LINUX = Path("/proc/self/statm").exists()
