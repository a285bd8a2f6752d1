from pathlib import Path

import pytest

from content_store.faq import FILE, read_faqs
from content_store.problems import InvalidContent

GOOD = """
- question: Is 1 a prime number?
  also: [is one prime, does 1 count as a prime]
  answer: No. A prime number has exactly two factors, and 1 has only one.
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / FILE).write_text(text, encoding="utf-8")
    return [str(one) for one in read_faqs((folder, folder), ("primes", "lesson", "source"), {"primes-is-one"})[1]]


def test_a_good_file_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("No. A prime", "No. " + "very " * 60 + "A prime", "words"),
        ("No. A prime number has", "I think that it has", "speaks of itself"),
        ("exactly two factors", "exactly $2 factors", "dollar sign"),
    ],
)
def test_an_answer_that_breaks_a_rule_is_told_with_its_line(tmp_path: Path, was: str, now: str, told: str) -> None:
    (found,) = problems(tmp_path, GOOD.replace(was, now))
    assert told in found
    assert "faq.yaml:2" in found


def test_what_an_answer_tells_is_an_item_of_the_objective(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD + "  tells: [primes-is-one]\n") == []
    (found,) = problems(tmp_path, GOOD + "  tells: [primes-is-two]\n")
    assert "primes-is-two, which is no item of the objective" in found


def test_one_way_of_asking_leads_to_one_answer(tmp_path: Path) -> None:
    other = "- {question: What is a prime?, also: [is One prime?, whats a prime], answer: A number with two factors.}\n"
    (found,) = problems(tmp_path, GOOD + other)
    assert "stands under two questions" in found


@pytest.mark.parametrize(
    "letter", ["The current $I$ is in amps.", "A current I is in amps.", "James I was king in 1606."]
)
def test_a_letter_or_a_number_of_a_king_is_no_first_person(tmp_path: Path, letter: str) -> None:
    assert (
        problems(tmp_path, GOOD.replace("No. A prime number has exactly two factors, and 1 has only one.", letter))
        == []
    )


def test_a_question_without_a_question_mark_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidContent, match="question"):
        problems(tmp_path, GOOD.replace("number?", "number"))
