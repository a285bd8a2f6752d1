"""Signing in with the school's own accounts (Microsoft, Google and others) by OpenID Connect."""

import logging
from typing import Any

from authlib.integrations.base_client.errors import MismatchingStateError, OAuthError
from authlib.integrations.flask_client import OAuth
from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from joserfc.errors import JoseError
from requests import RequestException

from tutor import school_sign_ins
from tutor.database import transaction
from tutor.settings import InvalidSettings, Settings
from web.auth import allow, own_path, welcome
from web.context import parts, records
from web.passwords import own_address
from web.people import own_person

log = logging.getLogger(__name__)
pages = Blueprint("school_sign_in", __name__)

CLIENT, EXTENSION, TARGET = "school", "attain-school-sign-in", "school_target"
SECONDS = 10
"""How long the sign-in service may take to answer."""
UNREACHABLE = "The school's sign-in service does not answer, or its answer could not be used"
STOPPED = _l(
    "The sign-in with your school account was stopped or took too long. Try again, or use your username and password."
)


def register(app: Flask, settings: Settings) -> None:
    """Let the application use the school's sign-in service, if one is set; it is asked for nothing before it is needed.

    Raises:
        InvalidSettings: the service is set without what it knows this installation by.
    """
    if settings.oidc_issuer is None:
        return
    if not settings.oidc_client_id or not settings.oidc_client_secret:
        raise InvalidSettings("ATTAIN_OIDC_ISSUER needs ATTAIN_OIDC_CLIENT_ID and ATTAIN_OIDC_CLIENT_SECRET besides it")
    oauth = OAuth(app)
    oauth.register(
        CLIENT,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
    app.extensions[EXTENSION] = oauth


@pages.get("/sign-in/school")
@allow("anyone")
def begin() -> Response | tuple[str, int]:
    """Send somebody to the school's sign-in service: by a link, which leads further than a form may."""
    client = _client()
    session[TARGET] = own_path(request.args.get("target", "/"))
    back = own_address().rstrip("/") + url_for(".come_back")
    try:
        sent: Response = client.authorize_redirect(back, prompt="select_account")
    except (RequestException, OAuthError, RuntimeError, ValueError) as error:
        return _trouble(error)
    return sent


@pages.get("/sign-in/school/back")
@allow("anyone")
def come_back() -> Response | tuple[str, int]:
    """Sign somebody in whom the service vouches for and whom the school has added here."""
    try:
        token = _client().authorize_access_token()
    except OAuthError as error:
        return _stopped() if _is_stopped(error) else _trouble(error)
    except (RequestException, JoseError, RuntimeError, ValueError, KeyError) as error:
        return _trouble(error)
    claims, issuer = token.get("userinfo") or {}, parts().settings.oidc_issuer or ""
    if str(claims.get("iss", "")).rstrip("/") != issuer.rstrip("/"):
        return _trouble(ValueError("the answer is from another issuer than ATTAIN_OIDC_ISSUER"))
    with transaction(records()) as db:
        account = school_sign_ins.account_for(db, issuer.rstrip("/"), claims)
    if account is None:
        address = school_sign_ins.address_of(issuer, claims)
        return render_template("people/not_added.html", address=address), 403
    kept = session.get("kept", {})
    return welcome(account, own_path(session.get(TARGET, "/")), kept)


@pages.post("/admin/people/<int:account_id>/unlink")
@allow("admin")
def unlink(account_id: int) -> Response:
    """Take the link between somebody's account and the school's service away."""
    with transaction(records()) as db:
        own_person(db, account_id)
        school_sign_ins.unlink(db, account_id)
    flash(_("The school account is no longer linked."))
    return redirect(url_for("admin.show_person", account_id=account_id), 303)  # type: ignore[return-value]


def _client() -> Any:
    """Return Authlib's client, which has no types, or show that there is no such page."""
    if EXTENSION not in current_app.extensions:
        abort(404)
    return current_app.extensions[EXTENSION].create_client(CLIENT)


def _is_stopped(error: OAuthError) -> bool:
    """Return whether the person turned back or was too slow, rather than that something is broken."""
    return isinstance(error, MismatchingStateError) or error.error in ("access_denied", "login_required")


def _stopped() -> Response:
    flash(str(STOPPED))
    return redirect(url_for("auth.sign_in"), 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def _trouble(error: Exception) -> tuple[str, int]:
    """Return the page for a service that does not answer as it should; the log says why, without what was sent."""
    log.error("%s: %s: %s", UNREACHABLE, type(error).__name__, error)
    return render_template("people/no_school_sign_in.html"), 503
