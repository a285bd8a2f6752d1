"""The invented class: thirty pupils whose week comes about by the real dialogue."""

from datetime import date, timedelta

from sqlmodel import col, select

from evaluation import invented_class
from tutor import class_week, friday, history
from tutor.accounts import add_demonstration
from tutor.database import reading, transaction
from tutor.records import Attempt, TeachingClass, Turn, TutoringSession

MONDAY = date(2026, 11, 23)


def test_its_week_has_something_of_each_kind_and_lies_where_it_is_to_lie(records, tutor):
    with transaction(records) as db:
        add_demonstration(db)
        own = db.exec(select(TeachingClass)).one()
        assert invented_class.fill(tutor, db, own, MONDAY) > 150
    with reading(records) as db:
        assert len(history.pupils_in(db, own.id)) == invented_class.PUPILS
        week = class_week.read(tutor.catalogue, db, own, MONDAY, MONDAY + timedelta(days=10))
        kinds = {one.kind for one in friday.found(tutor.catalogue, week)}
        assert kinds >= {"misconception", "stopped", "asks", "half way", "unhelpful", "hours", "good news"}
        begin, end = class_week.bounds(MONDAY)
        moments = [*db.exec(select(Turn.at)).all(), *db.exec(select(Attempt.at)).all()]
        assert begin - timedelta(weeks=1) < min(moments) < max(moments) < end
        assert db.exec(select(Turn).where(Turn.state == "waiting")).all() == []
        ended = db.exec(select(TutoringSession).where(col(TutoringSession.ended_at).is_not(None))).all()
        assert all(one.started_at <= one.last_at == one.ended_at for one in ended)


def test_who_does_what_names_pupils_that_there_are_and_the_earliest_first():
    planned = invented_class.plan()
    assert {one.place for one in planned} <= set(range(invented_class.PUPILS))
    assert [one.day for one in planned] == sorted(one.day for one in planned)
