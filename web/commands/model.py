"""`attain model`: the language model's files."""

from pathlib import Path

import click

from tutor import model_files
from tutor.assembly import model_file
from tutor.model_files import ModelFile
from tutor.settings import Settings, read_settings
from web.commands.failures import plainly
from web.commands.progress import download


@click.group(name="model")
def command() -> None:
    """List, fetch and check language models.

    Files are kept in a cache outside this folder, so that a second installation fetches nothing.
    """


@command.command(name="list")
def list_models() -> None:
    """List the models that can be fetched by name, and whether they are here."""
    settings = read_settings()
    folder = model_files.cache_folder(settings.models)
    for file in model_files.known():
        here = "here" if model_files.path_of(file, folder).is_file() else "not fetched"
        chosen = " (chosen)" if settings.model == file.name else ""
        size = f"{(file.size or 0) / 1e9:.2f} GB"
        click.echo(f"{file.name}{chosen}: {size}, {here}, SHA-256 {file.sha256}")
    if settings.model_server:
        click.echo(f"{settings.model} on the server {settings.model_server} (chosen)")
    click.echo(f"Folder: {folder}")


@command.command()
@click.argument("name", required=False)
def fetch(name: str | None) -> None:
    """Fetch a model and verify it; the one that the settings choose when no NAME is given.

    A download that was cut off goes on where it stopped.
    """
    settings = read_settings(**({"model": name} if name else {}))
    click.echo(f"Ready and verified: {fetched(settings)}")


def fetched(settings: Settings) -> Path | None:
    """Return the verified file of the chosen model, fetched if it is not here; None where there is nothing to fetch."""
    if settings.model_server or settings.model == "none":
        return None
    file = model_file(settings)
    if not isinstance(file, ModelFile):
        return file
    with plainly(), download() as report:
        return model_files.fetch(file, model_files.cache_folder(settings.models), report)


@command.command()
def check() -> None:
    """Check that the chosen model's file is the one that was published."""
    settings = read_settings()
    if settings.model_server or settings.model == "none":
        click.echo("There is no file to check: the settings choose a server, or no model.")
        return
    file = model_file(settings)
    if not isinstance(file, ModelFile):
        click.echo(f"{file}: SHA-256 {model_files.digest_of(file)} (your own file: compare it with its publisher's)")
        return
    path = model_files.path_of(file, model_files.cache_folder(settings.models))
    with plainly():
        model_files.check(path, file.sha256)
    click.echo(f"{path}: as published")
