"""What grammar finds before the world is asked: some words, a cue and a speaker, not yet an actor or a stance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from statements.model import Form, Span, Speaker
from statements.value import value


class Frame(StrEnum):
    """How a cue takes its content (tables/languages/*.yaml lists the words of each)."""

    SAY = "say"
    """say (that) ..., with or without a complementiser."""
    TELL = "tell"
    """tell somebody (that) ..."""
    ACT = "act"
    """An object verb that is a speech act: condemned, urged, rejected."""
    NOUN = "noun"
    """statement, call, warning, remarks."""
    ACCORDING = "according"
    COLON = "colon"
    POST = "post"
    """wrote on X, posted."""
    LABEL = "label"
    """A transcript's speaker label."""
    PRIMARY = "primary"
    """The official text itself."""
    CONTINUED = "continued"
    """A quotation that goes on in a further sentence or paragraph."""


@value(frozen=True, slots=True)
class Utterance:
    """One statement as the grammar sees it; offsets are characters of `Article.text`."""

    form: Form
    content: tuple[Span, ...]
    sentence: Span
    speaker: Speaker
    frame: Frame
    rule: str
    confidence: float
    cue: Span | None = None
    lemma: str | None = None
    """The cue's dictionary form: "warn" for "warned"."""
    clause: Span | None = None
    """For `mixed`: the whole content clause around the quoted words."""
    addressee: Span | None = None
    """Whom a TELL cue names: told *reporters*, urged *Tehran*."""
    cue_negated: bool = False
    """did not say, refused to condemn: the cue's own verb is negated."""
    quoted_by: str | None = None


def renamed(utterance: Utterance, names: Mapping[str, str]) -> Utterance:
    """`utterance` with its speaker's name, where `names` has one for what he was called."""
    speaker = utterance.speaker
    if speaker.name not in names:
        return utterance
    return replace(utterance, speaker=replace(speaker, name=names[speaker.name], role=speaker.role or speaker.name))
