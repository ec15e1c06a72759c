"""The command line of the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.filtering import FilteringScreen

if TYPE_CHECKING:
    from tui.widgets.command_bar import CommandBar


class CommandingScreen(FilteringScreen):
    """Takes commands after a colon."""

    async def action_command(self) -> None:
        """Opens the command line."""
        from tui.widgets.command_bar import CommandBar

        (await self.bar(CommandBar, self._new_command_bar)).open()

    def _new_command_bar(self) -> CommandBar:
        from tui.orders import Orders
        from tui.widgets.command_bar import CommandBar

        orders = Orders(self)
        return CommandBar(orders.choices, orders.carry_out, id="command")
