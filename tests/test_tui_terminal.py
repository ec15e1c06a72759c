"""In a real terminal: it is restored however the program ends, and nothing a feed says reaches it raw."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from base64 import b64decode
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from fakes_memory import harvest, quoting
from fakes_screen import HOSTILE, NOW, filled, hostile
from fakes_terminal import Terminal

from store.connect import open_store
from store.query import parse_query
from store.recall import Recall
from store.remember import remember
from store.upkeep import backup


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def alive(pid: int) -> bool:
    """Whether a process runs still; one that nobody has buried counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def stopped(pid: int) -> bool:
    """Whether a process waits in the background."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T"


@pytest.fixture
def db(tmp_path):
    store = filled(tmp_path / "c.db")
    store.close()
    return tmp_path / "c.db"


@pytest.fixture
def feeds(tmp_path):
    file = tmp_path / "feeds.yaml"
    file.write_text("sources: []\n")
    return file


@pytest.fixture
def open_terminal(db, feeds):
    def opened(*argv, **options):
        return Terminal(["--db", str(db), "--feeds", str(feeds), "--no-poll", *argv], **options)

    return opened


@pytest.mark.parametrize(
    "how, code",
    [("q", 0), ("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["q", "Ctrl+C", "SIGTERM", "SIGHUP"],
)
def test_the_terminal_is_put_back_however_one_leaves(open_terminal, how, code):
    with open_terminal() as terminal:
        terminal.wait("Ada Vell")
        if isinstance(how, str):
            terminal.send(how)
        else:
            os.kill(terminal.process.pid, how)
        assert terminal.leave() == code
        assert terminal.restored


def test_a_killed_dashboard_leaves_no_poller_behind(db, feeds):
    with Terminal(["--db", str(db), "--feeds", str(feeds)]) as terminal:
        terminal.wait("Ada Vell")
        terminal.until(lambda _: children_of(terminal.process.pid) != [])
        (child,) = children_of(terminal.process.pid)
        terminal.process.kill()
        terminal.process.wait()
        terminal.until(lambda _: not alive(child))


def test_a_database_that_is_damaged_is_told_in_one_sentence(open_terminal, db):
    with db.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (db.stat().st_size - 4096))
    with open_terminal() as terminal:
        assert terminal.leave() == 1
        assert b"c.db is damaged" in terminal.raw
        assert b"Traceback" not in terminal.raw


def copied_into(store, replica):
    """What a copy by SQLite's online backup does, as Litestream's restore or a script of one's own would."""
    with store.reading() as source:
        target = sqlite3.connect(replica)
        source.backup(target)
        target.close()


def put_in_place(store, replica):
    """What rsync does: a whole new file under the old name."""
    fresh = replica.with_name("fresh.db")
    backup(store, fresh)
    fresh.replace(replica)


@pytest.mark.parametrize("copy", [copied_into, put_in_place])
def test_a_desk_goes_on_beside_a_copy_that_is_renewed(db, feeds, tmp_path, copy):
    replica, mine = tmp_path / "replica.db", tmp_path / "mine.db"
    collector = open_store(db)
    backup(collector, replica)
    with Terminal(["--db", str(replica), "--marks", str(mine), "--feeds", str(feeds)]) as terminal:
        terminal.wait("Ada Vell")
        terminal.send("*")
        terminal.wait("★")
        for number in (1, 2, 3):
            words = f"Reply {number} went to the harbour committee."
            remember(collector, harvest(quoting(f"reply{number}", words, at=NOW + timedelta(minutes=number))))
            copy(collector, replica)
            terminal.wait(f"Reply {number} went")
        terminal.send("q")
        assert terminal.leave() == 0
    assert Recall(collector).listing(parse_query("is:starred")).total() == 0
    collector.close()
    desk = open_store(replica, readonly=True, marks=mine)
    assert Recall(desk).listing(parse_query("is:starred")).total() == 1
    desk.close()


def test_a_storm_of_resizes_is_survived(open_terminal):
    with open_terminal() as terminal:
        terminal.wait("Ada Vell")
        for columns, lines in [(40, 10), (1, 1), (200, 60), (20, 5), (119, 30), (120, 30), (80, 24)]:
            terminal.resize(columns, lines)
            terminal.pump(0.02)
        terminal.send("?")
        terminal.wait("what every key does")


def test_nothing_in_a_feed_reaches_the_terminal_raw(db, feeds, tmp_path):
    store = open_store(db)
    remember(store, hostile())
    store.close()
    with Terminal(["--db", str(db), "--feeds", str(feeds), "--no-poll"], columns=140, lines=40) as terminal:
        terminal.wait("[/b]")
        terminal.send("\r")
        terminal.wait("statement 1 of 1")
        terminal.send("q")
        assert terminal.leave() == 0
        for leak in ("\x1b]0;pwned", "\x1b]52;c;cHdu", "\x9b", "\u202e", "\u200b", "\U000e0041", "\u0301" * 9):
            assert leak.encode() not in terminal.raw


def back_to_the_list(terminal):
    """Steps back until nothing lies over the dashboard."""
    for patience in (3, 3, 20):
        terminal.send("\x1b")
        with suppress(AssertionError):
            terminal.until(lambda text: "officials only" in text and "╭" not in text, patience)
            return
    raise AssertionError(terminal.text)


SCREENS = {"matrix": "M", "actors": "A", "sources": "S", "pulse": "P", "views": "v", "settings": ",", "help": "?"}


@pytest.mark.parametrize("columns, lines", [(80, 24), (160, 45)])
def test_nothing_in_a_feed_reaches_the_terminal_raw_on_any_screen(db, feeds, columns, lines):
    store = open_store(db)
    remember(store, hostile())
    store.close()
    quoted = HOSTILE[:160].encode("unicode_escape").decode().replace('"', "")
    feeds.write_text(
        'sources:\n  - {id: gazette, url: "https://a.example/x", title: "' + quoted + '", note: "' + quoted + '"}\n'
        'views:\n  "' + quoted + '": strait\nwatches:\n  "' + quoted + '": {query: strait, notify: [toast]}\n',
    )
    with Terminal(["--db", str(db), "--feeds", str(feeds), "--no-poll"], columns=columns, lines=lines) as terminal:
        terminal.wait("[/b]")
        terminal.until(lambda text: "not polling" in text, patience=120)
        for name, key in SCREENS.items():
            terminal.send(key)
            terminal.until(lambda text, name=name: name.capitalize() in text or "Keys:" in text)
            terminal.send("\t")
            terminal.pump(0.3)
            back_to_the_list(terminal)
        terminal.send("y")
        terminal.wait("Copied")
        terminal.send("e")
        terminal.wait("empty removes it")
        back_to_the_list(terminal)
        terminal.send("q")
        assert terminal.leave() == 0
        own_copy = re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]+\x07", b"", bytes(terminal.raw), count=1)
        for leak in ("\x1b]0;pwned", "\x1b]52;", "\x9b", "\u202e", "\u200b", "\U000e0041", "\u0301" * 9):
            assert leak.encode() not in own_copy, leak


def test_suspending_gives_the_shell_its_terminal_and_coming_back_draws_again(open_terminal):
    with open_terminal() as terminal:
        terminal.wait("Ada Vell")
        terminal.send("\x1a")
        terminal.until(lambda _: stopped(terminal.process.pid))
        terminal.until(lambda _: terminal.restored)
        seen = len(terminal.raw)
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.until(lambda _: b"\x1b[?1049h" in terminal.raw[seen:] and b"Ada Vell" in terminal.raw[seen:])
        terminal.send("q")
        assert terminal.leave() == 0
        assert terminal.restored


def test_a_crash_restores_the_terminal_and_names_the_log(db, feeds, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import tui.screens.dashboard as d\n"
        "def fall(self):\n    raise LookupError('secret words of a feed [/b]')\n"
        "d.Dashboard.action_zen = fall\n"
    )
    path = f"{broken}{os.pathsep}{Path(__file__).parent.parent}"
    argv = ["--db", str(db), "--feeds", str(feeds), "--no-poll"]
    with Terminal(argv, PYTHONPATH=path, columns=200) as terminal:
        terminal.wait("Ada Vell")
        terminal.send("z")
        assert terminal.leave() == 1
        assert terminal.restored
        said = terminal.raw.decode()
        assert "Communiqué stopped: LookupError" in said and "secret words" not in said
        log = re.search(r"(/\S+communique\.log)", said)
        assert log and "secret words of a feed" in Path(log[1]).read_text()


def test_a_paste_of_a_megabyte_into_the_filter_is_survived(open_terminal):
    with open_terminal() as terminal:
        terminal.wait("Ada Vell")
        terminal.send("/")
        terminal.wait("stance:threat")
        terminal.paste("strait " * 150_000)
        terminal.send("zebra")
        terminal.until(lambda text: "zebra" in text, patience=60)
        terminal.send("\x1b")
        terminal.until(lambda text: "zebra" not in text and "Ada Vell" in text)
        terminal.send("q")
        assert terminal.leave() == 0


def test_copying_goes_through_the_terminal_and_into_a_file_where_no_program_takes_it(open_terminal, tmp_path):
    with open_terminal(PATH=str(tmp_path), columns=120) as terminal:
        terminal.wait("Ada Vell")
        terminal.send("Y")
        terminal.wait("Copied the link.")
        sent = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", terminal.raw)
        assert sent and b64decode(sent[1]) == b"https://example.org/gazette/0"
        (kept,) = tmp_path.rglob("copied.txt")
        assert kept.read_text() == "https://example.org/gazette/0\n"
        assert kept.stat().st_mode & 0o777 == 0o600


def test_the_first_paint_waits_for_no_schema_and_no_network():
    probe = "import sys, tui.app; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    assert not {"pydantic", "ruamel", "aiohttp", "feedparser", "sqlite_utils"} & set(done.stdout.split())


def test_without_colours_none_is_sent_and_the_cursor_is_seen(open_terminal):
    with open_terminal(NO_COLOR="1") as terminal:
        terminal.wait("1 of 32")
        codes = {code for found in re.findall(rb"\x1b\[([\d;]*)m", terminal.raw) for code in found.split(b";")}
        coloured = {b"%d" % (tens + unit) for tens in (30, 40, 90, 100) for unit in range(9)}
        assert not codes & coloured
        assert b"7" in codes
