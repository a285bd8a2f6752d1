"""What the “Listen” buttons of a page say, as filters for the templates; a script of the page gives it to a voice."""

from flask import Flask

from tutor.records import Turn
from tutor.spoken_formula import spoken_formula
from tutor.spoken_text import spoken_choices, spoken_diagram, spoken_text


def spoken_turn(turn: Turn) -> str:
    """Return a question or a reply in words, with its diagram's description."""
    return f"{spoken_text(turn.text)} {spoken_diagram(turn.facts.get('diagram'))}".strip()


def register(app: Flask) -> None:
    """Give the templates these as filters."""
    app.add_template_filter(spoken_text, "spoken")
    app.add_template_filter(spoken_formula, "spoken_formula")
    app.add_template_filter(spoken_choices, "spoken_choices")
    app.add_template_filter(spoken_turn, "spoken_turn")
