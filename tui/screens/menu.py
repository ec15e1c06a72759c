"""The screens one goes to from the dashboard: loaded when the first of them is opened."""

from tui.screens.actors import ActorsScreen
from tui.screens.browse import BrowseScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.pulse import PulseScreen
from tui.screens.settings import SettingsScreen
from tui.screens.sources import SourcesScreen
from tui.screens.views import ViewsScreen

SCREENS: dict[str, type[BrowseScreen]] = {
    "actors": ActorsScreen,
    "matrix": MatrixScreen,
    "pulse": PulseScreen,
    "settings": SettingsScreen,
    "sources": SourcesScreen,
    "views": ViewsScreen,
}
"""Name in the table of actions to screen."""
