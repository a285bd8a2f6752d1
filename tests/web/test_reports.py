"""Reports to print: facts about one pupil or numbers of a class, as pages and as PDF, and nobody's words."""

import io

import pypdf
import pytest
from sqlmodel import select

from tests.web.invented_records import fill
from tutor.database import reading, transaction
from tutor.records import Account, AuditEntry, Mastery
from web import paper

PUPIL = "/teacher/pupils/2/report"
CLASS = "/teacher/classes/1/report"
ALL = "/teacher/classes/1/reports"


def read(response) -> pypdf.PdfReader:
    assert response.mimetype == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(response.data))


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(one.extract_text() for one in reader.pages).split())


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


@pytest.fixture
def worked(records, catalogue):
    fill(records, catalogue, 1, 6, [one.id for one in catalogue.objectives("maths")][:20])


def test_a_pupils_report_is_one_side_with_what_is_known_what_comes_next_and_what_was_done(worked, teacher, records):
    page, reader = teacher.get(PUPIL).text, read(teacher.get(f"{PUPIL}?format=pdf"))
    assert len(reader.pages) == 1
    told = words(reader)
    for part in ("What was done", "On the way", "To practise next", "What to try at home", "Ask Ada to explain"):
        assert part in page
        assert part in told
    assert "Ada Example" in told
    assert "%" not in told  # no marks
    assert "Ben" not in told
    with reading(records) as db:
        assert db.exec(select(AuditEntry)).all() == []


def test_what_a_pupil_wrote_is_on_no_report(at_work, teacher):
    work = at_work("ada")
    work.send("answer", "5417", "987 + 1 = 988")
    for path in (PUPIL, CLASS, ALL):
        assert "5417" not in teacher.get(path).text
        assert "5417" not in words(read(teacher.get(f"{path}?format=pdf")))
    assert "1 question tried" in teacher.get(PUPIL).text


def test_before_any_work_the_report_says_so(teacher):
    assert "No objective has been begun yet" in teacher.get(PUPIL).text
    assert "no work in Attain" in words(read(teacher.get(f"{PUPIL}?format=pdf")))


def test_the_pdf_has_a_title_a_language_and_an_outline(worked, teacher):
    reader = read(teacher.get(f"{ALL}?format=pdf"))
    assert reader.metadata.title == "Reports: 10X (invented)"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert next(one.title for one in reader.outline if not isinstance(one, list)) == "Ada Example"
    assert len(reader.pages) == 6


def test_a_class_of_thirty_who_know_much_still_has_a_side_for_each(teacher, records, catalogue):
    fill(records, catalogue, 1, 30, [one.id for one in catalogue.objectives("maths")])
    reader = read(teacher.get(f"{ALL}?format=pdf"))
    assert len(reader.pages) == 30
    assert "more objectives begun" in words(reader)


def test_the_class_report_has_numbers_and_no_names(worked, teacher):
    page, reader = teacher.get(CLASS).text, read(teacher.get(f"{CLASS}?format=pdf"))
    assert len(reader.pages) <= 2
    for told in (page, words(reader)):
        assert "6 of 6 pupils worked" in told
        assert "Where the most pupils need practice" in told
        assert "Where the class stands" in told
        assert "Ada" not in told
        assert "Finn" not in told


@pytest.mark.parametrize("name", ["Łukasz Şahin", "Ọláolúwa Đặng", "Zoë O’Neill", "Анна Пример", "Ştefan Ćosić"])
def test_a_name_is_printed_with_all_its_letters(name, teacher, records):
    with transaction(records) as db:
        db.get_one(Account, 2).name = name
        db.add(Mastery(pupil_id=2, objective_id="pythagoras", known=0.2, attempts=1))
    told = words(read(teacher.get(f"{PUPIL}?format=pdf")))
    assert name in told
    assert f"Ask {name.split()[0]} to explain" in told


def test_a_name_that_no_face_here_can_write_is_left_to_be_written_by_hand(teacher, records):
    with transaction(records) as db:
        db.get_one(Account, 2).name = "আনা উদাহরণ"
        db.add(Mastery(pupil_id=2, objective_id="pythagoras", known=0.2, attempts=1))
    assert "আনা উদাহরণ" in teacher.get(PUPIL).text
    told = words(read(teacher.get(f"{PUPIL}?format=pdf")))
    assert "____ (ada)" in told
    assert "Ask your child to explain" in told


def test_the_time_looked_back_on_can_be_chosen_and_nonsense_is_no_page(teacher):
    assert "In the last 13 weeks" in teacher.get(f"{PUPIL}?weeks=13").text
    assert "In the last 1 week" in teacher.get(f"{PUPIL}?weeks=1").text
    for wrong in ("0", "53", "-1", "soon", "٣", "9" * 5000):
        assert teacher.get(PUPIL, query_string={"weeks": wrong}).status_code == 404, wrong


def test_only_a_teacher_of_the_class_prints_them(sign_in_as):
    for path in (PUPIL, CLASS, ALL):
        assert sign_in_as("elsewhere").get(path).status_code == 404
        assert sign_in_as("technician").get(path).status_code == 403
        assert sign_in_as("ada").get(path).status_code == 403


def test_helvetica_is_told_from_what_it_cannot_write():
    assert paper.is_plain("“Zoë” – 2³ × ½ £")
    assert not paper.is_plain("Ł")
    assert not paper.is_plain("x ≤ √2")
    assert paper.can_write("x ≤ √2 − π → ²")
    assert not paper.can_write("漢字")
