"""A pupil's first page: what is next and why, then the rest, folded."""

import re

from tutor.database import transaction
from tutor.records import Mastery


def next_of(page):
    return re.search(r'<section class="next".*?</section>', page, re.DOTALL)[0]


def test_one_button_says_what_is_next_and_why(sign_in_as):
    home = sign_in_as("ada").get("/home").text
    assert home.count("main-button") == 1
    assert "It is new, and you need nothing else first." in next_of(home)


def test_what_was_left_open_is_next_and_leads_to_it(at_work):
    work = at_work()
    found = next_of(work.client.get("/home").text)
    assert "Go on where you stopped" in found
    assert f'href="{work.path}"' in found


def test_every_objective_stands_once_and_folded_under_its_unit(sign_in_as, tutor):
    home = sign_in_as("ada").get("/home").text
    chosen = home[home.index("Choose for yourself") :]
    assert "<details open" not in chosen
    assert 'class="subject" open' not in chosen
    starts = re.findall(r'action="/objectives/([^"]+)/sessions"', chosen)
    every = [one.id for subject in tutor.catalogue.subjects() for one in tutor.catalogue.objectives(subject.id)]
    assert sorted(starts) == sorted(every)


def test_progress_is_told_in_words_and_the_same_is_drawn(sign_in_as, records, tutor):
    pupil = sign_in_as("ada")
    assert "How far you have come" not in pupil.get("/home").text
    with transaction(records) as db:
        for objective_id in ("linear-equations", "fractions-add"):
            db.add(Mastery(pupil_id=2, objective_id=objective_id, known=0.3, attempts=2))
    home = pupil.get("/home").text
    total = len(tutor.catalogue.objectives(tutor.catalogue.subject_of("fractions-add").id))
    told = " ".join(re.search(r'<p id="progress-.*?</p>', home, re.DOTALL)[0].split())
    assert f"2 begun, of {total}" in told
    assert 'class="progress-begun" x="0" y="0" width="2"' in home


def test_a_teachers_question_that_nobody_has_opened_is_next(sign_in_as):
    teacher, pupil = sign_in_as("teacher"), sign_in_as("ada")
    data = {"title": "Boxes", "question": "A box holds 6 eggs. How many do 7 boxes hold?"}
    data |= {"solution": "6 × 7 = 42", "answer": "42"}
    page = teacher.get("/teacher/").text
    path = re.search(r'href="(/teacher/classes/\d+/questions)"', page)[1]
    assert teacher.post(path, data=data).status_code == 303
    found = next_of(pupil.get("/home").text)
    assert "Your teacher set it for your class." in found
    opened = pupil.post(re.search(r'action="([^"]+)"', found)[1]).location
    pupil.post(f"{opened}/end")
    home = pupil.get("/home").text
    assert "Your teacher set it" not in next_of(home)
    assert "From your teacher" in home
