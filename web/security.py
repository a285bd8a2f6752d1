"""What every response carries, and which requests may change anything."""

from flask import Flask, Request, Response, abort, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_compress import Compress

from web.api.problems import ROOT

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
COMPRESSED = ("text/css", "text/javascript", "image/svg+xml")
"""What is compressed on its way. Pages are not: beside a secret, the length of a page could tell something of it."""


class CookiesOfPages(SecureCookieSessionInterface):
    """Cookies are for pages: the API reads none and sets none, so no sign-in can open it."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie of a page's request holds, nothing for the API."""
        return self.session_class() if request.path.startswith(ROOT) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Put the cookie on a page's response, none on one of the API."""
        if not request.path.startswith(ROOT):
            super().save_session(app, session, response)


def register(app: Flask) -> None:
    """Guard every request and mark every response of the application."""
    app.session_interface = CookiesOfPages()
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    Compress(app)
    app.after_request(close_file)  # runs before the compressing, which was registered first
    app.before_request(refuse_cross_site)
    app.after_request(add_headers)


def refuse_cross_site() -> None:
    """Let a change through only if one of our own pages sent it, told by Sec-Fetch-Site or else by Origin."""
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = site in {"same-origin", "none"} if site else origin in {None, request.host_url[:-1]}
    if not own:
        abort(403)


def add_headers(response: Response) -> Response:
    """Return the response with its security headers; pages are never kept by a shared cache or the history."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def close_file(response: Response) -> Response:
    """Return the response, whose file will be closed with it: what compresses it does not see to that."""
    if response.direct_passthrough and (close := getattr(response.response, "close", None)):
        response.call_on_close(close)
    return response
