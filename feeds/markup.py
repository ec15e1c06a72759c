"""A web page as a tree, and the parts of it that a CSS selector names."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_CLOSED_BY = {"p": {"p", "div", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4"}, "li": {"li"}}
"""An open element of this name ends where one of those begins."""
_DEEPEST = 200
_STEP = re.compile(r"\s*([>\s])\s*")
_PART = re.compile(
    r"(?P<tag>\*|[A-Za-z][\w-]*)|#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"
    r"|\[\s*(?P<attr>[\w:-]+)\s*(?:(?P<how>[~^$*|]?=)\s*(?:\"(?P<dq>[^\"]*)\"|'(?P<sq>[^']*)'|(?P<bare>[^\]\s]+))\s*)?\]"
    r"|:(?P<place>first-child|last-child|nth-child\((?P<nth>\d+)\))"
)


@dataclass(eq=False, slots=True)
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """All elements inside, in document order."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]

    def markup(self) -> str:
        """The element written out again."""
        inside = (html.escape(child) if isinstance(child, str) else child.markup() for child in self.children)
        return f"<{self.tag}>{''.join(inside)}</{self.tag}>"

    def text(self) -> str:
        """All words inside, in one line."""
        words = [child if isinstance(child, str) else child.text() for child in self.children]
        return " ".join("".join(words).split())

    def siblings(self) -> list[Element]:
        """The elements of its parent, itself included."""
        return [child for child in self.parent.children if isinstance(child, Element)] if self.parent else [self]


class SelectorError(ValueError):
    """A selector that cannot be understood; `str()` says what of it."""


Test = Callable[[Element], bool]


@dataclass(frozen=True, slots=True)
class _Step:
    """One compound of a selector, and whether it must be the parent of what follows it."""

    tests: tuple[Test, ...]
    parent: bool = False

    def fits(self, element: Element) -> bool:
        return all(test(element) for test in self.tests)


Selector = tuple[tuple[_Step, ...], ...]


def tree_of(markup: str) -> Element:
    """The page as a tree. Whatever is wrong with the markup, there is one."""
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    return builder.root


def select(root: Element, selector: str) -> list[Element]:
    """The elements inside `root` that `selector` names, in document order. Raises SelectorError.

    Understood are tags, #id, .class, [attribute] with = ~= ^= $= *= |=, :first-child, :last-child, :nth-child(n),
    descendants (a space), children (>) and alternatives (a comma).
    """
    ways = parse_selector(selector)
    return [element for element in root.elements() if any(_leads(element, way, len(way) - 1) for way in ways)]


def parse_selector(selector: str) -> Selector:
    """Takes a selector apart. Raises SelectorError."""
    return tuple(_way(part.strip()) for part in selector.split(","))


def _way(text: str) -> tuple[_Step, ...]:
    pieces = _STEP.split(text)
    compounds, joints = pieces[::2], [*pieces[1::2], " "]
    return tuple(_Step(_tests(one), joint == ">") for one, joint in zip(compounds, joints, strict=True))


def _tests(compound: str) -> tuple[Test, ...]:
    tests, at = [], 0
    while at < len(compound):
        found = _PART.match(compound, at)
        if found is None:
            raise SelectorError(f"{compound!r} is not understood as a selector")
        tests.append(_test(found))
        at = found.end()
    if not tests:
        raise SelectorError("a part of the selector is empty")
    return tuple(tests)


def _test(found: re.Match[str]) -> Test:
    if tag := found["tag"]:
        return lambda one: tag in ("*", one.tag) or one.tag == tag.lower()
    if name := found["id"]:
        return lambda one: one.attributes.get("id") == name
    if cls := found["cls"]:
        return lambda one: cls in one.attributes.get("class", "").split()
    if place := found["place"]:
        index = {"first-child": 0, "last-child": -1}.get(place, int(found["nth"] or 1) - 1)
        return lambda one: one in one.siblings()[index : index + 1 or None]
    attr, how = found["attr"].lower(), found["how"]
    value = next((one for one in (found["dq"], found["sq"], found["bare"]) if one is not None), "")
    if how is None:
        return lambda one: attr in one.attributes
    return lambda one: attr in one.attributes and _HOW[how](one.attributes[attr], value)


_HOW: dict[str, Callable[[str, str], bool]] = {
    "=": lambda has, value: has == value,
    "~=": lambda has, value: value in has.split(),
    "^=": lambda has, value: bool(value) and has.startswith(value),
    "$=": lambda has, value: bool(value) and has.endswith(value),
    "*=": lambda has, value: bool(value) and value in has,
    "|=": lambda has, value: has == value or has.startswith(value + "-"),
}


def _leads(element: Element | None, way: tuple[_Step, ...], at: int) -> bool:
    """Whether the way's steps up to `at` end in this element."""
    if element is None or not way[at].fits(element):
        return False
    if at == 0:
        return True
    if way[at - 1].parent:
        return _leads(element.parent, way, at - 1)
    above = element.parent
    while above is not None:
        if _leads(above, way, at - 1):
            return True
        above = above.parent
    return False


class _Builder(HTMLParser):
    """Builds the tree as tags arrive."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        top = self._open[-1]
        if tag in _CLOSED_BY.get(top.tag, ()):
            self._open.pop()
            top = self._open[-1]
        element = Element(tag, {name: value or "" for name, value in attrs}, top)
        top.children.append(element)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._open[-1].tag == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
