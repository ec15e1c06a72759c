"""Tables kept as read: the same again, anew when a file changes, and never in the way."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from statements.parsed import parsed

WORDS = TypeAdapter(list[str])


def reading(source: Path, cache: Path | None, reads: list[str]) -> list[str]:
    """The words of `source`, noting in `reads` each time it is really read."""

    def read() -> list[str]:
        reads.append(source.read_text())
        return reads[-1].split()

    return parsed(cache, "words", [source], WORDS, read)


def test_what_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    source, reads = tmp_path / "a.yaml", []
    source.write_text("one two")
    assert [reading(source, tmp_path / "kept", reads) for _ in range(2)] == [["one", "two"]] * 2
    assert len(reads) == 1


def test_a_changed_file_is_read_anew_and_the_old_reading_forgotten(tmp_path: Path) -> None:
    source, reads = tmp_path / "a.yaml", []
    for words in ("one", "two"):
        source.write_text(words)
        assert reading(source, tmp_path / "kept", reads) == [words]
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_a_spoilt_or_unwritable_cache_is_passed_over(tmp_path: Path) -> None:
    source, reads = tmp_path / "a.yaml", []
    source.write_text("one")
    reading(source, tmp_path / "kept", reads)
    next((tmp_path / "kept").iterdir()).write_text("{")
    assert reading(source, tmp_path / "kept", reads) == ["one"]
    (tmp_path / "file").write_text("")
    assert reading(source, tmp_path / "file", reads) == ["one"]
    assert reading(source, None, reads) == ["one"]
