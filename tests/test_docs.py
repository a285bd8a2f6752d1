"""The documents say what is true: settings, commands, files, words, links and messages."""

import ast
import importlib
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

import tutor.settings
from evaluation.benchmarks import marking, replies, retrieval, tutoring
from tutor.pasted_plan import MoveName
from tutor.settings import Settings, read_settings
from web.commands import FAMILIES

ROOT = Path(__file__).parent.parent
PACKAGES = ("content_store", "retrieval", "tutor", "evaluation", "web")
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
COMMAND = re.compile(r"(?:^|/|`)attain((?: -{0,2}[a-zA-Z][\w./-]*)+)", re.MULTILINE)
REPOSITORY_PATH = re.compile(r"`((?:content_store|retrieval|tutor|evaluation|web|docs|tests|packaging|\.ci)/[\w./-]*)`")


def names_of(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def table(path: Path, first_column: str) -> list[list[str]]:
    """Return the cells of each row of the table whose first column has this heading."""
    rows: list[list[str]] = []
    for line in read(path).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and (rows or cells[0] == first_column):
            rows.append(cells)
        elif rows:
            break
    assert len(rows) > 2, f"{path.name} has no table that begins with {first_column!r}"
    return rows[2:]


def fences(text: str, language: str = "") -> list[str]:
    """Return what stands in the fenced blocks of a page."""
    return re.findall(rf"^```{language}[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def spans(text: str) -> list[str]:
    """Return what stands between single backticks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


# Settings


def as_documented(default: object) -> str:
    """Return a default as docs/settings.md writes it."""
    if default is None:
        return "not set"
    if isinstance(default, bool):
        return str(default).lower()
    return f"{default:g}" if isinstance(default, float) else str(default)


def described_settings() -> dict[str, list[str]]:
    rows = table(DOCS / "settings.md", "environment variable")
    return {row[1].strip("`"): row for row in rows}


def test_every_setting_is_described_and_nothing_else_is():
    assert list(described_settings()) == list(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_described_with_its_variable_and_its_true_default(name):
    variable, _, default, meaning, _ = described_settings()[name]
    assert variable == f"`ATTAIN_{name.upper()}`"
    assert default.strip("`") == as_documented(Settings.model_fields[name].default)
    assert meaning.endswith(".")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_example_of_a_setting_is_accepted_and_differs_from_the_default(name, monkeypatch):
    variable, _, default, _, example = (cell.strip("`") for cell in described_settings()[name])
    assert example != default
    plain = getattr(read_settings(), name)
    monkeypatch.setenv(variable, example)
    assert getattr(read_settings(), name) != plain


def test_the_example_settings_file_is_read_as_it_stands():
    (example,) = fences(read(DOCS / "settings.md"), "toml")
    tutor.settings.SETTINGS_FILE.write_text(example, encoding="utf-8")
    settings = read_settings()
    for name, value in tomllib.loads(example).items():
        read_value = getattr(settings, name)
        assert read_value == type(read_value)(value)


# Commands


def command_tree() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command of `attain` that does something, with its path."""
    for family, (module, _) in FAMILIES.items():
        yield from commands_within((family,), importlib.import_module(module).command)


def commands_within(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield a command with its path; of a group, those within it."""
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from commands_within((*path, name), one)
    else:
        yield path, command


def documented_commands() -> Iterator[tuple[Path, list[str]]]:
    """Yield the words of every `attain` command line in the documents."""
    for page in PAGES:
        text = read(page)
        for code in [*fences(text), *spans(text)]:
            for found in COMMAND.findall(code):
                yield page, found.split()


@pytest.fixture(scope="module")
def commands() -> dict[tuple[str, ...], click.Command]:
    return dict(command_tree())


def test_every_documented_command_and_option_exists(commands):
    groups = {path[:length] for path in commands for length in range(1, len(path))}
    wrong = []
    for page, words in documented_commands():
        if words[0] in ("--help", "--version"):
            continue
        path = next((path for path in commands if tuple(words[: len(path)]) == path), None)
        if path is None:
            if tuple(words) not in groups:
                wrong.append((page.name, words))
            continue
        options = {option for one in commands[path].params for option in one.opts} | {"--help"}
        wrong += [(page.name, words) for word in words if word.startswith("--") and word not in options]
    assert not wrong


def test_every_command_and_every_option_is_documented(commands):
    written = "\n".join(" ".join(["attain", *words]) for _, words in documented_commands())
    prose = "\n".join(map(read, PAGES))
    for path, command in commands.items():
        assert f"attain {' '.join(path)}" in written
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in prose, f"{' '.join(path)} {parameter.opts[0]}"


# Files


def tree_of_readme() -> dict[str, str]:
    """Return what the README says of each path of its file tree."""
    block = next(block for block in fences(read(ROOT / "README.md")) if "content_store/" in block)
    found: dict[str, str] = {}
    parents: list[str] = []
    for line in block.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name, _, meaning = line.strip().partition(" ")
        parents[depth:] = [name]
        found["".join(parents)] = meaning.strip()
    return found


def ignored() -> set[str]:
    return {line.strip("/") for line in read(ROOT / ".gitignore").splitlines()} | {".git"}


def test_every_path_of_the_readme_tree_exists_and_is_explained():
    for path, meaning in tree_of_readme().items():
        assert (ROOT / path).exists(), path
        assert (ROOT / path).is_dir() == path.endswith("/"), path
        assert meaning, path


def test_every_folder_at_the_top_and_every_package_within_is_in_the_readme_tree():
    tree = tree_of_readme()
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()} - ignored()
    tops -= {name for name in tops if name.endswith(".egg-info") or name.startswith("__")}
    assert {f"{top}/" for top in tops} <= tree.keys()
    packages = {init.parent for top in PACKAGES for init in (ROOT / top).rglob("__init__.py")}
    inner = {path for path in packages if path.parent.parent == ROOT}
    assert {f"{path.relative_to(ROOT).as_posix()}/" for path in inner} <= tree.keys()


@pytest.mark.parametrize("document", PAGES, ids=names_of(PAGES))
def test_a_page_names_only_files_that_exist(document):
    missing = [path for path in REPOSITORY_PATH.findall(read(document)) if not (ROOT / path).exists()]
    assert not missing


# Words


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module gives: what it takes from libraries keeps the libraries' words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def words_of(name: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


@pytest.fixture(scope="module")
def names_in_code() -> dict[str, set[str]]:
    """Every name that the code gives, and the modules that give it."""
    names: dict[str, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            module = path.relative_to(ROOT).as_posix()
            for name in [path.stem, *identifiers(ast.parse(read(path)))]:
                names[name].add(module)
    return names


def test_every_word_of_the_glossary_is_a_name_in_the_code(names_in_code):
    known = names_in_code.keys() | {word for name in names_in_code for word in words_of(name)}
    for term, meaning, in_code, _ in table(DOCS / "glossary.md", "word"):
        assert meaning, term
        names = re.findall(r"`(\w+)`", in_code)
        assert names, term
        assert set(names) <= known, term


def test_no_name_in_the_code_says_what_the_glossary_says_otherwise(names_in_code):
    refused = {word for row in table(DOCS / "glossary.md", "word") for word in row[3].split(", ") if word}
    assert refused
    allowed = {(row[0], row[1].strip("`")) for row in table_of_exceptions()}
    used = {
        (word.removesuffix("s"), module)
        for name, modules in names_in_code.items()
        for word in words_of(name)
        for module in modules
        if word in refused or word.removesuffix("s") in refused
    }
    assert used - allowed == set(), "a name says what the glossary says otherwise"
    assert allowed - used == set(), "the glossary excuses what is no longer there"


def table_of_exceptions() -> list[list[str]]:
    """Return the rows of the glossary's second table."""
    text = read(DOCS / "glossary.md").split("## Where a word has another meaning")[1]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


# Benchmarks


def example_lines(section: str) -> list[str]:
    """Return the JSON blocks of one section of docs/benchmarks.md."""
    _, after = read(DOCS / "benchmarks.md").split(f"## {section}\n")
    return fences(after.split("\n## ")[0], "json")


def test_the_example_of_a_search_query_is_one(tmp_path):
    (lines,) = example_lines("Retrieval")
    file = tmp_path / "queries.jsonl"
    file.write_text(lines, encoding="utf-8")
    assert [max(query.qrels.values()) for query in retrieval.read_queries(file)] == [3]


def test_the_examples_of_marked_answers_are_marked_as_they_say(tmp_path):
    (lines,) = example_lines("Marking")
    file = tmp_path / "cases.jsonl"
    file.write_text(lines, encoding="utf-8")
    report = marking.run(file)
    assert set(report.counts) == set(marking.KINDS)
    assert not report.right_marked_wrong + report.wrong_marked_right


def test_the_examples_of_messages_are_replied_to(tmp_path, make_tutor):
    (lines,) = example_lines("Replies")
    file = tmp_path / "cases.jsonl"
    file.write_text(lines, encoding="utf-8")
    # The question about the notes leaves nothing for the model to ask, so only the hint is worded.
    assert replies.run(file, make_tutor()).replaced == {"not loaded": 1}


def test_the_example_of_a_talk_gets_a_reply_line_like_the_one_shown(tmp_path, make_tutor):
    talk, shown = example_lines("Tutoring")
    file, out = tmp_path / "cases.jsonl", tmp_path / "replies.jsonl"
    file.write_text(talk, encoding="utf-8")
    tutoring.run(file, out, make_tutor())
    reply, example = json.loads(out.read_text(encoding="utf-8")), json.loads(shown)
    assert reply | {"seconds": 0} == example | {"seconds": 0}
    moves = re.findall(
        r"`(\w+)`", read(DOCS / "benchmarks.md").split("what the tutor decided to do: ")[1].split(".")[0]
    )
    assert set(moves) == set(get_args(MoveName))


# Links, decisions and messages


def anchors(page: Path) -> set[str]:
    """Return the addresses of a page's headings, as GitHub and most readers make them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", read(page), flags=re.M | re.S), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", PAGES, ids=names_of(PAGES))
def test_the_links_of_a_page_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)\s]+)\)", read(document)):
        if re.match(r"(https?|mailto):", target):
            continue
        path, _, anchor = target.partition("#")
        led = (document.parent / path).resolve() if path else document
        assert led.exists(), target
        assert not anchor or anchor in anchors(led), target


def test_every_document_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s:]+)\)", read(page))]
        waiting += [(page.parent / target).resolve() for target in targets if target]
    assert set(PAGES) - reached == set()


@pytest.mark.parametrize("document", DECISIONS, ids=names_of(DECISIONS))
def test_a_decision_has_its_number_and_says_context_decision_and_consequences(document):
    number = DECISIONS.index(document) + 1
    assert document.name.startswith(f"{number:04}-")
    headings = re.findall(r"^## (.+)$", read(document), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]
    assert read(document).startswith(f"# {number}. ")


def texts_in_code() -> list[str]:
    """Return every text that the code holds, implicit concatenations put together."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    nodes = (node for path in paths for node in ast.walk(ast.parse(read(path))))
    found = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [*found, read(ROOT / "packaging" / "install"), *map(read, (ROOT / "web" / "templates").rglob("*.html"))]


def test_every_failure_message_of_the_installation_page_is_one_that_the_program_gives():
    known = texts_in_code()
    _, when_wrong = read(DOCS / "install.md").split("## When something goes wrong")
    told = re.findall(r"^\| `(.+?)` \| .+ \| .+ \|$", when_wrong, re.MULTILINE)
    assert len(told) == when_wrong.count("\n| `")
    for said in told:
        for piece in re.split(r"\s*…\s*", said):
            assert any(piece in text for text in known), piece


def test_the_changelog_describes_the_version_that_this_is():
    version = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", read(ROOT / "CHANGELOG.md"), re.MULTILINE)


def test_the_log_is_dated_newest_first():
    dates = re.findall(r"^## (\d{4}-\d\d-\d\d)", read(DOCS / "log.md"), re.MULTILINE)
    assert dates
    assert dates == sorted(dates, reverse=True)
