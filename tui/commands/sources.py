"""`communique sources` and `communique check`: what is watched, whether it is right, how it fares."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from feeds.sources import Source
    from store.health import PollState


def sources(run: Run) -> int:
    """Lists every source with what is known of it."""
    from store.health import poll_states
    from tui.format import ago

    watchlist = run.watchlist(run.registry())
    with closing(run.store_to_read()) as store:
        states = poll_states(store)
    for source in watchlist.sources:
        state = states.get(source.id)
        if run.args.json:
            run.say(json.dumps(_fields(source, state), ensure_ascii=False))
            continue
        last = ago(state.last_success_at, run.clock()) if state else "never"
        trouble = f"  {state.last_error}" if state and state.last_error else ""
        run.say(f"{source.id:<24} {source.kind:<8} {source.country or '':<4} {last:>8}  {source.name}{trouble}")
    return Exit.DONE


def check(run: Run) -> int:
    """Says whether feeds.yaml is right; every mistake with file, line, key and the nearest right word."""
    try:
        watchlist = run.watchlist(run.registry())
    except RunError as complaint:
        if run.args.json:
            run.say(json.dumps({"ok": False, "problems": str(complaint).splitlines()}, ensure_ascii=False))
        raise
    sources, views = len(watchlist.sources), len(watchlist.views)
    found = {"ok": True, "file": str(watchlist.path), "sources": sources, "views": views}
    if run.args.json:
        run.say(json.dumps(found, ensure_ascii=False))
    else:
        run.say(f"{watchlist.path}: {sources} sources, {views} views, no mistake")
    return Exit.DONE


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _fields(source: Source, state: PollState | None) -> dict[str, object]:
    """One source as JSON."""
    health: dict[str, object] = {}
    if state is not None:
        health = {
            "last_polled_at": _iso(state.last_polled_at),
            "last_success_at": _iso(state.last_success_at),
            "due_at": _iso(state.due_at),
            "failures": state.failures,
            "last_error": state.last_error,
        }
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "kind": source.kind,
        "actor": source.actor,
        "country": source.country,
        "lang": source.lang,
        "tags": list(source.tags),
        "enabled": source.enabled,
        "health": health,
    }
