"""HTML to plain text with its paragraphs, in time linear in the input whatever the input is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cached_property

from statements.text import clean

MOST_TEXT = 200_000
"""Characters of an article's text that are kept."""
_PARAGRAPH, _LINE = "\x1d", "\x1e"
"""Marks between the pieces of a text while it is taken apart; `clean` lets neither through."""
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
        "thead", "tr", "ul",
    }
)
_CELLS = frozenset({"td", "th"})
_RAW = frozenset({"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"})
"""What stands in these is not markup, and not text for readers either."""
_FURNITURE = frozenset(
    {
        "nav", "form", "button", "select", "svg", "math", "template", "noscript", "object", "audio", "video",
        "canvas",
    }
)
_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]{0,40}")
_SIMPLE_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})(?:[\s/][^<>]*)?>")
_TAG_STOP = re.compile(r"[\"'>]")
_ENDLESS_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")
_ORDINARY = re.compile(
    "[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03ce\u0400-\u0481\u048a-\u052f\u05d0-\u05ea\u0621-\u064a"
    "\u0660-\u0669\u0671-\u06d3\u2010-\u2015\u2018-\u2027\u2030-\u203a\u20a0-\u20bf\u3001-\u3029\u3041-\u3096"
    "\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
_ESCAPED_MARKUP = re.compile(r"</(?:p|div|li|a|em|strong|b|i|span|blockquote|h[1-6])>|<(?:br|p)\b", re.IGNORECASE)


def html_to_text(markup: str) -> str:
    """What `markup` says, as plain paragraphs separated by a blank line, without scripts, forms and navigation."""
    text = _laid_out(markup)
    if "<" in text and _ESCAPED_MARKUP.search(text) and not _ESCAPED_MARKUP.search(markup):
        text = _laid_out(text)
    return shortened(_cleaned(text), MOST_TEXT)


def plain_to_text(text: str) -> str:
    """Text that is not markup: white space tidied, blank lines kept as the borders of paragraphs."""
    return shortened(_cleaned(_tidied(_blank_lines_as_borders(text))), MOST_TEXT)


def one_line(markup: str, most: int = 500) -> str:
    """A title or a name: markup and line breaks out, at most `most` characters."""
    text = markup[: 20 * most]
    if "<" in text or "&" in text:
        text = html_to_text(text)
    return shortened(" ".join(_cleaned(text).split()), most)


def _cleaned(text: str) -> str:
    """The text as `clean` leaves it; what is nothing but ordinary letters it would leave as it is."""
    return text if _ORDINARY.fullmatch(text) else clean(text)


def shortened(text: str, most: int) -> str:
    """`text`, cut between words where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", most - 200, most)
    return text[: cut if cut > 0 else most].rstrip() + "…"


def unescaped(text: str) -> str:
    """Character references resolved; numbers too long to be a character are dropped."""
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except ValueError:
        return html.unescape(_ENDLESS_REFERENCE.sub("", text))


def _laid_out(markup: str) -> str:
    found = _simple_pieces(markup) or list(_pieces(markup))
    if _PARAGRAPH in found or _LINE in found:
        return _tidied("".join(found))
    return _tidied(_blank_lines_as_borders("".join(found)))


def _blank_lines_as_borders(text: str) -> str:
    return "\n".join(line if line and not line.isspace() else _PARAGRAPH for line in text.split("\n"))


def _tidied(marked: str) -> str:
    """Lines without doubled white space; two line breaks in a row, or more, border a paragraph."""
    paragraphs = []
    for block in marked.split(_PARAGRAPH):
        lines: list[str] = []
        for line in (" ".join(piece.split()) for piece in block.split(_LINE)):
            if line:
                lines.append(line)
            elif lines:
                paragraphs.append("\n".join(lines))
                lines = []
        paragraphs += ["\n".join(lines)] if lines else []
    return "\n\n".join(paragraphs)


def _simple_pieces(markup: str) -> list[str] | None:
    """Text and marks of markup that has nothing but simple tags; None for any other."""
    if "<!" in markup or "<?" in markup or "</br" in markup:
        return None
    parts = _SIMPLE_TAG.split(markup)
    texts, names = parts[::2], [name.lower() for name in parts[1::2]]
    words = "".join(texts)
    if "<" in words or ">" in words or not _INTRICATE.isdisjoint(names):
        return None
    if "&" in words:
        texts = [unescaped(text) for text in texts]
    pieces = [texts[0]]
    for name, text in zip(names, texts[1:], strict=True):
        pieces += (_mark(name), text)
    return pieces


def _pieces(markup: str) -> Iterator[str]:
    """Text and marks, in order. Every search starts where the last one ended, or is never made again."""
    scan = _Scan(markup)
    at, end = 0, len(markup)
    while at < end:
        bracket = markup.find("<", at)
        if bracket < 0:
            bracket = end
        if bracket > at and not scan.hidden:
            yield unescaped(markup[at:bracket])
        if bracket == end:
            return
        at, mark = scan.step(bracket)
        if mark and not scan.hidden:
            yield mark


class _Scan:
    """Where the reading of one piece of markup stands."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._last: dict[str, int] = {}
        self._hiding: set[str] = set()

    @property
    def hidden(self) -> bool:
        """Whether what follows stands inside furniture."""
        return bool(self._hiding)

    def step(self, at: int) -> tuple[int, str]:
        """Past the markup that begins at `at`, and what it puts into the text."""
        markup = self._markup
        if markup.startswith("<!--", at):
            return self._past("-->", at + 2), ""
        if markup.startswith("<![CDATA[", at):
            return at + 9, ""
        if markup.startswith(("<!", "<?"), at):
            return self._past(">", at), ""
        closing = markup.startswith("</", at)
        name = _TAG_NAME.match(markup, at + 1 + closing)
        if name is None:
            return at + 1, "<"
        word = name[0].lower()
        after = self._tag_end(name.end())
        return (after, self._close(word)) if closing else self._open(word, after)

    def _open(self, word: str, after: int) -> tuple[int, str]:
        if word in _RAW and self._last_end(word) >= after:
            return self._lower.find("</" + word, after), ""
        if word in _FURNITURE and self._last_end(word) >= after:
            self._hiding.add(word)
        return after, "“" if word == "q" else _mark(word)

    def _close(self, word: str) -> str:
        self._hiding.discard(word)
        return "”" if word == "q" else _mark(word) if word != "br" else ""

    @cached_property
    def _lower(self) -> str:
        """The markup in small letters, no character moved."""
        return self._markup.lower() if self._markup.isascii() else self._markup.translate(_SMALL)

    def _last_end(self, word: str) -> int:
        if word not in self._last:
            self._last[word] = self._lower.rfind("</" + word)
        return self._last[word]

    def _past(self, text: str, at: int) -> int:
        found = self._markup.find(text, at)
        return len(self._markup) if found < 0 else found + len(text)

    def _tag_end(self, at: int) -> int:
        """Past the tag's closing bracket; one inside a quoted attribute is none."""
        markup = self._markup
        while stop := _TAG_STOP.search(markup, at):
            sign, at = stop[0], stop.end()
            if sign == ">":
                return at
            if markup[at - 2] == "=" and self._last_sign(sign) >= at:
                at = markup.find(sign, at) + 1
        return len(markup)

    def _last_sign(self, sign: str) -> int:
        if sign not in self._last:
            self._last[sign] = self._markup.rfind(sign)
        return self._last[sign]


def _mark(word: str) -> str:
    return _MARKS.get(word, "")


_MARKS = dict.fromkeys(_BLOCKS, _PARAGRAPH) | dict.fromkeys(_CELLS, " ") | {"br": _LINE}
_INTRICATE = _RAW | _FURNITURE | {"q"}
"""Elements that are more than a border between texts."""
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
