"""Pages that belong to nobody in particular."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_login import current_user

from web.auth import allow
from web.context import parts

pages = Blueprint("pages", __name__)


@pages.get("/")
@allow("anyone")
def home() -> Response:
    """Send everybody to their own first page."""
    if not current_user.is_authenticated:
        return redirect(url_for("auth.sign_in"), 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's
    return redirect(url_for(f"{current_user.account.role}.home"), 303)  # type: ignore[return-value]


@pages.get("/about")
@allow("anyone")
def about() -> str:
    """Show what this service is, what it does with what people write, and whose words it uses."""
    tutor = parts().tutor
    sources = tutor.catalogue.sources() if tutor else []
    return render_template(
        "about.html", sources=sources, version=parts().version, model_server=parts().settings.model_server
    )


@pages.get("/health")
@allow("anyone")
def health() -> dict[str, object]:
    """Tell a machine that the service is up and which of its parts are."""
    tutor = parts().tutor
    return {
        "status": "ok",
        "content": tutor.catalogue.version if tutor else None,
        "model": tutor.model.name if tutor else None,
    }
