"""The user's settings: config.yaml, every key of it, and what is wrong with one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import tzinfo
from pathlib import Path
from typing import Any

THEMES = ("dark", "light", "contrast", "colour-blind", "ansi")
DENSITIES = ("auto", "dense", "airy")
SIGNS = ("glyphs", "letters")


@dataclass(frozen=True)
class Settings:
    """What config.yaml may say, with what holds where it says nothing."""

    theme: str = "dark"
    """Colours: dark, light, contrast, colour-blind, or ansi, which follows the terminal's own."""
    density: str = "auto"
    """Lines a statement takes in the list: one (dense), two (airy), or as the width allows (auto)."""
    signs: str = "glyphs"
    """How stances are shown beside their words: glyphs, or letters where a font has no glyphs."""
    time_zone: str = "local"
    """In which zone times are shown: local, UTC, or a name such as Europe/Kyiv."""
    mouse: bool = True
    """Whether the mouse is used; without it the terminal's own selection works."""
    sticky: bool = False
    """Whether what is typed into the filter stays when another view is chosen; K switches it while one looks."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for actions, by id: `star: f`; the ids are in docs/keys.md."""

    def zone(self, local: tzinfo) -> tzinfo:
        """The zone times are shown in."""
        if self.time_zone == "local":
            return local
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)


class SettingsError(ValueError):
    """A config.yaml that cannot be used; `str()` names file, line, key and the nearest right word."""


def load_settings(path: Path) -> Settings:
    """The settings at `path`; the defaults where there is no such file. Raises SettingsError."""
    if not path.is_file():
        return Settings()
    from statements.table import TableError, load_table

    try:
        table = load_table(path, _shape())
    except TableError as error:
        raise SettingsError(str(error)) from error
    settings = Settings(**table.model_dump())
    if problems := key_problems(settings.keys):
        raise SettingsError("\n".join(f"{path}: keys.{problem}" for problem in problems))
    return settings


def explained() -> dict[str, str]:
    """What each key of config.yaml is, in one sentence: the words under each field of `Settings`."""
    import ast
    from inspect import getsource
    from itertools import pairwise

    body = ast.parse(getsource(Settings)).body[0].body  # type: ignore[attr-defined]
    return {
        ast.unparse(one.target): " ".join(ast.literal_eval(text.value).split())
        for one, text in pairwise(body)
        if isinstance(one, ast.AnnAssign) and isinstance(text, ast.Expr)
    }


def save_setting(path: Path, key: str, value: object) -> Settings:
    """Writes one key of config.yaml, and says what holds from then on; comments and order stay.

    A key that was not there comes at the end, under the sentence that explains it. Raises SettingsError where the
    value is not allowed or the file cannot be written; then the file is as it was.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.preserve_quotes = True
    trial = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        table = (yaml.load(path) if path.is_file() else None) or CommentedMap()
        is_new, table[key] = key not in table, value
        if is_new:
            table.yaml_set_comment_before_after_key(key, before=explained()[key])
        yaml.dump(table, trial)
        settings = load_settings(trial)
        trial.replace(path)
    except SettingsError as error:
        raise SettingsError(str(error).replace(str(trial), path.name)) from error
    except (OSError, YAMLError) as error:
        raise SettingsError(f"{path} cannot be written: {error}") from error
    finally:
        trial.unlink(missing_ok=True)
    return settings


def defaults() -> dict[str, object]:
    """What holds where config.yaml says nothing, by key."""
    return {one.name: getattr(Settings(), one.name) for one in fields(Settings)}


def _shape() -> Any:
    """The strict model of config.yaml; made only where there is one, for pydantic is slow to load."""
    from typing import Literal
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from pydantic import Field, field_validator

    from statements.table import Strict

    class Config(Strict):
        theme: Literal["dark", "light", "contrast", "colour-blind", "ansi"] = "dark"
        density: Literal["auto", "dense", "airy"] = "auto"
        signs: Literal["glyphs", "letters"] = "glyphs"
        time_zone: str = "local"
        mouse: bool = True
        sticky: bool = False
        keys: dict[str, str] = Field(default_factory=dict)

        @field_validator("time_zone")
        @classmethod
        def known(cls, name: str) -> str:
            """A zone the system knows."""
            try:
                return name if name == "local" else ZoneInfo(name).key
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError(f"no time zone is called {name!r}") from error

    return Config


def key_problems(keys: Mapping[str, str]) -> list[str]:
    """What is wrong with an own keymap: unknown actions, and keys that would mean two things in one place."""
    from statements.table import nearest
    from tui.keymap import BY_ID, clashes

    problems = []
    for action_id in keys:
        if action_id not in BY_ID:
            near = nearest(action_id, BY_ID)
            hint = f"; did you mean {near!r}?" if near else ""
            problems.append(f"{action_id}: no action is called that{hint}")
    known = {action_id: key for action_id, key in keys.items() if action_id in BY_ID}
    problems += [f"{own}: {key!r} is already the key of {other!r}" for own, other, key in clashes(known)]
    return problems
