"""The Friday page's rules: what they find, in which order, and what is put away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tutor import friday, friday_habits, friday_learning, working_time
from tutor.class_records import ReplyFeedback
from tutor.class_week import Answered, ClassWeek, Said
from tutor.database import reading, transaction
from tutor.offloading import Week
from tutor.records import Account, Attempt, School, TeachingClass, Turn, TutoringSession
from tutor.teaching_records import Handover
from tutor.week_gains import Gain

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
IDEA = "equation-bracket-one-term"
EMPTY = ClassWeek(
    monday=MONDAY,
    today=MONDAY + timedelta(days=6),
    pupils={number: Account(id=number, name=f"Pupil {number}") for number in range(1, 10)},
    said=[],
    before={},
    answered=[],
    sessions={},
    waiting=[],
    offloading={},
    unhelpful=[],
    gains=[],
    daily_minutes=120,
    more_minutes={},
)


def answered(who, answer="9", right=False, idea=None, number=1, day=0, **more) -> Answered:
    """An attempt on equations; its id is its place in time."""
    at = NOON + timedelta(days=day, minutes=number)
    answered.count += 1
    attempt = Attempt(
        id=answered.count, session_id=who, turn_id=answered.count, pupil_id=who, objective_id="linear-equations",
        item_id="linear-equations-two-step", seed=1, content_version="v", answer=answer, right=right,
        misconception_id=idea, diagnosis={"could": [IDEA]}, number=number, phase="practice", aided=False, rung=0,
        known_before=0.3, known_after=0.3, at=at, **more,
    )  # fmt: skip
    turn = Turn(session_id=who, position=2, who="pupil", move="answer", text=answer, facts={"reading": "read"}, at=at)
    return Answered(attempt, turn)


answered.count = 0


def week_of(*attempts: Answered, **over) -> ClassWeek:
    said = [Said(one.attempt.pupil_id, one.attempt.session_id, one.attempt.at) for one in attempts]
    own = {"objective_id": "linear-equations", "content_version": "v", "policy": "p"}
    sessions = {one.session_id: TutoringSession(id=one.session_id, pupil_id=one.pupil_id, **own) for one in said}
    return replace(EMPTY, **{"answered": list(attempts), "said": said, "sessions": sessions} | over)


def handed(reason, who=1, number=1) -> Handover:
    return Handover(id=number, session_id=1, turn_id=number, pupil_id=who, objective_id="linear-equations",
                    reason=reason, at=NOON)  # fmt: skip


# A misconception that is shared


def test_a_misconception_of_two_pupils_is_named_with_their_answers_and_leads_to_a_starter_on_it(catalogue):
    [found] = friday_learning.misconceptions(
        catalogue, week_of(answered(1, "7", idea=IDEA), answered(2, "8", idea=IDEA))
    )
    assert found.heading.startswith("2 pupils with one wrong idea in “Solve linear equations")
    assert found.sentence.startswith("Multiplies only the first term of a bracket")
    assert "Pupil 1 and Pupil 2" in found.sentence
    assert [(row.answer, bool(row.question)) for row in found.rows] == [("7", True), ("8", True)]
    assert found.link.of == {"objective_id": "linear-equations", "misconception": IDEA}


def test_one_pupils_misconception_is_not_the_classs_matter_however_often_it_shows(catalogue):
    week = week_of(answered(1, idea=IDEA), answered(1, idea=IDEA, number=2), answered(2))
    assert friday_learning.misconceptions(catalogue, week) == []


def test_who_has_answered_such_a_question_right_since_without_help_no_longer_counts(catalogue):
    earlier = answered(3, right=True)
    shown = [answered(who, idea=IDEA) for who in (1, 2, 3)]
    [found] = friday_learning.misconceptions(catalogue, week_of(*shown, answered(1, right=True, day=1)))
    assert found.size == 2
    assert "1 more pupil has got such a question right since" in found.sentence
    assert friday_learning.misconceptions(catalogue, week_of(earlier, *shown))[0].size == 3
    over = [answered(who, right=True, day=1) for who in (1, 2)]
    assert friday_learning.misconceptions(catalogue, week_of(*shown, *over)) == []


def test_a_choice_is_shown_in_its_authors_words(catalogue):
    week = week_of(answered(1, "choice-2", idea=IDEA), answered(2, idea=IDEA))
    [found] = friday_learning.misconceptions(catalogue, week)
    assert [(row.answer, row.chosen) for row in found.rows] == [("", "read"), ("9", "")]


# How pupils work


def test_who_worked_before_and_not_this_week_has_stopped_the_longest_away_first(catalogue):
    before = {1: NOON, 2: NOON - timedelta(days=5), 3: NOON - timedelta(days=9)}
    [found] = friday_habits.stopped(catalogue, week_of(answered(1), before=before))
    assert [row.pupil_id for row in found.rows] == [3, 2]


@pytest.mark.parametrize("over", [{"said": []}, {"today": MONDAY + timedelta(days=2)}])
def test_nobody_has_stopped_before_thursday_or_in_a_week_in_which_nobody_worked(catalogue, over):
    assert friday_habits.stopped(catalogue, week_of(answered(1), before={2: NOON}, **over)) == []


def test_to_leave_a_question_after_several_wrong_tries_is_to_give_up_half_way(catalogue):
    tries = [answered(1), answered(1, number=2), answered(2), answered(3, number=2), answered(3, right=True, number=3)]
    [found] = friday_habits.half_way(catalogue, week_of(*tries))
    assert [row.pupil_id for row in found.rows] == [1]
    assert "after 2 tries" in found.rows[0].says


def test_who_may_still_be_at_it_or_has_begun_something_else_has_not_given_up(catalogue):
    tries = [answered(1), answered(1, number=2)]
    assert friday_habits.half_way(catalogue, week_of(*tries, today=MONDAY)) == []
    said = [Said(1, 1, NOON), Said(1, 77, NOON + timedelta(days=1))]
    assert friday_habits.half_way(catalogue, week_of(*tries, said=said)) == []


def test_asking_for_answers_needs_a_number_and_a_share(catalogue):
    def asking(asked, messages):
        own = Week(MONDAY, messages=messages)
        own.requests["answer asked"] = asked
        return friday_habits.asks(catalogue, replace(EMPTY, offloading={1: own}))

    [found] = asking(3, 10)
    assert (found.key, found.link.of) == ("asks/1", {"pupil_id": 1})
    assert asking(2, 2) == []
    assert asking(3, 40) == []


def test_the_queue_is_one_finding_and_what_an_adult_should_read_is_its_own(catalogue):
    week = replace(EMPTY, waiting=[handed("stuck"), handed("unsure", 2, 2), handed("concern", 3, 3)])
    [found] = friday_habits.waiting(catalogue, week)
    assert (found.key, found.sentence) == ("waiting/2", "1 answer to judge, 1 pupil who got nowhere.")
    [concern] = friday_habits.concerns(catalogue, week)
    assert (concern.key, concern.link.page, concern.link.of) == ("concern/3", "handover", {"handover_id": 3})


def test_what_came_to_the_queue_since_is_not_put_away_with_the_rest(catalogue):
    earlier = friday_habits.waiting(catalogue, replace(EMPTY, waiting=[handed("stuck")]))[0].key
    later = friday_habits.waiting(catalogue, replace(EMPTY, waiting=[handed("stuck"), handed("stuck", 2, 5)]))[0].key
    assert earlier != later


@pytest.mark.parametrize(("hour", "found"), [(21, False), (22, True), (5, True), (6, False)])
def test_work_at_night_is_told_by_the_clock_of_the_school(catalogue, hour, found):
    summer = datetime(2026, 6, 9, hour, tzinfo=UTC) - timedelta(hours=1)
    assert bool(friday_habits.hours(catalogue, replace(EMPTY, said=[Said(1, 1, summer)]))) is found


def test_work_beyond_the_days_time_counts_what_staff_allowed(catalogue):
    said = [Said(1, 1, NOON + timedelta(minutes=9 * number)) for number in range(15)]
    [found] = friday_habits.hours(catalogue, replace(EMPTY, said=said))
    assert "about 127 minutes on Monday 23 November, 120 is the day's time" in found.rows[0].says
    more = {(1, MONDAY): 30}
    assert friday_habits.hours(catalogue, replace(EMPTY, said=said, more_minutes=more)) == []


def test_a_long_silence_is_no_work():
    assert working_time.minutes_of([]) == 0
    moments = [NOON, NOON + timedelta(minutes=4), NOON + timedelta(hours=3)]
    assert working_time.minutes_of(reversed(moments)) == 4 + 2 * working_time.LAST_MINUTES


# Replies, and good news


def test_a_reply_that_did_not_help_leads_to_its_place(catalogue):
    turn = Turn(id=9, session_id=4, position=3, who="tutor", move="hint", rung=2)
    session = TutoringSession(id=4, pupil_id=1, objective_id="question/3", content_version="v", policy="p")
    said = ReplyFeedback(turn_id=9, pupil_id=1, helped=False, at=NOON)
    [found] = friday_learning.unhelpful(catalogue, replace(EMPTY, unhelpful=[(said, turn, session)]))
    assert found.rows[0].says == "hint 2 in a question of your own"
    assert (found.link.page, found.link.of) == ("transcript", {"session_id": 4, "position": 3})


def test_secure_stands_before_nearly_secure(catalogue):
    gains = [Gain(1, "linear-equations", "nearly secure"), Gain(2, "linear-equations", "secure")]
    [found] = friday_learning.good_news(catalogue, replace(EMPTY, gains=gains))
    assert [row.pupil_id for row in found.rows] == [2, 1]


# Order


def full_week() -> ClassWeek:
    own = {}
    for who in (1, 2, 3):
        own[who] = Week(MONDAY, messages=10)
        own[who].requests["pasted"] = 3 + (who == 2)
    tries = [answered(4), answered(4, number=2), answered(1, idea=IDEA, day=1), answered(2, idea=IDEA, day=1)]
    week = week_of(*tries, before={9: NOON}, offloading=own, gains=[Gain(1, "linear-equations", "secure")])
    turn = Turn(id=9, session_id=1, position=3, who="tutor", move="explain")
    said = ReplyFeedback(turn_id=9, pupil_id=1, helped=False, at=NOON)
    late = Said(5, 5, NOON + timedelta(hours=11))
    return replace(
        week,
        waiting=[handed("stuck"), handed("concern", 3, 3)],
        unhelpful=[(said, turn, week.sessions[1])],
        said=[*week.said, late],
    )


def test_seven_at_most_in_the_order_of_the_table_and_good_news_keeps_the_last_place(catalogue):
    found = friday.found(catalogue, full_week())
    shown = friday.chosen(found, set())
    assert [one.key for one in shown.findings] == [
        "concern/3", f"misconception/{IDEA}", "stopped", "waiting/1", "asks/2", "asks/1", "good news",
    ]  # fmt: skip
    assert shown.more == 4


def test_ties_stand_in_the_same_order_however_the_rows_come(catalogue):
    week = full_week()
    turned = replace(week, offloading=dict(reversed(week.offloading.items())), waiting=week.waiting[::-1])
    keys = [[one.key for one in friday.found(catalogue, either)] for either in (week, turned)]
    assert keys[0] == keys[1]
    assert keys[0].index("asks/1") < keys[0].index("asks/3")


def test_what_is_put_away_makes_room_for_what_comes_after(catalogue):
    found = friday.found(catalogue, full_week())
    shown = friday.chosen(found, {"asks/2", "good news"})
    assert [one.key for one in shown.findings][-3:] == ["asks/1", "asks/3", "unhelpful/9"]
    assert [one.key for one in shown.away] == ["asks/2", "good news"]


def test_every_kind_stands_in_the_table_once_with_a_reason():
    kinds = [rank.kind for rank in friday.RANKING]
    assert len(kinds) == len(set(kinds)) == 9
    assert kinds[-1] == friday.LAST
    assert all(rank.why.endswith(".") and rank.most >= 1 for rank in friday.RANKING)


def test_an_empty_week_has_no_findings(catalogue):
    assert friday.found(catalogue, EMPTY) == []


# What is put away


def test_dismissals_are_kept_for_a_class_and_a_week_and_can_be_undone(records):
    with transaction(records) as db:
        school = School(name="A School (invented)")
        db.add(school)
        db.flush()
        own = TeachingClass(school_id=school.id, name="10X", year=10)
        teacher = Account(school_id=school.id, role="teacher", username="t", password_hash="none", name="T")
        db.add_all([own, teacher])
        db.flush()
        for _ in range(2):
            friday.put_away(db, own.id, MONDAY, "stopped", teacher.id)
        number = own.id
    with reading(records) as db:
        assert friday.away(db, number, MONDAY) == {"stopped"}
        assert friday.away(db, number, MONDAY + timedelta(weeks=1)) == set()
    with transaction(records) as db:
        friday.bring_back(db, number, MONDAY, "stopped")
        friday.bring_back(db, number, MONDAY, "never there")
        db.flush()
        assert friday.away(db, number, MONDAY) == set()
