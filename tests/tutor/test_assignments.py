"""Set work: for whom and when it is open, what it holds, and how its sessions go on."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from content_store.answers import ChoiceAnswer, NumericAnswer, written_answer
from content_store.items import read_spec
from content_store.overlay import Overlay
from evaluation.proofs.marks import right_text
from tutor import (
    assigned_sessions,
    assigned_work,
    assignments,
    dialogue,
    history,
    people,
    set_work,
    steering,
    working_time,
)
from tutor.class_records import Assignment
from tutor.database import reading, transaction
from tutor.exchange import Said
from tutor.item_choice import drawn
from tutor.records import Account, Attempt, Membership, TeachingClass, TutoringSession
from tutor.teaching_records import Handover

TODAY = assignments.today()
EQUATIONS, PYTHAGORAS = "linear-equations", "pythagoras"


class SetClass:
    """An invented class with two pupils, its work, and what a pupil does on it."""

    def __init__(self, records, tutor, pupil_in):
        self.records, self.tutor = records, tutor
        self.ada, self.ben = pupil_in(records, "Ada Example"), pupil_in(records, "Ben Example")
        with transaction(records) as db:
            school = db.get_one(Account, self.ada).school_id
            own = TeachingClass(school_id=school, name="10X (invented)", year=10)
            teacher = Account(
                school_id=school, role="teacher", username="teacher", password_hash="-", name="Ms Invented"
            )
            db.add_all([own, teacher])
            db.flush()
            self.class_id, self.teacher = own.id, teacher.id
            for one in (self.ada, self.ben):
                db.get_one(Account, one).school_id = school
                db.add(Membership(class_id=own.id, account_id=one))

    def set(self, questions=assignments.STARTER, **given):
        fields = {"title": "Invented work", "opens_on": TODAY, "due_on": TODAY} | given
        with transaction(self.records) as db:
            wanted = Assignment(class_id=self.class_id, teacher_id=self.teacher, **fields)
            return assignments.add(self.tutor.catalogue, db, wanted, questions).id

    def go_on(self, assignment_id, pupil=None):
        with transaction(self.records) as db:
            found = assigned_sessions.own(db, assignment_id, pupil or self.ada)
            session = assigned_sessions.go_on(self.tutor, db, pupil or self.ada, found) if found else None
            return session.id if session else None

    def session(self, session_id):
        with reading(self.records) as db:
            return db.get_one(TutoringSession, session_id)

    def turns(self, session_id):
        with reading(self.records) as db:
            return list(history.turns_of(db, db.get_one(TutoringSession, session_id)))

    def post(self, session_id, intent, text="", working=""):
        with transaction(self.records) as db:
            session = db.get_one(TutoringSession, session_id)
            said = Said(history.last_position(db, session) + 1, intent, text, working)
            return dialogue.respond(self.tutor, db, session, said)

    def say(self, session_id, intent, text="", working=""):
        before = len(self.turns(session_id))
        heard = self.post(session_id, intent, text, working)
        assert heard.outcome == "taken", heard
        return self.turns(session_id)[before + 1 :]

    def item(self, session_id):
        own = self.session(session_id)
        return drawn(self.tutor.catalogue, own.item_id, own.seed)

    def right(self, session_id):
        answer = self.item(session_id).answer
        if isinstance(answer, ChoiceAnswer):
            text = f"choice-{[choice.right for choice in answer.choices].index(True)}"
        elif isinstance(answer, NumericAnswer):
            text = written_answer(answer)
        else:
            text = right_text(answer)
        return self.say(session_id, "answer", text)

    def work(self, assignment_id, pupil=None):
        with reading(self.records) as db:
            one = db.get_one(Assignment, assignment_id)
            return assigned_work.read(db, one, [pupil or self.ada])[pupil or self.ada]

    def standing(self, assignment_id, pupil=None):
        with reading(self.records) as db:
            one = db.get_one(Assignment, assignment_id)
        return assigned_work.standing_of(self.tutor.catalogue, one, self.work(assignment_id, pupil))

    def change(self, assignment_id, **fields):
        with transaction(self.records) as db:
            one = db.get_one(Assignment, assignment_id)
            for name, value in fields.items():
                setattr(one, name, value)
            db.add(one)


@pytest.fixture
def group(records, tutor, pupil_in):
    return SetClass(records, tutor, pupil_in)


def fixed_items(tutor, objective_id):
    """Return the items of an objective that are the same whatever the seed."""
    return [row.id for row in tutor.catalogue.items_of(objective_id) if not read_spec(row.definition).parameters]


def moving_items(tutor, objective_id):
    return [row.id for row in tutor.catalogue.items_of(objective_id) if read_spec(row.definition).parameters]


# For whom, and when


def test_work_is_open_from_its_first_day_until_two_weeks_after_its_last(group):
    for opens, due, is_open in [(0, 0, True), (1, 2, False), (-20, -14, True), (-20, -15, False), (-100, None, True)]:
        one = Assignment(
            class_id=1,
            teacher_id=1,
            title="-",
            opens_on=TODAY + timedelta(opens),
            due_on=None if due is None else TODAY + timedelta(due),
        )
        assert assignments.is_open(one, TODAY) is is_open, (opens, due)


def test_only_pupils_of_the_class_and_only_those_named_can_begin(group):
    for_all, for_ben = group.set(objective_ids=[EQUATIONS]), group.set(objective_ids=[EQUATIONS], pupil_ids=[group.ben])
    assert group.go_on(for_all) is not None
    assert group.go_on(for_ben) is None
    assert group.go_on(for_ben, group.ben) is not None
    with transaction(group.records) as db:
        people.leave(db, db.get_one(Account, group.ben), db.get_one(TeachingClass, group.class_id))
    assert group.go_on(for_all, group.ben) is None
    with reading(group.records) as db:
        assert assignments.for_pupil(db, group.ben, TODAY) == []
        assert [one.id for one in assignments.for_pupil(db, group.ada, TODAY)] == [for_all]


def test_withdrawn_work_cannot_be_begun_but_an_open_session_can_be_finished(group, tutor):
    items = moving_items(tutor, EQUATIONS)[:2]
    work = group.set(item_ids=items, mode="test")
    session = group.go_on(work)
    group.right(session)
    with transaction(group.records) as db:
        assignments.withdraw(db, db.get_one(Assignment, work))
    assert group.go_on(work) is None
    assert group.go_on(work, group.ben) is None
    group.right(session)
    assert group.session(session).phase == "done"
    assert group.standing(work).state == "done"


def test_what_is_due_first_stands_first(group):
    late = group.set(objective_ids=[EQUATIONS], due_on=TODAY + timedelta(5))
    never, soon = group.set(objective_ids=[EQUATIONS], due_on=None), group.set(objective_ids=[EQUATIONS])
    with reading(group.records) as db:
        assert [one.id for one in assignments.for_pupil(db, group.ada, TODAY)] == [soon, late, never]


@given(room=st.lists(st.integers(0, 12), max_size=8), count=st.integers(0, 40))
def test_questions_are_shared_out_evenly_as_far_as_there_are_any(room, count):
    given_out = assignments.shares(room, count)
    assert sum(given_out) == min(count, sum(room))
    assert all(got <= most for got, most in zip(given_out, room, strict=True))
    fullest = max(given_out, default=0)
    assert all(got >= fullest - 1 or got == most for got, most in zip(given_out, room, strict=True))


# With help


def test_two_tabs_begin_one_session(group):
    work, together, begun = group.set(objective_ids=[EQUATIONS]), threading.Barrier(3), []

    def go() -> None:
        together.wait(10)
        begun.append(group.go_on(work))

    threads = [threading.Thread(target=go) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert len(begun) == 3
    assert len(set(begun)) == 1


def test_objectives_come_in_order_and_what_was_stopped_goes_on_with_the_same_question(group):
    work = group.set(objective_ids=[PYTHAGORAS, EQUATIONS])
    assert group.standing(work).state == "not begun"
    first = group.go_on(work)
    assert (group.session(first).objective_id, group.session(first).assignment_id) == (PYTHAGORAS, work)
    group.right(first)
    open_now = group.session(first)
    with transaction(group.records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, first))
    assert group.standing(work).state == "begun"
    assert group.go_on(work) == first
    again = group.session(first)
    assert (again.item_id, again.seed, again.phase) == (open_now.item_id, open_now.seed, "check")
    assert again.ended_at is None
    for _ in range(30):
        if group.session(first).phase == "done":
            break
        group.right(first)
    second = group.go_on(work)
    assert group.session(second).objective_id == EQUATIONS
    assert [stage for _, stage in group.standing(work).parts] == ["done", "begun"]


def test_chosen_questions_come_one_after_another_with_help(group, tutor):
    items = moving_items(tutor, EQUATIONS)[:3][::-1]
    work = group.set(item_ids=items)
    session = group.go_on(work)
    asked = []
    while group.session(session).phase != "done":
        asked.append(group.session(session).item_id)
        group.right(session)
    assert asked == items
    assert group.standing(work).state == "done"
    assert group.go_on(work) is None
    assert group.work(work).right_alone == 3


def test_after_the_planned_time_the_open_question_is_the_last(group, monkeypatch):
    work = group.set(objective_ids=[PYTHAGORAS, EQUATIONS], minutes=15)
    session = group.go_on(work)
    group.right(session)
    assert group.session(session).phase == "check"
    monkeypatch.setattr(assigned_work.Work, "minutes", property(lambda own: 15.0))
    assert group.standing(work).state == "begun"  # with a question open
    assert [one.move for one in group.right(session)] == ["confirm", "finish"]
    assert group.standing(work).state == "done"
    assert group.go_on(work) is None


def test_with_less_help_each_hint_needs_a_try_and_the_first_miss_brings_none(group, tutor):
    work = group.set(item_ids=["linear-equations-two-step"], support="less")
    session = group.go_on(work)
    assert [one.move for one in group.say(session, "help")] == ["attempt_first"]
    assert [one.move for one in group.say(session, "answer", "987654", "987 + 1 = 988")] == ["once_more"]
    assert [(one.move, one.rung) for one in group.say(session, "help")] == [("hint", 1)]
    assert [one.move for one in group.say(session, "help")] == ["attempt_first"]
    assert [one.move for one in group.say(session, "answer", "5010", "987 + 1 = 988")] == ["once_more"]
    assert [(one.move, one.rung) for one in group.say(session, "answer", "7312", "987 + 2 = 989")] == [("hint", 2)]


def test_less_help_holds_also_for_a_pupil_whose_teacher_wants_no_solutions_shown(group):
    with transaction(group.records) as db:
        steering.add(db, group.ada, group.teacher, [steering.BY_NAME["no solutions"].sentence])
    session = group.go_on(group.set(item_ids=["linear-equations-two-step"], support="less"))
    assert [one.move for one in group.say(session, "help")] == ["attempt_first"]
    assert [one.move for one in group.say(session, "answer", "987654", "987 + 1 = 988")] == ["once_more"]


def test_with_less_help_a_pupil_who_only_asks_is_handed_over_and_not_left_alone(group):
    session = group.go_on(group.set(item_ids=["linear-equations-two-step"], support="less"))
    moves = []
    for _ in range(10):
        moves += [one.move for one in group.say(session, "help")]
        if "hand_over" in moves:
            break
    assert "hand_over" in moves
    assert set(moves) <= {"attempt_first", "hand_over", "finish"}


def test_work_that_waited_for_another_day_when_it_was_stopped_is_not_done(group, monkeypatch):
    work = group.set(objective_ids=[EQUATIONS], mode="test")
    session = group.go_on(work)
    real = working_time.today
    monkeypatch.setattr(working_time, "today", lambda *given: replace(real(*given), allowed=0))
    assert [one.move for one in group.right(session)] == ["time_up"]
    with transaction(group.records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, session))
    assert group.standing(work).state == "begun"
    monkeypatch.undo()
    assert group.go_on(work) == session
    first, second = [one.item_id for one in group.turns(session) if one.move == "ask"]
    assert first != second == group.session(session).item_id
    assert group.session(session).phase == "check"


# Without help


def test_a_test_gives_no_help_and_no_verdict_and_counts_as_unaided(group, tutor):
    work = group.set(objective_ids=[EQUATIONS], mode="test")
    session = group.go_on(work)
    for intent, text in [
        ("help", ""),
        ("question", "how do I do this?"),
        ("solution", ""),
        ("question", "what is the answer"),
    ]:
        assert [one.move for one in group.say(session, intent, text)] == ["no_help"]
    assert [one.move for one in group.right(session)] == ["ask"]
    assert [one.move for one in group.say(session, "pass")] == ["ask"]
    for _ in range(3):
        replies = group.right(session)
    assert [one.move for one in replies] == ["finish"]
    with reading(group.records) as db:
        attempts = db.exec(select(Attempt).where(Attempt.session_id == session)).all()
        assert history.mastery_of(db, group.ada, EQUATIONS).attempts == 4
    assert len(attempts) == 4
    assert not any(one.aided for one in attempts)
    assert attempts[0].known_after > attempts[0].known_before
    standing, done = group.standing(work), group.work(work)
    assert (standing.state, standing.answered, standing.asked) == ("done", 5, 5)
    assert (done.right_alone, len(done.passed), done.hints) == (4, 1, 0)
    assert group.go_on(work) is None


def test_distress_is_answered_in_a_test_too(group):
    session = group.go_on(group.set(objective_ids=[EQUATIONS], mode="test"))
    assert [one.move for one in group.say(session, "question", "i want to kill myself")] == ["signpost"]


def test_all_pupils_get_the_same_questions_of_a_test_with_numbers_of_their_own(group, tutor):
    work = group.set(item_ids=moving_items(tutor, EQUATIONS)[:3], mode="test")
    ada, ben = group.go_on(work), group.go_on(work, group.ben)
    assert group.session(ada).item_id == group.session(ben).item_id
    assert group.session(ada).seed != group.session(ben).seed
    before = group.item(ada)
    with transaction(group.records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, ada))
    assert group.go_on(work) == ada
    assert group.item(ada) == before


def test_an_answer_of_a_test_that_marking_is_unsure_of_waits_for_the_teacher(group, tutor):
    catalogue = tutor.catalogue
    rows = [row for one in catalogue.objectives("english") for row in catalogue.items_of(one.id)]
    piece = next(row.id for row in rows if row.kind == "writing")
    session = group.go_on(group.set(item_ids=[piece], mode="test"))
    assert [one.move for one in group.right(session)] == ["finish"]
    with reading(group.records) as db:
        [handover] = db.exec(select(Handover)).all()
    assert (handover.reason, handover.item_id, handover.attempt_id is not None) == ("unsure", piece, True)
    assert group.session(session).phase == "done"


def test_what_curation_hides_is_passed_over_and_breaks_nothing(group, tutor):
    items = moving_items(tutor, EQUATIONS)[:3]
    test, chosen = group.set(item_ids=items, mode="test"), group.set(item_ids=items[:1])
    whole = group.set(objective_ids=[EQUATIONS, "gone-by-now"])
    session = group.go_on(test)
    hidden = Overlay(hidden=frozenset(items[:2]))
    group.tutor = type(tutor)(
        tutor.settings, tutor.catalogue.overlaid(hidden), tutor.passages, tutor.embedder, tutor.model
    )
    group.right(session)  # the question that is open stays
    assert group.session(session).item_id == items[2]
    group.right(session)
    standing = group.standing(test)
    assert (standing.state, standing.answered, standing.asked) == ("done", 2, 2)
    assert group.standing(chosen).parts == ()
    assert group.go_on(chosen) is None
    assert [part.objective_id for part, _ in group.standing(whole).parts] == [EQUATIONS]
    with reading(group.records) as db:
        one = db.get_one(Assignment, test)
    results = assigned_work.questions(group.tutor.catalogue, one, [group.work(test)])
    assert [(row.right, row.given) for row in results] == [(1, False), (0, False), (1, True)]


# No help on a test's questions through another door


def test_while_a_test_is_to_be_done_practice_never_puts_its_questions(group, tutor):
    objective = next(
        obj.id
        for one in tutor.catalogue.subjects()
        for obj in tutor.catalogue.objectives(one.id)
        if fixed_items(tutor, obj.id) and len(tutor.catalogue.items_of(obj.id)) > len(fixed_items(tutor, obj.id))
    )
    items = [row.id for row in tutor.catalogue.items_of(objective)]
    work = group.set(item_ids=items, mode="test")
    fixed = set(fixed_items(tutor, objective))
    with reading(group.records) as db:
        kept = set_work.reserved(tutor.catalogue, db, group.ada)
    assert kept.keys() == set(items)
    with transaction(group.records) as db:
        practice = dialogue.start(tutor, db, group.ada, objective).id
    for _ in range(8):
        if group.session(practice).phase == "done":
            break
        item = group.item(practice)
        assert item.id not in fixed
        assert item.shown != drawn(tutor.catalogue, item.id, kept[item.id]).shown
        group.right(practice)
    session = group.go_on(work)
    for _ in items:
        group.say(session, "pass")
    with reading(group.records) as db:
        assert set_work.reserved(tutor.catalogue, db, group.ada) == {}


def test_a_question_already_open_in_practice_is_set_aside_when_a_test_has_it(group, tutor):
    item_id = moving_items(tutor, EQUATIONS)[0]
    with transaction(group.records) as db:
        practice = dialogue.start(tutor, db, group.ada, EQUATIONS).id
    work = group.set(item_ids=[item_id], mode="test")
    with transaction(group.records) as db:
        own = db.get_one(TutoringSession, practice)
        own.item_id, own.seed = item_id, set_work.own_seed(db, work, group.ada, item_id)
    asked = group.item(practice).question
    assert group.post(practice, "help").outcome == "set aside"
    assert group.item(practice).question != asked
    with reading(group.records) as db:
        assert db.exec(select(Attempt)).all() == []


def test_an_objective_of_which_every_question_is_in_a_test_ends_without_a_question(group, tutor):
    objective, fixed = next(
        (obj.id, fixed_items(tutor, obj.id))
        for one in tutor.catalogue.subjects()
        for obj in tutor.catalogue.objectives(one.id)
        if fixed_items(tutor, obj.id)
    )
    group.set(item_ids=fixed, mode="test")
    only = Overlay(hidden=frozenset(row.id for row in tutor.catalogue.items_of(objective)) - set(fixed))
    other = type(tutor)(tutor.settings, tutor.catalogue.overlaid(only), tutor.passages, tutor.embedder, tutor.model)
    with transaction(group.records) as db:
        session = dialogue.start(other, db, group.ada, objective)
        assert session.phase == "done"
    assert [one.move for one in group.turns(session.id)] == ["finish"]


# What a class found hard


@given(right=st.integers(0, 9), wrong=st.integers(0, 9), unsure=st.integers(0, 9), left_out=st.integers(0, 9))
def test_a_question_is_hard_if_most_of_three_or_more_were_not_right(right, wrong, unsure, left_out):
    result = assigned_work.QuestionResult("invented", right, wrong, unsure, left_out, True)
    settled = right + wrong + left_out
    assert result.is_hard == (settled >= 3 and right * 2 < settled)
