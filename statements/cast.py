"""Everybody an article names, and within it whom a surname, a role or a pronoun means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from statements.language import Language, Word, key_of
from statements.linking import Mention
from statements.model import Span, Speaker
from statements.parties import Ledger, Party, fits_pronoun, longest_names
from statements.phrases import Noun, can_speak, head_of, is_comma
from statements.speakers import Mentioned, full_name_runs, read_phrase, surname_of
from statements.tokens import Tokens

_SIDES = frozenset({"country", "demonym", "institution", "body", "metonym"})
"""Kinds of mention that are no part of a person's name."""
_OFFICES = Word.TITLE | Word.ROLE
_NEAR = 1500
"""Characters back to where a pronoun or an epithet can still mean somebody."""
_FEW = 2
"""Tokens of a lone office: президент, генеральный секретарь."""
_RIVALS = 5
"""Candidates an explanation lists."""
_BODIES = ("institution", "group", "body")
_INTRODUCING = 12
"""Tokens of an apposition that is still read for its office."""


class Cast:
    """The parties of one article."""

    def __init__(
        self,
        text: str,
        language: Language,
        gender_of: Callable[[str], str | None],
        mentions: Sequence[Mention] = (),
    ) -> None:
        self.text = text
        self.language = language
        self.gender_of = gender_of
        self.ledger = Ledger()
        self.by_name: dict[str, Party] = {}
        self.by_surname: dict[str, list[Party]] = {}
        self.by_id: dict[str, Party] = {}
        self.mentions = {mention.span.start: mention for mention in mentions}
        self.last: Party | None = None
        self.spoken_of: Party | None = None
        """The last subject of a sentence that reports nothing."""
        self._longest = longest_names(text, mentions)

    # ---- who is named --------------------------------------------------------------------------------------

    def introduce(self, paragraphs: Iterable[Tokens]) -> None:
        """Notes every person named in full, with the office beside the name, before anything is read."""
        everywhere = list(paragraphs)
        for t in everywhere:
            for first, last in full_name_runs(t):
                self._introduce(t, first, last)
        for mention in self.mentions.values():
            if mention.ids and mention.kind in _BODIES:
                self.ledger.named(self._of_mention(mention), mention.span.start)
        surnames = set(self.by_surname)
        for t in everywhere:
            for i, capital in enumerate(t.caps):
                word = self._bare(t, i) if capital else ""
                if word in surnames:
                    party = self._by_surname(word, t.starts[i])
                    if party is not None:
                        self.ledger.named(party, t.starts[i])

    def _bare(self, t: Tokens, i: int) -> str:
        word = self.text[t.starts[i] : t.ends[i]]
        pattern = self.language.possessive
        return pattern.sub("", word) if pattern else word

    def _introduce(self, t: Tokens, first: int, last: int) -> None:
        first = self._past_sides(t, first, last)
        if first > last or (first == last and self.language.table.spaces):
            return
        name = self._spelled(t, first, last)
        party = self.by_name.get(name) or self._new(name)
        self.ledger.named(party, t.starts[first])
        before = first - 1
        while before >= 0 and (t.is_a(before, _OFFICES | Word.BODY) or t.caps[before]) and not t.is_sign(before):
            before -= 1
        if any(t.is_a(i, _OFFICES) for i in range(before + 1, first)):
            self._learn(party, t, before + 1, first - 1)
        elif first >= 2 and is_comma(t, first - 1):
            self._learn_aside(party, t, *_chunk_before(t, first - 1))
        if last + 2 < len(t) and is_comma(t, last + 1):
            self._learn_aside(party, t, last + 2, _chunk_end(t, last + 2))

    def _past_sides(self, t: Tokens, first: int, last: int) -> int:
        """Past countries and institutions that stand before a name: министр Польши | Марцин Кервиньский.

        Where a possessive parts the two (Poland's minister) nothing needs to be passed.
        """
        while first <= last and not self.language.possessive:
            mention = self.mentions.get(t.starts[first])
            if mention is None or mention.kind not in _SIDES or mention.span.end > t.ends[last]:
                break
            first = bisect_left(t.starts, mention.span.end)
        return first

    def _learn_aside(self, party: Party, t: Tokens, first: int, last: int) -> None:
        """An office in an apposition: Kallas, the EU's top diplomat,"""
        if first > last or last - first > _INTRODUCING:
            return
        opens = t.is_a(first, Word.DETERMINER | Word.POSSESSIVE | _OFFICES) or t.owns(first) or t.caps[first]
        if opens and any(t.is_a(i, Word.ROLE) for i in range(first, last + 1)):
            self._learn(party, t, first, last)

    def _learn(self, party: Party, t: Tokens, first: int, last: int) -> None:
        words = {self._lemma(t.keys[i]) for i in range(first, last + 1) if not t.is_sign(i)}
        party.roles |= words
        while first < last and t.is_a(first, Word.DETERMINER | Word.POSSESSIVE):
            first += 1
        party.role = party.role or self.text[t.starts[first] : t.ends[last]]
        genders = self.language.table.gender
        party.gender = party.gender or next(
            (genders[w] for w in sorted(words) if genders.get(w) in ("m", "f")), None
        )

    def _spelled(self, t: Tokens, first: int, last: int) -> str:
        words = self.text[t.starts[first] : t.ends[last]]
        pattern = self.language.possessive
        return " ".join((pattern.sub("", words) if pattern else words).split())

    def _new(self, name: str, *, person: bool = True) -> Party:
        party = self.ledger.add(name, person=person)
        if person:
            party.gender = self.gender_of(name)
            self.by_surname.setdefault(surname_of(name), []).append(party)
        party.plural = person and f" {self._and} " in f" {name} "
        self.by_name[name] = party
        return party

    @property
    def _and(self) -> str:
        return next((w for w, c in self.language.classes.items() if c & Word.AND), "&")

    # ---- who speaks ----------------------------------------------------------------------------------------

    def speaker(self, t: Tokens, noun: Noun, text: str) -> Speaker:
        """Who the phrase `noun` is, remembered as the last to speak."""
        mention = t.span(noun.first, noun.last)
        if noun.relative is not None:
            mention = t.span(noun.relative, noun.relative)
        party, role = self._who(t, noun)
        self.ledger.subject(party, t.starts[noun.first])
        self.last = party
        return Speaker(party.name, mention, role or party.role)

    def subject(self, t: Tokens, noun: Noun) -> None:
        """Notes the subject of a sentence that reports nothing: the next pronoun may mean it."""
        if can_speak(t, noun):
            party, _ = self._who(t, noun)
            self.ledger.subject(party, t.starts[noun.first])
            self.spoken_of = party

    def again(self, mention: Span | None = None) -> Speaker | None:
        """The last speaker, going on."""
        party = self.last or (self.spoken_of if self.language.order.drops_subject else None)
        return Speaker(party.name, mention, party.role) if party else None

    def known(self, t: Tokens, first: int, last: int) -> Speaker | None:
        """The party the words name, if the registry or the article knows it by that name."""
        at = t.starts[first]
        name = " ".join(self.text[at : t.ends[last]].split())
        mention = self.mentions.get(at)
        whole = mention is not None and mention.span.end == t.ends[last]
        if not whole and (name.isupper() or (name not in self.by_name and name not in self.by_surname)):
            return None
        party = self._named(Mentioned(name, None, ()), at)
        self.last = party
        return Speaker(party.name, t.span(first, last), party.role)

    def third_party(self, t: Tokens, noun: Noun) -> Speaker | None:
        """Who is quoted inside a quotation; None for the speaker's own “I” and “our people”."""
        if t.keys[noun.first] in self.language.table.first_person:
            return None
        party, role = self._who(t, noun)
        return Speaker(party.name, t.span(noun.first, noun.last), role or party.role)

    def rivals(self, words: str, chosen: str, at: int) -> list[tuple[str, str]]:
        """Others that `words` at `at` could have meant, with why they lost; the last named first."""
        wanted = self.language.table.gender.get(key_of(words).partition("'")[0])
        found: list[tuple[str, str]] = []
        for party in self.ledger.before(at):
            if party.name == chosen:
                continue
            if wanted and not fits_pronoun(party, wanted):
                found.append((party.name, f"“{words}” does not fit in gender or number"))
            else:
                found.append((party.name, "was named or spoke further back, or holds another office"))
        return found[:_RIVALS]

    def labelled(self, label: str) -> str:
        """The full name of a transcript's label, where the text has it: MS. LIND → Ada Lind."""
        classes = self.language.classes
        words = [word for word in label.split() if not classes.get(key_of(word).rstrip("."), 0) & _OFFICES]
        if len(words) != 1:
            return label
        found = self.by_surname.get(words[0]) or self.by_surname.get(words[0].title()) or []
        return found[0].name if found else label

    def _who(self, t: Tokens, noun: Noun) -> tuple[Party, str | None]:
        at = t.starts[noun.first]
        if noun.first == noun.last and t.is_a(noun.first, Word.PRONOUN | Word.POSSESSIVE):
            found = self._pronoun(t.keys[noun.first], at)
            return found or self._described(t, noun), None
        said = read_phrase(t, noun, self.text)
        if said.name is not None and said.role is not None:
            said = self._without_sides(t, noun, said)
        if said.name is not None:
            return self._named(said, at), said.role
        return self._by_role(t, noun, said, at), None

    def _without_sides(self, t: Tokens, noun: Noun, said: Mentioned) -> Mentioned:
        """A name behind an office, without the countries the office belongs to."""
        assert said.name is not None
        at = self.text.find(said.name, t.starts[noun.first])
        first, end = bisect_left(t.starts, at), at + len(said.name)
        last = bisect_left(t.starts, end) - 1
        past = self._past_sides(t, first, last)
        if past == first or past > last:
            return said
        return Mentioned(self.text[t.starts[past] : end], said.role, said.words)

    def _named(self, said: Mentioned, at: int) -> Party:
        assert said.name is not None
        name = " ".join(said.name.split())
        party = self.by_name.get(name)
        if party is None and " " not in name:
            party = self._by_surname(name, at)
        if party is None:
            party = self._known(name, at)
        self.ledger.named(party, at)
        if said.role:
            party.roles |= {self._lemma(key_of(word)) for word in re.findall(r"[\w-]+", said.role)}
            party.role = party.role or said.role
        genders = self.language.table.gender
        party.gender = party.gender or next((genders[w] for w in said.words if genders.get(w) in ("m", "f")), None)
        return party

    def _known(self, name: str, at: int) -> Party:
        """A name not introduced in full: an institution, a country, a lone surname."""
        mention = next(
            (
                self.mentions[i]
                for i in range(at, at + 60)
                if i in self.mentions and name.startswith(self.mentions[i].span.of(self.text)[: len(name)])
            ),
            None,
        )
        whole = mention is not None and len(mention.span) >= len(name) - 2
        if mention is None or not whole or not mention.ids:
            return self._new(name, person=mention is None or mention.kind == "person")
        if mention.kind in _BODIES and name.isupper():
            return self._of_mention(mention)
        return self.by_name.get(name) or self._new(name, person=mention.kind == "person")

    def _of_mention(self, mention: Mention) -> Party:
        """The institution or group a mention of the registry stands for, under its longest name here."""
        party = self.by_id.get(mention.ids[0])
        if party is None:
            longest = self._longest[mention.ids[0]]
            party = self.by_name.get(longest) or self._new(longest, person=False)
            party.kind = mention.kind
            self.by_id[mention.ids[0]] = party
        return party

    def _by_surname(self, surname: str, at: int) -> Party | None:
        """The bearer of a surname named or speaking last before `at`, else the first in the text."""
        bearers = self.by_surname.get(surname)
        if not bearers:
            return None
        if len(bearers) == 1:
            return bearers[0]
        return self.ledger.last_named(at, lambda p: p.person and surname_of(p.name) == surname) or bearers[0]

    def _pronoun(self, word: str, at: int) -> Party | None:
        wanted = self.language.table.gender.get(word.partition("'")[0])

        def fits(party: Party) -> bool:
            return fits_pronoun(party, wanted)

        found = self.ledger.last_subject(at, fits, _NEAR) or self.ledger.last_named(at, fits, _NEAR)
        return found or (self.last if self.last is None or fits(self.last) else None)

    def _by_role(self, t: Tokens, noun: Noun, said: Mentioned, at: int) -> Party:
        """The minister, the ministry: whoever was called so before, else a party of its own."""
        if not self._is_definite(t, noun):
            return self._described(t, noun)
        head = head_of(t, noun) if self.language.table.definite else noun.first
        party: Party | None = None
        if t.is_a(head, Word.VENUE):
            party = self.last
        elif t.is_a(head, Word.BODY):
            party = self._body(t.keys[head], at)
        elif t.is_a(head, _OFFICES):
            offices = [i for i in range(noun.first, noun.core + 1) if t.is_a(i, _OFFICES)]
            words = {self._lemma(t.keys[i].removeprefix("ex-")) for i in offices}
            party = self._holder(words, at) or self._holder({self._lemma(t.keys[head].removeprefix("ex-"))}, at)
            party = party or self._epithet(t, noun, head, at)
        return party or self._described(t, noun)

    def _is_definite(self, t: Tokens, noun: Noun) -> bool:
        """The minister; where there are no articles, any office or body without a name."""
        if not self.language.table.definite:
            named = any(t.caps[i] for i in range(noun.first + 1, noun.core + 1))
            return t.is_a(noun.first, _OFFICES | Word.BODY) and noun.core - noun.first < _FEW and not named
        return t.is_a(noun.first, Word.DETERMINER) and t.keys[noun.first] in self.language.table.definite

    def _holder(self, offices: set[str], at: int) -> Party | None:
        """The party given all these offices, or others of the same sense: the last before `at`, else the next."""
        also = {word: {word, *self.language.table.also_called.get(word, ())} for word in offices}

        def holds(party: Party) -> bool:
            return offices <= party.roles

        def holds_alike(party: Party) -> bool:
            return all(party.roles & words for words in also.values())

        return (
            self.ledger.last_named(at, holds)
            or self.ledger.next_named(at, holds)
            or self.ledger.last_named(at, holds_alike)
            or self.ledger.next_named(at, holds_alike)
        )

    def _body(self, head: str, at: int) -> Party | None:
        """The ministry, the group: the last body called so, else the last one named."""

        def called(party: Party) -> bool:
            return not party.person and not party.plural and (head == party.kind or head in _words(party.name))

        def fits(party: Party) -> bool:
            return not party.person and not party.plural

        found = self.ledger.last_named(at, called)
        if found is None and self.language.table.definite:
            found = self.ledger.last_named(at, fits, _NEAR)
        return found

    def _epithet(self, t: Tokens, noun: Noun, head: int, at: int) -> Party | None:
        """The Louisiana Republican, the three governments: whoever was subject last and fits in number."""
        counted = any(t.keys[i] in self.language.table.numerals for i in range(noun.first, noun.core))
        plural = counted or t.keys[head].endswith("s")
        near = _NEAR if not t.is_a(head, Word.TITLE) else _NEAR // 4
        return self.ledger.last_subject(at, lambda p: p.plural == plural and (plural or p.person), near)

    def _lemma(self, word: str) -> str:
        return self.language.lemmas.get(word, word)

    def _described(self, t: Tokens, noun: Noun) -> Party:
        """A party known by its description alone: a senior official."""
        first = noun.first
        if t.is_a(first, Word.DETERMINER) and t.keys[first] in self.language.table.definite and first < noun.core:
            first += 1
        name = self._spelled(t, first, noun.core)
        name = name.removeprefix("-").removeprefix("t-")  # a clitic without what hangs it on
        party = self.by_name.get(name)
        if party is None:
            person = any(t.is_a(i, Word.ROLE) for i in range(noun.first, noun.core + 1))
            party = self.ledger.add(name, person=person)
            party.roles = {self._lemma(t.keys[i]) for i in range(first, noun.core + 1)}
            genders = self.language.table.gender
            party.gender = next((genders[w] for w in sorted(party.roles) if genders.get(w) in ("m", "f")), None)
            party.plural = noun.core > noun.first and t.keys[noun.core].endswith("s")
            self.by_name[name] = party
        return party


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", key_of(name))


def _chunk_before(t: Tokens, comma: int) -> tuple[int, int]:
    """The words before `comma` back to a sign or a verb."""
    first = comma
    while (
        first - 1 >= 0
        and comma - first < _INTRODUCING
        and not t.is_sign(first - 1)
        and not t.is_a(first - 1, Word.VERB | Word.AUXILIARY)
    ):
        first -= 1
    return first, comma - 1


def _chunk_end(t: Tokens, first: int) -> int:
    last = first
    while last + 1 < len(t) and last - first < _INTRODUCING + 2 and not t.is_sign(last + 1):
        last += 1
    return last
