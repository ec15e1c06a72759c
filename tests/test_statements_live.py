"""Constructions of texts as feeds deliver them: offices before names, lists of decisions, leaders together."""

from __future__ import annotations

import pytest

from statements.model import Article, Origin, Statement
from statements.reading import read_statements
from statements.registry import Registry, load_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def read(registry: Registry, text: str) -> list[Statement]:
    """The statements of an English text."""
    return list(read_statements(Article("a", "", text, Origin(), language="en"), registry))


@pytest.mark.parametrize(
    "phrase",
    [
        "Spokesman for the Ministry of Foreign Affairs Ivo Berg",
        "Spokesman of the Iranian Foreign Ministry Ivo Berg",
        "Deputy Minister of Foreign Affairs of the Russian Federation Ivo Berg",
        "Director General of the Egyptian Health Ministry Ivo Berg",
        "Minister of Foreign Affairs and International Cooperation Ivo Berg",
        "Secretary of Iran's Supreme National Security Council Ivo Berg",
        "President of the Republic of Korea Ivo Berg",
        "Minister Ivo Law Berg",
    ],
)
def test_a_name_stands_behind_what_its_office_is_of(registry: Registry, phrase: str) -> None:
    (one,) = read(registry, f"{phrase} said that the talks were over.")
    assert one.speaker.name in ("Ivo Berg", "Ivo Law Berg")


def test_an_office_of_a_body_holds_no_name(registry: Registry) -> None:
    (one,) = read(registry, "The spokesman for the Ministry of Foreign Affairs said that the talks were over.")
    assert one.speaker.name == "spokesman for the Ministry of Foreign Affairs"


RESOLUTION = """The Peace and Security Council of the African Union,

Recalling its earlier decisions on Mali;

Deeply concerned by the blockade;

1. Strongly condemns the attacks on civilians in central Mali;

2. Demands the release of all hostages without conditions;

3. Requests the Chairperson to report within thirty days; and

4. Decides to remain seized of the matter.

The meeting ended at noon."""


@pytest.mark.parametrize("text", [RESOLUTION, RESOLUTION.replace("\n\n", " ")], ids=["paragraphs", "one line"])
def test_each_paragraph_of_a_resolution_is_the_councils(registry: Registry, text: str) -> None:
    found = [one for one in read(registry, text) if one.rule == "listed"]
    assert {one.speaker.name for one in found} == {"Peace and Security Council of the African Union"}
    assert [one.text.split()[0] for one in found] == ["the", "the", "the", "to"]
    assert found[1].text == "the release of all hostages without conditions"


def test_items_behind_a_colon_are_whose_list_it_is(registry: Registry) -> None:
    found = read(
        registry,
        "The ministers adopted a statement in which they:\n\n- reaffirmed their support for Ukraine;\n"
        "- called on Russia to withdraw its forces;\n- agreed to meet again in March.",
    )
    assert [(one.speaker.name, one.text) for one in found] == [
        ("ministers", "their support for Ukraine"),
        ("ministers", "Russia to withdraw its forces"),
        ("ministers", "to meet again in March"),
    ]


def test_we_are_those_who_say_so_first(registry: Registry) -> None:
    found = read(
        registry,
        "We, the Foreign Ministers of Australia, India and Japan and the Secretary of State of the United States "
        "of America, met in Tokyo.\n\nWe condemn the launches of last week.",
    )
    assert found[-1].speaker.name.startswith("Foreign Ministers of Australia, India and Japan")
    assert (found[-1].actor.country, found[-1].actor.official) == ("AU", True)


LEADERS = """President Recep Tayyip Erdogan, President Vladimir Putin and President Masoud Pezeshkian met in Ankara.

The leaders affirmed that no military solution exists."""


def test_the_leaders_are_those_named_before(registry: Registry) -> None:
    one = read(registry, LEADERS)[-1]
    assert one.speaker.name == "Recep Tayyip Erdogan, Vladimir Putin and Masoud Pezeshkian"
    assert one.actor.country == "TR"


def test_two_sides_are_the_two_countries_spoken_of(registry: Registry) -> None:
    one = read(registry, "China told Japan that it was ready.\n\nBoth sides stressed that trade must grow.")[-1]
    assert (one.speaker.name, one.actor.country, one.actor.official) == ("Both sides", "CN", True)


def test_a_noun_that_takes_up_what_was_said_is_whoevers_verb_follows(registry: Registry) -> None:
    accused, denied = read(registry, "Afghanistan accused Pakistan of killing two, a charge Islamabad denied.")
    assert (accused.actor.country, accused.text) == ("AF", "Pakistan of killing two")
    assert (denied.actor.country, denied.reading.stance.value, denied.text) == ("PK", "deny", "a charge")


@pytest.mark.parametrize("rubric", ["Live", "Analysis", "Key points"])
def test_what_a_page_calls_its_kind_says_nothing(registry: Registry, rubric: str) -> None:
    assert not read(registry, f"{rubric}: Ministers gather in Geneva as deadline nears\n\nMore to follow.")


def test_an_army_named_behind_its_words_is_that_of_the_dateline(registry: Registry) -> None:
    (one,) = read(registry, "SEOUL, Nov. 20 (Yonhap) -- North Korea fired two missiles, the military said.")
    assert one.actor.country == "KR"


def test_an_official_of_an_institution_is_its_countrys(registry: Registry) -> None:
    found = read(
        registry,
        "MOSCOW. The talks were over, Russian presidential spokesman Dmitry Peskov said. “We shall see,” the "
        "Kremlin official noted, commenting on remarks by NATO Secretary General Mark Rutte.",
    )
    assert [one.speaker.name for one in found] == ["Dmitry Peskov", "Dmitry Peskov"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Skipper Ivo Berg ran. The Works Secretary said no. She said it was late.", ["Works Secretary"] * 2),
        ("Ada Lind spoke. Echoing her, Norway’s delegate said the text was weak.", ["Norway’s delegate"]),
        ("Defence Cabinet Secretary Ada Lind left. The CS said the boats would stay.", ["Ada Lind"]),
        ("A statement by COCOBOD denied the claim. It said the farmers had been paid.", ["COCOBOD", "COCOBOD"]),
        ("Ada Lind, a 58-year-old pensioner, came. “Who will pay me?” she asked.", ["Ada Lind"]),
        ("Greenpeace’s Ada Lind said the sea was empty.", ["Ada Lind"]),
        ("Ada Lind of the Harbour Institute for Peace said the sea was empty.", ["Ada Lind"]),
        ("Aibar Berg came. A. Berg said the road was open.", ["Aibar Berg"]),
        ("“Name one,” party general secretary Ivo Berg told reporters here.", ["Ivo Berg"]),
        ("Commenting on media reports about the road, Berg denied the claim.", ["Berg"]),
        ("It was open, visiting Chinese Vice Minister of Rural Affairs Ivo Berg said here.", ["Ivo Berg"]),
        ("FURIOUS fishermen demanded a new harbour.", ["FURIOUS fishermen"]),
        ("In Berg’s view it failed. Ivo Berg was late. In his view, the talks had failed.", ["Ivo Berg"]),
    ],
)
def test_speakers_of_the_press(registry: Registry, text: str, speakers: list[str]) -> None:
    assert [one.speaker.name for one in read(registry, text)] == speakers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lind said officers would leave, the first time a date was named.", ["officers would leave"]),
        ("Poland demanded that all pay, a request that Berlin met with silence.", ["that all pay"]),
        ("Lind challenged the member to table the names.", ["the member to table the names"]),
        ("Berg gave the assurance that his side would follow.", ["that his side would follow"]),
        ("Lind, noting that the road was shut, warned against haste.", ["that the road was shut", "haste"]),
        ("Two were hurt, police said, adding that nine were held.", ["Two were hurt", "that nine were held"]),
        ("Germany called the timing unfortunate.", ["the timing unfortunate"]),
        ("The minister urged calm after a gunboat chased a trawler.", ["calm"]),
        ("Calling for a truce, Lind said the road was open.", ["a truce", "the road was open"]),
        ("A hole was torn in its hull.No one was hurt, Berg said.", ["No one was hurt"]),
        ("Ada Lind has just spoken to reporters outside the hotel.", []),
    ],
)
def test_where_what_is_said_begins_and_ends(registry: Registry, text: str, said: list[str]) -> None:
    assert [one.text for one in read(registry, text)] == said


INTERVIEW = """Ada Lind negotiated the protocol. She received us in her office.

Were you surprised?

I was surprised by the silence. You can lose a habit.

Trade is still small.

Do you share his optimism?

We are ready tomorrow. The hall has eleven booths.

What I will not do is link it to other files.

A final question. What is on the other side?

I have been everywhere but there."""


def test_answers_of_an_interview_are_whoevers_it_is(registry: Registry) -> None:
    found = read(registry, INTERVIEW)
    assert {one.speaker.name for one in found} == {"Ada Lind"}
    assert [one.text.split()[0] for one in found] == ["I", "We", "What", "I"]


def test_a_stranger_serves_the_country_the_article_is_about(registry: Registry) -> None:
    text = "Interior Minister Besnik Haxhi told a news conference in Pristina that the offices were shut."
    (one,) = read(registry, text)
    assert (one.actor.country, one.actor.official) == ("XK", True)


def test_police_are_those_named_with_their_country_before(registry: Registry) -> None:
    text = "Kosovo police closed four offices run by Serbia, Serbian papers wrote.\n\nTwo were hurt, police said."
    assert read(registry, text)[-1].actor.country == "XK"


def test_what_a_page_calls_its_kind_is_no_label_of_a_turn(registry: Registry) -> None:
    text = "Breaking: Ada Lind Wins The Vote\n\nIvo Berg was late. “This has to stop,” Berg said.\n\nWhat now?"
    assert {one.speaker.name for one in read(registry, text)} <= {"Ivo Berg"}
