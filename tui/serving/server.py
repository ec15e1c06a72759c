"""textual-serve behind the guard, with a page that asks nobody else for anything."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

from tui.serving.guard import Guard

_BASE: ContextVar[str] = ContextVar("base", default="")
"""The address by which the browser came, up to the path."""


class DashboardServer(Server):
    """One dashboard for every page that is open, each a process of its own over the same database."""

    def __init__(self, command: str, guard: Guard, host: str, port: int) -> None:
        super().__init__(command, host, port, title="Communiqué", templates_path=Path(__file__).parent)
        self._guard = guard

    @property
    def public_url(self) -> str:
        """As the browser knows it: behind a proxy, in a container, by any of this machine's names."""
        return _BASE.get()

    @public_url.setter
    def public_url(self, _: str) -> None:
        """Each request says it anew."""

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        guard = self._guard

        @web.middleware
        async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
            https = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
            _BASE.set(f"{'https' if https else 'http'}://{request.host}")
            return await guard.check(request, handler)

        app.middlewares.append(checked)
        app.add_routes([web.get("/focus.js", self._focus)])
        return app

    async def _focus(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(Path(__file__).with_name("focus.js"))

    async def on_startup(self, app: web.Application) -> None:
        """Nothing is to be said: the command has said it."""

    def run(self) -> None:
        """Serves until interrupted or told to end."""
        logging.getLogger("textual-serve").setLevel(logging.ERROR)
        web.run_app(self._make_app(), host=self.host, port=self.port, print=None, access_log=None)
