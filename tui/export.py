"""Statements as JSON, CSV, Markdown with citations, or a plain table: safe to open, paste and pipe."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from statements.clean import clean
from statements.model import Article, Span, Statement
from tui.format import Pieces, actor_line, around, fit, marked, one_line, safe_link, spoken, statement_marks
from tui.looks import looks

if TYPE_CHECKING:
    from store.rows import StatementRow, StatementView

_ANSI = {
    "content": "1",
    "clause": "",
    "cue": "4",
    "speaker": "36",
    "trigger": "1;33",
    "target": "35",
    "muted": "2",
}


def row_fields(row: StatementRow) -> dict[str, Any]:
    """One line as JSON: the names of statements/model.py, times as ISO 8601 in UTC; every word cleaned again."""
    fields = {
        "id": row.id,
        "dated": row.dated.isoformat(),
        "speaker": row.speaker,
        "actor": row.actor_name,
        "actor_id": row.actor_id,
        "role": row.role,
        "country": row.country,
        "official": row.official,
        "form": row.form.value,
        "stance": row.stance.value,
        "score": row.score,
        "targets": list(row.targets),
        "text": row.text,
        "title": row.title,
        "url": row.url,
        "source": row.source_id,
        "source_title": row.source_title,
        "language": row.language,
        "confidence": row.confidence,
        "article_id": row.article_id,
        "also": row.also,
        "read": row.read,
        "starred": row.starred,
        "note": row.note,
        "tags": list(row.tags),
    }
    return {name: _cleaned(value) for name, value in fields.items()}


def _cleaned(value: Any) -> Any:
    if isinstance(value, list):
        return [clean(str(one)) for one in value]
    return clean(value) if isinstance(value, str) else value


def _json(rows: Iterable[StatementRow], out: TextIO) -> None:
    json.dump([row_fields(row) for row in rows], out, ensure_ascii=False, indent=2)
    out.write("\n")


def _jsonl(rows: Iterable[StatementRow], out: TextIO) -> None:
    for row in rows:
        out.write(json.dumps(row_fields(row), ensure_ascii=False) + "\n")


def _inert(value: Any) -> Any:
    """A cell no spreadsheet takes for a formula."""
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@", "|", "%"):
        return "'" + value
    return value


def _csv(rows: Iterable[StatementRow], out: TextIO) -> None:
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        fields = {name: _inert(value) for name, value in row_fields(row).items()}
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(fields), lineterminator="\n")
            writer.writeheader()
        writer.writerow(fields)


def _escape(text: str) -> str:
    """Words that Markdown and HTML leave as they are."""
    return "".join("\\" + c if c in "\\`*_{}[]()<>#+-!|~&" else c for c in one_line(text))


def quotation(row: StatementRow) -> str:
    """The words with who said them, where and when, as plain text."""
    who = actor_line(row.actor_name, row.role, row.country, row.official)
    source = f"{one_line(row.source_title)}, {row.dated:%Y-%m-%d %H:%M} UTC"
    return "\n".join(part for part in (f"“{one_line(row.text)}”", who, source, safe_link(row.url)) if part)


def citation(row: StatementRow) -> str:
    """Who said what, where and when, in Markdown, on two lines."""
    look = looks()[row.stance]
    link = safe_link(row.url)
    where = f"[{_escape(row.source_title)}](<{link}>)" if link else _escape(row.source_title)
    who = actor_line(row.actor_name, row.role, row.country, row.official)
    return f"> {_escape(row.text)}\n>\n> {_escape(who)} ({look.label}), {where}, {row.dated:%Y-%m-%d %H:%M} UTC"


def _markdown(rows: Iterable[StatementRow], out: TextIO) -> None:
    for row in rows:
        out.write(citation(row) + "\n\n")


def table_line(row: StatementRow, width: int) -> str:
    """One line of text, columns aligned in any script."""
    look = looks()[row.stance]
    head = (
        f"{row.dated:%Y-%m-%d %H:%M}  {fit(row.country or '', 4)} {fit(one_line(row.actor_name), 20)} "
        f"{look.sign} {fit(look.label, 9)} {fit(one_line(row.source_title), 12)}  "
    )
    words = one_line(row.text)
    return (head + (fit(words, width - 72) if width else words)).rstrip()


def _table(rows: Iterable[StatementRow], out: TextIO) -> None:
    width = max(100, os.get_terminal_size(out.fileno()).columns) if out.isatty() else 0
    for row in rows:
        out.write(table_line(row, width) + "\n")


def _atom(rows: Iterable[StatementRow], out: TextIO) -> None:
    """An Atom feed, one entry for each statement."""
    from xml.sax.saxutils import escape

    shown = list(rows)
    newest = max((row.dated for row in shown), default=None)
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n')
    out.write("<title>Communiqué</title><id>urn:communique:export</id>")
    out.write(f"<updated>{newest.isoformat() if newest else '1970-01-01T00:00:00Z'}</updated>\n")
    for row in shown:
        look, link = looks()[row.stance], escape(safe_link(row.url) or "", {'"': "&quot;"})
        title = f"{one_line(row.actor_name)} {look.label}: {one_line(row.text)}"
        out.write(f"<entry><id>urn:communique:{escape(row.id)}</id><title>{escape(title)}</title>")
        out.write(f"<updated>{row.dated.isoformat()}</updated>")
        out.write(f'<link href="{link}"/>' if link else "")
        out.write(f"<author><name>{escape(one_line(row.actor_name))}</name></author>")
        out.write(f"<summary>{escape(quotation(row))}</summary></entry>\n")
    out.write("</feed>\n")


def sentence(row: StatementRow) -> str:
    """One statement as a sentence without columns or signs, as a screen reader says it best."""
    role = f", {one_line(row.role)}" if row.role else ""
    side = f", {row.country}" if row.country else ""
    toward = f" toward {', '.join(map(one_line, row.targets))}" if row.targets else ""
    said = f"{one_line(row.actor_name)}{role}{side}, {looks()[row.stance].label}{toward}: {spoken(row)}"
    return f"{row.dated:%H:%M} UTC on {row.dated.day} {row.dated:%B}. {said} {one_line(row.source_title)}."


def _plain(rows: Iterable[StatementRow], out: TextIO) -> None:
    for row in rows:
        out.write(sentence(row) + "\n")


Write = Callable[[Iterable["StatementRow"], TextIO], None]
"""Writes statements in one format."""
EXPORTS: dict[str, Write] = {
    "table": _table,
    "plain": _plain,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
    "atom": _atom,
}


def view_fields(view: StatementView) -> dict[str, Any]:
    """One statement with everything around it, as JSON."""
    from statements.record import records

    article = view.article.article
    return row_fields(view.row) | {
        "spans": records(article, (view.statement,)),
        "rule": view.statement.rule,
        "same": [row_fields(row) for row in view.same],
        "revisions": [asdict(one) | {"seen_at": one.seen_at.isoformat()} for one in view.article.revisions],
        "article": {"id": article.id, "title": article.title, "url": article.url, "text": article.text},
    }


def view_json(view: StatementView, out: TextIO) -> None:
    """One object."""
    json.dump(view_fields(view), out, ensure_ascii=False, indent=2)
    out.write("\n")


def view_markdown(view: StatementView, out: TextIO) -> None:
    """The citation, and where else the same was said."""
    out.write(citation(view.row) + "\n")
    for row in view.same:
        out.write(f"- {row.dated:%Y-%m-%d %H:%M} {_escape(row.source_title)}: <{safe_link(row.url) or ''}>\n")


def view_text(view: StatementView, out: TextIO) -> None:
    """The statement in its paragraph, with the words that show it, for a person."""
    article = view.article.article
    source = one_line(view.article.source_title)
    out.write(f"{one_line(article.title)}\n{source} · {view.row.dated:%Y-%m-%d %H:%M} UTC\n\n")
    pieces = marked(article.text, around(article.text, view.statement), statement_marks(view.statement))
    out.write(_painted(pieces, out) + "\n\n")
    out.write(_account(article.text, view.statement) + "\n")
    if link := safe_link(article.url):
        out.write(f"  {link}\n")
    for row in view.same:
        out.write(f"  also {row.dated:%Y-%m-%d %H:%M} {one_line(row.source_title)}\n")


def reading_text(article: Article, statements: Sequence[Statement], out: TextIO) -> None:
    """A text with its statements marked; under each paragraph what was read in it, and by which rule."""
    at = 0
    for paragraph in article.text.split("\n\n"):
        span = Span(at, at + len(paragraph))
        at = span.end + 2
        here = [one for one in statements if span.start <= one.hull.start < span.end]
        marks = [mark for one in here for mark in statement_marks(one)]
        out.write(_painted(marked(article.text, span, marks), out) + "\n")
        for one in here:
            out.write(_account(article.text, one) + "\n")
        out.write("\n")
    out.write(f"{len(statements)} statements\n")


def _painted(pieces: Pieces, out: TextIO) -> str:
    """Roles as ANSI styles on a terminal, as nothing elsewhere."""
    if not out.isatty() or os.environ.get("NO_COLOR"):
        return "".join(text for text, _ in pieces)
    return "".join(f"\x1b[{_ANSI[role]}m{text}\x1b[0m" if _ANSI.get(role) else text for text, role in pieces)


def _account(text: str, statement: Statement) -> str:
    """What was read and what shows it, on two lines."""
    look = looks()[statement.stance]
    actor, reading = statement.actor, statement.reading
    targets = ", ".join(target.code for target in statement.targets)
    shown = [f"cue “{one_line(statement.cue.of(text))}”"] if statement.cue else []
    shown += [f"trigger “{one_line(reading.trigger.of(text))}”"] if reading.trigger else []
    flags = [name for name in ("negated", "conditional", "hedged") if getattr(reading, name)]
    found = [statement.form, *shown, *flags, f"rule {statement.rule}", f"{statement.confidence:.2f}"]
    who = actor_line(actor.name, statement.speaker.role or actor.office, actor.country, actor.official)
    return (
        f"  {look.sign} {look.label}: {who}{' → ' + targets if targets else ''}\n"
        f"    “{one_line(statement.text)}”\n"
        f"    {' · '.join(found)}"
    )
