"""`communique marks export | merge | correct`: the reader's own marks, made or taken elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from store.exchange import Mark

AS_READ = "as-read"
"""Said in place of a stance, to go back to what was read."""


def give_out(run: Run) -> int:
    """Writes every mark as one line of JSON."""
    from store.exchange import export_marks

    with closing(run.store_to_read()) as store:
        marks = export_marks(store)
    with ExitStack() as stack:
        out = stack.enter_context(_new_file(run)) if run.args.file != "-" else run.out
        for mark in marks:
            out.write(_shape().dump_json(mark, exclude_defaults=True).decode() + "\n")
    return Exit.DONE


def take_in(run: Run) -> int:
    """Adds the marks of such a file; all of them, or none where a line is wrong."""
    from store.exchange import merge_marks

    with ExitStack() as stack:
        lines = sys.stdin
        if run.args.file != "-":
            try:
                lines = stack.enter_context(Path(run.args.file).open(encoding="utf-8"))
            except OSError as error:
                raise RunError(f"{run.args.file} cannot be read: {error.strerror}") from error
        marks = list(_read(lines, run.args.file))
    with closing(run.store()) as store:
        merged = merge_marks(store, marks)
    run.say(f"{len(marks):,} marked statements read, {merged:,} of them new or changed")
    return Exit.DONE


def correct(run: Run) -> int:
    """Says what a statement does, over what was read; `as-read` takes that back."""
    from statements.model import Stance
    from statements.table import nearest
    from store.marks import correct_stance

    word = run.args.stance
    if word != AS_READ and word not in list(Stance):
        near = nearest(word, [*map(str, Stance), AS_READ])
        raise RunError(f"{word!r} is no stance" + (f"; did you mean {near}?" if near else ""), Exit.USAGE)
    with closing(run.store()) as store:
        change = correct_stance(store, run.args.id, None if word == AS_READ else Stance(word))
    if not change.keys:
        raise RunError(f"no statement has the id {run.args.id!r}")
    run.say(change.label)
    return Exit.DONE


def _new_file(run: Run) -> TextIO:
    try:
        return Path(run.args.file).open("x", encoding="utf-8")
    except FileExistsError as error:
        raise RunError(f"{run.args.file} exists already: nothing was written") from error
    except OSError as error:
        raise RunError(f"{run.args.file} cannot be written: {error.strerror}") from error


def _read(lines: TextIO, name: str) -> Iterator[Mark]:
    from pydantic import ValidationError

    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    mark = _shape().validate_json(line)
                    for moment in filter(None, (mark.changed_at, mark.read_at, mark.starred_at)):
                        datetime.fromisoformat(moment)
                except ValidationError as error:
                    first = error.errors()[0]
                    key = f"{first['loc'][0]}: " if first["loc"] else ""
                    raise RunError(f"{name}:{number}: {key}{first['msg']}; nothing was merged") from error
                except ValueError as error:
                    raise RunError(f"{name}:{number}: {error}; nothing was merged") from error
                yield mark
    except UnicodeDecodeError as error:
        raise RunError(f"{name} is not a file of marks; nothing was merged") from error


def _shape() -> TypeAdapter[Mark]:
    from pydantic import TypeAdapter

    from store.exchange import Mark

    return TypeAdapter(Mark)
