"""Whom a phrase without a name means: the minister, the ministry, the statement, the leaders, an official."""

from __future__ import annotations

import re
from collections.abc import Collection

from statements.bearers import BODIES, Bearers
from statements.employers import employer
from statements.language import Word, key_of
from statements.parties import NEAR, Fits, Party
from statements.phrases import Noun, head_of
from statements.pronouns import Pronouns
from statements.tokens import Tokens
from statements.value import value

_OFFICES = Word.TITLE | Word.ROLE
_FEW = 2
"""Tokens of a lone office: президент, генеральный секретарь."""
_SOON = 500
"""Characters in which somebody told by his office alone is named."""
_STEM = 4
"""Letters that tell whether two words are of one stem: Kenya, Kenyan."""


@value(frozen=True, slots=True)
class _Wanted:
    """What a phrase asks of whoever it means."""

    head: str
    offices: frozenset[str]
    sides: frozenset[str]
    """Countries it names."""
    modifiers: tuple[str, ...]
    """The words before its head, the determiner left out."""
    behind: tuple[str, ...]
    """Names behind its head that say of whom or what: the representative of *China*."""
    named: bool
    """Whether a name or country stands before its head: the *Tarn* party, the *Avarian* company."""
    styled: bool
    """Whether it is no more than a title with capitals: the President of the Republic."""
    fields: frozenset[str]
    """What its office deals with: the minister for *development*."""
    owned: bool
    """Whether it is somebody's: the *bakers'* association."""

    def suits(self, party: Party) -> bool:
        """Whether nothing known of `party` is against it: the Estonian leader is not Latvia's."""
        known = party.sides or party.homes
        return not (self.sides and known) or bool(self.sides & known)

    def tells(self, party: Party) -> bool:
        """Whether `party` is known to be of the country, or else of the body, that the phrase names."""
        of_body = not self.sides and bool(self.behind) and party.roles.issuperset(self.behind)
        return of_body or bool(self.sides & party.sides)

    def is_told_by(self, party: Party, words: Collection[str]) -> bool:
        """Whether a party has in its name, `words`, what the phrase says of it: the *migration* ministry."""
        stems = {word[:_STEM] for word in words}
        return all(word[:_STEM] in stems or self.tells(party) for word in self.modifiers)


class Epithets:
    """Looks up offices, bodies and descriptions among the parties of one article."""

    def __init__(self, bearers: Bearers, pronouns: Pronouns) -> None:
        self._bearers = bearers
        self._pronouns = pronouns
        self._ledger = bearers.ledger
        self._language = bearers.language

    def party(self, t: Tokens, noun: Noun, at: int, last: Party | None) -> Party:
        """Whoever was called so before, else a party of its own; a statement is by the `last` subject."""
        head = head_of(t, noun) if self._language.table.definite else noun.first
        together = self._is_together(t, noun, head)
        employed_by = employer(t, noun, last, self._bearers, self._pronouns)
        if employed_by is not None:
            return employed_by
        if t.is_a(noun.first, Word.POSSESSIVE) and t.is_a(head, Word.VENUE) and self._language.possessive:
            owner = self._pronouns.party(t.keys[noun.first], at, last)  # its statement said
            return owner or self.described(t, noun, last)
        if not (together or self._is_definite(t, noun)):
            return self._named_soon(t, noun, at) or self.described(t, noun, last)
        wanted = self._wanted(t, noun, head)
        mention = self._bearers.mentions.get(t.starts[head])
        party: Party | None = None
        if mention is not None and mention.kind in BODIES and t.caps[head] and head == noun.core:
            party = self._bearers.of_mention(mention)
        elif t.is_a(head, Word.VENUE) and not (t.caps[head] and head > noun.first + 1):
            party = last
        elif t.is_a(head, Word.BODY) and not self._is_counted(t, noun):
            party = self._body(wanted, at)
        elif t.is_a(head, Word.BODY):
            party = self._subject(t, noun, head, wanted, at)
        elif t.is_a(head, _OFFICES):
            office = self._office(t, head)
            party = self._known_holder(wanted, at, t.starts[0]) or self._holder(wanted, wanted.offices, at)
            party = party or self._alike_holder(wanted, office, at)
            party = party or self._bearers.of_initials(t.text[t.starts[head] : t.ends[head]], at)
            party = party or self._several(t, noun, head, at) or self._voice(t, noun, at)
            if together and party is None:
                party = self._both_sides(t.keys[head], wanted, at)
            party = party or self._subject(t, noun, head, wanted, at)
            self._learn(party, t, noun, wanted)
        elif self._is_somebody(t, noun, head):
            party = self._subject(t, noun, head, wanted, at)
        return party or self.described(t, noun, last)

    def _is_somebody(self, t: Tokens, noun: Noun, head: int) -> bool:
        """The soft-spoken banker: a plain word for a person, alone and in the singular."""
        person = self._language.person
        plain = head == noun.core and not t.caps[head] and not t.is_plural(head)
        return plain and person is not None and bool(person.search(t.keys[head]))

    def _is_worker(self, t: Tokens, first: int, head: int) -> bool:
        """A trader in Rosen: a plain word for what somebody does, and no thing's or body's: the river."""
        person, things = self._language.person, Word.BODY | Word.MUTE | Word.VENUE | Word.WORK
        plain = not (t.caps[head] or t.is_plural(head) or t.is_a(head, things))
        looks = person is not None and bool(person.search(t.keys[head]))
        anew = looks and t.keys[first] in self._language.table.indefinite
        return plain and (anew or self._language.is_trade(t.keys[head]))

    def _named_soon(self, t: Tokens, noun: Noun, at: int) -> Party | None:
        """Avaria’s defence minister warned …; “…,” said the minister, Ada Lind: who is named a little later.

        He holds the office, is of no other country and was not named before.
        """
        owner = next((i for i in range(noun.first, noun.core) if t.owns(i)), None)
        office = t.keys[noun.core]
        if owner is None or not t.is_a(noun.core, Word.ROLE) or office.endswith("s"):
            return None
        wanted = self._wanted(t, noun, noun.core)
        named = self._holder(wanted, wanted.offices, at) if wanted.sides else None
        if named is not None and wanted.tells(named):
            return named
        held = self._ledger.next_named(at, lambda party: party.person and bool(party.roles), _SOON)
        fits = held is not None and self._bearers.lemma(office) in held.roles and wanted.suits(held)
        return held if fits and self._ledger.last_named(at, lambda party: party is held) is None else None

    def described(self, t: Tokens, noun: Noun, last: Party | None = None) -> Party:
        """A party known by its description alone: a senior official; Ada Lind’s spokesman, for her spokesman."""
        first = noun.first
        table = self._language.table
        definite = t.is_a(first, Word.DETERMINER) and t.keys[first] in (*table.definite, *table.objective)
        owner = self._owner(t, noun, last)
        if (definite or owner) and first < noun.core:
            first += 1
        name = self._bearers.spelled(t, first, noun.core)
        name = name.removeprefix("-").removeprefix("t-")  # a clitic without what hangs it on
        sides = self._bearers.countries.named(t, first, noun.core)
        if owner is not None and not sides:
            name = f"{owner.name}’{'' if owner.name.endswith('s') else 's'} {name}"
        party = self._bearers.by_name.get(name)
        if party is None:
            head = head_of(t, noun) if table.definite else noun.core
            person = t.holds(Word.ROLE, noun.first, noun.core + 1) or self._is_worker(t, noun.first, head)
            party = self._ledger.add(name, person=person and not (table.generic and t.is_a(head, Word.BODY)))
            party.roles = {self._bearers.lemma(t.keys[i]) for i in range(first, noun.core + 1)}
            core = range(first, noun.core + 1)
            held = t.is_a(noun.core, _OFFICES) and t.keys[noun.core] not in table.voices
            office = held or any(t.is_a(i, Word.ATTRIBUTE) for i in core)
            party.unnamed = (definite or any(map(t.owns, core))) and office
            party.sides = sides or set(owner.sides if owner else ())
            party.gender = self._bearers.gender_in(sorted(party.roles))
            plural = table.gender.get(t.keys[head]) == "p" or (t.is_plural(head) and t.is_a(head, Word.ROLE))
            joined = any(t.is_a(i + 1, Word.DETERMINER) for i in t.which(Word.AND, noun.first, noun.core))
            party.plural = plural or joined or (noun.core > noun.first and t.keys[head].endswith("s"))
            self._bearers.by_name[name] = party
        return party

    def _learn(self, party: Party | None, t: Tokens, noun: Noun, wanted: _Wanted) -> None:
        """Who had no office and no country yet has those he is called by: the Italian leader."""
        if party is None or party.plural or not wanted.sides or noun.first == noun.core:
            return
        if not party.sides or (not party.role and wanted.suits(party)):
            party.sides |= wanted.sides
            party.roles |= wanted.offices
            party.role = party.role or self._bearers.spelled(t, noun.first + 1, noun.core)

    def _owner(self, t: Tokens, noun: Noun, last: Party | None) -> Party | None:
        """Whose spokesman his spokesman is; nobody's, where his is part of a style: His Highness."""
        table = self._language.table
        key = t.keys[noun.first]
        owns = noun.first < noun.core and t.is_a(noun.first, Word.POSSESSIVE) and self._language.possessive
        styled = owns and t.keys[noun.first + 1] in table.styles
        if not owns or styled or key not in table.gender or not t.is_a(head_of(t, noun), _OFFICES):
            return None
        return self._pronouns.party(key, t.starts[noun.first], last)

    def _wanted(self, t: Tokens, noun: Noun, head: int) -> _Wanted:
        core = range(noun.first, noun.core + 1)
        style = " ".join(t.keys[head : head + 3])  # the head of state
        countries = self._bearers.countries
        styled = head + 2 == noun.core and style in self._language.table.also_called
        return _Wanted(
            self._bearers.bare(t.keys[head]),
            frozenset({style} if styled else (self._office(t, i) for i in core if t.is_a(i, _OFFICES))),
            frozenset(countries.named(t, noun.first, noun.core, bodies=True) or countries.opened_in(t, noun)),
            tuple(t.keys[i] for i in range(noun.first + 1, head) if not t.is_sign(i)),
            tuple(t.keys[i] for i in range(head + 1, noun.core + 1) if self._is_of(t, i)),
            any(t.caps[i] and not t.keys[i].endswith("-based") for i in range(noun.first + 1, head)),
            self._is_style(t, noun, head),
            frozenset(t.keys[i] for i in core if t.is_a(i, Word.ATTRIBUTE)),
            any(t.owns(i) or t.keys[i] in ("'", "’") for i in range(noun.first, head)),
        )

    def _is_of(self, t: Tokens, i: int) -> bool:
        """Whether a token behind an office says of what it is: the delegate of *Georgia*."""
        named = t.caps[i] and not t.classes[i] and t.is_a(i - 1, Word.OWNER)
        return named or t.starts[i] in self._bearers.mentions

    def _is_style(self, t: Tokens, noun: Noun, head: int) -> bool:
        """Whether all words have capitals and no country or body is named."""
        words = range(noun.first + 1, noun.core + 1)
        named = any(t.starts[i] in self._bearers.mentions for i in words)
        small = Word.OWNER | Word.DETERMINER
        return t.is_a(head, Word.TITLE) and not named and all(t.caps[i] or t.is_a(i, small) for i in words)

    def _office(self, t: Tokens, i: int) -> str:
        return self._bearers.lemma(t.keys[i].removeprefix("ex-"))

    def _is_definite(self, t: Tokens, noun: Noun) -> bool:
        """The minister, His Majesty; where there are no articles, any office or body without a name."""
        if not self._language.table.definite:
            if self._bearers.lemma(t.keys[noun.first]) in self._language.table.anonymous:
                return False
            core = range(noun.first, noun.core + 1)
            named = any(t.caps[i] for i in core[1:])
            return all(t.is_a(i, _OFFICES | Word.BODY) for i in core) and len(core) <= _FEW and not named
        styled = noun.core == noun.first + 1 and t.caps[noun.core] and t.is_a(noun.core, Word.TITLE)
        if styled and t.is_a(noun.first, Word.POSSESSIVE):
            return t.keys[noun.core] in self._language.table.also_called
        return t.is_a(noun.first, Word.DETERMINER) and t.keys[noun.first] in self._language.table.definite

    def _voice(self, t: Tokens, noun: Noun, at: int) -> Party | None:
        """Kenya said … The delegate added …: the state or body that was the last subject, in the same paragraph."""
        if noun.core != noun.first + 1 or t.keys[noun.core] not in self._language.table.voices:
            return None
        last = self._ledger.last_subject(at, lambda party: True, at - t.starts[0] + 1)
        return last if last is not None and not last.person and not t.caps[noun.core] else None

    def _alike(self, office: str) -> list[str]:
        """Other words for an office."""
        return self._language.table.also_called.get(office, [])

    def _holder(self, wanted: _Wanted, offices: Collection[str], at: int) -> Party | None:
        """The party given all these offices, or others of the same sense: the last before `at`, else the next."""
        also = {word: {word, *self._alike(word)} for word in offices}

        same = frozenset(offices)

        def holds(party: Party) -> bool:
            return same <= party.roles

        def holds_alike(party: Party) -> bool:
            return all(party.roles & words for words in also.values())

        def own(party: Party) -> bool:
            return self._bearers.home in party.sides | party.homes

        if wanted.styled and self._bearers.home:
            named = self._nearest(holds_alike, own, at)
            if named is not None:
                return named
        for fits in (holds, holds_alike):
            for sure in (wanted.tells, *((wanted.suits,) if not wanted.behind else ())):
                found = self._nearest(fits, self._dealing(sure, wanted), at)
                if found is not None:
                    return found
        return None

    def _known_holder(self, wanted: _Wanted, at: int, start: int) -> Party | None:
        """Whom the registry knows in the office, as the last subject or named from `start` of the paragraph on."""
        titles = self._language.classes
        also = [{word, *(self._alike(word) if titles.get(word, 0) & Word.TITLE else ())} for word in wanted.offices]

        def holds(party: Party) -> bool:
            return bool(party.held) and all(words & party.held for words in also) and wanted.suits(party)

        def person(party: Party) -> bool:
            return party.person

        last = self._ledger.last_subject(at, person, NEAR)
        if last is not None and holds(last):
            return last
        return self._ledger.last_named(at, self._dealing(holds, wanted), at - start + 1)

    def _alike_holder(self, wanted: _Wanted, office: str, at: int) -> Party | None:
        """Who holds the bare office of a phrase, and none of another kind: no foreign for a *prime* minister."""
        found = self._holder(wanted, {office}, at)
        kinds = self._kinds(wanted.offices)
        other = found is not None and kinds and self._kinds(found.roles) and not kinds & self._kinds(found.roles)
        return None if other else found

    def _kinds(self, words: Collection[str]) -> set[str]:
        """The words among those of an office that say of what kind it is: prime, foreign."""
        classes, genders = self._language.classes, self._language.table.gender
        return {one for one in words if classes.get(one, 0) & _OFFICES == Word.TITLE and one not in genders}

    def _dealing(self, suits: Fits, wanted: _Wanted) -> Fits:
        """`suits`, unless another field of his office is known: the works minister is not the one of trade."""
        classes = self._language.classes

        def dealing(party: Party) -> bool:
            fields = {word for word in party.roles if classes.get(word, 0) & Word.ATTRIBUTE}
            return suits(party) and (not (fields and wanted.fields) or bool(fields & wanted.fields))

        return dealing

    def _nearest(self, fits: Fits, suits: Fits, at: int) -> Party | None:
        def both(party: Party) -> bool:
            return fits(party) and suits(party)

        return self._ledger.last_named(at, both) or self._ledger.next_named(at, both)

    def _body(self, wanted: _Wanted, at: int) -> Party | None:
        """The ministry, the group: the last body called so; the agency, the bloc: else the last one named."""
        generic = self._language.table.generic

        def fits(party: Party) -> bool:
            return wanted.suits(party) and not (party.person or party.plural or self._bearers.is_country(party))

        def called(party: Party) -> bool:
            words = {*_words(party.name), *party.roles}
            is_called = wanted.head == party.kind or wanted.head in words
            return fits(party) and is_called and (not generic or wanted.is_told_by(party, words))

        found = self._ledger.last_named(at, called)
        anybodys = not generic or (wanted.head in generic and not wanted.owned)
        if found is None and self._language.table.definite and anybodys:
            found = self._ledger.last_named(at, wanted.tells if wanted.named else fits, NEAR)
        whole = f" {found.name}" if found else "\n"  # the Avarian | Foreign Ministry
        return self._ledger.last_subject(at, lambda one: one.name.endswith(whole), NEAR) or found

    def _several(self, t: Tokens, noun: Noun, head: int, at: int) -> Party | None:
        """The two leaders: the last two who hold such an office, together."""
        count = next((n for i in range(noun.first, noun.core) if (n := _COUNTS.get(t.keys[i]))), 0)
        if not count or not t.is_a(head, Word.ROLE):
            return None
        office = t.keys[head].removesuffix("s")
        alike = {office, *self._language.table.also_called.get(office, ())}
        found = self._ledger.recent(
            at, lambda p: p.person and not p.plural and " " in p.name and bool(alike & p.roles), count
        )
        if len(found) < count:
            return None
        return self._bearers.together(found)

    def _is_together(self, t: Tokens, noun: Noun, head: int) -> bool:
        """Whether a phrase means those who met: the leaders, both sides."""
        opens = self._is_definite(t, noun) or t.keys[noun.first] in self._language.table.numerals
        return opens and t.keys[head] in self._language.table.together

    def _both_sides(self, key: str, wanted: _Wanted, at: int) -> Party | None:
        """The leaders: those named before who hold such an office; both sides: the last two of different sides."""
        office = key.removesuffix("s")
        also = self._language.table.also_called.get(office)
        alike = {office, *also} if also else None

        def fits(party: Party) -> bool:
            named = party.person and not party.plural and " " in party.name and bool(party.roles)
            return named and wanted.suits(party) and (alike is None or bool(alike & party.roles))

        found = self._ledger.recent(at, fits, _MOST if alike else 2)
        apart = len({frozenset(party.sides) for party in found}) > 1
        return self._bearers.together(found) if len(found) > 1 and (alike or apart) else None

    def _is_counted(self, t: Tokens, noun: Noun) -> bool:
        return any(t.keys[i] in self._language.table.numerals for i in range(noun.first, noun.core))

    def _subject(self, t: Tokens, noun: Noun, head: int, wanted: _Wanted, at: int) -> Party | None:
        """The Louisiana Republican, the three governments: whoever was subject last and fits in number."""
        office = t.caps[head] and t.is_a(head, Word.TITLE) and not self._language.table.common_capitals
        if wanted.behind or office or any(t.owns(i) for i in range(noun.first, noun.core)):
            return None
        plural = self._is_counted(t, noun) or t.keys[head].endswith("s")
        near = NEAR if not t.is_a(head, Word.TITLE) else NEAR // 4
        gender = self._bearers.gender_in([t.keys[head]])
        formal = t.is_a(head, Word.TITLE) and t.caps[head]
        owned = not wanted.sides and any(t.owns(i) for i in range(noun.first, head))
        formal = formal or owned or any(t.caps[i] and t.is_a(i, Word.BODY) for i in range(noun.first + 1, head))
        offices = {*wanted.offices, *(also for one in wanted.offices for also in self._alike(one))}

        def fits(party: Party) -> bool:
            if formal and party.roles and not offices & party.roles:
                return False  # the Queen is not the President spoken of before
            alike = gender in (None, party.gender or gender)
            known = wanted.tells(party) if wanted.sides and self._language.order.free else wanted.suits(party)
            return party.plural == plural and (plural or party.person) and alike and known

        return self._ledger.last_subject(at, fits, near)


_MOST = 5
"""Leaders at most that “the leaders” means together."""
_COUNTS = {"two": 2, "both": 2, "three": 3}


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", key_of(name))
