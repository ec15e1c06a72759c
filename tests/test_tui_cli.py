"""The command line understands people and tells them what was wrong."""

import pytest

from tui.cli import main, parse


@pytest.mark.parametrize(
    "words, target",
    [
        ([], "dashboard:dashboard"),
        (["country:RU", "nuclear"], "dashboard:dashboard"),
        (["--demo"], "dashboard:demo"),
        (["list", "country:RU"], "listing:list_statements"),
        (["--db", "list", "check"], "sources:check"),
        (["--feeds=f.yaml", "poll", "--once"], "polling:poll"),
        (["sources", "list", "--json"], "sources:sources"),
    ],
)
def test_the_first_word_that_is_a_command_decides(words, target):
    assert parse(words)[1] == f"tui.commands.{target}"


@pytest.mark.parametrize("words", ["--feeds mine.yaml sources import f", "sources import f --feeds mine.yaml"])
def test_an_option_holds_for_an_action_wherever_it_stands(words):
    args, _ = parse(words.split())
    assert (str(args.feeds), args.db, args.file) == ("mine.yaml", None, "f")


def test_options_may_stand_before_the_command():
    args, _ = parse(["--db", "x.db", "list", "--json", "country:RU"])
    assert (str(args.db), args.format, args.query) == ("x.db", "jsonl", ["country:RU"])


@pytest.mark.parametrize(
    "words, query",
    [
        (["list", "-sanctions"], ["-sanctions"]),
        (["list", "--json", "country:RU", "-stance:threat", "--limit", "3"], ["country:RU", "-stance:threat"]),
        (["-hostages", "iran"], ["-hostages", "iran"]),
        (["export", "--", "-sanctions"], ["-sanctions"]),
    ],
)
def test_a_minus_before_a_word_of_a_query_means_not(words, query):
    assert parse(words)[0].query == query


@pytest.mark.parametrize("words", [["list", "--frmat"], ["show"], ["list", "--limit", "many"], ["--nonsense"]])
def test_wrong_usage_is_exit_code_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: communique" in capsys.readouterr().err


def test_the_version_is_one_line(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("communique 0.")
