"""Minutes at work, breaks, and the day's time."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor import dialogue, history, working_time
from tutor.database import reading, transaction
from tutor.records import Account, School, Turn, TutoringSession
from tutor.working_time import BREAK_MINUTES, IDLE_MINUTES, LAST_MINUTES, Day, is_break_due, minutes_of, sitting_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MOMENTS = st.lists(st.integers(0, 300).map(lambda minutes: NOON + timedelta(minutes=minutes)), max_size=40)


def every(minutes, count, begin=NOON):
    return [begin + timedelta(minutes=minutes * place) for place in range(count)]


@given(MOMENTS)
def test_minutes_are_never_more_than_the_time_that_passed_and_the_last_message(moments):
    span = (max(moments) - min(moments)).total_seconds() / 60 if moments else -LAST_MINUTES
    assert 0 <= minutes_of(moments) <= span + LAST_MINUTES


@given(MOMENTS, st.randoms())
def test_the_order_of_the_moments_makes_no_difference(moments, random):
    mixed = list(moments)
    random.shuffle(mixed)
    assert minutes_of(mixed) == minutes_of(moments)


@given(MOMENTS, st.integers(0, 300))
def test_one_message_more_never_makes_the_day_shorter(moments, minutes):
    assert minutes_of([*moments, NOON + timedelta(minutes=minutes)]) >= minutes_of(moments)


@given(MOMENTS)
def test_a_sitting_is_the_end_of_the_day_without_a_longer_silence(moments):
    sitting = sitting_of(moments)
    assert sitting == sorted(moments)[len(moments) - len(sitting) :]
    gaps = [(after - before).total_seconds() / 60 for before, after in itertools.pairwise(sitting)]
    assert all(gap <= IDLE_MINUTES for gap in gaps)


def test_dinner_is_no_work():
    assert minutes_of([NOON, NOON + timedelta(minutes=45)]) == 2 * LAST_MINUTES


def test_a_break_is_offered_once_for_each_stretch_of_work_and_not_after_a_pause():
    offered = [place for place in range(1, 80) if is_break_due(every(1, place))]
    assert offered == [BREAK_MINUTES, 2 * BREAK_MINUTES, 3 * BREAK_MINUTES]
    after_dinner = NOON + timedelta(minutes=90)
    assert not is_break_due([*every(1, 24), *every(1, 10, after_dinner)])


@pytest.mark.parametrize(
    ("worked", "allowed", "over", "little"),
    [(0, 120, False, False), (109, 120, False, False), (110, 120, False, True), (120, 120, True, False)],
)
def test_the_pupil_is_told_near_the_end_and_stopped_at_it(worked, allowed, over, little):
    day = Day(NOON.date(), worked, allowed)
    assert (day.over, day.little_left) == (over, little)


@pytest.fixture
def short_day(records):
    """Return a function that gives a pupil's school so many minutes a day."""

    def allow(pupil_id, minutes):
        with transaction(records) as db:
            school = db.get_one(School, db.get_one(Account, pupil_id).school_id)
            school.daily_minutes = minutes
            db.add(school)

    return allow


def test_when_the_time_is_up_the_answer_is_marked_and_no_new_question_is_put(talk, records, short_day):
    short_day(talk.pupil_id, 0)
    turns = talk.answer(right=False)
    assert [turn.move for turn in turns] == ["hint"]
    turns = talk.answer(right=True)
    assert [turn.move for turn in turns] == ["confirm", "time_up"]
    assert len(talk.attempts) == 2
    assert talk.session.item_id is None
    assert talk.session.phase != "done"


def test_more_time_lets_the_session_go_on_with_what_was_to_come(talk, records, short_day, tutor):
    short_day(talk.pupil_id, 0)
    item = talk.item
    talk.answer(right=True)
    with transaction(records) as db:
        teacher = Account(
            school_id=db.get_one(Account, talk.pupil_id).school_id,
            role="teacher",
            username="invented",
            password_hash="none",
            name="Ms Invented",
        )
        db.add(teacher)
        db.flush()
        working_time.give(db, talk.pupil_id, 30, "a test tomorrow", teacher.id)
        session = dialogue.start(tutor, db, talk.pupil_id, talk.session.objective_id)
        assert session.id == talk.id
    assert talk.session.phase == "check"
    assert talk.session.item_id == item.id
    assert talk.turns[-1].move == "check"


def test_a_placement_waits_between_two_questions_and_concludes_nothing(tutor, records, pupil_in, short_day):
    pupil_id = pupil_in(records)
    subject = tutor.catalogue.subjects()[0].id
    with transaction(records) as db:
        session = dialogue.start_placement(tutor, db, pupil_id, subject)
    short_day(pupil_id, 0)
    with transaction(records) as db:
        session = db.get_one(TutoringSession, session.id)
        dialogue.respond(tutor, db, session, dialogue.Said(2, "pass", ""))
        assert (session.item_id, session.phase) == (None, "practice")
        assert history.masteries_of(db, pupil_id) == {}
        assert dialogue.respond(tutor, db, session, dialogue.Said(4, "pass", "")).outcome == "stale"
    short_day(pupil_id, 60)
    with transaction(records) as db:
        again = dialogue.start_placement(tutor, db, pupil_id, subject)
        assert again.id == session.id
        assert again.item_id


def test_only_messages_of_today_count(talk, records):
    with transaction(records) as db:
        for turn, days in ((1, 2), (2, 1)):
            at = datetime.now(UTC) - timedelta(days=days)
            db.add(Turn(session_id=talk.id, position=100 + turn, who="pupil", move="help", at=at))
    talk.answer(right=False)
    with reading(records) as db:
        assert working_time.today(db, talk.pupil_id).worked == LAST_MINUTES
