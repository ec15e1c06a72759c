"""What is being taken down: late answers of threads, timers and keys find it in peace."""

from __future__ import annotations

from textual import events, messages
from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.message import Message
from textual.message_pump import MessagePump

LAST_WORDS = (events.Unmount, messages.Prune, messages.CloseMessages, messages.ExitApp)
"""What is still listened to: the steps of being taken down themselves."""


class Closing(MessagePump):
    """An application or a screen that hears nothing more once it is being taken down: its widgets go before it.

    No DOMNode itself: styles are inherited from the first of those among the bases.
    """

    _pruning: bool

    async def _dispatch_message(self, message: Message) -> None:
        if self._is_leaving and not isinstance(message, LAST_WORDS):
            return
        try:
            await super()._dispatch_message(message)
        except (NoMatches, ScreenStackError):
            if not self._is_leaving:  # else it went while the message was being answered
                raise

    @property
    def _is_leaving(self) -> bool:
        return self._pruning or not self.app.is_running
