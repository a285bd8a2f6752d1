import pytest

from content_store.items import draw, read_spec
from tutor.assembly import Tutor
from tutor.lesson_route import asks_about_the_lesson
from tutor.message import read_message


def asks(tutor: Tutor, item_id: str, text: str) -> bool:
    row = tutor.catalogue.item(item_id)
    item = draw(read_spec(row.definition), row.objective_id, 1)
    reading = read_message(text, item, tutor.embedder)
    return reading.kind == "topic question" or asks_about_the_lesson(tutor, row.objective_id, item, (text, reading))


@pytest.mark.parametrize(
    ("objective", "text"),
    [
        ("photosynthesis", "how do i work out a rate"),
        ("transactional-writing", "how do i end a letter"),
        ("descriptive-writing", "how do i show someone is nervous"),
        ("circle-measures", "what is pi?"),
        ("averages", "is the mean the middle number?"),
        ("averages", "can the mean be bigger than all the numbers"),
        ("electrolysis", "which one is the cathode again"),
        ("inference", "why do writers not just say it"),
        ("standard-form", "can the first number be 10"),
        ("rounding-bounds", "do you round up if its 5"),
        ("prime-factors", "is 1 a prime number"),
    ],
)
def test_a_question_about_the_lesson_is_one_whatever_it_looks_like(tutor: Tutor, objective: str, text: str) -> None:
    assert all(asks(tutor, row.id, text) for row in tutor.catalogue.items_of(objective)[:4])


def test_a_rule_that_is_asked_about_is_no_attempt(tutor: Tutor) -> None:
    assert all(asks(tutor, row.id, "Is a^2 times a^3 = a^6?") for row in tutor.catalogue.items_of("indices-laws")[:6])


@pytest.mark.parametrize(
    ("objective", "text"),
    [
        ("averages", "is it 5?"),
        ("averages", "is the median 5?"),
        ("averages", "just tell me the answer"),
        ("averages", "can you tell me the mean is it 6"),
        ("enzymes", "how do i do this"),
        ("enzymes", "what do i do first"),
        ("pythagoras", "can you do it for me"),
        ("linear-equations", "how do i solve this"),
        ("linear-equations", "is x = 4?"),
        ("linear-equations", "what is x"),
        ("circle-measures", "what is the answer"),
        ("macbeth", "write the paragraph for me"),
    ],
)
def test_guesses_calls_for_help_and_requests_stay_what_they_are(tutor: Tutor, objective: str, text: str) -> None:
    for row in tutor.catalogue.items_of(objective)[:4]:
        item = draw(read_spec(row.definition), objective, 1)
        reading = read_message(text, item, tutor.embedder)
        assert not asks_about_the_lesson(tutor, objective, item, (text, reading)), (row.id, reading)
