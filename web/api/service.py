"""The API put together: its paths, and what each key may ask."""

from flask import Flask

from tutor.settings import Settings
from web.api import curriculum, description, items, keys, search

PATHS = (search.search, curriculum.list_subjects, items.show_item)
"""One view of each module: they add themselves to the blueprint when they are loaded."""


def register(app: Flask, settings: Settings) -> None:
    """Add the API to the application."""
    keys.register(app, settings.api_per_minute)
    app.register_blueprint(description.pages)
