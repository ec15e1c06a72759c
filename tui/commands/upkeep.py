"""`communique doctor | backup | vacuum`: keeps the database in shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from store.connect import Store
    from store.keeping import Keeping

def examine(run: Run) -> int:
    """Looks for what is wrong with the database; `--repair` counts anew what was counted wrongly."""
    from store.doctor import doctor, recount

    with _open(run, readonly=not run.args.repair) as store:
        if run.args.repair:
            with run.bar("counted anew") as tell:
                recount(store, tell)
        with run.bar("examined") as tell:
            findings = doctor(store, tell)
        for finding in findings:
            run.say(json.dumps(asdict(finding)) if run.args.json else f"{finding.what} {finding.remedy}")
        if not findings and not run.args.json:
            run.say(f"{store.path} is sound.")
    return Exit.FAILED if findings else Exit.DONE


def copy(run: Run) -> int:
    """Copies the database as it is now, while others go on using it."""
    from store.upkeep import backup

    with _open(run, readonly=True) as store, run.bar("copied") as tell:
        backup(store, run.args.file, tell)
    run.say(f"{run.args.file}: {run.args.file.stat().st_size:,} bytes")
    return Exit.DONE


def tidy(run: Run) -> int:
    """Does at once what polling does bit by bit: packs, forgets what is too old or too much, gives space back."""
    from store.keeping import FORGOTTEN, PACKED, keep_house
    from store.upkeep import can_shrink, rebuild

    keeping = _keeping(run)
    with _open(run) as store:
        before, done = store.path.stat().st_size, {FORGOTTEN: 0, PACKED: 0}
        with run.bar() as tell:
            for step in keep_house(store, keeping, run.clock(), thorough=True):
                done[step.work] = step.done
                tell(step.done, step.whole, step.work)
        if not can_shrink(store):
            rebuild(store)
        store.fold()
        after = store.path.stat().st_size
        run.say(f"{done[FORGOTTEN]:,} articles forgotten, {done[PACKED]:,} texts packed")
        run.say(f"{before:,} bytes before, {after:,} now")
    return Exit.DONE


def _keeping(run: Run) -> Keeping:
    """What feeds.yaml says is kept, under what the command line says."""
    from tui.names import keeping_in

    registry = run.registry()
    keeping = keeping_in(run.watchlist(registry), registry)
    args = run.args
    if args.days is not None:
        keeping = replace(keeping, plain=timedelta(days=args.days))
    if args.forget is not None:
        keeping = replace(keeping, articles=timedelta(days=args.forget), sources={})
    return keeping


@contextmanager
def _open(run: Run, *, readonly: bool = False) -> Iterator[Store]:
    """The database; what it refuses becomes a `RunError`."""
    from store.connect import StoreError

    with closing(run.store(readonly=readonly)) as store:
        try:
            yield store
        except StoreError as error:
            raise RunError(str(error)) from error
