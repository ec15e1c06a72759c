"""Plain mode: one sentence per new statement, for screen readers and pipes; no columns, signs or escapes."""

import subprocess
import sys

from fakes_screen import filled, harvest, hostile

from store.remember import remember


def test_what_arrives_is_told_in_one_sentence_each(tmp_path):
    store = filled(tmp_path / "c.db", 3)
    words = [sys.executable, "-m", "tui.cli", "list", "--follow", "--limit", "1", "--db", str(tmp_path / "c.db")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        assert first.startswith("12:00 UTC on 2 March. Ada Vell, foreign minister, XA, threatens toward XB: “We")
        assert first.endswith("” Harbour Gazette.\n")
        remember(store, harvest([-5]))
        assert "Ada Vell" in process.stdout.readline()
        remember(store, hostile())
        told = process.stdout.readline()
        process.terminate()
    store.close()
    assert "[/b]" in told and told.count("\n") == 1
    assert not set(told) & set("\x1b\x07\x9b\u202e\u200b")
