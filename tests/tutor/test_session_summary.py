"""What is said of a session at its end."""

import pytest

from tutor import dialogue, session_summary
from tutor.database import reading, transaction
from tutor.records import TutoringSession
from tutor.session_summary import how_of, summary_of


@pytest.fixture
def told(tutor, records):
    """Return a function that sums up a talk."""

    def sum_up(talk):
        with reading(records) as db:
            return summary_of(tutor, db, db.get_one(TutoringSession, talk.id))

    return sum_up


@pytest.mark.parametrize(
    ("marks", "alone", "how"),
    [
        ([True], True, "alone"),
        ([True], False, "helped"),
        ([False, True], True, "helped"),
        ([False, False], True, "open"),
        ([None], True, "unsure"),
        ([None, False], True, "open"),
        ([False, None], False, "unsure"),
    ],
)
def test_a_question_went_as_its_tries_show(marks, alone, how):
    assert how_of(marks, alone) == how


def test_a_session_without_an_answer_has_nothing_to_tell(talk, told):
    talk.say("help")
    assert (told(talk).questions, told(talk).again) == (0, None)


def test_what_was_right_with_help_is_to_be_tried_without(talk, told, tutor, records):
    item = talk.item
    talk.answer(right=False)
    talk.answer(right=True)
    summary = told(talk)
    assert (summary.questions, summary.how) == (1, {"helped": 1})
    assert (summary.again.why, summary.again.like) == ("was helped", (item.id, item.seed))
    with transaction(records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, talk.id))
        started = dialogue.start_unaided(tutor, db, talk.pupil_id, summary.again.objective_id, summary.again.like)
        assert (started.phase, started.item_id) == ("check", item.id)
        assert started.seed != item.seed


def test_once_the_same_question_is_right_without_help_it_is_no_longer_named(talk, told):
    talk.answer(right=False)
    talk.answer(right=True)
    talk.answer(right=True)
    summary = told(talk)
    assert summary.how == {"helped": 1, "alone": 1}
    assert summary.again.why == "not yet shown"
    assert "more question" in summary.again.missing


def test_what_is_not_right_yet_is_named_as_that(talk, told):
    talk.answer(right=False)
    summary = told(talk)
    assert (summary.how, summary.again.why) == ({"open": 1}, "still open")


def test_a_placement_tells_how_many_questions_and_marks_none(tutor, records, pupil_in):
    pupil_id = pupil_in(records)
    with transaction(records) as db:
        session = dialogue.start_placement(tutor, db, pupil_id, tutor.catalogue.subjects()[0].id)
        dialogue.respond(tutor, db, session, dialogue.Said(2, "pass", ""))
        summary = summary_of(tutor, db, session)
        assert (summary.questions, summary.how, summary.again) == (1, {}, None)
        assert session_summary.again_of(tutor, db, session) is None
