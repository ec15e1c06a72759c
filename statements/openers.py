"""Small words that open or lead up to a phrase: whose it is, where somebody is, with whom he has to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_OWNS = re.compile(r"(?:[Tt]he )?[^\W\d_a-z][\w .-]*(?:[’']s|s[’'])")


class Openers:
    """Lists of such words from roles.yaml, by the list's name; in lower case."""

    def __init__(self, openers: Mapping[str, tuple[str, ...]]) -> None:
        self._openers = openers
        self._apart = {key: tuple(f" {word}" for word in words) for key, words in openers.items()}
        self._described = frozenset(openers["described"])
        self._leading = frozenset((*openers["away"], *openers["described"]))

    def points_back(self, phrase: str) -> bool:
        """Whether `phrase` belongs to somebody named before: its minister, her spokesman."""
        return phrase.lower().split(" ")[0] in self._openers["possessive"]

    def points_to_body(self, phrase: str) -> bool:
        """Whether `phrase` belongs to a body named before: its spokesman."""
        return phrase.lower().split(" ")[0] in self._openers["possessive_of_body"]

    def owned_in(self, phrase: str) -> int | None:
        """Where in `phrase` begins what belongs to somebody named before: talked to *his counterpart*."""
        words = phrase.lower().split(" ")
        at = next((i for i, word in enumerate(words) if word in self._openers["possessive"]), None)
        return None if at is None else sum(len(word) + 1 for word in words[:at])

    def opens_indefinite(self, phrase: str) -> bool:
        """Whether `phrase` means nobody in particular: a spokesman, two officials."""
        return phrase.lower().split(" ")[0] in self._openers["indefinite"]

    def head_of(self, phrase: str) -> str:
        """`phrase` without article and without where and with what somebody is: a diplomat with knowledge of it."""
        return self._cut(phrase, self._leading)

    def placed_head_of(self, phrase: str) -> str:
        """`phrase` without article and without what else is said: a trader in Rosen *who had seen it*."""
        return self._cut(phrase, self._described)

    def _cut(self, phrase: str, before: Collection[str]) -> str:
        words = phrase.split(" ")
        words = words[len(words) > 1 and words[0].lower() in self._openers["articles"] :]
        end = next((at for at, word in enumerate(words) if at and word.lower() in before), len(words))
        return " ".join(words[:end]).rstrip(",")

    def leads_away(self, before: str) -> bool:
        """Whether the words right before a country's name make it a place or a partner: ambassador *to*."""
        return self._ends_in(before, "away")

    def is_topic(self, behind: str) -> bool:
        """Whether the words right behind a country's name make it what somebody deals with: Avarian *affairs*."""
        return behind.strip().lower().startswith(self._openers["topic"])

    def leads_to_place(self, before: str) -> bool:
        """Whether the words right before a country's name make it only where something happens: *in* Rosen."""
        return self._ends_in(before, "place")

    def leads_to_owner(self, before: str) -> bool:
        """Whether the words right before a country's name say that it has what is before: ministre *de*."""
        return f" {before.lower().rstrip()}".endswith(self._apart["owning"])

    def is_of_where_he_is(self, before: str) -> bool:
        """Whether the words before a place mean somebody of its country: *an official* in Rosen."""
        words = before.lower().removesuffix("the ").split()
        return len(words) > 1 and words[-2].rstrip("~") in self._openers["there"]

    def owns(self, phrase: str) -> bool:
        """Whether `phrase` is only whose somebody is: Avaria's."""
        return _OWNS.fullmatch(phrase.strip()) is not None

    def names_state_body(self, phrase: str) -> bool:
        """Whether `phrase` ends in what a state calls its bodies: the Avarian Dairy *Board*."""
        return phrase.rsplit(" ", 1)[-1].lower() in self._openers["state_bodies"]

    def leads_to_pair(self, before: str) -> bool:
        """Whether the words right before a country's name make it half of a pair: *between* Rosen and Borl."""
        return self._ends_in(before, "pair")

    def _ends_in(self, before: str, key: str) -> bool:
        words = f" {before.lower().rstrip().removesuffix(' the')}"
        return words.endswith(self._apart[key])

    def conjunctions(self) -> tuple[str, ...]:
        """Words that join two speakers."""
        return self._openers["conjunctions"]
