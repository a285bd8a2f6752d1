"""`attain model`: the language model's files."""

from pathlib import Path

import click

from tutor import model_files
from tutor.settings import read_settings
from web.commands.progress import progress_bar


@click.group(name="model")
def command() -> None:
    """List, fetch and check language models.

    Files are kept in a cache outside this folder, so that a second installation fetches nothing.
    """
