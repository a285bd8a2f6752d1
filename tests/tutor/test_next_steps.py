"""What comes next for a pupil, and the reason that goes with it."""

from datetime import UTC, datetime, timedelta

import pytest

from tutor import dialogue, knowledge, next_steps, reviews
from tutor.database import transaction
from tutor.records import Account, Mastery
from tutor.teaching_records import Review


@pytest.fixture
def db(records):
    with transaction(records) as db:
        yield db


@pytest.fixture
def pupil(records, db, pupil_in):
    return db.get_one(Account, pupil_in(records))


@pytest.fixture
def steps(tutor, db, pupil):
    """Return a function that lists what the invented pupil may do next."""
    return lambda: list(next_steps.candidates(tutor, db, pupil.id, knowledge.all_known(tutor, db, pupil.id)))


def test_somebody_new_begins_with_what_needs_nothing_else(tutor, steps):
    first = steps()[0]
    assert (first.why, first.because) == ("ready", ())
    assert tutor.catalogue.needs_of(first.id) == []


def test_what_was_left_open_comes_before_what_is_due_and_that_before_what_is_new(tutor, db, pupil, steps):
    past = datetime.now(UTC) - timedelta(days=9)
    state = reviews.first_review(past)
    db.add(Mastery(pupil_id=pupil.id, objective_id="fractions-add", known=0.97, attempts=3))
    db.add(Review(pupil_id=pupil.id, objective_id="fractions-add", due_at=state.due_at, card=state.as_record()))
    session = dialogue.start(tutor, db, pupil.id, "linear-equations")
    reasons = [one.why for one in steps()]
    assert [why for place, why in enumerate(reasons) if why not in reasons[:place]][:2] == ["go on", "review"]
    dialogue.stop(db, session)
    db.flush()
    assert (steps()[0].why, steps()[0].id) == ("review", "fractions-add")


def test_what_is_ready_names_what_the_pupil_has(tutor, db, pupil, steps):
    objectives = tutor.catalogue.objectives(tutor.catalogue.subjects()[0].id)
    after = next(one for one in objectives if tutor.catalogue.needs_of(one.id))
    needs = tutor.catalogue.needs_of(after.id)
    for needed in needs:
        db.add(Mastery(pupil_id=pupil.id, objective_id=needed.id, known=0.97, attempts=3))
    db.flush()
    found = next(one for one in steps() if one.why == "ready" and one.id == after.id)
    assert found.because == tuple(one.title for one in needs)


def test_what_needs_something_that_is_not_known_is_not_offered_as_ready(tutor, steps):
    offered = {one.id for one in steps() if one.why == "ready"}
    assert offered
    assert not [name for name in offered if tutor.catalogue.needs_of(name)]


def test_the_subject_last_worked_in_comes_first(tutor, db, pupil, steps):
    last = tutor.catalogue.subjects()[-1]
    objective = next(one for one in tutor.catalogue.objectives(last.id) if tutor.catalogue.items_of(one.id))
    dialogue.stop(db, dialogue.start(tutor, db, pupil.id, objective.id))
    db.flush()
    assert tutor.catalogue.subject_of(steps()[0].id).id == last.id
