"""Signing in and out, and who may see a view."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from wtforms import Form, PasswordField, StringField
from wtforms.validators import InputRequired

from tutor import accounts
from tutor.database import reading
from tutor.records import Account
from web import sign_in_pace
from web.answer_forms import answer_text
from web.context import from_htmx, parts, records, tutor_if_any
from web.limits import at_most

pages = Blueprint("auth", __name__)
Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")

NO_MATCH = _l("The username and password do not match. Check both, or ask a teacher.")
COOKIE_BYTES = 3500
"""How much of what somebody wrote outlives an expired sign-in: it travels in the cookie, which browsers limit."""


@dataclass
class SignedIn(UserMixin):  # type: ignore[misc] # Flask-Login has no types
    """The account behind a request."""

    account: Account

    def get_id(self) -> str:
        """Return what the cookie holds: the account's number, and what a new password changes."""
        return f"{self.account.id}:{accounts.fingerprint(self.account)}"


class SignInForm(Form):  # type: ignore[misc] # WTForms has no types
    """What the sign-in page asks for."""

    username = StringField(_l("Username"), [InputRequired(_l("Enter your username")), at_most(100)])
    password = PasswordField(_l("Password"), [InputRequired(_l("Enter your password")), at_most(200)])


def register(app: Flask) -> None:
    """Let the application know who is signed in."""
    sign_in_pace.register(app)
    manager = LoginManager(app)
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)


def _load(cookie: str) -> SignedIn | None:
    """Return who a cookie is of: nobody who has left, and nobody who signed in with an earlier password."""
    account_id, _, fingerprint = cookie.partition(":")
    with reading(records()) as db:
        account = db.get(Account, int(account_id))
    known = account is not None and account.left_at is None and accounts.fingerprint(account) == fingerprint
    return SignedIn(account) if account and known else None


def allow(*audience: str) -> Callable[[Callable[Arguments, Returned]], Callable[Arguments, Any]]:
    """Declare who may see a view: roles, or `anyone`. Others are refused, or asked to sign in."""

    def declare(view: Callable[Arguments, Returned]) -> Callable[Arguments, Any]:
        @wraps(view)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Any:
            if "anyone" not in audience:
                if not current_user.is_authenticated:
                    return _ask_to_sign_in()
                if current_user.account.role not in audience:
                    abort(403)
                tutor_if_any()  # now: within the view's own transaction it would need a second connection
            return view(*args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined] # read by the test that every view declares one
        return guarded

    return declare


def own_id() -> int:
    """Return the id of the account that is signed in."""
    return int(current_user.account.id)


def _ask_to_sign_in() -> Response:
    """Return the sign-in page in place of the one asked for, keeping what was written on it."""
    kept = written()
    before = urlsplit(request.referrer or "").path or "/"
    target = request.full_path.rstrip("?") if request.method == "GET" else before
    if parts().settings.oidc_issuer:
        keep(kept)  # the way over the school's sign-in service leads through no form
    response = make_response(_sign_in_page(SignInForm(), target, kept, expired=bool(kept)), 401)
    if from_htmx():
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "body", "innerHTML"
    return response


def written() -> dict[str, str]:
    """Return what somebody wrote in the form of a session, to be put back into its boxes."""
    kept = {name: request.form[name] for name in ("working", "intent") if request.form.get(name)}
    return kept | ({"text": text} if (text := answer_text(request.form)) else {})


def keep(kept: dict[str, str]) -> None:
    """Keep what somebody wrote until the next page of a session puts it back; as much as the cookie can hold."""
    if not kept:
        return
    signer = SecureCookieSessionInterface().get_signing_serializer(current_app)
    most = longest = max(len(text) for text in kept.values())
    session["kept"] = kept
    while signer and most and len(str(signer.dumps(dict(session)))) > COOKIE_BYTES:
        most = most * 3 // 4
        session["kept"] = {name: text[:most] for name, text in kept.items()}
    if most < longest:
        flash(_("What you wrote was too long to be kept whole: look at its end before you send it."))


@pages.get("/sign-in")
@allow("anyone")
def sign_in() -> str:
    """Show the sign-in page."""
    return _sign_in_page(SignInForm(), "/", {})


def _sign_in_page(
    form: SignInForm, target: str, kept: dict[str, str], errors: dict[str, str] | None = None, expired: bool = False
) -> str:
    settings = parts().settings
    return render_template(
        "sign_in.html",
        form=form,
        errors=errors or {},
        target=target,
        kept=kept,
        expired=expired,
        school=settings.oidc_name if settings.oidc_issuer else "",
    )


@pages.post("/sign-in")
@allow("anyone")
def check_sign_in() -> Response | tuple[str, int]:
    """Sign somebody in and send them on."""
    form = SignInForm(request.form)
    errors = {} if form.validate() else {name: texts[0] for name, texts in form.errors.items()}
    kept = written()
    target = own_path(request.form.get("target", "/"))
    if errors:
        return _sign_in_page(form, target, kept, errors), 422
    if wait := sign_in_pace.minutes_to_wait(form.username.data):
        return _sign_in_page(form, target, kept, {"username": sign_in_pace.too_many(wait)}), 429
    with reading(records()) as db:
        account = accounts.check_sign_in(db, form.username.data, form.password.data)
    if account:
        sign_in_pace.forget(account.username)
        return welcome(account, target, kept)
    sign_in_pace.count_wrong(form.username.data)
    return _sign_in_page(form, target, kept, {"username": NO_MATCH}), 422


def welcome(account: Account, target: str, kept: dict[str, str]) -> Response:
    """Sign somebody in, with nothing left of whoever was signed in before, and send them on."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account))
    keep(kept)
    return redirect(target, 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def own_path(target: str) -> str:
    """Return the path if it leads into this service, else the first page."""
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and not urlsplit(target).netloc
    return target if own else "/"


@pages.post("/sign-out")
@allow("anyone")
def sign_out() -> Response:
    """Sign out and forget the cookie."""
    logout_user()
    session.clear()
    flash(_("You are signed out."))
    return redirect(url_for(".sign_in"), 303)  # type: ignore[return-value]
