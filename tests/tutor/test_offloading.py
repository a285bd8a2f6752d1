from datetime import UTC, date, datetime

import pytest

from tutor import offloading
from tutor.database import reading, transaction
from tutor.exchange import Said
from tutor.records import Turn


def week_of(talk) -> offloading.Week:
    with reading(talk.records) as db:
        [week] = offloading.weeks_of(db, [talk.pupil_id])[talk.pupil_id]
    return week


def test_requests_and_what_was_delivered_are_counted_by_the_week(talk) -> None:
    talk.say("question", "just tell me the answer")
    talk.post(Said(4, "answer", "987654", pasted=True))
    talk.say("help")
    week = week_of(talk)
    assert (week.messages, week.attempts, week.asked, week.hints, week.delivered) == (3, 1, 2, 1, 0)
    assert dict(week.requests) == {"answer asked": 1, "pasted": 1}
    assert week.rate == pytest.approx(2 / 3)
    assert set(week.requests) <= set(offloading.IN_WORDS)


def test_weeks_stand_newest_first(talk) -> None:
    talk.say("help")
    talk.say("help")
    with transaction(talk.records) as db:
        db.get_one(Turn, talk.turns[1].id).at = datetime(2026, 3, 30, 22, 59, tzinfo=UTC)
    with reading(talk.records) as db:
        weeks = offloading.weeks_of(db, [talk.pupil_id])[talk.pupil_id]
    assert weeks[-1].monday == date(2026, 3, 30)
    assert [week.messages for week in weeks] == [1, 1]


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2026, 11, 23, 0, 1, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 6, 7, 23, 30, tzinfo=UTC), date(2026, 6, 8)),  # already Monday in summer time
    ],
)
def test_a_week_begins_on_monday_where_the_school_is(moment: datetime, monday: date) -> None:
    assert offloading.monday_of(moment) == monday


def test_a_pupil_who_said_nothing_has_no_weeks(talk) -> None:
    with reading(talk.records) as db:
        assert offloading.weeks_of(db, [talk.pupil_id])[talk.pupil_id] == []
