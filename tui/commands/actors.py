"""`communique actors`: the registry, searched by words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tui.format import fit
from tui.run import Exit, Run

if TYPE_CHECKING:
    from statements.actors import Entry


def actors(run: Run) -> int:
    """Prints who is known: id, country, name, aliases, offices and since when, checked when."""
    registry, words = run.registry(), " ".join(run.args.query)
    found = registry.search(words) if words else sorted(registry.entries(), key=lambda entry: entry.id)
    for entry in found:
        run.say(json.dumps(_fields(entry), ensure_ascii=False) if run.args.json else _lines(entry))
    if not found:
        run.warn(f"nobody is known by {words!r}")
    return Exit.DONE if found else Exit.FAILED


def _fields(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": str(entry.kind),
        "country": entry.country,
        "aliases": list(entry.aliases),
        "offices": [
            {"title": one.title, "since": one.since, "until": one.until, "checked": str(one.checked or "")}
            for one in entry.offices
        ],
    }


def _lines(entry: Entry) -> str:
    lines = [f"{fit(entry.country or '', 5)} {fit(entry.name, 32)} {fit(str(entry.kind), 12)} {entry.id}"]
    lines += [f"      also {', '.join(entry.aliases)}"] if entry.aliases else []
    for office in entry.offices:
        checked = f", checked {office.checked}" if office.checked else ""
        lines.append(f"      {office.title}, {office.since or '?'} to {office.until or 'today'}{checked}")
    return "\n".join(lines)
