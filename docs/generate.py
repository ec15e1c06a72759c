"""Writes docs/keys.md and docs/settings.md from the program: `uv run python docs/generate.py`."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from tui.keymap import ACTIONS, Scope, signs
from tui.settings import Settings, explained

DOCS = Path(__file__).parent


def keys_page() -> str:
    """Every action, by where it works."""
    lines = ["# Keys", ""]
    lines += ["`?` shows this in the program, searchable; Enter does what is found. `Ctrl+P` finds commands.", ""]
    lines += ["Other keys are set in [config.yaml](settings.md) by the id: `keys: {star: f}`.", ""]
    for scope in Scope:
        actions = [action for action in ACTIONS if action.scope is scope]
        if actions:
            lines += [f"## {scope}", "", "| key | what it does | id |", "|---|---|---|"]
            lines += [f"| {_key(signs(action.keys))} | {action.help} | `{action.id}` |" for action in actions]
            lines.append("")
    return "\n".join(lines)


def _key(words: str) -> str:
    return " ".join(f"`{word}`" for word in words.split())


def settings_page() -> str:
    """Every key of config.yaml, with what holds where it is not written."""
    lines = ["# Settings", ""]
    lines += ["`config.yaml` in the user's settings folder (Linux: `~/.config/communique/`). Every key may be left"]
    lines += ["out; a mistake is told at start with its line and the nearest right word.", ""]
    lines += ["| key | without it | what it is |", "|---|---|---|"]
    told = explained()
    for one in fields(Settings):
        default = getattr(Settings(), one.name)
        shown = {True: "yes", False: "no"}.get(default, str(default)) if not isinstance(default, dict) else "none"
        lines.append(f"| `{one.name}` | {shown} | {told[one.name]} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
