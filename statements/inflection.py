"""Case forms of Russian and Ukrainian names, made by rule: Песков → Пескова, Москва → Москвы.

A name is declined word by word, all words in the same case; a form too many costs nothing, since it is only
looked for. What no rule makes is listed under `forms` in the tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # what the nominative ends in: genitive, dative, accusative, instrumental, prepositional
    ("ский", ("ского", "скому", "ского", "ским", "ском")),
    ("ський", ("ського", "ському", "ського", "ським", "ському")),
    ("цкий", ("цкого", "цкому", "цкого", "цким", "цком")),
    ("цький", ("цького", "цькому", "цького", "цьким", "цькому")),
    ("ная", ("ной", "ной", "ную", "ной", "ной")),
    ("ская", ("ской", "ской", "скую", "ской", "ской")),
    ("ська", ("ської", "ській", "ську", "ською", "ській")),
    ("ное", ("ного", "ному", "ное", "ным", "ном")),
    ("ные", ("ных", "ным", "ные", "ными", "ных")),
    ("ский", ("ского", "скому", "ского", "ским", "ском")),
    ("ый", ("ого", "ому", "ый", "ым", "ом")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ий", ("ия", "ию", "ия", "ием", "ии")),
    ("ія", ("ії", "ії", "ію", "ією", "ії")),
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ея", ("еи", "ее", "ею", "еей", "ее")),
    ("ец", ("ца", "цу", "ца", "цем", "це")),
    ("ль", ("ля", "лю", "ль", "лем", "ле")),
    ("нь", ("ня", "ню", "нь", "нем", "не")),
    ("ов", ("ова", "ову", "ова", "овым", "ове")),
    ("ев", ("ева", "еву", "ева", "евым", "еве")),
    ("ин", ("ина", "ину", "ина", "ином", "ине")),
    ("ын", ("ына", "ыну", "ына", "ыным", "ыне")),
    ("ка", ("ки", "ке", "ку", "кой", "ке")),
    ("га", ("ги", "ге", "гу", "гой", "ге")),
    ("ха", ("хи", "хе", "ху", "хой", "хе")),
    ("ша", ("ши", "ше", "шу", "шей", "ше")),
    ("ща", ("щи", "ще", "щу", "щей", "ще")),
    ("ы", ("", "ам", "ы", "ами", "ах")),
    ("а", ("ы", "е", "у", "ой", "е")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("ь", ("и", "и", "ь", "ью", "и")),
    ("й", ("я", "ю", "я", "ем", "е")),
    ("о", ("о", "о", "о", "о", "о")),
    ("е", ("е", "е", "е", "е", "е")),
    ("и", ("и", "и", "и", "и", "и")),
    ("у", ("у", "у", "у", "у", "у")),
    ("ю", ("ю", "ю", "ю", "ю", "ю")),
    ("э", ("э", "э", "э", "э", "э")),
)
_CONSONANT = ("а", "у", "а", "ом", "е")
_UKRAINIAN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ень", ("ня", "ню", "ень", "нем", "ні")),
    ("ець", ("ця", "цеві", "ця", "цем", "цю")),
    ("ка", ("ки", "ці", "ку", "кою", "ці")),
    ("га", ("ги", "зі", "гу", "гою", "зі")),
    ("ща", ("щі", "щі", "щу", "щею", "щі")),
    ("ша", ("ші", "ші", "шу", "шею", "ші")),
    ("ія", ("ії", "ії", "ію", "ією", "ії")),
    ("а", ("и", "і", "у", "ою", "і")),
    ("я", ("і", "і", "ю", "ею", "і")),
    ("ь", ("я", "ю", "ь", "ем", "і")),
    ("й", ("я", "ю", "я", "єм", "ї")),
    ("їв", ("єва", "єву", "їв", "євом", "єві")),
    ("ів", ("ова", "ову", "ів", "овом", "ові")),
    ("о", ("о", "о", "о", "о", "о")),
    ("и", ("", "ам", "и", "ами", "ах")),
)
_UKRAINIAN_CONSONANT = ("а", "ові", "а", "ом", "і")
_SURNAME = re.compile(r"[оеёи]в$|[иы]н$")


def case_forms(name: str) -> tuple[str, ...]:
    """The oblique forms of a Cyrillic name, without the name itself; nothing for other scripts and acronyms."""
    words = name.split(" ")
    if not _CYRILLIC.search(name) or len(words) > 3 or any(word.isupper() for word in words):
        return ()
    forms = set()
    for table, plain in ((_ENDINGS, _CONSONANT), (_UKRAINIAN, _UKRAINIAN_CONSONANT)):
        cases = zip(*(_decline(word, table, plain) for word in words), strict=True)
        forms |= {" ".join(case) for case in cases}
    if len(words) == 1 and _SURNAME.search(name):
        forms |= {name + ending for ending in ("ой", "ым", "ом", "у", "а")}
    return tuple(sorted(forms - {name, ""}))


def is_declined(name: str) -> bool:
    """Whether a name is written in letters whose languages say by its ending whose something is: Литвы."""
    return _CYRILLIC.match(name) is not None


def _decline(word: str, table: tuple[tuple[str, tuple[str, ...]], ...], plain: tuple[str, ...]) -> tuple[str, ...]:
    if not word[:1].isupper() and not _CYRILLIC.match(word):
        return (word,) * 5
    for ending, cases in table:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return tuple(word[: -len(ending)] + case for case in cases)
    return tuple(word + case for case in plain)


_OWNERS: tuple[tuple[str, str], ...] = (
    # what the genitive and the instrumental of a surname end in: its nominative; the longest first
    ("ською", "ська"), ("цькою", "цька"), ("овою", "ова"), ("євою", "єва"), ("іною", "іна"),
    ("ського", "ський"), ("ским", "ский"),
    ("ского", "ский"), ("цкого", "цкий"), ("цького", "цький"), ("ським", "ський"), ("цьким", "цький"),
    ("ської", "ська"), ("ской", "ская"), ("ової", "ова"), ("овой", "ова"), ("евой", "ева"), ("євої", "єва"),
    ("иной", "ина"), ("іної", "іна"), ("овим", "ов"), ("овым", "ов"), ("евым", "ев"), ("иным", "ин"),
    ("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("єва", "єв"), ("ина", "ин"), ("ына", "ын"), ("іна", "ін"),
    ("вця", "вець"), ("нця", "нець"), ("вца", "вец"), ("нца", "нец"), ("ря", "рь"), ("ля", "ль"), ("ня", "нь"),
)
_GIVEN: tuple[tuple[str, str], ...] = (
    # the same of given names
    ("ією", "ія"), ("єю", "я"), ("ою", "а"), ("ой", "а"),
    ("ия", "ий"), ("ія", "ій"), ("ея", "ей"), ("ая", "ай"), ("ии", "ия"), ("ії", "ія"), ("ьи", "ья"),
    ("ом", ""), ("ем", "ь"), ("єм", "й"), ("ием", "ий"), ("а", ""), ("я", "ь"), ("ы", "а"), ("и", "а"), ("и", "я"),
)


_WITH = re.compile(
    r"(?:ом|ем|єм) \w+(?:[иы]м|[бвгджзклмнпрстфхцчшщ]ом)$"
    r"|(?:ою|ією|єю) \w+$|[бвгджзклмнрстфх]ой \w+(?:ов|ев|ин|ск|цк)ой$"
    r"|\w\w(?:ом|єм|[еи]ем) \w+(?:[оеє]ю|[бвгджзклмнпрстфхцчшщ]ой|[оеуюи]|[иы]х)$"
)


_LED = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:[ое]ю|ой)$")
"""The instrumental of a man's surname in -а: с Олегом *Качкой*, Тарасом *Качкою*."""


def is_instrumental(name: str) -> bool:
    """Whether the ending of a full name says that something is done with its bearer: с Олегом *Самарским*."""
    return bool(_WITH.search(name))


def nominative(name: str, given_names: Mapping[str, str] = MappingProxyType({})) -> str:
    """A full Cyrillic name in the genitive or instrumental as its bearer writes it; other names as they are.

    `given_names` are those whose nominative no ending tells, by what is left without it: Петр, for Петро.
    A woman's name in the nominative looks as a man's in the genitive: only ask where the case is known.
    """
    first, _, last = name.partition(" ")
    if not last or " " in last or not _CYRILLIC.match(name):
        return name
    given = next((first[: -len(end)] + put for end, put in _GIVEN if first.endswith(end)), None)
    family = next((last[: -len(end)] + put for end, put in _OWNERS if last.endswith(end)), None)
    if given is None:
        return name
    given = given_names.get(given, given)
    if family is None and is_instrumental(name):
        family = _LED.sub("", last.removesuffix("ом"))
        family += "а" if family != last.removesuffix("ом") else ""
    if family is None:
        declined = last[-1] in "ау" and last[-2] not in "аеиоуыэюяії" and not first.endswith(("ы", "и"))
        family = last[:-1] if declined else last
    return f"{given} {family}"
