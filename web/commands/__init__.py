"""The `attain` command. Each family of commands is a module here, loaded when it is asked for."""

import importlib
import logging
import os
import sys

import click

from tutor.settings import InvalidSettings

FAMILIES = {
    "setup": (
        "web.commands.setup",
        "Prepare everything: secret, records, model, curriculum, demonstration school.",
    ),
    "serve": ("web.commands.serve", "Start the service."),
    "content": ("web.commands.content", "Build, search and check the curriculum."),
    "model": ("web.commands.model", "List, fetch and check language models."),
    "mastery": ("web.commands.mastery", "Fit how mastery follows from pupils' unaided answers."),
    "account": ("web.commands.account", "Add and list accounts, and give new passwords."),
    "roster": ("web.commands.roster", "Check and take in lists of pupils, and change the keys that seal UPNs."),
    "key": ("web.commands.key", "Give, list and revoke keys with which other tools read the store."),
    "demonstration": ("web.commands.demonstration", "Fill the demonstration school with an invented week of work."),
    "attainment": ("web.commands.attainment", "Export the attainment log."),
    "benchmark": ("web.commands.benchmark", "Measure marking, mastery, replies and more on cases from a file."),
}

LIBRARIES = {
    # A thread that waits for its neighbour spins for long by default: on two cores with another process busy, writing
    # fell from 31 to under 10 tokens a second, and with this to 14 (docs/log.md, 2026-11-23).
    "GOMP_SPINCOUNT": "1000",
    # The library draws a bar of its own at every start otherwise.
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
"""How the libraries are to behave. They read these when they are loaded, which no command has done yet."""


class Families(click.Group):
    """Commands that are imported when they are used, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order in which they are needed."""
        return list(FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, imported now."""
        if cmd_name not in FAMILIES:
            return None
        command: click.Command = importlib.import_module(FAMILIES[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in FAMILIES.items()])


@click.group(cls=Families, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="attain", prog_name="attain")
def attain() -> None:
    """Attain: a tutor for pupils in years 9 to 11, on the school's own machine.

    On a new machine run `attain setup`, then `attain serve`. Settings are environment variables that begin
    with ATTAIN_, or lines in attain.toml: docs/settings.md lists them.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    for quiet in ("httpx", "faiss", "faiss.loader", "sentence_transformers", "alembic", "rdflib", "bm25s"):
        logging.getLogger(quiet).setLevel(logging.WARNING)


def main() -> None:
    """Run the command; a failure that is somebody's to mend is told in plain words, without a traceback."""
    for name, value in LIBRARIES.items():
        os.environ.setdefault(name, value)
    try:
        attain(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Run the same command again to go on.", err=True)
        sys.exit(130)
    except InvalidSettings as error:
        click.echo(f"A setting is wrong, and nothing was started:\n{error}", err=True)
        sys.exit(2)
