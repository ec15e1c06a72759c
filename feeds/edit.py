"""Changes feeds.yaml by exact splices: what is not meant, comments and order above all, stays byte for byte."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_config_path
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from feeds.feedsyaml import Page, read_page
from feeds.sources import FILE_NAME, shipped_feeds_file

_PLAIN = re.compile(r"[A-Za-z0-9/][A-Za-z0-9 ./:?=&%~_+@-]*")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


class EditError(Exception):
    """feeds.yaml could not be changed as asked; `str()` is one plain sentence. The file is as it was."""


def editable(path: Path) -> Path:
    """The file to edit in place of `path`: the shipped feeds.yaml is copied to the user's own folder first."""
    if path.resolve() != shipped_feeds_file().resolve():
        return path
    own = user_config_path("communique", ensure_exists=True) / FILE_NAME
    if not own.exists():
        shutil.copyfile(path, own)
    return own


def add_source(path: Path, entry: Mapping[str, object]) -> None:
    """Adds a block at the end of the sources. Raises EditError."""
    add_sources(path, [entry])


def add_sources(path: Path, entries: Sequence[Mapping[str, object]]) -> None:
    """Adds blocks at the end of the sources, all or none. Raises EditError."""
    page, text = _opened(path)
    at, indent, text = _end_of_sources(page, text)
    blocks = "".join(_block(entry, indent) for entry in entries)
    wanted = {**_plain(page), "sources": [*_sources(page), *map(_read_back, entries)]}
    _write(path, text[:at] + blocks + text[at:], wanted)


def set_in_source(path: Path, source_id: str, key: str, value: object) -> None:
    """Sets one key of one source, such as `enabled`; None takes the key away. Raises EditError."""
    page, text = _opened(path)
    index = _index(page, source_id)
    node = _item(page, index)
    wanted = [dict(block) for block in _sources(page)]
    wanted[index] = {name: told for name, told in wanted[index].items() if name != key or value is not None}
    wanted[index] |= _read_back({key: value})
    found = next((pair for pair in node.value if pair[0].value == key), None)
    if value is None:
        new = _without_line(text, node, found) if found else text
    elif found:
        start, end = found[1].start_mark.index, found[1].end_mark.index
        new = text[:start] + _scalar(value) + text[end:]
    elif node.flow_style:
        end = node.end_mark.index - 1
        new = f"{text[:end].rstrip()}, {key}: {_scalar(value)}{text[end:]}"
    else:
        first = node.value[0]
        end = text.find("\n", first[1].end_mark.index)
        end = len(text) if end < 0 else end
        new = f"{text[:end]}\n{' ' * first[0].start_mark.column}{key}: {_scalar(value)}{text[end:]}"
    _write(path, new, {**_plain(page), "sources": wanted})


def enable(path: Path, source_id: str, on: bool) -> None:
    """Switches a source on or off. Raises EditError."""
    set_in_source(path, source_id, "enabled", on)


def add_view(path: Path, name: str, query: str) -> None:
    """Adds a view, or changes the query of one that is there. Raises EditError."""
    page, text = _opened(path)
    views = _plain(page).get("views") or {}
    wanted = {**_plain(page), "views": {**views, name: query}}
    node = _value_node(page.root, "views")
    line = f"{_scalar(name)}: {_scalar(query)}"
    if name in views and isinstance(node, MappingNode):
        value = next(value for key, value in node.value if key.value == name)
        _write(path, text[: value.start_mark.index] + _scalar(query) + text[value.end_mark.index :], wanted)
    elif isinstance(node, MappingNode) and node.value and not node.flow_style:
        at = _line_after(text, _last_end(node))
        _write(path, text[:at] + " " * node.value[0][0].start_mark.column + line + "\n" + text[at:], wanted)
    elif node is not None and views:
        end = node.end_mark.index - 1
        _write(path, f"{text[:end]}, {line}{text[end:]}", wanted)
    else:
        _write(path, _without_key(page, text, "views") + f"views:\n  {line}\n", wanted)


def _opened(path: Path) -> tuple[Page, str]:
    page = read_page(path)
    if page.problems or not isinstance(page.data, (dict, type(None))):
        raise EditError(f"{path.name} has mistakes; put them right first: communique check")
    return page, _ending_in_newline(path.read_text(encoding="utf-8-sig"))


def _plain(page: Page) -> dict[str, Any]:
    return dict(page.data or {})


def _sources(page: Page) -> list[dict[str, Any]]:
    return list(_plain(page).get("sources") or [])


def _index(page: Page, source_id: str) -> int:
    for index, block in enumerate(_sources(page)):
        if block.get("id") == source_id:
            return index
    raise EditError(f"no source is called {source_id!r}")


def _item(page: Page, index: int) -> MappingNode:
    node = _value_node(page.root, "sources")
    assert isinstance(node, SequenceNode)
    item = node.value[index]
    assert isinstance(item, MappingNode)
    return item


def _value_node(root: Node | None, key: str) -> Node | None:
    pairs = root.value if isinstance(root, MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _end_of_sources(page: Page, text: str) -> tuple[int, str, str]:
    """Where a new block goes (an index of the returned text), its indentation, and the text."""
    node = _value_node(page.root, "sources")
    if isinstance(node, SequenceNode) and node.value and node.flow_style:
        raise EditError("sources are written in one line; write one block for each, then add")
    if isinstance(node, SequenceNode) and node.value:
        dash = text.rfind("-", 0, node.value[0].start_mark.index)
        return _line_after(text, _last_end(node)), " " * (dash - text.rfind("\n", 0, dash) - 1), text
    text = _without_key(page, text, "sources") + "sources:\n"
    return len(text), "  ", text


def _block(entry: Mapping[str, object], indent: str) -> str:
    lines = [f"{key}: {_scalar(value)}" for key, value in entry.items() if value is not None]
    return "".join(f"{indent}{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))


def _without_key(page: Page, text: str, key: str) -> str:
    """The text without an empty top-level key, so that it can be written anew at the end."""
    pairs = page.root.value if isinstance(page.root, MappingNode) else []
    for name, value in pairs:
        if name.value == key:
            return text[: name.start_mark.index] + text[_line_after(text, value.end_mark.index - 1) :]
    return text


def _without_line(text: str, node: MappingNode, pair: tuple[Node, Node]) -> str:
    """The text without a key of a block and the lines of its value."""
    if node.flow_style or pair is node.value[0]:
        raise EditError(f"{pair[0].value} stands in one line with others; take it away by hand")
    start = text.rfind("\n", 0, pair[0].start_mark.index) + 1
    return text[:start] + text[_line_after(text, _last_end(pair[1])) :]


def _last_end(node: Node) -> int:
    """Where the last thing written in a block ends; a block's own end lies after the blank lines behind it."""
    while isinstance(node, (MappingNode, SequenceNode)) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    return int(node.end_mark.index)


def _line_after(text: str, index: int) -> int:
    end = text.find("\n", max(index, 0))
    return len(text) if end < 0 else end + 1


def _ending_in_newline(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_scalar(one)}" for key, one in value.items()) + "}"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and ": " not in text and not text.endswith((":", " ")) and " #" not in text
    return text if plain and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)


def _read_back(entry: Mapping[str, object]) -> dict[str, Any]:
    """The entry as reading the file gives it: every scalar as text."""

    def back(value: object) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, (list, tuple)):
            return [back(one) for one in value]
        if isinstance(value, Mapping):
            return {key: back(one) for key, one in value.items()}
        return str(value)

    return {key: back(value) for key, value in entry.items() if value is not None}


def _write(path: Path, text: str, wanted: dict[str, Any]) -> None:
    """Puts the new text in the file's place, once it is shown to say what was meant."""
    target = path.resolve()
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        new.write_text(text, encoding="utf-8")
        page = read_page(new)
        if page.problems or page.data != wanted:
            raise EditError(f"{path.name} is written in a way that cannot be changed safely; edit it by hand")
        shutil.copymode(target, new)
        new.replace(target)
    except OSError as error:
        raise EditError(f"{path.name} cannot be written: {error.strerror}") from error
    finally:
        new.unlink(missing_ok=True)
