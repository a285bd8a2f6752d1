"""The evaluator's home: numbers and the log, nobody's name and nobody's words."""

import io
import zipfile

import pytest

from evaluation.attainment import TABLES


@pytest.fixture
def evaluator(sign_in_as):
    return sign_in_as("evaluator")


def test_the_first_page_of_an_evaluator_is_the_evaluation(evaluator, at_work):
    assert evaluator.get("/").location == "/evaluation/"
    assert "Nothing has been recorded yet" in evaluator.get("/evaluation/").text
    work = at_work("ada")
    work.send("answer", "5417", "987 + 1 = 988")
    page = evaluator.get("/evaluation/").text
    assert '<td class="number">0%</td>' in page
    for hidden in ("Ada", "5417", "988"):
        assert hidden not in page


def test_the_log_is_one_file_with_its_codebook_and_without_names_or_words(evaluator, at_work):
    at_work("ada").send("answer", "5417", "zebras: 987 + 1 = 988")
    at_work("zoe").send("answer", "5417")
    response = evaluator.get("/evaluation/log.zip")
    assert response.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.data)) as file:
        names = {*(f"{one.name}.csv" for one in TABLES), "codebook.csv", "SHA256SUMS"}
        assert set(file.namelist()) == names
        texts = {name: file.read(name).decode() for name in names}
    assert len(texts["attempts.csv"].splitlines()) == 2  # the other school's attempt is not in it
    assert len(texts["pupils.csv"].splitlines()) == 7
    for hidden in ("Ada", "Zoe", "zebras"):
        assert hidden not in texts["attempts.csv"] + texts["pupils.csv"] + texts["turns.csv"], hidden


def test_the_dictionary_says_what_every_column_means(evaluator):
    page = evaluator.get("/evaluation/dictionary").text
    for table in TABLES:
        assert f"{table.name}.csv" in page
        for column in table.columns:
            assert f"<code>{column.name}</code>" in page


def test_an_evaluator_reads_no_pupils_words_and_nobody_else_reads_the_log(evaluator, at_work, sign_in_as):
    work = at_work("ada")
    work.send("answer", "5417")
    for path in ("/teacher/", "/teacher/pupils/2/answers", f"/teacher/sessions/{work.id}", work.path, "/admin/"):
        assert evaluator.get(path).status_code == 403, path
    for who in ("ada", "teacher", "technician"):
        assert sign_in_as(who).get("/evaluation/log.zip").status_code == 403


def test_the_it_lead_adds_an_evaluator(sign_in_as):
    lead = sign_in_as("technician")
    response = lead.post(
        "/admin/people/add", data={"name": "Eve Evaluator", "role": "evaluator", "teaching_class": "0"}
    )
    assert "eve.evaluator" in response.text
    assert "Eve Evaluator" in lead.get("/admin/").text
