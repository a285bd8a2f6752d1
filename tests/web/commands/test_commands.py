"""The `attain` command as whoever looks after the machine meets it."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys

import pytest
from click.testing import CliRunner

from content_store.catalogue import Catalogue
from content_store.manifest import checks_digest
from tests.conftest import PICTURES
from tutor import model_files
from tutor.database import open_records
from tutor.first_run import hash_of, is_known
from web.commands import FAMILIES, attain
from web.commands.serve import listening

PATHS = [
    [],
    ["setup"],
    ["serve"],
    ["content"],
    ["content", "build"],
    ["content", "search"],
    ["content", "check"],
    ["model"],
    ["model", "list"],
    ["model", "fetch"],
    ["model", "check"],
    ["account"],
    ["account", "add"],
    ["account", "reset"],
    ["account", "list"],
    ["attainment"],
    ["attainment", "export"],
]


@pytest.fixture
def installed(monkeypatch, settings):
    """An installation whose curriculum is built and which has no model."""
    monkeypatch.setenv("ATTAIN_DATA", str(settings.data))
    monkeypatch.setenv("ATTAIN_CONTENT", str(settings.content))
    monkeypatch.setenv("ATTAIN_MODEL", "none")
    return settings


def run(*arguments):
    return CliRunner().invoke(attain, list(arguments))


def failure(result):
    """Return what a failed command says, which is a message and no traceback."""
    assert result.exit_code != 0
    assert isinstance(result.exception, SystemExit), result.exception
    return result.output


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_has_a_help_that_says_what_it_does(path):
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert re.search(r"Usage: .*(?:\n +.+)?\n\n +[A-Z].*", result.output)


def test_the_list_of_commands_names_every_family():
    assert all(name in run("--help").output for name in FAMILIES)


def test_setup_can_be_run_again_and_changes_nothing(installed):
    assert run("setup").exit_code == 0
    files = {path: path.read_bytes() for path in installed.data.glob("*") if path.suffix in (".txt", "")}
    assert {path.name for path in files} >= {"secret", "demonstration-sign-ins.txt"}
    again = run("setup")
    assert again.exit_code == 0
    assert {path: path.read_bytes() for path in files} == files


def test_setup_prints_nothing_secret_and_nobody_else_can_read_it(installed):
    output = run("setup").output
    assert installed.secret_file.read_text() not in output
    sign_ins = installed.data / "demonstration-sign-ins.txt"
    passwords = [line.split()[2] for line in sign_ins.read_text().splitlines()]
    assert len(passwords) == 9
    assert not [password for password in passwords if password in output]
    for path in (installed.secret_file, sign_ins):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_setup_without_the_demonstration_makes_no_accounts(installed, monkeypatch):
    monkeypatch.setenv("ATTAIN_DEMONSTRATION", "false")
    assert run("setup").exit_code == 0
    assert not (installed.data / "demonstration-sign-ins.txt").exists()
    assert run("account", "list").output == "There are no accounts.\n"


def test_an_address_for_the_set_up_is_shown_until_somebody_has_an_account(installed, monkeypatch):
    monkeypatch.setenv("ATTAIN_DEMONSTRATION", "false")
    monkeypatch.setenv("ATTAIN_PORT", "8123")
    codes = re.findall(r"http://127\.0\.0\.1:8123/set-up/\?code=(\S+)", run("setup").output + run("setup").output)
    assert len(codes) == 2
    assert all(is_known(installed.set_up_file, hash_of(code)) for code in codes)
    run("account", "add", "admin", "Tess Technician", "tess", "--school", "Example School (invented)")
    assert "/set-up/" not in run("setup").output


def test_with_the_demonstration_no_such_address_is_shown(installed):
    assert "/set-up/" not in run("setup").output


@pytest.mark.parametrize("proxy", [None, "127.0.0.1"])
def test_only_a_proxy_that_is_named_is_believed_about_who_asks(installed, proxy):
    told = listening(installed.model_copy(update={"trusted_proxy": proxy}))
    assert told["clear_untrusted_proxy_headers"]
    assert told.get("trusted_proxy") == proxy
    assert ("x-forwarded-for" in told.get("trusted_proxy_headers", ())) is bool(proxy)


def test_setup_says_plainly_where_it_cannot_write(installed, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("ATTAIN_DATA", str(tmp_path / "file" / "data"))
    assert "Nothing that was there before was changed" in failure(run("setup"))


def test_serve_refuses_before_setup(installed):
    assert "run `attain setup` first" in failure(run("serve"))


def test_serve_refuses_records_of_an_earlier_version(installed):
    run("setup")
    engine = open_records(installed.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    engine.dispose()
    message = failure(run("serve"))
    assert "earlier version" in message
    assert "run `attain setup`" in message


def test_serve_refuses_a_file_of_tracings_that_is_none(installed, monkeypatch, tmp_path):
    run("setup")
    tracings = tmp_path / "tracings.json"
    tracings.write_text("{}", encoding="utf-8")
    monkeypatch.setenv("ATTAIN_TRACING", str(tracings))
    message = failure(run("serve"))
    assert str(tracings) in message
    assert "take ATTAIN_TRACING away" in message


def test_serve_says_that_the_port_is_taken(installed):
    run("setup")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-c", "from web.commands import main; main()", "serve"]
        environment = os.environ | {"ATTAIN_PORT": port}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "ATTAIN_PORT" in done.stderr
    assert f"127.0.0.1:{port} cannot be listened on" in done.stderr


def test_a_pack_with_a_mistake_leaves_the_build_before_it_in_service(installed, content, tmp_path):
    target, pack = tmp_path / "built", tmp_path / "pack"
    shutil.copytree(content, target)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    pack.mkdir()
    (pack / "pack.yaml").write_text("title: [not a title\n")
    message = failure(run("content", "build", "pack", "--from", str(pack), "--to", str(target)))
    assert "pack.yaml" in message
    assert "the curriculum in service is the one built before" in message
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_a_build_says_by_which_checks_its_items_passed(installed, pictures, tmp_path):
    """So that the next build draws only what has changed; content that a test built was not checked, and says so."""
    target = tmp_path / "built"
    assert run("content", "build", "pack", "--from", str(PICTURES), "--to", str(target)).exit_code == 0
    assert Catalogue.open(target).manifest.checks == checks_digest()
    assert Catalogue.open(pictures).manifest.checks == ""


def test_oak_is_not_built_from_nowhere():
    assert "--from FOLDER" in failure(run("content", "build", "oak"))


def test_a_search_shows_passages_with_their_sources(installed):
    result = run("content", "search", "how", "do", "plants", "make", "glucose", "--most", "3")
    assert result.exit_code == 0
    assert 1 <= len(re.findall(r"^0\.\d\d  ", result.stdout, re.MULTILINE)) <= 3
    assert "photosynthesis" in result.stdout.splitlines()[0]
    assert "CC BY" in result.output


def test_a_search_that_finds_nothing_says_so(installed):
    result = run("content", "search", "football", "transfer", "rumours")
    assert result.exit_code == 0
    assert "No passage is near enough" in result.stdout


def test_a_search_without_a_built_curriculum_says_so(installed, tmp_path):
    message = failure(run("content", "search", "plants", "--content", str(tmp_path / "nothing")))
    assert "records are unharmed" in message


def test_the_list_of_models_says_which_is_chosen_and_which_is_here(installed, monkeypatch, tmp_path):
    monkeypatch.setenv("ATTAIN_MODELS", str(tmp_path))
    monkeypatch.setenv("ATTAIN_MODEL", model_files.SMALL.name)
    output = run("model", "list").output
    assert f"{model_files.SMALL.name} (chosen): 0.10 GB, not fetched" in output
    assert str(tmp_path) in output
    (tmp_path / model_files.SMALL.filename).touch()
    assert f"{model_files.SMALL.name} (chosen): 0.10 GB, here" in run("model", "list").output


def test_a_damaged_model_is_found_and_the_message_says_what_to_do(installed, monkeypatch, tmp_path):
    monkeypatch.setenv("ATTAIN_MODELS", str(tmp_path))
    monkeypatch.setenv("ATTAIN_MODEL", model_files.SMALL.name)
    assert "run `attain model fetch`" in failure(run("model", "check"))
    (tmp_path / model_files.SMALL.filename).write_bytes(b"GGUF but cut off")
    message = failure(run("model", "check"))
    assert "damaged" in message
    assert "run `attain model fetch`" in message


def test_checking_no_model_says_that_there_is_none(installed):
    assert "no file to check" in run("model", "check").output


@pytest.mark.parametrize(
    ("name", "value"),
    [("ATTAIN_PORT", "many"), ("ATTAIN_DATABASE", "mysql://x"), ("ATTAIN_PROT", "8000"), ("ATTAIN_MODEL", "no-such")],
)
def test_a_wrong_setting_is_named_and_nothing_is_started(installed, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    command = [sys.executable, "-c", "from web.commands import main; main()", "model", "check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_the_attainment_log_is_exported_once_and_names_nobody(installed, tmp_path):
    run("setup")
    folder = tmp_path / "log"
    first = run("attainment", "export", str(folder))
    assert first.exit_code == 0, first.output
    assert (folder / "codebook.csv").is_file()
    assert not [path for path in folder.iterdir() if "Ada" in path.read_text(encoding="utf-8")]
    before = sorted(path.stat().st_mtime_ns for path in folder.iterdir())
    failure(run("attainment", "export", str(folder)))
    assert sorted(path.stat().st_mtime_ns for path in folder.iterdir()) == before
