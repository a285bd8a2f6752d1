"""The first run: codes that open it, how far it has got, and what is checked."""

import stat

import pytest

from tests.conftest import ScriptedModel
from tutor import first_run, people
from tutor.accounts import add_demonstration
from tutor.database import transaction
from tutor.first_run import Progress
from tutor.language_model import ModelUnavailable, NoModel
from tutor.records import TutoringSession


@pytest.fixture
def db(records):
    with transaction(records) as session:
        yield session


def test_every_code_that_was_shown_is_known_until_all_are_used_up_and_only_hashes_are_kept(tmp_path):
    file = tmp_path / "codes"
    assert not first_run.is_known(file, first_run.hash_of("x"))
    codes = [first_run.new_code(file), first_run.new_code(file)]
    assert codes[0] != codes[1]
    assert all(first_run.is_known(file, first_run.hash_of(code)) for code in codes)
    assert not any(first_run.is_known(file, guess) for guess in ("", "x", codes[0], first_run.hash_of("x")))
    assert not [code for code in codes if code in file.read_text()]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first_run.forget_codes(file)
    first_run.forget_codes(file)
    assert not first_run.is_known(file, first_run.hash_of(codes[0]))


def test_the_oldest_codes_are_dropped(tmp_path):
    codes = [first_run.new_code(tmp_path / "codes") for _ in range(first_run.MOST_CODES + 1)]
    known = [first_run.is_known(tmp_path / "codes", first_run.hash_of(code)) for code in codes]
    assert known == [False] + [True] * first_run.MOST_CODES


def test_progress_follows_what_has_been_set_up(db):
    assert first_run.is_empty(db)
    assert first_run.progress(db, first_run.unclaimed_school(db)) == Progress(False, False, False, False)
    school = people.add_school(db, "Example School (invented)")
    assert first_run.unclaimed_school(db).name == school.name
    school.lead_name = "Ms Safe"
    people.add(db, school.id, "admin", "Tess Technician")
    assert not first_run.is_empty(db)
    assert first_run.unclaimed_school(db) is None
    assert first_run.progress(db, school) == Progress(True, True, False, False)
    teaching_class = people.add_class(db, school.id, "10X", 10)
    teacher, _ = people.add(db, school.id, "teacher", "Ms Teacher")
    people.join(db, teacher, teaching_class)
    tester, _ = first_run.ready_test_pupil(db, school.id, teaching_class)
    assert first_run.progress(db, school) == Progress(True, True, True, False)
    db.add(TutoringSession(pupil_id=tester.id, objective_id="o", content_version="v", policy="p"))
    assert first_run.progress(db, school) == Progress(True, True, True, True)


def test_the_test_pupil_is_one_and_comes_back(db):
    school = people.add_school(db, "Example School (invented)")
    first, old = first_run.ready_test_pupil(db, school.id, None)
    people.mark_left(db, first)
    again, new = first_run.ready_test_pupil(db, school.id, None)
    assert (again.id, again.left_at) == (first.id, None)
    assert old != new


def test_a_school_cannot_have_the_name_of_another(db):
    school = people.add_school(db, "Example School (invented)")
    assert first_run.school_problem(db, " Example School (invented) ", None)
    assert not first_run.school_problem(db, "Example School (invented)", school)
    assert not first_run.school_problem(db, "Another", None)


def test_the_demonstration_is_not_a_school_to_be_set_up(db):
    add_demonstration(db)
    assert first_run.unclaimed_school(db) is None
    [admin] = people.found(db, 1, "admin")
    assert first_run.is_demonstration(db, admin)


def test_the_curriculum_is_counted(catalogue):
    found = first_run.counts(catalogue)
    assert found.subjects == len(catalogue.subjects())
    assert found.items > found.objectives > found.subjects > 1
    assert found.lessons > 1


def test_the_model_is_tried_with_one_sentence_and_without_one_the_reason_is_told():
    assert first_run.trial(ScriptedModel(" I am ready. "))[0] == "I am ready."
    with pytest.raises(ModelUnavailable, match="set to none"):
        first_run.trial(NoModel("set to none"))
