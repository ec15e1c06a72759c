"""RSS, RDF and Atom of the plainest sort, read straight from XML: many times faster than feedparser, equal to it.

Whatever is not known to mean the same to both is refused and left to feedparser: encodings other than UTF-8,
document types, xml:base, markup that is not escaped, texts in elements of further namespaces, a second text of
one sort. `bench/parsing.py` shows that both find the same in every document of a collection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from feeds.parsed import RawFeed, RawItem

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS1 = "{http://purl.org/rss/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEANINGFUL = frozenset(
    {
        "abstract", "body", "content", "created", "date", "description", "encoded", "fullitem", "guid", "id",
        "identifier", "info", "issued", "lastbuilddate", "link", "modified", "pubdate", "published", "source",
        "subtitle", "summary", "tagline", "title", "updated",
    }
)  # fmt: skip
"""What feedparser may take for a part of an item, in whatever namespace it stands."""
_HARMLESS = frozenset({_MEDIA + "title", _MEDIA + "content"})
"""Leaves of those names that change nothing once an item has its title."""
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_UTF8 = frozenset({"utf-8", "utf8"})
_STRANGE = (b"<!DOCTYPE", b"<!ENTITY", b"xml:base", b" base=", b"<?xml-model")
_LATIN = re.compile("[\x80-\x9f]")
_REFERENCE = re.compile(r"&([A-Za-z0-9_]+);")
_ISO = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_RFC = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} [12]\d{3} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})")


class _Refused(Exception):  # noqa: N818 -- no error: a document left to feedparser
    """The document is not of the plainest sort."""


def read_plain(body: bytes, headers: Mapping[str, str]) -> RawFeed | None:
    """The items of a plain feed; None where feedparser is to be asked."""
    if not _is_utf8(body, headers) or any(strange in body for strange in _STRANGE):
        return None
    try:
        found = _read(ElementTree.fromstring(body))
    except (_Refused, ElementTree.ParseError, ValueError, LookupError, RecursionError):
        return None
    return found if found.items else None


def _read(root: Element) -> RawFeed:
    if root.tag == "rss":
        return _rss(_one(root, "channel"), "", root)
    if root.tag == _RDF + "RDF":
        return _rss(_one(root, _RSS1 + "channel"), _RSS1, root)
    if root.tag == _ATOM + "feed":
        return _atom(root)
    raise _Refused


def _is_utf8(body: bytes, headers: Mapping[str, str]) -> bool:
    declared = _DECLARED.search(body[:200].partition(b"?>")[0])
    charset = _CHARSET.search(headers.get("content-type", ""))
    named = [declared[1].decode("ascii", "replace")] if declared else []
    named += [charset[1]] if charset else []
    if body[:1] not in (b"<", b"\xef") or any(name.lower() not in _UTF8 for name in named):
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _rss(channel: Element, space: str, root: Element) -> RawFeed:
    elements = list(root if space else channel)
    if set(root.attrib) - {"version"} or any(child.tag == "item" for child in (root if not space else ())):
        raise _Refused
    items = [_rss_item(one, space) for one in elements if one.tag == space + "item"]
    language = channel.find("language") if not space else channel.find(_DC + "language")
    return RawFeed(
        items=items,
        title=_text(channel.find(space + "title")),
        language=_text(language) or None,
        ttl=_text(channel.find("ttl")),
    )


def _rss_item(item: Element, space: str) -> RawItem:
    names = {space + name for name in ("title", "link", "description", "guid", "author")}
    parts = _parts(item, names | {"pubDate", _DC + "date", _DC + "creator", _ENCODED})
    link, guid = parts.get(space + "link"), parts.get(space + "guid")
    about = item.attrib.get(_RDF + "about") if space else None
    if (link is not None and link.attrib) or (item.attrib and about is None):
        raise _Refused
    address = _REFERENCE.sub(r"&\g<1>", _text(link).replace("&amp;", "&"))
    name = _text(guid)
    if link is None and guid is not None and guid.attrib.get("isPermaLink", "true") == "true":
        address = name
    return RawItem(
        guid=name or about or None,
        link=address,
        title=_text(parts.get(space + "title")),
        body=_longest(parts.get(_ENCODED), parts.get(space + "description")),
        published=_when(parts.get("pubDate"), parts.get(_DC + "date")),
        author=_text(parts.get(space + "author")) or _text(parts.get(_DC + "creator")) or None,
    )


def _atom(feed: Element) -> RawFeed:
    lang = feed.attrib.get("{http://www.w3.org/XML/1998/namespace}lang")
    return RawFeed(
        items=[_atom_entry(one) for one in feed if one.tag == _ATOM + "entry"],
        title=_text(feed.find(_ATOM + "title")),
        language=lang,
    )


def _atom_entry(entry: Element) -> RawItem:
    names = ("title", "id", "content", "summary", "author", "published", "updated")
    parts = _parts(entry, {_ATOM + name for name in names}, {_ATOM + "link"})
    content, summary = parts.get(_ATOM + "content"), parts.get(_ATOM + "summary")
    if entry.attrib:
        raise _Refused
    fullest = content if content is not None and len(_text(content)) >= len(_text(summary)) else summary
    name = _text(parts.get(_ATOM + "id"))
    body = _text(fullest)
    return RawItem(
        guid=name or None,
        link=_alternate(entry) or name,
        title=_text(parts.get(_ATOM + "title")),
        body=body,
        plain=_type(fullest) == "text" and "<" not in body,
        published=_when(parts.get(_ATOM + "published"), parts.get(_ATOM + "updated")),
        author=_author(parts.get(_ATOM + "author")),
    )


def _author(author: Element | None) -> str | None:
    return _text(author.find(_ATOM + "name")) or None if author is not None else None


def _alternate(entry: Element) -> str | None:
    """The last link to a web page, as feedparser has it."""
    found = None
    for link in entry.iterfind(_ATOM + "link"):
        if "href" not in link.attrib:
            raise _Refused
        if link.attrib.get("rel", "alternate") == "alternate":
            if link.attrib.get("type", "text/html") not in ("text/html", "application/xhtml+xml"):
                continue
            found = link.attrib["href"]
    return found


def _type(element: Element | None) -> str:
    """`text` or `html`; anything else is refused."""
    told = element.attrib.get("type", "text") if element is not None else "text"
    if told not in ("text", "html"):
        raise _Refused
    return told


def _parts(item: Element, known: set[str], many: frozenset[str] | set[str] = frozenset()) -> dict[str, Element]:
    """The item's own elements by name, each once. Refuses what feedparser might understand in another way."""
    parts: dict[str, Element] = {}
    for child in item:
        if child.tag in known:
            if child.tag in parts or (len(child) and not child.tag.endswith("}author")) or _foreign(child):
                raise _Refused
            parts[child.tag] = child
        elif child.tag not in many:
            _check_ignored(child, bool(parts.keys() & {"title", _ATOM + "title", _RSS1 + "title"}))
    return parts


def _foreign(element: Element) -> bool:
    """Whether attributes say that the text is no plain text: a language, a base, an encoding of its own."""
    attributes = set(element.attrib) - {"isPermaLink", "domain", "rel"}
    return bool(attributes) and not (attributes == {"type"} and element.tag.startswith(_ATOM) and _type(element))


def _check_ignored(element: Element, titled: bool) -> None:
    """Refuses the item where an element that is to be ignored may mean something."""
    if element.tag == _ATOM + "link":
        if element.attrib.get("rel", "alternate") == "alternate":
            raise _Refused
        return
    for one in element.iter():
        if not isinstance(one.tag, str):
            continue
        meaningful = one.tag.rpartition("}")[2].lower() in _MEANINGFUL
        if meaningful and not (titled and one.tag in _HARMLESS):
            raise _Refused


def _longest(first: Element | None, second: Element | None) -> str:
    one, other = _text(first), _text(second)
    return one if len(one) >= len(other) else other


def _text(element: Element | None) -> str:
    """The words of an element, with feedparser's two repairs of wrong encodings."""
    text = (element.text or "").strip() if element is not None else ""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode()
    return _LATIN.sub(lambda found: found[0].encode("latin-1").decode("cp1252", "ignore"), text)


def _one(root: Element, tag: str) -> Element:
    found = root.findall(tag)
    if len(found) != 1:
        raise _Refused
    return found[0]


def _when(first: Element | None, second: Element | None) -> datetime | None:
    for element in (first, second):
        text = _text(element)
        if text:
            return _date(text)
    return None


def _date(text: str) -> datetime:
    """A date in one of the two forms the standards ask for; any other is feedparser's to read."""
    if _ISO.fullmatch(text):
        return datetime.fromisoformat(text[:19] + (text[-6:] if text[-1] != "Z" else "+00:00")).astimezone(UTC)
    if _RFC.fullmatch(text):
        return parsedate_to_datetime(text).astimezone(UTC)
    raise _Refused
