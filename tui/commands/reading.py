"""`communique read`: what is read out of a text, with the words and the rule that show it."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.run import Exit, Run, RunError

if TYPE_CHECKING:
    from statements.model import Article
    from statements.registry import Registry
    from statements.stance import StanceReader


def read(run: Run) -> int:
    """Reads one text, or every document of a JSON Lines file."""
    return read_documents(run) if run.args.jsonl else read_text(run)


def read_documents(run: Run) -> int:
    """One document per line in, one `{"id", "statements"}` per line out; a bad line is named and skipped."""
    from statements.reading import read_statements
    from statements.record import article_from_gold, records

    registry, failed = run.registry(), False
    gc.set_threshold(20_000, 10, 20)  # reading leaves hardly any garbage, and looking for it is a tenth of its time
    for number, line in _lines(run.args.jsonl):
        try:
            article = article_from_gold(_document(line), registry)
        except ValueError as error:
            run.warn(f"{run.args.jsonl}, line {number}: {error}")
            failed = True
            continue
        found = records(article, read_statements(article, registry, readers=_readers(run)))
        run.say(json.dumps({"id": article.id, "statements": found}, ensure_ascii=False))
    return Exit.FAILED if failed else Exit.DONE


def read_text(run: Run) -> int:
    """Prints the text with its statements marked, or one JSON object; with `--why`, how one of them came about."""
    from statements.reading import read_statements
    from statements.record import records
    from tui.export import reading_text

    article, registry = _article(run), run.registry()
    if run.args.why is not None:
        return _explain(run, article, registry)
    statements = read_statements(article, registry, readers=_readers(run))
    if run.args.json:
        run.say(json.dumps({"id": article.id, "statements": records(article, statements)}, ensure_ascii=False))
    else:
        reading_text(article, statements, run.out)
    return Exit.DONE


def _explain(run: Run, article: Article, registry: Registry) -> int:
    from statements.explain import explain

    try:
        steps = explain(article, registry, run.args.why, _readers(run))
    except IndexError as error:
        raise RunError(str(error), Exit.USAGE) from error
    for step in steps:
        run.say(step)
    return Exit.DONE


def _readers(run: Run) -> Callable[[str], StanceReader]:
    """Who reads the stances: the rules with the model, or alone."""
    from statements.stance import rules_reader, stance_reader

    return rules_reader if run.args.rules else stance_reader


def _document(line: str) -> dict[str, Any]:
    """One line's document. Raises ValueError where there is none."""
    row = json.loads(line)
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise ValueError('wants an object with "id" and "text"')
    return row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if str(path) == "-":
        yield from ((number, line) for number, line in enumerate(sys.stdin, 1) if line.strip())
        return
    try:
        with path.open(encoding="utf-8") as lines:
            yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"cannot read {path}: {error}") from error


def _article(run: Run) -> Article:
    from statements.clean import clean
    from statements.detection import detect_language
    from statements.model import Article, Origin

    name, body = run.args.file, _body(run.args.file)
    text = _plain(body)
    article = Article(id=name, title=clean(run.args.title), text=text, origin=Origin())
    language = run.args.lang or detect_language(text)
    return replace(article, language=language, published_at=_day(run.args.published))


def _body(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise RunError(f"cannot read {name}: {error.strerror}") from error
    return data.decode("utf-8", errors="replace")


def _plain(body: str) -> str:
    """HTML becomes paragraphs; plain text is only cleaned."""
    from statements.clean import clean

    head = body[:500].lstrip().lower()
    if head.startswith(("<!doctype", "<html", "<body", "<div", "<p", "<article")):
        from feeds.clean import html_to_text

        return html_to_text(body)
    return clean(body)


def _day(words: str | None) -> datetime | None:
    if words is None:
        return None
    try:
        day = datetime.fromisoformat(words)
    except ValueError as error:
        raise RunError(f"--published wants YYYY-MM-DD, not {words!r}", Exit.USAGE) from error
    return day if day.tzinfo else day.replace(tzinfo=UTC)
