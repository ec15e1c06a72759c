"""The themes: every colour is named by what it means."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="communique-dark",
    primary="#8fb4e8",
    secondary="#7f8ea3",
    accent="#e0b96a",
    foreground="#d5d9e0",
    background="#14171c",
    surface="#191d23",
    panel="#20252d",
    success="#8fbf8f",
    warning="#dfae62",
    error="#e27d72",
    dark=True,
    variables={
        "muted": "#8a93a1",
        "said": "#b9c2cf on #20262f",
        "stance-hostile": "#f0766a",
        "stance-hard": "#e89a5e",
        "stance-critical": "#d8c06a",
        "stance-neutral": "#8a93a1",
        "stance-mild": "#86b3d9",
        "stance-warm": "#79c0b0",
        "stance-friendly": "#8fcf86",
        "cue": "#b9c2cf",
        "speaker": "#8fb4e8",
        "trigger": "#e0b96a",
        "target": "#c79be0",
        "link": "#7f9ec7",
        "chip": "#2b3340",
        "rule": "#2a3038",
        "cursor-line": "#2a3442",
        "cursor-rest": "#20262f",
    },
)

LIGHT = Theme(
    name="communique-light",
    primary="#2f5f9e",
    secondary="#5c6675",
    accent="#8a6100",
    foreground="#22262c",
    background="#fbfaf7",
    surface="#f5f3ee",
    panel="#ece9e2",
    success="#2e7031",
    warning="#8a5a00",
    error="#b3261e",
    dark=False,
    variables={
        "muted": "#68707c",
        "said": "#22262c on #e8ebee",
        "stance-hostile": "#b3261e",
        "stance-hard": "#a84a00",
        "stance-critical": "#7d6200",
        "stance-neutral": "#68707c",
        "stance-mild": "#2c6694",
        "stance-warm": "#16706a",
        "stance-friendly": "#2e7031",
        "cue": "#4b5461",
        "speaker": "#2f5f9e",
        "trigger": "#8a6100",
        "target": "#7a3f9d",
        "link": "#2f5f9e",
        "chip": "#dde5ee",
        "rule": "#d9d5cb",
        "cursor-line": "#d6e2f0",
        "cursor-rest": "#e8ebee",
    },
)

THEMES = (DARK, LIGHT)
