"""What a teacher sees of a class."""

import re
from pathlib import Path
from typing import get_args

import web
from evaluation.proofs.marks import right_text
from tutor.database import transaction
from tutor.item_choice import drawn
from tutor.language_model import NoModel
from tutor.policy import Intent, MoveName
from tutor.records import TutoringSession


def test_a_missing_model_is_told_to_teachers_and_why(sign_in_as):
    page = sign_in_as("teacher").get("/teacher/").text
    assert "the language model is not working: the test uses none" in page


def test_a_working_model_is_not_spoken_of(make_app, make_tutor, sign_in_as):
    model = NoModel()
    model.problem = ""
    assert "language model" not in sign_in_as("teacher", make_app(make_tutor(model))).get("/teacher/").text


def test_the_class_shows_who_has_done_what(at_work, sign_in_as):
    work = at_work("ada")
    work.send("answer", "99")
    rows = re.findall(r"<tr>.*?</tr>", sign_in_as("teacher").get("/teacher/").text, re.DOTALL)
    counted = {name: re.findall(r'class="number">(\d+)', row) for row in rows for name in ("Ada", "Ben") if name in row}
    assert counted == {"Ada": ["0", "0", "0", "1"], "Ben": ["0", "0", "0", "0"]}
    assert ["not yet" in row for row in rows if "Ben" in row or "Ada" in row] == [False, True]


def test_pupil_and_teacher_read_why_an_objective_is_not_nearly_secure_yet(at_work, sign_in_as, records, tutor):
    work = at_work("ada", "cell-transport")
    for seed in range(1, 5):
        item_id = ("cell-transport-cube-area", "cell-transport-area-to-volume")[seed % 2]
        with transaction(records) as db:
            own = db.get_one(TutoringSession, work.id)
            own.item_id, own.seed, own.attempts, own.aided = item_id, seed, 0, False
        work.send("answer", right_text(drawn(tutor.catalogue, item_id, seed).answer))
    needs = "a question on osmosis and a question on diffusion and active transport, each right without help"
    assert "still needs a question" in work.page()
    assert "Still needed: a question" in work.client.get("/home").text
    page = sign_in_as("teacher").get("/teacher/pupils/2").text
    assert "held back: still needs a question" in page
    assert all(side in page for side in needs.split(" and "))


def test_a_transcript_speaks_of_moves_in_a_teachers_words(at_work, sign_in_as):
    work = at_work()
    for answer in ("99", "201", "17", "330", "1205", "4444"):
        work.send("answer", answer, "987 + 1 = 988")
    work.send("solution", "")
    work.client.get(f"{work.path}?wait=1")
    page = sign_in_as("teacher").get(f"/teacher/sessions/{work.id}").text
    assert "bottom" not in page
    assert "how it is done" in page
    assert "lesson's own words" in page


def test_a_session_on_an_objective_that_is_no_longer_taught_is_still_readable(at_work, sign_in_as, records):
    work = at_work()
    with records.begin() as connection:
        connection.exec_driver_sql("UPDATE tutoring_session SET objective_id = 'gone-by-now'")
    teacher = sign_in_as("teacher")
    for path in ("/teacher/pupils/2", f"/teacher/sessions/{work.id}"):
        assert "gone-by-now (no longer in the curriculum)" in teacher.get(path).text
    assert work.client.get(work.path).status_code == 404
    assert "Next for you" in work.client.get("/home").text


def test_the_transcript_has_words_for_every_move_and_everything_that_a_pupil_does():
    """Strict templates fail on a move without words: a teacher then could not read the session at all."""
    template = (Path(web.__file__).parent / "templates" / "teacher" / "transcript.html").read_text(encoding="utf-8")
    named = set(re.findall(r'"(\w+)": _\("', template))
    assert set(get_args(MoveName)) <= named
    assert set(get_args(Intent)) <= named
