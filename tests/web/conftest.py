"""A demonstration school and a client that holds every page it gets to the rules of all pages."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from content_store.answers import ChoiceAnswer, NumericAnswer, shown_answer
from evaluation.proofs.marks import right_text
from tutor import accounts, history
from tutor.accounts import SignIn
from tutor.assembly import Tutor
from tutor.database import migrate, open_records, reading, transaction
from tutor.item_choice import drawn
from tutor.records import Membership, School, TeachingClass, Turn, TutoringSession
from tutor.settings import Settings
from web.app import create_app

PASSWORD = "invented-for-tests-11"
WRONG = {"en-GB": "Error", "pl": "Błąd"}
"""What begins the title of a page whose form was refused, in each language of the pages."""
VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Page(HTMLParser):
    """What is on a page, so far as the rules of all pages need to know it."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    labelled: set[str] = field(default_factory=set)
    visible: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("h1", "title") and "svg" not in self.within:
            self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.within, f"</{tag}> closes nothing"
        assert self.within[-1] == tag, f"</{tag}> closes <{self.within[-1]}>"
        self.within.pop()

    def handle_data(self, data: str) -> None:
        for tag in ("h1", "title"):
            if tag in self.within and "svg" not in self.within:
                self.texts[tag][-1] += data
        if not {"pre", "textarea"} & set(self.within):
            self.visible.append(data)

    def of(self, *names: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def check_page(text: str) -> Page:
    """Return the page read, after holding it to the rules of all pages or of fragments."""
    page = Page()
    page.feed(text)
    page.close()
    assert page.within == []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids)), f"an id stands twice: {sorted(ids)}"
    assert not page.of("style"), "styles belong in a file"
    assert all("src" in script for script in page.of("script")), "scripts belong in a file"
    assert not [name for _, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")]
    targets = {label["for"] for label in page.of("label")}
    for entry in page.of("input", "textarea", "select"):
        assert entry.get("type") == "hidden" or entry.get("id") in targets, f"no label: {entry}"
    for name in ("aria-describedby", "aria-labelledby"):
        assert {attributes[name] for _, attributes in page.tags if name in attributes} <= set(ids)
    assert not re.search(r"\$[^$]+\$", "".join(page.visible)), "LaTeX was left in the text"
    if "<!doctype html>" in text:
        _check_whole(page)
    return page


def _check_whole(page: Page) -> None:
    assert page.of("html")[0]["lang"] in WRONG
    assert len(page.texts["h1"]) == len(page.texts["title"]) == 1
    heading, title = page.texts["h1"][0].strip(), page.texts["title"][0].strip()
    wrong = WRONG[page.of("html")[0]["lang"]]
    assert title in (f"{heading} – Attain", f"{wrong}: {heading} – Attain")


class Client(FlaskClient):
    """Flask's client, which checks whatever it gets."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        if response.mimetype == "text/html" and response.status_code not in (302, 303):
            check_page(response.text)
        return response


@dataclass(frozen=True)
class People:
    """The sign-ins of the demonstration school and of a second, smaller one."""

    sign_ins: dict[str, SignIn]
    file: Path


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    """Two invented schools in a database that each test gets a copy of: hashing passwords is slow on purpose."""
    file = tmp_path_factory.mktemp("people") / "records.db"
    engine = open_records(f"sqlite:///{file}")
    migrate(engine)
    with transaction(engine) as db:
        added = accounts.add_demonstration(db)
        school = School(name="Other School (invented)")
        db.add(school)
        db.flush()
        teaching_class = TeachingClass(school_id=school.id, name="9Z (invented)", year=9)
        db.add(teaching_class)
        db.flush()
        for role, name, username in (("teacher", "Mr Elsewhere (invented)", "elsewhere"), ("pupil", "Zoe Else", "zoe")):
            account = accounts.add_account(db, school.id, role, (name, username), PASSWORD)
            db.add(Membership(class_id=teaching_class.id, account_id=account.id))
            added.append(SignIn(role, name, username, PASSWORD))
    engine.dispose()
    return People({one.username: one for one in added}, file)


@pytest.fixture
def records(settings: Settings, people: People) -> Iterator[Engine]:
    settings.data.mkdir(parents=True)
    shutil.copy(people.file, settings.data / "records.db")
    engine = open_records(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def make_app(settings: Settings, records: Engine) -> Iterator[Callable[..., Flask]]:
    """Return a function that makes the application of a tutor, or of none and the reason."""
    made: list[Flask] = []

    def make(tutor: Tutor | None, problem: str = "", own: Settings = settings) -> Flask:
        app = create_app(own, records, tutor, "a secret for tests", problem)
        app.test_client_class = Client
        made.append(app)
        return app

    yield make
    for app in made:
        if wordsmith := app.extensions["attain"].wordsmith:
            wordsmith.close()


@pytest.fixture
def app(make_app: Callable[..., Flask], tutor: Tutor) -> Flask:
    return make_app(tutor)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def signed_in(app: Flask, sign_in: SignIn) -> FlaskClient:
    client = app.test_client()
    response = client.post("/sign-in", data={"username": sign_in.username, "password": sign_in.password})
    assert response.status_code == 303
    return client


@pytest.fixture
def sign_in_as(app: Flask, people: People) -> Callable[..., FlaskClient]:
    """Return a function that gives a client of its own to somebody of the invented schools."""
    return lambda username, at=None: signed_in(at or app, people.sign_ins[username])


@dataclass(frozen=True)
class AtWork:
    """A pupil in a session: what the forms on its page would post."""

    client: FlaskClient
    path: str
    records: Engine
    tutor: Tutor

    @property
    def id(self) -> int:
        return int(self.path.rsplit("/", 1)[1])

    def page(self) -> str:
        return self.client.get(self.path).text

    def position(self) -> str:
        return re.findall(r'name="position" value="(\d+)"', self.page())[-1]

    def send(self, intent: str, text: str = "", working: str = "", **more: Any) -> TestResponse:
        data = {"position": more.pop("position", None) or self.position()}
        data |= {"intent": intent, "text": text, "working": working}
        return self.client.post(f"{self.path}/turns", data=data, **more)

    def turns(self) -> list[Turn]:
        with reading(self.records) as db:
            return list(history.turns_of(db, db.get_one(TutoringSession, self.id)))

    def right_answer(self) -> str:
        with reading(self.records) as db:
            own = db.get_one(TutoringSession, self.id)
        answer = drawn(self.tutor.catalogue, own.item_id or "", own.seed).answer
        if isinstance(answer, ChoiceAnswer):
            return f"choice-{[choice.right for choice in answer.choices].index(True)}"
        if not isinstance(answer, NumericAnswer):
            return right_text(answer)
        return shown_answer(answer)


@pytest.fixture
def at_work(sign_in_as: Callable[..., FlaskClient], records: Engine, tutor: Tutor) -> Callable[..., AtWork]:
    """Return a function that puts a pupil to work on an objective."""

    def begin(username: str = "ada", objective: str = "linear-equations", at: Flask | None = None) -> AtWork:
        client = sign_in_as(username, at)
        return AtWork(client, client.post(f"/objectives/{objective}/sessions").location, records, tutor)

    return begin
