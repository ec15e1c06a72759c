"""What every test shares: nobody's real folders, one clock, one registry."""

from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Keeps every test out of the user's configuration, data and feeds."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in ("COMMUNIQUE_FEEDS", "COMMUNIQUE_DB", "NO_COLOR", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def now() -> datetime:
    """A moment of the invented present (UTC)."""
    return datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
