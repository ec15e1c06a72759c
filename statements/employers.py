"""For whom somebody speaks whose own name is not told: a spokesman, its director, his office, a statement."""

from __future__ import annotations

from statements.bearers import Bearers
from statements.language import Word, key_of
from statements.parties import Party
from statements.phrases import Noun, is_comma
from statements.pronouns import Pronouns
from statements.tokens import Tokens

_OWNED = 400
"""Characters back to the body whose director its director is."""


def employer(t: Tokens, noun: Noun, last: Party | None, bearers: Bearers, pronouns: Pronouns) -> Party | None:
    """The body that was the last subject in the same paragraph, or the person whose office speaks.

    An office speaks for a person only behind what that one does: Lind left for Rosen, *her office* said. `last` is
    the last subject, whom a possessive means where nobody near fits.
    """
    table, first = t.language.table, noun.first
    owned, anew = t.is_a(first, Word.POSSESSIVE), t.keys[first] in table.indefinite
    core = range(first + 1, noun.core + 1)
    voice = t.keys[noun.core] in table.voices or (anew and len(core) == 1 and t.is_a(noun.core, Word.VENUE))
    if not (core and voice and (owned or anew)) or any(t.caps[i] for i in core):
        return None
    gender, at = table.gender.get(t.keys[first]), t.starts[first]
    if owned and gender in ("m", "f"):
        bureau = len(core) == 1 and not t.is_a(noun.core, Word.ROLE) and is_comma(t, first - 1)
        owner = pronouns.party(t.keys[first], at, last) if bureau else None
        return owner if owner is not None and owner.person and " " in owner.name else None
    body = bearers.ledger.last_subject(at, lambda party: True, max(at - t.starts[0] + 1, _OWNED * owned))
    if body is None or body.plural or (owned and gender != "n"):
        return None
    known = {*map(key_of, body.name.split()), *body.roles}
    fits = (not body.person or bearers.is_bare_name(body)) and all(t.keys[i] in known for i in core[:-1] if anew)
    return body if fits else None
