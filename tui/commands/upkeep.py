"""`communique doctor | backup | vacuum`: keeps the database in shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from store.connect import Store

BAR = 30
"""Characters of a progress bar."""


def examine(run: Run) -> int:
    """Looks for what is wrong with the database; `--repair` counts anew what was counted wrongly."""
    from store.doctor import doctor, recount

    with _open(run, readonly=not run.args.repair) as store:
        if run.args.repair:
            recount(store)
        with _bar(run, "examined") as tell:
            findings = doctor(store, tell)
        for finding in findings:
            run.say(json.dumps(asdict(finding)) if run.args.json else f"{finding.what} {finding.remedy}")
        if not findings and not run.args.json:
            run.say(f"{store.path} is sound.")
    return Exit.FAILED if findings else Exit.DONE


def copy(run: Run) -> int:
    """Copies the database as it is now, while others go on using it."""
    from store.upkeep import backup

    with _open(run, readonly=True) as store, _bar(run, "copied") as tell:
        backup(store, run.args.file, tell)
    run.say(f"{run.args.file}: {run.args.file.stat().st_size:,} bytes")
    return Exit.DONE


def tidy(run: Run) -> int:
    """Packs old texts, forgets what is asked, and gives unused space back."""
    from store.upkeep import forget, pack, vacuum

    with _open(run) as store:
        if run.args.forget is not None:
            with _bar(run, "forgotten") as tell:
                gone = forget(store, timedelta(days=run.args.forget), run.clock(), tell=tell)
            run.say(f"{gone.articles:,} articles with {gone.statements:,} statements forgotten")
        with _bar(run, "packed") as tell:
            pack(store, timedelta(days=run.args.days), run.clock(), tell)
        before, after = vacuum(store)
        run.say(f"{before:,} bytes before, {after:,} now")
    return Exit.DONE


@contextmanager
def _open(run: Run, *, readonly: bool = False) -> Iterator[Store]:
    """The database; what it refuses becomes a `RunError`."""
    from store.connect import StoreError

    with closing(run.store(readonly=readonly)) as store:
        try:
            yield store
        except StoreError as error:
            raise RunError(str(error)) from error


@contextmanager
def _bar(run: Run, done_word: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal's standard error; silence elsewhere."""
    shown = run.err.isatty()

    def tell(done: int, whole: int) -> None:
        if shown:
            filled = BAR * done // max(whole, 1)
            run.err.write(f"\r{'█' * filled}{'░' * (BAR - filled)} {done:,} {done_word} ")
            run.err.flush()

    yield tell
    if shown:
        run.err.write("\r\x1b[K")
