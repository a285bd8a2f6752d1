"""The first run of an installation: who may set it up, how far that has got, and whether its parts work.

Until somebody has an account, a code that was shown on the machine's terminal opens the set-up. Only its hash is kept.
"""

import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from tutor import accounts, history, people
from tutor.language_model import LanguageModel, Prompt
from tutor.records import Account, School, TeachingClass, TutoringSession
from tutor.translating import Told

MOST_CODES = 5
TRIAL_SECONDS, TRIAL_TOKENS = 30, 60
TEST_PUPIL = "Test Pupil (invented)"


@dataclass(frozen=True)
class Progress:
    """Which steps of the set-up are done."""

    school: bool
    admin: bool
    teaching_class: bool
    session: bool


@dataclass(frozen=True)
class Counts:
    """How much of each kind the curriculum holds."""

    subjects: int
    lessons: int
    objectives: int
    items: int


def is_empty(db: Session) -> bool:
    """Return whether nobody has an account yet."""
    return db.exec(select(Account.id).limit(1)).first() is None


def new_code(file: Path) -> str:
    """Return a new code for the set-up and add its hash to the file, which nobody else on the machine may read."""
    code = secrets.token_urlsafe(24)
    kept = [*_kept(file), hash_of(code)][-MOST_CODES:]
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write("\n".join(kept) + "\n")
    return code


def hash_of(code: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def is_known(file: Path, code_hash: str) -> bool:
    """Return whether a hash is of a code that was shown and has not been used up."""
    return any(secrets.compare_digest(one, code_hash) for one in _kept(file))


def forget_codes(file: Path) -> None:
    """Use up every code."""
    file.unlink(missing_ok=True)


def _kept(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []


def is_demonstration(db: Session, account: Account) -> bool:
    """Return whether somebody belongs to the demonstration school."""
    return db.get_one(School, account.school_id).name == accounts.DEMONSTRATION


def unclaimed_school(db: Session) -> School | None:
    """Return the school that has been named and has nobody yet: the one that is being set up."""
    claimed = select(Account.school_id)
    return db.exec(select(School).where(col(School.id).not_in(claimed)).order_by(col(School.id))).first()


def school_problem(db: Session, name: str, own: School | None) -> str:
    """Return why a school cannot have this name, empty if it can."""
    taken = db.exec(select(School).where(School.name == name.strip())).first()
    return Told("There is a school of this name already") if taken and (own is None or taken.id != own.id) else ""


def progress(db: Session, school: School | None) -> Progress:
    """Return which steps are done for a school, or for one that has not been named yet."""
    if school is None or school.id is None:
        return Progress(False, False, False, False)
    has_class = any(people.teachers_in(db, one.id or 0) for one in people.classes_of_school(db, school.id))
    tester = test_pupil(db, school.id)
    worked = select(TutoringSession.id).where(TutoringSession.pupil_id == (tester.id if tester else 0))
    return Progress(
        school=bool(school.lead_name),
        admin=bool(people.found(db, school.id, "admin")),
        teaching_class=has_class,
        session=tester is not None and db.exec(worked).first() is not None,
    )


def test_pupil(db: Session, school_id: int) -> Account | None:
    """Return the invented pupil of a school with whom the service is tried."""
    query = select(Account).where(Account.school_id == school_id, Account.name == TEST_PUPIL)
    return db.exec(query).first()


def ready_test_pupil(db: Session, school_id: int, teaching_class: TeachingClass | None) -> tuple[Account, str]:
    """Return the test pupil with a new password, added if there is none, in the class if one is given."""
    tester = test_pupil(db, school_id)
    if tester:
        people.bring_back(db, tester)
        password = people.reset_password(db, tester)
    else:
        tester, password = people.add(db, school_id, "pupil", TEST_PUPIL, people.free_username(db, "test pupil"))
    if teaching_class and not history.classes_of(db, tester.id or 0):
        people.join(db, tester, teaching_class)
    return tester, password


def counts(catalogue: Catalogue) -> Counts:
    """Return how much the curriculum holds."""
    subjects = catalogue.subjects()
    objectives = {one.id for subject in subjects for one in catalogue.objectives(subject.id)}
    items = sum(len(catalogue.items_of(name)) for name in objectives)
    return Counts(len(subjects), len(catalogue.every_lesson()), len(objectives), items)


def trial(model: LanguageModel) -> tuple[str, float]:
    """Return a sentence by the model, and the seconds that it took: for whoever sets the service up, never for a pupil.

    Raises:
        ModelUnavailable: the model gave none; the message says why.
    """
    prompt = Prompt(
        "You help to check that a computer works.", "Answer in one short sentence.", "Say that you are ready."
    )
    begun = time.monotonic()
    text = model.complete(prompt, deadline=begun + TRIAL_SECONDS, max_tokens=TRIAL_TOKENS).text.strip()
    return text, time.monotonic() - begun
