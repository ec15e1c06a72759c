"""The themes: every colour is named by what it means; hostile to friendly is one scale in each of them."""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import BUILTIN_THEMES, Theme

SCALE = ("hostile", "hard", "critical", "neutral", "mild", "warm", "friendly")


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, by role."""

    text: str
    back: str
    surface: str
    panel: str
    muted: str
    accent: str
    """What can be chosen, and the speaker."""
    warning: str
    error: str
    scale: tuple[str, str, str, str, str, str, str]
    """From hostile to friendly."""
    target: str
    said: str
    """Background of other statements in an article."""
    cursor: str
    cursor_rest: str
    """The cursor's line in a list that does not have the keys."""
    rule: str
    dark: bool = True
    ansi: bool = False

    def theme(self, name: str) -> Theme:
        """What Textual wants to know."""
        roles = {f"stance-{role}": colour for role, colour in zip(SCALE, self.scale, strict=True)}
        return Theme(
            name=name,
            primary=self.accent,
            secondary=self.muted,
            accent=self.warning,
            foreground=self.text,
            background=self.back,
            surface=self.surface,
            panel=self.panel,
            success=self.scale[-1],
            warning=self.warning,
            error=self.error,
            dark=self.dark,
            ansi=self.ansi,
            variables=(BUILTIN_THEMES["ansi-dark"].variables if self.ansi else {})
            | roles
            | {
                "muted": self.muted,
                "said": self.said,
                "cue": self.text,
                "speaker": self.accent,
                "trigger": self.warning,
                "target": self.target,
                "link": self.accent,
                "chip": "ansi_white" if self.ansi else self.cursor,
                "on-chip": "ansi_black" if self.ansi else self.text,
                "inverse": "ansi_black" if self.ansi else self.back,
                "rule": self.rule,
                "cursor-line": self.cursor,
                "cursor-rest": self.cursor_rest,
            },
        )


_PALETTES = {
    "dark": Palette(
        text="#d5d9e0",
        back="#14171c",
        surface="#191d23",
        panel="#20252d",
        muted="#8a93a1",
        accent="#8fb4e8",
        warning="#e0b96a",
        error="#e27d72",
        scale=("#f0766a", "#e89a5e", "#d8c06a", "#8a93a1", "#86b3d9", "#79c0b0", "#8fcf86"),
        target="#c79be0",
        said="#20262f",
        cursor="#2a3442",
        cursor_rest="#20262f",
        rule="#2a3038",
    ),
    "light": Palette(
        text="#22262c",
        back="#fbfaf7",
        surface="#f5f3ee",
        panel="#ece9e2",
        muted="#68707c",
        accent="#2f5f9e",
        warning="#8a5a00",
        error="#b3261e",
        scale=("#b3261e", "#a84a00", "#7d6200", "#68707c", "#2c6694", "#16706a", "#2e7031"),
        target="#7a3f9d",
        said="#ece9e2",
        cursor="#d6e2f0",
        cursor_rest="#e8ebee",
        rule="#d9d5cb",
        dark=False,
    ),
    "contrast": Palette(
        text="#ffffff",
        back="#000000",
        surface="#000000",
        panel="#1c1c1c",
        muted="#c8c8c8",
        accent="#7fd4ff",
        warning="#ffd83d",
        error="#ff8f8f",
        scale=("#ff8f8f", "#ffb066", "#ffe066", "#e0e0e0", "#8fd0ff", "#7ff0dd", "#8fff8f"),
        target="#f0b0ff",
        said="#2b2b2b",
        cursor="#00458f",
        cursor_rest="#333333",
        rule="#8a8a8a",
    ),
    "colour-blind": Palette(
        text="#d8dbe2",
        back="#15171b",
        surface="#1a1d22",
        panel="#21252c",
        muted="#959ba6",
        accent="#a9bdf0",
        warning="#f0c75e",
        error="#ff9a4d",
        scale=("#ff8c2e", "#f0a455", "#e3c27d", "#9aa0ab", "#9db8e8", "#6fa0f0", "#4d8bff"),
        target="#d0b3ff",
        said="#232830",
        cursor="#2c3850",
        cursor_rest="#232830",
        rule="#2e333b",
    ),
    "ansi": Palette(
        text="ansi_default",
        back="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        muted="ansi_default",
        accent="ansi_blue",
        warning="ansi_yellow",
        error="ansi_red",
        scale=(
            "ansi_red", "ansi_bright_red", "ansi_yellow", "ansi_default", "ansi_cyan", "ansi_blue", "ansi_green",
        ),
        target="ansi_magenta",
        said="ansi_default",
        cursor="ansi_default",
        cursor_rest="ansi_default",
        rule="ansi_bright_black",
        ansi=True,
    ),
}  # fmt: skip
"""Name in config.yaml to colours; colour-blind is a scale from orange to blue."""

THEMES = {name: palette.theme(f"communique-{name}") for name, palette in _PALETTES.items()}
