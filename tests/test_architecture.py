"""The house stands as ARCHITECTURE.md says: who may load what, and which names are taken."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("tui", "feeds", "store", "statements")


def loaded_by(code: str) -> set[str]:
    """The top-level modules a fresh interpreter holds after running `code`."""
    probe = f"import sys\n{code}\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_asking_for_the_version_loads_no_screen_no_parser_and_no_locales():
    loaded = loaded_by("from tui.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass")
    assert not loaded & {"textual", "feedparser", "babel", "aiohttp", "sqlite_utils"}


def test_polling_never_loads_textual(tmp_path):
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("sources: []\n")
    argv = ["poll", "--once", "--feeds", str(feeds), "--db", str(tmp_path / "c.db")]
    loaded = loaded_by(f"from tui.cli import main\ntry: main({argv!r})\nexcept SystemExit: pass")
    assert "store" in loaded
    assert "textual" not in loaded


@pytest.mark.parametrize("package", PACKAGES)
def test_no_inner_name_hides_a_package(package):
    modules = [p for base in (*PACKAGES, "tests") for p in (ROOT / base).rglob("*.py") if p.stem == package]
    assert modules == []
    assert not (ROOT / "tests" / package).exists()


def test_the_tests_are_flat():
    assert not (ROOT / "tests" / "__init__.py").exists()
    assert [p for p in (ROOT / "tests").rglob("test_*.py") if p.parent.name != "tests"] == []
