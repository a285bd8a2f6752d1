"""A real server in a process of its own, and a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from content_store.answers import ChoiceAnswer, shown_answer
from content_store.catalogue import Catalogue
from tutor import accounts, history, model_files
from tutor.database import open_records, reading, transaction
from tutor.item_choice import drawn
from tutor.records import Account, Membership, TeachingClass, Turn, TutoringSession

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ATTAIN = [sys.executable, "-c", "from web.commands import main; main()"]
PASSWORD = "invented-for-tests-22"
expect.set_options(timeout=20_000)
NUMBERS = count(1)


@dataclass
class Service:
    """A server process with its own records."""

    data: Path
    settings: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {"ATTAIN_DATA": str(self.data), "ATTAIN_PORT": str(self.port), "ATTAIN_DEMONSTRATION": "true"}
        outside = {name: value for name, value in os.environ.items() if not name.startswith("ATTAIN_")}
        return outside | own | self.settings

    def setup(self) -> None:
        subprocess.run([*ATTAIN, "setup"], env=self.environment, cwd=self.data, check=True, capture_output=True)

    def start(self) -> None:
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*ATTAIN, "serve"], env=self.environment, cwd=self.data, stdout=log, stderr=log
            )
        limit = time.monotonic() + 90
        while time.monotonic() < limit and self.process.poll() is None:
            with suppress(httpx.TransportError):
                httpx.get(f"{self.url}/health", timeout=5)
                return
            time.sleep(0.1)
        pytest.fail((self.data / "log").read_text())

    def kill(self) -> None:
        """End the server as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def turns(self, path: str) -> list[Turn]:
        """Return what is recorded of the session at this address."""
        with self._reading() as db:
            return list(history.turns_of(db, db.get_one(TutoringSession, session_id(path))))

    def right_answer(self, path: str, catalogue: Catalogue) -> str:
        """Return the right answer to the open question, as a pupil would type it or as its choice is named."""
        with self._reading() as db:
            own = db.get_one(TutoringSession, session_id(path))
        answer = drawn(catalogue, own.item_id or "", own.seed).answer
        if isinstance(answer, ChoiceAnswer):
            return next(choice.text for choice in answer.choices if choice.right)
        return shown_answer(answer)

    def open_item(self, path: str, item_id: str) -> None:
        """Open a given item in the session at this address in place of the one that was chosen."""
        engine = open_records(f"sqlite:///{self.data / 'records.db'}")
        with transaction(engine) as db:
            db.get_one(TutoringSession, session_id(path)).item_id = item_id
        engine.dispose()

    def add_pupil(self) -> Account:
        """Add an invented pupil to the demonstration class."""
        number = next(NUMBERS)
        engine = open_records(f"sqlite:///{self.data / 'records.db'}")
        with transaction(engine) as db:
            names = (f"Pupil {number} Example", f"pupil{number}")
            account = accounts.add_account(db, 1, "pupil", names, PASSWORD)
            db.add(Membership(class_id=db.get_one(TeachingClass, 1).id or 0, account_id=account.id or 0))
        engine.dispose()
        return account

    def password_of_the_teacher(self) -> str:
        text = (self.data / "demonstration-sign-ins.txt").read_text()
        return re.search(r"^teacher +teacher +(\S+)", text, re.MULTILINE)[1]

    @contextmanager
    def _reading(self) -> Iterator:
        engine = open_records(f"sqlite:///{self.data / 'records.db'}")
        with reading(engine) as db:
            yield db
        engine.dispose()


def session_id(path: str) -> int:
    return int(re.search(r"/sessions/(\d+)", path)[1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def make_service(tmp_path_factory: pytest.TempPathFactory, content: Path) -> Iterator[Callable[..., Service]]:
    """Return a function that sets a service up, not yet started; settings are given as for the environment."""
    made: list[Service] = []

    def make(**settings: str) -> Service:
        service = Service(tmp_path_factory.mktemp("service"), {"ATTAIN_CONTENT": str(content)} | settings, free_port())
        service.setup()
        made.append(service)
        return service

    yield make
    for service in made:
        service.kill()


@pytest.fixture(scope="session")
def service(make_service: Callable[..., Service]) -> Service:
    """One server without a model for all tests that are not about the model's words: it is quick."""
    service = make_service(ATTAIN_MODEL="none")
    service.start()
    return service


@pytest.fixture(scope="session")
def service_with_model(make_service: Callable[..., Service]) -> Service:
    """A server with the model that schools get, if this machine has it, else with the small real one."""
    default, small = model_files.known()
    here = model_files.path_of(default, model_files.cache_folder()).is_file()
    if not here:
        model_files.fetch(small, model_files.cache_folder(), lambda *_: None)
    service = make_service(ATTAIN_MODEL=(default if here else small).name, ATTAIN_REPLY_SECONDS="60")
    service.start()
    return service


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    own = {"executable_path": chromium} if (chromium := shutil.which("chromium")) else {}
    return browser_type_launch_args | own | {"args": ARGUMENTS}


@dataclass
class Visitor:
    """Somebody at a browser."""

    page: Page
    service: Service
    account: Account | None = None

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto(self.service.url)
        self.page.get_by_label("Username").fill(username)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("button", name="Sign out").wait_for()

    def begin(self, objective: str = "linear-equations") -> None:
        self.page.goto(f"{self.service.url}/objectives/{objective}/notes")
        self.page.get_by_role("button", name="Practise this").click()
        self.page.get_by_role("button", name="Check my answer").wait_for()

    def answer(self, text: str, working: str = "") -> None:
        if working:
            if not self.page.get_by_label("Your working").is_visible():
                self.page.get_by_text("Show your working").click()
            self.page.get_by_label("Your working").fill(working)
        self.page.locator("#answer").fill(text)
        self.page.get_by_role("button", name="Check my answer").click()


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Callable[..., Visitor]]:
    """Return a function that opens a browser of its own for a new pupil, signed in, or for the teacher."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_browser(at: Service = service, who: str = "pupil", **options) -> Visitor:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if "Security" in message.text else None)
        visitor = Visitor(page, at)
        if who == "teacher":
            visitor.sign_in("teacher", at.password_of_the_teacher())
        elif who == "pupil":
            visitor.account = at.add_pupil()
            visitor.sign_in(visitor.account.username, PASSWORD)
        return visitor

    yield open_browser
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def check() -> Callable[[Page], None]:
    """Return a function that holds a page to what axe can see, and to scrolling in one direction only."""
    axe = Axe()

    def hold(page: Page) -> None:
        page.wait_for_load_state()  # a click may have begun to load another page
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], f"{page.url} scrolls sideways: {widths}"

    return hold
