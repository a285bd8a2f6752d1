"""What tests share: the real curriculum, the real embedder, real databases, and a browser-like client.

A scripted model stands in only where the tutor's own logic is under test; the engine has tests of its own.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine

import content_store
from content_store.build import build
from content_store.catalogue import Catalogue
from content_store.curriculum import Rows
from content_store.pack import read_pack
from retrieval.embedding import MiniLM
from retrieval.indexer import Indexer
from retrieval.passages import Passages
from tutor.assembly import Tutor
from tutor.database import migrate, open_records
from tutor.language_model import Completion, LanguageModel, NoModel, Prompt
from tutor.settings import Settings

hypothesis_settings.register_profile("fuzz", max_examples=10_000, deadline=None, database=None)

EMBEDDED = Path(content_store.__file__).parent / "packs" / "attain"
PICTURES = Path(__file__).parent / "pictures"


class ScriptedModel:
    """Replies with the texts it is given, one after another and the last again, and remembers the prompts."""

    name = "scripted"
    digest = "scripted"
    problem = ""

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.last = ""
        self.prompts: list[Prompt] = []

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> Completion:
        self.prompts.append(prompt)
        self.last = self.replies.pop(0) if self.replies else self.last
        return Completion(self.last, 10, 5, 5, 0.01, 0.0)

    def warm(self, prompt: Prompt) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep this machine's settings out of the tests."""
    for name in [name for name in os.environ if name.startswith("ATTAIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("tutor.settings.SETTINGS_FILE", tmp_path / "attain.toml")


@pytest.fixture(scope="session")
def embedder() -> MiniLM:
    return MiniLM()


def built(rows: Rows, folder: Path, embedder: MiniLM, kept: Path) -> Path:
    """Return a folder with the rows built; what has not changed since the last run is taken from what that run kept."""
    with suppress(OSError):
        shutil.copytree(kept, folder)
    build(rows, folder, Indexer(embedder))
    fresh = kept.with_name(f"{kept.name}-{os.getpid()}")
    shutil.copytree(folder, fresh)
    shutil.rmtree(kept, ignore_errors=True)
    try:
        fresh.rename(kept)
    except OSError:  # another run has just kept its own
        shutil.rmtree(fresh)
    return folder


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM, pytestconfig: pytest.Config) -> Path:
    """The embedded pack, built once for all tests."""
    folder = tmp_path_factory.mktemp("content") / "attain"
    return built(read_pack(EMBEDDED, seeds=0), folder, embedder, pytestconfig.cache.mkdir("content") / "attain")


@pytest.fixture(scope="session")
def notes_only(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM, pytestconfig: pytest.Config) -> Path:
    """The embedded pack without the questions that pupils ask, as other publishers' content is."""
    folder = tmp_path_factory.mktemp("content") / "notes"
    rows = read_pack(EMBEDDED, seeds=0)
    rows.faqs.clear()
    return built(rows, folder, embedder, pytestconfig.cache.mkdir("content") / "notes")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Path:
    """A small pack with one item for each kind of diagram, built."""
    folder = tmp_path_factory.mktemp("content") / "pictures"
    build(read_pack(PICTURES, seeds=0), folder, Indexer(embedder))
    return folder


@pytest.fixture(scope="session")
def catalogue(content: Path) -> Catalogue:
    return Catalogue.open(content)


@pytest.fixture(scope="session")
def passages(catalogue: Catalogue, embedder: MiniLM) -> Passages:
    return Passages(catalogue, embedder)


@pytest.fixture
def settings(tmp_path: Path, content: Path) -> Settings:
    return Settings(data=tmp_path / "instance", content=content, model="none", reply_seconds=20)


@pytest.fixture
def records(settings: Settings) -> Iterator[Engine]:
    engine = open_records(settings.database_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def make_tutor(settings: Settings, catalogue: Catalogue, passages: Passages, embedder: MiniLM):
    """Return a function that makes a tutor with a given model; without one it shows the authored words."""

    def make(model: LanguageModel | None = None) -> Tutor:
        return Tutor(settings, catalogue, passages, embedder, model or NoModel("the test uses none"))

    return make


@pytest.fixture
def tutor(make_tutor) -> Tutor:
    return make_tutor()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public data beside a developer's checkout; users do not have it, CI does."""
    folder = Path(os.environ.get("SHARED_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs the folder {folder}")
        pytest.skip(f"the folder of public data is not at {folder}")
    return folder
