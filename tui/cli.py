"""The command line: what it understands, and which part answers."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tui.run import Exit, Run, RunError

FORMATS = ("table", "plain", "json", "jsonl", "csv", "markdown")
VALUED = ("--feeds", "--db", "--marks")
QUERYING = ("list", "export", "serve")
"""The commands that take a query, as the dashboard does."""
MINUS = "\N{MINUS SIGN}"
"""Stands for the minus of a query, which is no option's."""


def options(unsaid: str | None = None) -> argparse.ArgumentParser:
    """The options every command takes; `unsaid` is their value where they are not written."""
    common = argparse.ArgumentParser(add_help=False, argument_default=unsaid)
    common.add_argument("--feeds", type=Path, metavar="FILE", help="the feeds.yaml to use")
    common.add_argument("--db", type=Path, metavar="FILE", help="the database to use")
    common.add_argument(
        "--marks", type=Path, metavar="FILE", help="only read the database, and keep your own marks in FILE"
    )
    return common


def dashboard_parser() -> argparse.ArgumentParser:
    """`communique [QUERY]`."""
    parser = argparse.ArgumentParser(
        prog="communique",
        description="Watches what governments say. Without a command: the dashboard.",
        epilog=f"commands: {', '.join(COMMANDS)}; `communique COMMAND --help` explains each",
        parents=[options()],
        allow_abbrev=False,
    )
    parser.add_argument("query", nargs="*", metavar="QUERY", help="the filter to begin with")
    parser.add_argument("--demo", action="store_true", help="a first look without a network: an invented world")
    parser.add_argument("--no-poll", action="store_true", help="look only; fetch nothing")
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    return parser


def command_parser() -> argparse.ArgumentParser:
    """`communique COMMAND …`."""
    parser = argparse.ArgumentParser(prog="communique", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = options()
    for name, (fill, help_text, _) in COMMANDS.items():
        fill(commands.add_parser(name, help=help_text, description=help_text, parents=[common], allow_abbrev=False))
    return parser


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most N statements; 0: all (50)")
    parser.add_argument("--sort", choices=("new", "old", "hard"), default="new")
    parser.add_argument("--follow", action="store_true", help="go on: one sentence per new statement")
    _formats(parser)
    parser.set_defaults(format=None)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a statement's id, or the beginning of it")
    _formats(parser, ("table", "json", "markdown"))


def _formats(parser: argparse.ArgumentParser, formats: Sequence[str] = FORMATS) -> None:
    short = "jsonl" if "jsonl" in formats else "json"
    parser.add_argument("--format", choices=formats, default="table")
    help_text = f"short for --format {short}"
    parser.add_argument("--json", dest="format", action="store_const", const=short, help=help_text)


def _read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="text or HTML; -: standard input")
    parser.add_argument("--jsonl", type=Path, metavar="FILE", help='one document per line: {"id", "text", …}')
    parser.add_argument("--lang", metavar="CODE", help="the text's language; found out where not said")
    parser.add_argument("--published", metavar="DATE", help="YYYY-MM-DD: who held which office that day")
    parser.add_argument("--title", default="", metavar="T")
    parser.add_argument("--why", type=int, metavar="N", help="explain the Nth statement step by step")
    parser.add_argument("--rules", action="store_true", help="read stances by the rules alone, without the model")
    parser.add_argument("--json", action="store_true", help="one object on one line")


def _poll(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="handle what is due, then leave")
    parser.add_argument("--source", action="append", default=[], metavar="ID", help="this one; may be repeated")
    parser.add_argument("--json", action="store_true", help="one object per source and poll")
    parser.add_argument("--alert", action="store_true", help="tell of what is new under the watches of feeds.yaml")
    parser.add_argument("--attached", action="store_true", help="end when standard input closes")
    parser.add_argument("--demo", action="store_true", help="ask the invented world instead of the network")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def _sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    common = options(unsaid=argparse.SUPPRESS)  # what stands before the action stays

    def action(name: str, target: str, help_text: str) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=help_text, description=help_text, parents=[common])
        added.set_defaults(target=f"tui.commands.{target}")
        return added

    listing = action("list", "sources:sources", "every source and its health")
    adding = action("add", "feedsfile:add", "add the feed of an address to feeds.yaml")
    finding = action("discover", "feedsfile:discover", "what an address has to offer, best first")
    for place in (adding, finding):
        place.add_argument("url", metavar="URL")
        place.add_argument("--private", action="store_true", help="the address is on this machine or network")
    adding.add_argument("--id", metavar="ID", help="its id; made of its title where not said")
    adding.add_argument("--kind", choices=("primary", "wire", "news"), default="news")
    action("test", "feedsfile:test", "ask one source once, remembering nothing").add_argument("id", metavar="ID")
    action("import", "feedsfile:take_in", "add the feeds of an OPML file").add_argument("file", metavar="FILE")
    action("export", "feedsfile:give_out", "write the watched feeds as OPML")
    for place in (listing, finding):
        place.add_argument("--json", action="store_true", default=argparse.SUPPRESS)


def _actors(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="WORD", help="words of a name, an alias or an office")
    parser.add_argument("--json", action="store_true", help="one object per entry")


def _suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--least", type=int, default=2, metavar="N", help="how often a name must have been seen")
    parser.add_argument("--days", type=int, default=90, metavar="N", help="how far back to look")
    parser.add_argument("--accept", metavar="ID", help="write this one into actors.d of your configuration folder")
    parser.add_argument("--json", action="store_true", help="one object per suggestion")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY")
    parser.add_argument("--format", choices=(*FORMATS, "atom"), default="json")
    parser.add_argument("--output", type=Path, metavar="FILE", help="a file that does not exist yet")
    parser.set_defaults(limit=0, sort="new", follow=False)


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(no_poll=False, query=[])


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="the filter to begin with")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="8000 where not said")
    token = "what a browser must bring; made where --host is not this machine and none is given"
    parser.add_argument("--token", metavar="WORDS", help=token)
    parser.add_argument("--demo", action="store_true", help="the invented world")
    parser.add_argument("--no-poll", action="store_true", help="look only; fetch nothing")


def _doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="count anew what was counted wrongly")
    parser.add_argument("--json", action="store_true", help="one object per finding")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that does not exist yet")


def _vacuum(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=int, metavar="N", help="pack texts older than N days")
    parser.add_argument("--forget", type=int, metavar="N", help="remove unmarked articles older than N days")


def _marks(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    common = options()
    for name, function, help_text in (
        ("export", "give_out", "write your marks, one line of JSON each, to a new file"),
        ("merge", "take_in", "add the marks of such a file; of two the later counts"),
    ):
        added = actions.add_parser(name, help=help_text, description=help_text, parents=[common])
        added.add_argument("file", nargs="?", default="-", metavar="FILE", help="-: standard output or input")
        added.set_defaults(target=f"tui.commands.marks:{function}")
    correcting = actions.add_parser(
        "correct", help="say what a statement does, over what was read", parents=[common],
        description="Says what a statement does, over what was read; kept when it is read again.",
    )
    correcting.add_argument("id", metavar="ID", help="the statement's id")
    correcting.add_argument("stance", metavar="STANCE", help="one of the twelve, or as-read to take it back")
    correcting.set_defaults(target="tui.commands.marks:correct")


COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str, str]] = {
    "poll": (_poll, "fetch what is due, without a screen", "tui.commands.polling:poll"),
    "list": (_list, "the statements a query finds", "tui.commands.listing:list_statements"),
    "show": (_show, "one statement with its context", "tui.commands.listing:show"),
    "read": (_read, "what is read out of a text", "tui.commands.reading:read"),
    "sources": (_sources, "what is watched, and its health", "tui.commands.sources:sources"),
    "actors": (_actors, "the registry: who, aliases, offices, since when", "tui.commands.actors:actors"),
    "actors suggest": (
        _suggest, "names the registry might learn: unknown, seen with the title of an office",
        "tui.commands.suggesting:suggest"),
    "export": (_export, "write what a query finds to a file", "tui.commands.listing:export"),
    "serve": (_serve, "the dashboard in a browser", "tui.commands.serving:serve"),
    "demo": (_demo, "a first look without a network", "tui.commands.dashboard:demo"),
    "check": (_check, "is feeds.yaml right?", "tui.commands.sources:check"),
    "doctor": (_doctor, "is the database sound?", "tui.commands.upkeep:examine"),
    "marks": (_marks, "take your own marks to another database", "tui.commands.marks:give_out"),
    "backup": (_backup, "copy the database while it is in use", "tui.commands.upkeep:copy"),
    "vacuum": (_vacuum, "pack old texts and give unused space back", "tui.commands.upkeep:tidy"),
}
"""Command: who fills its parser, its help, who answers (loaded only when called)."""


def command_in(words: Sequence[str]) -> int | None:
    """The position of the command among the words; None means the dashboard."""
    skip = False
    for position, word in enumerate(words):
        if not skip and not word.startswith("-"):
            return position if word in COMMANDS else None
        skip = word in VALUED and not skip
    return None


def parse(words: Sequence[str]) -> tuple[argparse.Namespace, str]:
    """What was asked, and the `module:function` that answers."""
    position = command_in(words)
    if position is None:
        args = _with_query(dashboard_parser(), words)
        return args, "tui.commands.dashboard:demo" if args.demo else "tui.commands.dashboard:dashboard"
    asked = [words[position], *words[:position], *words[position + 1 :]]
    if asked[0] == "actors" and "suggest" in words[position + 1 : position + 2]:
        asked = ["actors suggest", *words[:position], *words[position + 2 :]]
    args = _with_query(command_parser(), asked) if asked[0] in QUERYING else command_parser().parse_args(asked)
    return args, getattr(args, "target", COMMANDS[args.command][2])


def _with_query(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Parses words among which `-sanctions` means *without sanctions*: argparse would take it for an option."""
    negated = re.compile(r"-(?!-|h$|$)")
    args = parser.parse_args([negated.sub(MINUS, word, count=1) if negated.match(word) else word for word in words])
    args.query = ["-" + word[1:] if word.startswith(MINUS) else word for word in args.query]
    return args


def version() -> str:
    """The installed version."""
    from importlib.metadata import version as installed

    return f"communique {installed('communique')}"


def answer(args: argparse.Namespace, target: str) -> int:
    """Runs `target`; a complaint becomes one plain line and an exit code."""
    from store.errors import StoreError
    from tui.places import find_places

    run = Run(
        args=args,
        places=replace(find_places(args.feeds, args.db), marks=args.marks),
        out=sys.stdout,
        err=sys.stderr,
        clock=lambda: datetime.now(UTC),
    )
    module, function = target.split(":")
    try:
        return int(getattr(import_module(module), function)(run))
    except RunError as complaint:
        run.warn(str(complaint))
        return complaint.code
    except StoreError as complaint:
        run.warn(str(complaint))
        return Exit.FAILED


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 done, 1 something failed, 2 wrong usage."""
    args, target = parse(sys.argv[1:] if argv is None else argv)
    if getattr(args, "version", False):
        print(version())
        return Exit.DONE
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return answer(args, target)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stdout = None
        return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())
