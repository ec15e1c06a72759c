"""Reads a YAML table into a strict model; what is wrong with one is told by file, line, key and nearest word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from statements.value import value

Key = tuple[int | str, ...]


class Strict(BaseModel):
    """A table's shape: no unknown keys, no silent conversions of one kind into another, no later change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


@value(frozen=True, slots=True)
class Problem:
    """One thing wrong with a table."""

    path: Path
    line: int | None
    """Counted from 1; None where the file could not be read at all."""
    key: str
    """Dotted path of the entry, "" for the file as a whole."""
    message: str
    suggestion: str | None = None
    """The nearest right word."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        hint = f" (did you mean {self.suggestion!r}?)" if self.suggestion else ""
        return f"{place}: {self.key + ': ' if self.key else ''}{self.message}{hint}"


class TableError(ValueError):
    """A table that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def load_table(path: Path, model: type[Model]) -> Model:
    """The table at `path` as `model`. Raises TableError with all problems at once."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError([Problem(path, None, "", f"cannot be read: {error}")]) from error
    return parse_table(text, model, path)


def parse_table(text: str, model: type[Model], path: Path) -> Model:
    """`text` as `model`; `path` is only named in what goes wrong. Raises TableError."""
    try:
        data = YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(str(part) for part in (error.problem, error.context) if part)
        raise TableError([Problem(path, mark.line + 1 if mark else None, "", f"not YAML: {said}")]) from error
    except (YAMLError, ValueError) as error:
        raise TableError([Problem(path, None, "", f"not YAML: {error}")]) from error
    try:
        return model.model_validate({} if data is None else data)
    except ValidationError as error:
        root = YAML(typ="safe", pure=True).compose(text)
        raise TableError([_problem(path, root, model, item) for item in error.errors()]) from error


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The word of `among` most like `word`, or None where nothing is like it."""
    choices = {choice.casefold(): choice for choice in among}
    found = get_close_matches(word.casefold(), choices, n=1, cutoff=0.6)
    return choices[found[0]] if found else None


def line_of(root: Node | None, key: Key) -> int | None:
    """The line (from 1) where `key` stands, or of the deepest part of it that does."""
    line = root.start_mark.line + 1 if root is not None else None
    node = root
    for part in key:
        if isinstance(node, MappingNode):
            pair = next(((name, value) for name, value in node.value if name.value == str(part)), None)
            if pair is None:
                continue
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _problem(path: Path, root: Node | None, model: type[BaseModel], error: Any) -> Problem:
    key: Key = error["loc"]
    message, suggestion = error["msg"], None
    if error["type"] == "extra_forbidden":
        message = "unknown key"
        suggestion = nearest(str(key[-1]), _field_names(model))
    elif error["type"] in ("enum", "literal_error"):
        suggestion = nearest(str(error["input"]), re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    return Problem(path, line_of(root, key), ".".join(map(str, key)), message, suggestion)


def _field_names(model: type[BaseModel]) -> set[str]:
    return {info.alias or name for one in _models(model, set()) for name, info in one.model_fields.items()}


def _models(annotation: Any, seen: set[Any]) -> Iterator[type[BaseModel]]:
    """Every model an annotation holds, itself included."""
    if annotation in seen:
        return
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        seen.add(annotation)
        yield annotation
        for info in annotation.model_fields.values():
            yield from _models(info.annotation, seen)
    for part in get_args(annotation):
        yield from _models(part, seen)
