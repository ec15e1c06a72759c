"""Names in scripts without capitals: those the registry knows, what stands after a title, and both once more."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from statements.constructs import articled, is_written_so, past_domain
from statements.language import Language, Word
from statements.linking import Mention
from statements.model import Span
from statements.phrases import is_comma
from statements.tokens import Tokens

_SHORTEST = 3
"""Letters of a surname that stands for its bearer elsewhere; shorter ones are common words too often."""
_OFFICE_WORDS = 9
"""Tokens of an office in whose apposition a name is looked for."""
_LONGEST_FOREIGN = 9
"""Letters of a foreign name in a script without spaces."""
_LONGEST_RUN = 5
"""Letters that are a name there though they are not spelled as foreign names are."""
_ACCUSATIVE = "\u064b"
"""The ending of a noun in Arabic that is no name: اتصالاً."""
_FULL = 2
"""Words of a name that opens with a given one."""
_OFFICE = Word.TITLE | Word.ROLE


def name_spans(
    text: str, paragraphs: Iterable[Span], language: Language, mentions: Sequence[Mention]
) -> list[Span]:
    """Where names stand in `text`: the registry's `mentions` and words that follow an office, wherever they are.

    No further name is looked for behind a mention of a person. Nothing for languages that write names with a
    capital.
    """
    if language.table.capitals:
        return []
    known = [mention.span for mention in mentions]
    people = [mention.span for mention in mentions if mention.kind == "person"]
    found: set[str] = set()
    persons = {span.start for span in people}
    for paragraph in paragraphs:
        tokens = Tokens(text, paragraph, language, known)
        found |= {
            text[tokens.starts[a] : tokens.ends[b]]
            for a, b in (
                *_after_offices(tokens, persons),
                *_before_offices(tokens),
                *_in_apposition(tokens),
                *_behind_given(tokens),
            )
        }
    found |= {surname for span in people if len(surname := span.of(text).split()[-1]) >= _SHORTEST}
    words = {name for name in found if len(name) > 1}
    if language.table.spaces:
        words |= {word for name in found for word in name.split() if len(word) > 2}
        words.difference_update(language.table.of)
    return sorted({*known, *_occurrences(text, words, language)})


def _after_offices(t: Tokens, persons: Container[int]) -> Iterable[tuple[int, int]]:
    """Runs of unknown words behind an office: وزير الخارجية | بدر عبد العاطي."""
    starts, of = set(t.phrases), frozenset(t.language.table.of)
    longest, openers = t.language.table.name_words, t.language.table.name_openers
    i, chained, articles = 0, False, is_written_so(t)
    while i < len(t):
        plain = (
            (not t.classes[i] or t.keys[i] in openers)
            and (t.keys[i] not in of or t.keys[i] in openers)
            and i not in starts
            and not t.is_sign(i)
            and not t.keys[i][0].isdigit()
        )
        domain = past_domain(t, i) if chained and articles and not t.is_sign(i) and i not in starts else i
        if domain > i:
            chained = domain < len(t) and (not t.classes[domain] or t.keys[domain] in openers)
            i = domain
            continue
        if chained and plain and not t.caps[i]:
            end = i
            while (
                end + 1 < len(t)
                and _goes_on(t, end + 1, starts)
                and (_length(t, i, end + 1) <= longest or _is_foreign(t, i, end + 1))
            ):
                end += 1
            end = _whole_run(t, i, end, starts)
            while end > i and t.is_a(end, Word.PREPOSITION):
                end -= 1
            object_ = end + 1 < len(t) and t.keys[end + 1] == t.language.order.object_marker
            if not object_ and _is_bounded(t, i, end, starts):
                yield i, end
            i, chained = end + 1, False
            continue
        if t.is_a(i, _OFFICE):
            chained = True
        elif chained and t.is_a(i, Word.PREPOSITION) and i + 1 < len(t) and t.is_a(i + 1, Word.BODY):
            pass  # قيادي في الحركة: what an office is of
        elif t.starts[i] in persons or not (t.is_a(i, Word.BODY | Word.ATTRIBUTE) or t.caps[i] or t.keys[i] in of):
            chained = False
        i += 1


def _is_bounded(t: Tokens, first: int, last: int, starts: Container[int]) -> bool:
    """وزیر کشور | تمدید برگه‌های …: whether a name ends before a known word or a sign, where nothing else tells."""
    if not t.language.order.object_marker or t.keys[first] in t.language.table.given or last + 1 >= len(t):
        return True
    after = last + 1
    return bool(t.classes[after]) or t.is_sign(after) or after in starts or t.caps[after]


def _whole_run(t: Tokens, first: int, last: int, starts: set[int]) -> int:
    """马莉淑洁达 | 中将: where words are not set apart, all letters up to a known word, if few, are one name."""
    end, spaces = last, t.language.table.spaces
    while end + 1 < len(t) and end - first < _LONGEST_RUN and _goes_on(t, end + 1, starts):
        end += 1
    if spaces:  # بياته ماينل رايزنغر | إن: a third word before what was said
        said = end + 1 < len(t) and (t.is_a(end + 1, Word.THAT) or t.keys[end + 1] == ":" or is_comma(t, end + 1))
        return end if said and end - last < 2 else last
    return end if end - first < _LONGEST_RUN else last


def _is_foreign(t: Tokens, first: int, last: int) -> bool:
    """库谢尔巴耶夫: whether words are spelled as foreign names are."""
    spelled = t.language.foreign_name
    return (
        spelled is not None
        and last - first < _LONGEST_FOREIGN
        and all(spelled.fullmatch(t.keys[i]) for i in range(first, last + 1))
    )


def _behind_given(t: Tokens) -> Iterable[tuple[int, int]]:
    """A given name with what follows it: آدم يعقوب."""
    starts, given = set(t.phrases), frozenset(t.language.table.given)
    for i in range(len(t) - 1):
        if t.keys[i] not in given or t.caps[i]:
            continue
        end = i
        while end + 1 < len(t) and _goes_on(t, end + 1, starts) and _length(t, i, end + 1) <= _FULL:
            end += 1
        while end > i and t.is_a(end, Word.PREPOSITION):
            end -= 1
        if end > i:
            yield i, end


def _in_apposition(t: Tokens) -> Iterable[tuple[int, int]]:
    """Unknown words between two commas behind an office: سخنگوی دولت، نرگس پارسانیا، گفت"""
    starts = set(t.phrases)
    for comma in range(1, len(t) - 2):
        if not is_comma(t, comma):
            continue
        last = comma
        while last + 1 < len(t) and last - comma < t.language.table.name_words and _goes_on(t, last + 1, starts):
            last += 1
        if last > comma and last + 1 < len(t) and is_comma(t, last + 1) and _ends_office(t, comma, starts):
            yield comma + 1, last


def _ends_office(t: Tokens, comma: int, starts: Container[int]) -> bool:
    """Whether the words before `comma` are an office: نماینده ایران در سازمان ملل،"""
    for i in range(comma - 1, max(-1, comma - _OFFICE_WORDS), -1):
        if t.is_sign(i) or i in starts or t.is_a(i, Word.VERB | Word.AUXILIARY | Word.THAT):
            return False
        if t.is_a(i, _OFFICE):
            return True
    return False


def _before_offices(t: Tokens) -> Iterable[tuple[int, int]]:
    """Unknown words that open a sentence and are told by an apposition: نرگس پارسانیا، سخنگوی دولت،"""
    starts = set(t.phrases)
    for comma in range(1, len(t) - 1):
        if not (is_comma(t, comma) and (t.is_a(comma + 1, _OFFICE) or _tells_age(t, comma + 1))):
            continue
        first = comma
        while first > 0 and not t.classes[first - 1] and first - 1 not in starts and not t.is_sign(first - 1):
            first -= 1
        opens = first == 0 or t.keys[first - 1] in (".", "؟", "!")
        longest = t.language.table.name_words + bool(t.language.order.object_marker)
        if opens and 0 < comma - first <= longest:
            yield first, comma - 1


def _tells_age(t: Tokens, i: int) -> bool:
    """فریبا، | ۲۷ ساله،: a number and a word between commas."""
    return t.keys[i].isdigit() and i + 2 < len(t) and not t.is_sign(i + 1) and is_comma(t, i + 2)


def _length(t: Tokens, first: int, last: int) -> int:
    """Words of a name, particles left out; عبد الله is one."""
    table = t.language.table
    counted = (t.keys[i] not in table.of or t.keys[i - 1] in table.name_openers for i in range(first, last + 1))
    sons = sum(t.keys[i] in table.of and t.keys[i] not in table.name_openers and not articled(t, i)
               for i in range(first + 1, last) if table.article)  # ماجد بن محمد الأنصاري
    return sum(counts and not t.is_sign(i) for i, counts in enumerate(counted, first)) - sons


def _goes_on(t: Tokens, i: int, starts: set[int]) -> bool:
    if t.keys[i] in ("·", "-", "‐"):
        return True
    return (
        (not t.classes[i] or t.is_a(i, Word.NAME) or t.keys[i] in t.language.table.of)
        and i not in starts
        and not t.is_sign(i)
        and not t.keys[i].isdigit()
        and _ACCUSATIVE not in t.text[t.starts[i] : t.ends[i]]
        and not t.keys[i].startswith(tuple(t.language.table.melted))
    )


def _occurrences(text: str, names: Iterable[str], language: Language) -> Iterable[Span]:
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return
    edge = r"\b" if language.table.spaces else ""
    prefix = f"(?:{'|'.join(map(re.escape, language.table.prefixes))})?" if language.table.prefixes else ""
    for found in re.finditer(f"{edge}{prefix}({'|'.join(map(re.escape, longest))}){edge}", text):
        yield Span(found.start(1), found.end(1))
