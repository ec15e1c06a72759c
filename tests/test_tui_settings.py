"""config.yaml: every key documented, every mistake named with its line and the nearest right word."""

from dataclasses import fields
from datetime import UTC
from inspect import getsource

import pytest

from tui.keymap import clashes
from tui.settings import Settings, SettingsError, _shape, load_settings


@pytest.fixture
def config(tmp_path):
    def written(text: str):
        path = tmp_path / "config.yaml"
        path.write_text(text)
        return path

    return written


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path / "none.yaml") == Settings()


def test_what_is_written_holds(config):
    settings = load_settings(config("theme: light\ntime_zone: Europe/Kyiv\nkeys: {star: f}\n"))
    assert (settings.theme, settings.keys) == ("light", {"star": "f"})
    assert str(settings.zone(UTC)) == "Europe/Kyiv"
    assert Settings().zone(UTC) is UTC


@pytest.mark.parametrize(
    "text, words",
    [
        ("them: light\n", ["config.yaml:1", "them", "'theme'"]),
        ("mouse: true\ntheme: lihgt\n", ["config.yaml:2", "'light'"]),
        ("time_zone: Europe/Kiew\n", ["time_zone", "Europe/Kiew"]),
        ("keys: {sta: f}\n", ["sta", "'star'"]),
        ("keys: {star: q}\n", ["keys.star", "'q'", "'quit'"]),
        ("theme: [\n", ["config.yaml:", "not YAML"]),
        ("mouse: perhaps\n", ["config.yaml:1", "mouse"]),
    ],
)
def test_a_mistake_is_named_with_its_place_and_the_nearest_right_word(config, text, words):
    with pytest.raises(SettingsError) as error:
        load_settings(config(text))
    assert [word for word in words if word not in str(error.value)] == []


def test_settings_and_their_table_speak_of_the_same_keys():
    assert list(_shape().model_fields) == [one.name for one in fields(Settings)]
    assert _shape()().model_dump() == {one.name: getattr(Settings(), one.name) for one in fields(Settings)}


def test_every_setting_is_documented():
    source = getsource(Settings)
    for one in fields(Settings):
        assert '"""' in source.split(f"    {one.name}:", 1)[1].split("\n", 2)[1]


def test_the_keys_as_shipped_do_not_clash():
    assert clashes({}) == []
