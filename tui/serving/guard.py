"""Who may see the dashboard in a browser: this machine alone, or who has the token. Checked on every request."""

from __future__ import annotations

import hmac
import re
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

COOKIE = "communique_token"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""The page takes everything from here, and nobody may put it into a frame."""


class Guard:
    """Lets a request through, or answers it.

    The token comes once as `?token=…` and stays in a cookie that no other site's request carries. Without a token
    only names of this machine are answered, so that no name of somebody else's can be made to lead here (DNS
    rebinding); a websocket must come from the page itself.
    """

    def __init__(self, token: str | None) -> None:
        self._token = token

    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The answer to one request."""
        refused = self._refusal(request)
        if refused:
            raise web.HTTPForbidden(text=refused, headers=_HEADERS)
        if self._token and "token" in request.query:
            raise self._remembered(request)
        answer = await handler(request)
        if not answer.prepared:
            answer.headers.update(_HEADERS)
        return answer

    def _refusal(self, request: web.Request) -> str | None:
        """Why a request is not answered."""
        if not _HOST.fullmatch(request.host):
            return "That is no name of a host."
        if not self._token:
            if _name(request.host) not in LOOPBACK:
                return "Without a token only this machine's own names are answered."
        elif not self._knows(request.query.get("token") or request.cookies.get(COOKIE, "")):
            return "The token is missing or wrong: open the address that communique serve has printed."
        if _is_websocket(request) and urlsplit(request.headers.get("Origin", "")).netloc != request.host:
            return "Only the page itself may open the dashboard."
        return None

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), (self._token or "").encode())

    def _remembered(self, request: web.Request) -> web.HTTPSeeOther:
        """Goes to the same page without the token in its address."""
        answer = web.HTTPSeeOther("/", headers=_HEADERS)
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        answer.set_cookie(COOKIE, self._token or "", httponly=True, samesite="Strict", secure=secure, path="/")
        return answer


def _is_websocket(request: web.Request) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket" or request.path == "/ws"


def _name(host: str) -> str:
    """The host without its port."""
    return (urlsplit(f"//{host}").hostname or "").lower()
