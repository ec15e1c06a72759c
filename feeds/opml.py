"""OPML: lists of feeds, in from other readers and out to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from feeds.clean import one_line
from feeds.source import Format, Source, web_address
from statements.model import SourceKind

MOST = 10_000
"""Outlines of one file that are looked at."""
_OURS = ("kind", "actor", "country", "lang")
"""Attributes we write beside those of the standard, so that nothing is lost between two of us."""


@dataclass(slots=True)
class Outlines:
    """What an OPML file lists."""

    entries: list[dict[str, object]] = field(default_factory=list)
    """Blocks for feeds.yaml, ids not taken by others."""
    skipped: int = 0
    """Outlines that name no web address, or one that is watched already."""
    problem: str | None = None
    """What was wrong with the file, in one sentence; what came before it is kept."""


def read_opml(data: bytes, watched: Iterable[Source] = ()) -> Outlines:
    """The feeds an OPML file lists, nested or not, that are not watched yet; of a broken file, what arrived."""
    found = Outlines()
    taken = {source.id for source in watched}
    urls = {source.url for source in watched}
    folders: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.lower() != "outline":
            return
        told = {key.lower(): value for key, value in attributes.items()}
        if len(found.entries) + found.skipped < MOST and ("xmlurl" in told or "type" in told):
            _add(found, told, [folder for folder in folders if folder], taken, urls)
        folders.append("" if "xmlurl" in told else one_line(told.get("text", ""), 60))

    def end(name: str) -> None:
        if name.lower() == "outline" and folders:
            folders.pop()

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        found.problem = f"the file is not whole, or not OPML: {error}"
    return found


def write_opml(sources: Iterable[Source], title: str = "Communiqué") -> str:
    """The sources as an OPML file, one folder for each country."""
    folders: dict[str, list[Source]] = {}
    for source in sources:
        if source.format is Format.FEED:
            folders.setdefault(source.country or "", []).append(source)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"<head><title>{escape(title)}</title></head>", "<body>"]
    for folder, group in sorted(folders.items()):
        inside = [_outline(source) for source in group]
        lines += [f"<outline text={quoteattr(folder)}>", *inside, "</outline>"] if folder else inside
    return "\n".join([*lines, "</body>", "</opml>", ""])


def slug(words: str, taken: set[str]) -> str:
    """An id made of words, unlike every one of `taken`."""
    base = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:50] or "source"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _add(found: Outlines, told: Mapping[str, str], folders: list[str], taken: set[str], urls: set[str]) -> None:
    url = ""
    with suppress(ValueError):
        url = web_address(told.get("xmlurl", ""))
    if not url or url in urls:
        found.skipped += 1
        return
    title = one_line(told.get("title") or told.get("text") or "", 200)
    words = told.get("id") or title or urlsplit(url).hostname or ""
    entry: dict[str, object] = {"id": slug(words, taken), "title": title or None, "url": url}
    entry |= {key: told[key] for key in _OURS if told.get(key)}
    if entry.get("kind") not in [None, *SourceKind]:
        del entry["kind"]
    tags = told.get("tags", "").split(",")
    if not told.get("tags"):
        tags = [folder for folder in folders if folder != told.get("country")]
    entry["tags"] = [tag.strip() for tag in tags if tag.strip()] or None
    taken.add(str(entry["id"]))
    urls.add(url)
    found.entries.append({key: value for key, value in entry.items() if value is not None})


def _outline(source: Source) -> str:
    attributes = {"text": source.name, "title": source.name, "type": "rss", "xmlUrl": source.url, "id": source.id}
    attributes |= {key: str(getattr(source, key)) for key in _OURS if getattr(source, key)}
    attributes |= {"tags": ",".join(source.tags)} if source.tags else {}
    return "<outline " + " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items()) + "/>"


def _refuse(*_: object) -> None:
    raise ValueError("it declares entities")
