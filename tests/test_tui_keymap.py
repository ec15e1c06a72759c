"""One table of actions feeds every place that speaks of keys."""

import pytest

from tui.app import CommuniqueApp
from tui.keymap import ACTIONS, Scope, footer_for, key_sign, signs
from tui.screens.dashboard import Dashboard
from tui.screens.menu import SCREENS
from tui.screens.paned import PanedScreen
from tui.screens.statement import StatementScreen
from tui.widgets.actor_tree import ActorTree
from tui.widgets.line_list import LineList

HOMES = {
    Scope.EVERYWHERE: (CommuniqueApp,),
    Scope.SCREENS: (PanedScreen,),
    Scope.LISTS: (LineList,),
    Scope.STATEMENT: (Dashboard,),
    Scope.DASHBOARD: (Dashboard,),
    Scope.ARTICLE: (StatementScreen,),
    Scope.TREE: (ActorTree,),
    Scope.SOURCES: (SCREENS["sources"],),
    Scope.ACTORS: (SCREENS["actors"],),
    Scope.SEARCHED: (SCREENS["actors"], SCREENS["sources"], SCREENS["settings"]),
    Scope.SETTINGS: (SCREENS["settings"],),
    Scope.MATRIX: (SCREENS["matrix"],),
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_done_and_is_described(action):
    assert all(hasattr(home, f"action_{action.name}") for home in HOMES[action.scope])
    assert action.label and action.help
    assert len(action.label) <= 14


def test_ids_are_unique():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_escape_never_quits():
    assert [action.id for action in ACTIONS if "escape" in action.keys] == ["back"]


def test_the_footer_begins_with_help():
    assert footer_for(Scope.DASHBOARD)[0].id == "help"


def test_keys_are_written_as_people_write_them():
    assert key_sign("ctrl+p") == "Ctrl+P"
    assert signs("question_mark,slash") == "? /"
