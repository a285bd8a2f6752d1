"""Which language the pages speak, and what on them is marked as English because it is not translated.

The words of the pages are translated. What the lessons say, what the tutor says in them, and what people wrote stays as
it was written (docs/decisions/0029-which-words-are-translated.md).

The catalogues are read as they are committed: there is no compiled copy that could be older.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, Response, abort, redirect, request
from flask_babel import Babel, Domain, get_locale
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup, escape

from tutor.database import RecordsUnavailable
from tutor.preferences import LANGUAGES, OF_DEVICE
from tutor.translating import Told
from web.auth import allow, own_path
from web.context import parts

pages = Blueprint("language", __name__)

ENGLISH = "en"
LOCALES = {ENGLISH: "en_GB", "pl": "pl"}
"""How dates and numbers are written in each language."""
TAGS = {ENGLISH: "en-GB", "pl": "pl"}
"""What the first element of a page says it is written in."""
LESSONS = "en-GB"
"""What lessons, and everything said in them, are written in."""
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
CATALOGUES = Path(__file__).parent / "translations"
ENGLAND = "Europe/London"


class Catalogues(Domain):  # type: ignore[misc] # Flask-Babel has no types
    """The words of the pages in each language, from the files that translators write."""

    def get_translations(self) -> NullTranslations:
        """Return the words of the language of this request."""
        locale = get_locale()
        return catalogue(locale.language if locale else ENGLISH)


@cache
def catalogue(language: str) -> NullTranslations:
    """Return a language's words; for English those that stand in the code."""
    file = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if language == ENGLISH or not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def register(app: Flask) -> None:
    """Give every template and view the words of its reader's language, and templates what marks the lessons' own."""
    babel = Babel(app, default_locale=LOCALES[ENGLISH], default_timezone=ENGLAND, locale_selector=_locale)
    babel.domain_instance = Catalogues()
    app.jinja_env.globals.update(page_language=page_language, english=english_attribute)
    app.add_template_filter(as_english, "english")
    app.add_template_filter(said, "said")
    app.add_template_filter(titled, "titled")
    app.context_processor(_offered)


def _locale() -> str:
    return LOCALES[chosen_language()]


def chosen_language() -> str:
    """Return the language of whoever asks: as their account says, or else as this device does."""
    try:
        kept = current_user.account.preferences.get("language") if current_user.is_authenticated else None
    except RecordsUnavailable:  # the page that says so has a language too
        kept = None
    return kept if kept in LOCALES else of_device()


def of_device() -> str:
    """Return the language that was chosen on the sign-in page of this browser, or else the best that it asks for."""
    chosen = request.cookies.get(COOKIE, "")
    # Werkzeug's own choice prefers "en;q=0.8" to "pl-PL", because it finds the first word for word.
    asked = [tag.split("-")[0].casefold() for tag, wanted in request.accept_languages if wanted > 0]
    return chosen if chosen in LOCALES else next((one for one in asked if one in LOCALES), ENGLISH)


def page_language() -> str:
    """Return the language of the page as its first element names it."""
    locale = get_locale()
    return TAGS.get(locale.language if locale else ENGLISH, LESSONS)


def english_attribute() -> Markup:
    """Return what an element needs whose words are English, with a space before it; nothing on an English page."""
    return Markup("") if page_language() == LESSONS else Markup(' lang="%s"') % LESSONS


def as_english(words: Any) -> Markup:
    """Return words that stay English in an element that says so; on an English page the words alone."""
    mark = english_attribute()
    return Markup("<span%s>%s</span>") % (mark, words) if mark and words else escape(words)


def said(words: str) -> str:
    """Return words of the tutor's layers, which `to_translate` or `Told` marked, in the language of the page."""
    return str(_(words.words, **words.values) if isinstance(words, Told) else _(words))


def titled(title: str) -> Markup:
    """Return what something is called: by an author, in English, or by the tutor around an author's word."""
    if not isinstance(title, Told):
        return as_english(title)
    return Markup(_(title.words)) % {name: as_english(value) for name, value in title.values.items()}  # noqa: S704


def _offered() -> dict[str, Any]:
    """Return the languages to choose from, each by its own name; the one in use is left out by the template."""
    named = [(name, TAGS[name], words) for name, words in LANGUAGES if name != OF_DEVICE]
    return {"languages": named, "language_tags": TAGS}


@pages.get("/language/<name>")
@allow("anyone")
def choose(name: str) -> Response:
    """Keep the language of this browser, for pages before somebody signs in, and go back."""
    if name not in LOCALES:
        abort(404)
    response = redirect(own_path(request.args.get("back", "/sign-in")), 303)
    response.set_cookie(
        COOKIE,
        name,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=parts().settings.secure_cookies,
    )
    return response  # type: ignore[return-value] # Flask's redirect is werkzeug's
