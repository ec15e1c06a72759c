"""Whom a pronoun means: the last subject before it that fits in gender and number, else the last one named."""

from __future__ import annotations

from statements.bearers import Bearers
from statements.language import Language, Word, key_of
from statements.parties import NEAR, Fits, Party, fits_pronoun

_PAIR = 400
"""Characters back to where the two persons stand whom “they” means."""
_SURELY = 250
"""Characters back to whoever is known to be a woman or a man, before one of whom neither is known."""
_PARAGRAPH = 400
"""Characters of a paragraph in which somebody alone is named."""
_LED = 20
"""Characters before a name in which a preposition leads to it."""
_RIVALS = 5
"""Candidates an explanation lists."""


class Pronouns:
    """Looks up pronouns among the parties of one article."""

    def __init__(self, bearers: Bearers, language: Language) -> None:
        self._bearers = bearers
        self._ledger = bearers.ledger
        self._language = language
        self._genders = language.table.gender
        self._first_person = frozenset(language.table.first_person)
        self.ourselves: Party | None = None
        """Who says “we” of themselves: We, the ministers of Avaria and Borland, …"""

    def party(self, word: str, at: int, last: Party | None) -> Party | None:
        """Whom the pronoun `word` at `at` means; the `last` speaker where nobody near fits."""
        if word in self._first_person:
            return self.ourselves
        wanted = self._wanted(word)

        def fits(party: Party) -> bool:
            return fits_pronoun(party, wanted)

        found = self._just_named(at) if wanted == "n" else None
        found = found or self._ledger.last_subject(at, fits, NEAR)
        if wanted == "p" and not (found and found.plural):
            found = self._pair(at) or found
        if wanted in ("m", "f") and found is not None and self.knows(word):
            found = self._alone_named(at, fits, found) or found
        lone = found is not None and found.person and " " not in found.name and not found.roles
        if found is not None and lone and found.gender is None and wanted in ("m", "f"):
            surely = self._ledger.last_named(at, lambda one: one.person and one.gender == wanted, _SURELY)
            found = surely or found
        if found is not None and wanted in ("m", "f") and self._ledger.last_subject(at, _is_person, NEAR) is found:
            found.gender = found.gender or wanted  # Lind spoke. “…,” she said
        found = found or self._ledger.last_named(at, fits, NEAR)
        return found or (last if last is None or fits(last) else None)

    def _just_named(self, at: int) -> Party | None:
        """Lind Reedworks closed. “…,” *it* said: the paragraph's last subject, if no person for all we know."""
        start = self._bearers.text.rfind("\n", 0, at) + 1
        last = self._ledger.last_subject(at, lambda party: True, at - start + 1)
        return last if last is not None and not last.plural and self._bearers.is_bare_name(last) else None

    def _alone_named(self, at: int, fits: Fits, subject: Party) -> Party | None:
        """That did not please Ada Lind. “…,” she said: the only one a paragraph names that no subject opens."""
        text = self._bearers.text
        start = text.rfind("\n", max(0, at - _PARAGRAPH), at)
        end = text.rfind(". ", max(start, 0), at)
        if start < 0 or end < 0 or self._ledger.last_subject(at, _is_person, at - start) is not None:
            return None
        named = self._ledger.recent(end, lambda one: one.person and not one.plural and fits(one), 2, end - start)
        only = named[0] if len(named) == 1 and named[0] is not subject and " " in named[0].name else None
        if only is None or only.gender or not only.roles:
            return only if only is not None and only.gender else None
        first = self._ledger.first(only)
        led = self._language.classes.get(key_of(text[max(0, first - _LED) : first]).rstrip().rpartition(" ")[2], 0)
        return None if led & Word.PREPOSITION else only  # the official for West Tarn

    def _pair(self, at: int) -> Party | None:
        """They, after a sentence in which one met another: the two persons named last."""

        def named(party: Party) -> bool:
            return party.person and not party.plural and " " in party.name and bool(party.roles)

        found = self._ledger.recent(at, named, 2, _PAIR)
        return self._bearers.together(found) if len(found) > 1 else None

    def knows(self, word: str) -> bool:
        """Whether a phrase that opens with `word` is a pronoun whatever follows: he in turn, she herself."""
        classes = self._language.classes.get(word, 0)
        return word in self._genders and classes & (Word.PRONOUN | Word.POSSESSIVE) == Word.PRONOUN

    def rivals(self, words: str, chosen: str, at: int) -> list[tuple[str, str]]:
        """Others that `words` at `at` could have meant, with why they lost; the last named first."""
        wanted = self._wanted(key_of(words))
        found: list[tuple[str, str]] = []
        for party in self._ledger.before(at):
            if party.name == chosen:
                continue
            if wanted and not fits_pronoun(party, wanted):
                found.append((party.name, f"“{words}” does not fit in gender or number"))
            else:
                found.append((party.name, "was named or spoke further back, or holds another office"))
        return found[:_RIVALS]

    def _wanted(self, word: str) -> str | None:
        """The gender or number a pronoun asks for; he's is he."""
        return self._genders.get(word.partition("'")[0])


def _is_person(party: Party) -> bool:
    return party.person and not party.plural
