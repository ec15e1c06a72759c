"""feeds.yaml: what it may say, and how its mistakes are told."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from platformdirs import user_config_path

from feeds.archive import FOREVER, keeping_of
from feeds.sources import (
    Every,
    Format,
    Highlight,
    SourcesError,
    find_feeds_file,
    load_watchlist,
    shipped_feeds_file,
)
from statements.model import Origin, SourceKind


@dataclass(frozen=True)
class Named:
    id: str = ""
    name: str = ""


@dataclass(frozen=True)
class SmallRegistry:
    """Two actors and two countries of an invented world, under the registry's interface."""

    ids: tuple[str, ...] = ("xa-president", "xb-ministry")
    countries: dict[str, Named] = field(
        default_factory=lambda: {"XA": Named(name="Arlandia"), "XB": Named(name="Borduria")}
    )

    def entry(self, id):
        return Named(id) if id in self.ids else None

    def entries(self):
        return [Named(id) for id in self.ids]


WHOLE = """\
defaults: {every: 10m, timeout: 20s}
polling: {at_once: 8, contact: desk@arlandia.example}
reading: {model: no}
sources:
  - id: arlandia
    title: President of Arlandia
    url: https://arlandia.example/feed
    actor: xa-president
    country: XA
    kind: primary
    lang: en
    tags: [executive]
  - id: page
    url: http://127.0.0.1:8000/list
    private: yes
    fulltext: "div.entry p"
    format: page
    links: ".list a"
    page: {title: h1}
    every: 5m..1h30m
    limits: {wire: 2MiB}
views:
  Talks: about:XB stance:talks
watches:
  Threats: stance:threaten
highlight:
  Ferries: ferry
  About us: {query: "about:XA", colour: red}
"""


def load(tmp_path, text):
    path = tmp_path / "feeds.yaml"
    path.write_text(text)
    return load_watchlist(path, SmallRegistry())


def problems(tmp_path, text):
    with pytest.raises(SourcesError) as caught:
        load(tmp_path, text)
    return [(p.line, p.key, p.message, p.suggestion) for p in caught.value.problems]


def test_a_whole_file_is_read(tmp_path):
    watchlist = load(tmp_path, WHOLE)
    first, second = watchlist.sources
    assert first.origin == Origin("arlandia", SourceKind.PRIMARY, "xa-president", "XA")
    assert first.every == Every(timedelta(minutes=10), timedelta(minutes=10))
    assert first.timeout == timedelta(seconds=20)
    assert (second.format, second.private, second.fulltext) == (Format.PAGE, True, "div.entry p")
    assert str(second.every) == "5m..1h30m"
    assert second.limits.wire == 2 * 1024 * 1024
    assert watchlist.views[0].query == "about:XB stance:talks"
    assert (watchlist.watches[0].name, watchlist.watches[0].query) == ("Threats", "stance:threaten")
    assert watchlist.highlights == (Highlight("ferry", name="Ferries"), Highlight("about:XA", "red", "About us"))
    assert watchlist.polling.contact == "desk@arlandia.example"
    assert watchlist.reading.model is False


def test_what_is_kept_how_long_is_said_for_all_and_for_one(tmp_path):
    text = """
archive: {keep: 2y, size: 1.5GB, plain: 26w}
sources:
  - {id: chatty, url: "https://chatty.example/feed", keep: 90d}
  - {id: kept, url: "https://kept.example/feed", keep: forever}
  - {id: plain, url: "https://plain.example/feed"}
"""
    keeping = keeping_of(load(tmp_path, text), [])
    assert (keeping.articles, keeping.plain) == (timedelta(days=730), timedelta(days=182))
    assert keeping.size == 1.5 * 2**30
    assert keeping.sources == {"chatty": timedelta(days=90), "kept": FOREVER}
    silent = keeping_of(load(tmp_path, "sources: []\n"), [])
    assert (silent.articles, silent.size, silent.plain) == (FOREVER, None, timedelta(days=30))

def test_queries_and_colours_are_checked_too(tmp_path):
    text = "views:\n  Talks: stanse:talks\nwatches:\n  T: stance:thret\n"
    found = problems(tmp_path, text + "highlight:\n  A: {query: ferry, colour: blu}\n")
    assert [(line, key) for line, key, _, _ in found] == [
        (2, "views.Talks"),
        (4, "watches.T"),
        (6, "highlight.A.colour"),
    ]
    assert "did you mean stance?" in found[0][2]
    assert found[2][3] == "blue"


def test_an_empty_file_watches_nothing(tmp_path):
    assert load(tmp_path, "").sources == ()
    assert load(tmp_path, "").reading.model is True


def test_all_mistakes_are_told_at_once_with_line_key_and_nearest_word(tmp_path):
    found = problems(
        tmp_path,
        """\
defaults: {every: 10q}
sources:
  - id: one
    url: htp://arlandia.example/feed
    kind: primry
    country: Arlandya
  - id: one
    url: https://arlandia.example/two
    actor: xa-presidnt
    lnag: en
  - url: https://arlandia.example/three
    limits: {wire: lots, conect: 3s}
veiws: {}
""",
    )
    assert [(line, key, suggestion) for line, key, _, suggestion in found] == [
        (1, "defaults.every", None),
        (4, "sources.one.url", None),
        (5, "sources.one.kind", "primary"),
        (6, "sources.one.country", "XA"),
        (7, "sources.one.id", None),
        (9, "sources.one.actor", "xa-president"),
        (10, "sources.one.lnag", "lang"),
        (11, "sources.2.id", None),
        (12, "sources.2.limits.wire", None),
        (12, "sources.2.limits.conect", "connect"),
        (13, "veiws", "views"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("sources:\n\t- id: a\n", 2, "tab"),
        ("sources: []\nviews: {a: b\n", 3, "not YAML"),
        ("defaults: {every: 10m}\ndefaults: {every: 5m}\n", 2, "twice, first on line 1"),
        ("sources:\n  - id: a\n    id: b\n    url: https://a.example/\n", 3, "twice, first on line 2"),
        ("archive: {keep: 3 months}\n", 1, "is not an age: write a number of days, weeks or years"),
        ("archive: {size: 3kB}\n", 1, "is no room for an archive"),
        ("archive: {kept: 3d}\n", 1, "unknown key"),
        ("sources: !!python/object/apply:os.system [exit]\n", 1, "not allowed"),
        ("sources: &a [*a]\n", 1, "in itself"),
        ("sources: a word\n", 1, "must be a list"),
        ("- a list\n", 1, "must be a mapping"),
        ("sources:\n  - {id: a, url: 'https://a.example/', format: page}\n", 2, "is missing"),
        ("sources:\n  - {id: a, url: 'https://a.example/', every: 1s}\n", 2, "too often"),
        ("sources:\n  - {id: a, url: 'https://a.example/', every: 2h..1h}\n", 2, "shorter bound first"),
        ("sources:\n  - {id: a, url: 'https://a.example/', private: maybe}\n", 2, "neither yes nor no"),
        ("sources:\n  - {id: a, url: 'https://a.example/', format: page, links: a, match: '('}\n", 2, "regular"),
        ("sources:\n  - {id: -a, url: 'https://a.example/'}\n", 2, "letters, digits"),
    ],
)
def test_a_mistake_is_told_where_it_stands(tmp_path, text, line, words):
    found = problems(tmp_path, text)
    assert len(found) == 1
    assert found[0][0] == line
    assert words in found[0][2]


def test_aliases_that_unfold_without_end_are_refused(tmp_path):
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert any("aliases" in message for _, _, message, _ in problems(tmp_path, "\n".join(levels)))


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path):
    with pytest.raises(SourcesError, match="cannot be read"):
        load_watchlist(tmp_path / "none.yaml", SmallRegistry())
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourcesError, match="cannot be read"):
        load_watchlist(tmp_path / "bytes.yaml", SmallRegistry())


def test_the_file_is_looked_for_where_the_user_said_then_here_then_at_home_then_in_the_wheel(tmp_path):
    named, here, home = tmp_path / "named.yaml", tmp_path / "cwd", user_config_path("communique")
    here.mkdir()
    assert find_feeds_file(None, {}, here) == shipped_feeds_file()
    home.mkdir(parents=True)
    (home / "feeds.yaml").touch()
    assert find_feeds_file(None, {}, here) == home / "feeds.yaml"
    (here / "feeds.yaml").touch()
    assert find_feeds_file(None, {}, here) == here / "feeds.yaml"
    assert find_feeds_file(None, {"COMMUNIQUE_FEEDS": str(named)}, here) == named
    assert find_feeds_file(tmp_path / "x.yaml", {"COMMUNIQUE_FEEDS": str(named)}, here) == tmp_path / "x.yaml"
    assert shipped_feeds_file().is_file()
