"""Which language the pages speak. What the lessons say stays in the language that they were written in."""

from flask import Flask
from flask_babel import Babel

ENGLISH = "en"


def register(app: Flask) -> None:
    """Give every template and view the words of its reader's language."""
    Babel(app, default_locale=ENGLISH, locale_selector=lambda: ENGLISH)
