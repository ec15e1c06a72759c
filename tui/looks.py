"""How a stance is shown: never by colour alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from platformdirs import user_cache_path

import statements
from statements.scales import Stance


@dataclass(frozen=True, slots=True)
class Look:
    """How one stance is shown."""

    sign: str
    """A glyph, or a letter where the user wants letters."""
    role: str
    """Of the scale in themes.py."""
    label: str
    score: float


@cache
def looks(letters: bool = False) -> Mapping[Stance, Look]:
    """Each stance's sign, colour role and word."""
    sign = "letter" if letters else "glyph"
    return {
        stance: Look(str(entry[sign]), str(entry["role"]), str(entry["label"]), float(entry["score"]))
        for stance, entry in _classes().items()
    }


@cache
def _classes() -> dict[Stance, dict[str, str | float]]:
    """The table of stances; kept as JSON under its checksum, for a strict reader takes as long as a first paint."""
    body = (Path(statements.__file__).parent / "tables/stances.yaml").read_bytes()
    kept = user_cache_path("communique", appauthor=False) / f"looks-{crc32(body):08x}{len(body):x}.json"
    with suppress(OSError, ValueError):
        return {Stance(name): entry for name, entry in json.loads(kept.read_bytes()).items()}
    from statements.stance import stances

    classes = {stance: entry.model_dump(exclude={"definition"}) for stance, entry in stances().items()}
    with suppress(OSError):
        _keep(kept, json.dumps(classes))
    return classes


def _keep(path: Path, text: str) -> None:
    """Writes at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_text(text)
    half.replace(path)
