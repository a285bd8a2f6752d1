"""A school's weeks in numbers."""

from datetime import timedelta

from evaluation import weekly
from tests.evaluation.conftest import Worked
from tutor.database import reading, transaction
from tutor.offloading import monday_of
from tutor.records import Account, Attempt, TutoringSession, now


def test_a_week_is_counted_without_names(worked: Worked) -> None:
    with reading(worked.records) as db:
        school_id = db.get_one(Account, 1).school_id
        weeks = weekly.by_week(db, school_id, now().date())
    assert [one.monday for one in weeks] == [monday_of(now())]
    assert weeks[0].attempts == 7
    assert weeks[0].pupils == 2
    assert weeks[0].hints >= 4
    assert weeks[0].unaided_right <= weeks[0].unaided <= weeks[0].attempts
    assert weeks[0].share == weeks[0].unaided_right / weeks[0].unaided


def test_weeks_come_newest_first_and_only_so_far_back(worked: Worked) -> None:
    with transaction(worked.records) as db:
        attempt = db.get_one(Attempt, 1)
        attempt.at = now() - timedelta(weeks=3)
        db.get_one(TutoringSession, attempt.session_id).started_at = now() - timedelta(weeks=60)
    with reading(worked.records) as db:
        weeks = weekly.by_week(db, db.get_one(Account, 1).school_id, now().date())
    assert [one.monday for one in weeks] == [monday_of(now()), monday_of(now() - timedelta(weeks=3))]
    assert weeks[1].attempts == 1
    assert weeks[1].sessions == 0


def test_another_schools_weeks_are_not_counted(worked: Worked) -> None:
    with reading(worked.records) as db:
        assert weekly.by_week(db, 99, now().date()) == []
