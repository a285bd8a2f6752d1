import pytest

from content_store.catalogue import Catalogue
from retrieval.faqs import CERTAIN
from retrieval.passages import Passages


def question_meant(passages: Passages, catalogue: Catalogue, text: str, objective_id: str) -> str | None:
    taken = passages.faqs.meant(text, objective_id).taken
    return catalogue.faqs([taken.faq_id])[0].question if taken else None


def test_every_question_means_itself(passages: Passages, catalogue: Catalogue) -> None:
    asked = catalogue.every_faq()[::40]
    assert len(asked) > 50
    for faq in asked:
        meant = passages.faqs.meant(faq.question, faq.objective_id)
        assert (meant.candidates[0].faq_id, meant.log_odds) == (faq.id, CERTAIN)


@pytest.mark.parametrize(
    ("objective_id", "text", "of"),
    [
        ("photosynthesis", "why are leafs green", "green"),
        ("trigonometry", "how do i kno whitch side is the opposite one", "opposite"),
        ("prime-factors", "is the number 1 prime", "prime"),
        ("electrolysis", "which electrode is the cathode", "cathode"),
        ("electrolysis", "which electrode is the anode", "anode"),
    ],
)
def test_a_question_put_in_other_words_and_misspelt_is_found(passages, catalogue, objective_id, text, of) -> None:
    found = question_meant(passages, catalogue, text, objective_id)
    assert found is not None
    assert of in found


@pytest.mark.parametrize("text", ["who won the match last night", "asdf ghjk", "what is for lunch", "7"])
def test_what_nobody_asks_about_the_lesson_means_no_question(passages, catalogue, text) -> None:
    assert question_meant(passages, catalogue, text, "photosynthesis") is None


def test_a_question_of_another_lesson_is_taken_only_where_it_asks_about_a_word(passages, catalogue) -> None:
    found = question_meant(passages, catalogue, "what does extrapolation mean", "surds")
    assert found == "What does extrapolation mean?"
    assert question_meant(passages, catalogue, "how do i find the HCF", "surds") is None


def test_content_without_such_questions_means_none(pictures, embedder) -> None:
    found = Passages(Catalogue.open(pictures), embedder).faqs.meant("why is it so", "pictures")
    assert (found.candidates, found.taken) == ((), None)


def test_yes_and_no_are_kept_only_for_a_question_put_the_same_way_round(passages) -> None:
    assert passages.faqs.meant("is 1 a prime number", "prime-factors").same_check
    assert not passages.faqs.meant("is 1 not a prime number", "prime-factors").same_check
    assert not passages.faqs.meant("why isn't 1 a prime number", "prime-factors").same_check
