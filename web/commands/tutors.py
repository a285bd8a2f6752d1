"""A tutor for a command that needs one: its curriculum built, its model loaded."""

import click

from tutor.assembly import Tutor
from tutor.llama import LlamaModel
from tutor.settings import read_settings
from web.commands.setup import build_if_changed

LOADING_SECONDS = 300


def ready_tutor() -> Tutor:
    """Return the tutor of this installation, its curriculum built where it is missing and its model loaded."""
    settings = read_settings()
    if settings.content is None:
        build_if_changed(settings.content_folder, err=True)
    tutor = Tutor.from_settings(settings)
    if isinstance(tutor.model, LlamaModel):
        tutor.model.wait_until_loaded(LOADING_SECONDS)
    if tutor.model_problem:
        click.echo(f"Replies are the authored words: {tutor.model_problem}", err=True)
    return tutor
