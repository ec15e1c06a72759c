"""`communique actors suggest`: unknown names seen with the title of an office, and taking one of them over."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from tui.format import fit, one_line
from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from statements.suggestions import Suggestion
    from store.recall import Recall

_SHOWN = 2
"""Sentences shown of one suggestion."""


def suggest(run: Run) -> int:
    """Prints what the registry might learn, with day, source and sentence; with `--accept`, writes one down."""
    from statements.suggestions import suggest as suggestions
    from store.recall import Recall
    from store.sightings import sightings

    registry = run.registry()
    with closing(run.store_to_read()) as store:
        seen = sightings(store, run.clock() - timedelta(days=run.args.days))
        found = suggestions(seen, registry, least=run.args.least)
        if run.args.accept:
            return _accept(run, run.args.accept, found)
        recall = Recall(store)
        for one in found:
            run.say(json.dumps(_fields(one, recall), ensure_ascii=False) if run.args.json else _lines(one, recall))
    if not found:
        run.warn(f"no unknown name bore the title of an office {run.args.least} times in {run.args.days} days")
    return Exit.DONE


def _accept(run: Run, id: str, found: list[Suggestion]) -> int:
    from statements.table import nearest

    one = next((one for one in found if one.id == id), None)
    if one is None:
        near = nearest(id, [one.id for one in found])
        raise RunError(f"{id!r} is not suggested" + (f"; did you mean {near}?" if near else ""), Exit.USAGE)
    file = run.places.settings / "actors.d" / f"{one.id}.yaml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as out:
            out.write(one.overlay(checked=run.clock().date()))
    except FileExistsError as error:
        raise RunError(f"{file} exists already: nothing was written") from error
    except OSError as error:
        raise RunError(f"{file} cannot be written: {error.strerror}") from error
    run.say(f"{one.name} is {one.title} of {one.country} from {one.first}: {file}")
    return Exit.DONE


def _fields(one: Suggestion, recall: Recall) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "title": one.title,
        "country": one.country,
        "holders": [holder.person.id for holder in one.held],
        "first": str(one.first),
        "last": str(one.last),
        "seen": len(one.sightings),
        "evidence": [dict(zip(("date", "source", "sentence"), seen, strict=True)) for seen in _seen(one, recall)],
    }


def _lines(one: Suggestion, recall: Recall) -> str:
    held = ", ".join(holder.person.name for holder in one.held) or "nobody"
    lines = [
        f"{fit(one.country, 5)} {fit(one_line(one.name), 32)} {fit(one_line(one.title), 24)} {one.id}",
        f"      seen {len(one.sightings)} times, {one.first} to {one.last}; known so far: {held}",
    ]
    lines += [f"      {day} {source}: {words}" for day, source, words in _seen(one, recall)]
    return "\n".join(lines)


def _seen(one: Suggestion, recall: Recall) -> list[tuple[str, str, str]]:
    """Day, source and sentence of the latest sightings."""
    found = []
    for sighting in one.sightings[:_SHOWN]:
        view = recall.statement(sighting.statement_id)
        if view is not None:
            sentence = view.statement.sentence.of(view.article.article.text)
            found.append((str(sighting.on), one_line(view.article.source_title), one_line(sentence)))
    return found
