"""Keeps what slow YAML was read into as JSON in a cache folder, under a hash of the files it was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


def parsed(cache: Path | None, name: str, files: Iterable[Path], shape: TypeAdapter[T], read: Callable[[], T]) -> T:
    """What `read` makes of `files`, from `cache` where it was kept there before; None keeps nothing.

    A file changed, added or gone is another hash. A cache that cannot be read or written is passed over; what
    `read` raises is raised.
    """
    if cache is None:
        return read()
    kept = cache / f"{name}-{_digest(files)}.json"
    with suppress(OSError, ValidationError):
        return shape.validate_json(kept.read_bytes())
    value = read()
    with suppress(OSError):
        _keep(kept, name, shape.dump_json(value, by_alias=True, exclude_defaults=True))
    return value


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        body = path.read_bytes()
        digest.update(f"{path}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()[:16]


def _keep(kept: Path, name: str, body: bytes) -> None:
    """Writes at once or not at all, and forgets what was kept of older files."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.glob(f"{name}-*.json"):
        old.unlink(missing_ok=True)
    half = kept.with_suffix(".part")
    half.write_bytes(body)
    half.replace(kept)
