"""feeds.yaml as plain values and line numbers: every mistake of writing at once, nothing ever executed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from statements.table import Key, Problem, line_of

_LARGEST = 4_000_000
"""Characters."""
_MOST_VALUES = 200_000
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
)


@dataclass(slots=True)
class Page:
    """One YAML file, read: its values, all scalars as the text that was written."""

    path: Path
    root: Node | None = None
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    names: dict[Key, str] = field(default_factory=dict)
    """What a place in a list is called when it is blamed: a source's id in place of its number."""
    _values: int = 0

    def blame(self, key: Key, message: str, suggestion: str | None = None, line: int | None = None) -> None:
        """Notes a problem at `key`."""
        at = line or line_of(self.root, key)
        words = [self.names.get(key[: end + 1], part) for end, part in enumerate(key)]
        self.problems.append(Problem(self.path, at, ".".join(map(str, words)), message, suggestion))


def read_page(path: Path) -> Page:
    """Reads the YAML file at `path`; what is wrong with it stands in `Page.problems`, in the order of the file."""
    page = Page(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        page.blame((), f"cannot be read: {error}")
        return page
    if len(text) > _LARGEST:
        page.blame((), f"is too large: {len(text):,} characters")
        return page
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r" *\t", line):
            page.blame((), "a tab stands where YAML wants spaces", line=number)
    if not page.problems:
        _compose(page, text)
    return page


def _compose(page: Page, text: str) -> None:
    try:
        page.root = YAML(typ="safe").compose(text)
        page.data = _value(page, page.root, ()) if page.root is not None else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        page.blame((), f"is not YAML: {error.problem or error.context}", line=mark.line + 1 if mark else None)
    except (YAMLError, ValueError) as error:
        page.blame((), f"is not YAML: {error}")
    except RecursionError:
        page.blame((), "is nested too deeply, or in itself")


def _value(page: Page, node: Node, key: Key) -> Any:
    page._values += 1
    if page._values > _MOST_VALUES:
        raise ValueError(f"its aliases unfold to more than {_MOST_VALUES:,} values")
    if str(node.tag) not in _PLAIN_TAGS:
        page.blame(key, f"the tag {node.tag} is not allowed here", line=node.start_mark.line + 1)
        return None
    if isinstance(node, MappingNode):
        return dict(_pairs(page, node, key))
    if isinstance(node, SequenceNode):
        return [_value(page, item, (*key, index)) for index, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return None if str(node.tag).endswith(":null") else node.value


def _pairs(page: Page, node: MappingNode, key: Key) -> Iterator[tuple[str, Any]]:
    seen: dict[str, int] = {}
    for name, value in node.value:
        line = name.start_mark.line + 1
        if not isinstance(name, ScalarNode):
            page.blame(key, "a key must be a word", line=line)
        elif name.value in seen:
            page.blame((*key, name.value), f"is written twice, first on line {seen[name.value]}", line=line)
        else:
            seen[name.value] = line
            yield name.value, _value(page, value, (*key, name.value))
