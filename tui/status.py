"""How polling fares, as one line in plain words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tui.format import Piece, Pieces, ago, count, one_line, until

if TYPE_CHECKING:
    from store.health import PollState

ENOUGH = 12
"""So many sources asked in this run, none of them reached, are proof of being offline."""
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Polling:
    """What the status line speaks of."""

    titles: Mapping[str, str]
    """Enabled sources, id to title."""
    states: Mapping[str, PollState]
    paused: bool = False
    feeds_problem: str | None = None
    """What is wrong with feeds.yaml since it was last read well."""
    store_problem: str | None = None
    """Why nothing can be remembered at present."""
    rereading: str | None = None
    """How far the reading of stored articles by new rules is."""
    polls: bool = True
    """Whether this run polls at all."""
    opening: bool = False
    """Whether registry and feeds.yaml are still being read."""
    begun: datetime | None = None
    """When this run began; None counts whatever was asked before too."""

    @property
    def watched(self) -> list[PollState]:
        """The states of the sources that are watched."""
        return [state for source_id, state in self.states.items() if source_id in self.titles]

    @property
    def failing(self) -> list[PollState]:
        """Sources whose last poll failed, the longest failing first."""
        failing = [state for state in self.watched if state.failures or state.gone]
        return sorted(failing, key=lambda state: -state.failures)

    @property
    def offline(self) -> int:
        """How many sources were asked without reaching one: all there are, or `ENOUGH` in this run; else 0."""
        begun = self.begun or _EVER
        lately = [state for state in self.watched if state.last_polled_at and state.last_polled_at >= begun]
        for tried, enough in ((self.watched, len(self.titles)), (lately, ENOUGH)):
            if 0 < enough <= len(tried) and all(state.failures and state.status is None for state in tried):
                return len(tried)
        return 0


def why_empty(polling: Polling, narrowed: bool) -> str:
    """What a list without statements says in its middle; `narrowed` by a query or a chosen side."""
    if polling.opening:
        return "opening …"
    if narrowed:
        return "Nothing matches.\n/ changes the filter, x takes it away."
    if polling.polls and polling.offline:
        return "No source could be reached: is there a network?\nd shows an invented world meanwhile."
    if polling.polls and polling.titles:
        return "No statement here yet.\nThe first come in as the sources answer."
    return "No statement here yet."


def status_pieces(polling: Polling, now: datetime) -> Pieces:
    """The status line."""
    parts: list[Pieces] = [*_problem(polling), *_last(polling, now), *_next(polling, now), *_health(polling)]
    if polling.rereading:
        parts.append([(one_line(polling.rereading), "$muted")])
    if polling.paused:
        parts.insert(0, [("paused: new statements wait", "bold $warning")])
    line: Pieces = []
    for part in parts:
        line += [*([("  ·  ", "$muted")] if line else []), *part]
    return line


def _problem(polling: Polling) -> Sequence[Pieces]:
    if polling.store_problem:
        return [[("nothing can be saved: ", "bold $error"), (one_line(polling.store_problem), "")]]
    if polling.feeds_problem is None:
        return []
    first, *more = polling.feeds_problem.splitlines()
    others = f", and {count(len(more), 'more mistake')}" if more else ""
    return [[("the last good feeds.yaml stays in use: ", "bold $warning"), (one_line(first) + others, "")]]


def _last(polling: Polling, now: datetime) -> Sequence[Pieces]:
    if polling.opening:
        return [[("opening …", "$muted")]]
    if not polling.titles:
        return [[("no source is watched yet: add one to feeds.yaml", "$muted")]]
    if not polling.polls:
        return [[("not polling", "$muted")]]
    if asked := polling.offline:
        which = count(asked, "source") if asked == len(polling.titles) else f"the first {asked} sources"
        return [[("offline: ", "bold $warning"), (f"none of {which} could be reached; press d for the demo", "")]]
    running = [state for state in polling.watched if state.running_since is not None]
    if running:
        title = polling.titles[running[0].source_id]
        more = f" and {len(running) - 1} more" if len(running) > 1 else ""
        return [[("polling ", "$muted"), (one_line(title) + more, "")]]
    last = max((state.last_polled_at for state in polling.watched if state.last_polled_at), default=None)
    return [[("polled ", "$muted"), (ago(last, now), "")]] if last else [[("first poll under way", "$muted")]]


def _next(polling: Polling, now: datetime) -> Sequence[Pieces]:
    due = [state for state in polling.watched if state.due_at is not None and not state.gone]
    if not due or not polling.polls:
        return []
    first = min(due, key=lambda state: state.due_at or now)
    title = one_line(polling.titles[first.source_id])
    return [[("next ", "$muted"), (f"{title} {until(first.due_at, now)}", "")]]


def _health(polling: Polling) -> Sequence[Pieces]:
    """What fails and why; else how many were asked, or that all answer."""
    failing, number = polling.failing, len(polling.titles)
    if polling.offline or not number:
        return []
    if not failing and not polling.polls:
        return []
    if not failing:
        asked = sum(state.last_polled_at is not None for state in polling.watched)
        if asked < number:
            return [[(f"{asked} of {count(number, 'source')} asked", "$muted")]]
        return [[("✓ ", "$success"), ("all answer" if number > 1 else "it answers", "$muted")]]
    worst = failing[0]
    reason = one_line(worst.last_error or "gone")
    words: Piece = (f"{len(failing)} of {count(len(polling.titles), 'source')} failing", "$warning")
    return [[words, (f": {one_line(polling.titles[worst.source_id])}: {reason}", "")]]
