import pytest

from content_store.answers import shown_answer
from content_store.items import draw, read_spec
from tutor.assembly import Tutor
from tutor.telling import says_most_of, tells_asked


@pytest.mark.parametrize(
    ("item_id", "sentence", "tells"),
    [
        ("photosynthesis-why-green", "Leaves look green because chlorophyll reflects green light.", True),
        ("photosynthesis-why-green", "Roots take in water and minerals from the soil.", False),
        ("resistance-fill-changes", "A larger resistance means a smaller current from the same battery.", True),
        ("resistance-fill-changes", "Resistance is measured in ohms.", False),
        ("macbeth-little-water", "Lady Macbeth is calm and says “A little water clears us of this deed”.", True),
        ("macbeth-little-water", "Macbeth is the main character of the play.", False),
        ("linear-equations-two-step", "An equation says that two amounts are equal.", False),
    ],
)
def test_a_sentence_that_answers_the_open_item_is_known(tutor: Tutor, item_id: str, sentence: str, tells: bool) -> None:
    row = tutor.catalogue.item(item_id)
    item = draw(read_spec(row.definition), row.objective_id, 1)
    assert says_most_of(sentence, item) is tells


def test_most_of_the_notes_may_still_be_quoted_while_an_item_is_open(tutor: Tutor) -> None:
    kept = told = 0
    for subject in tutor.catalogue.subjects():
        for objective in tutor.catalogue.objectives(subject.id):
            passages = tutor.catalogue.passages_of(objective.id)
            for row in tutor.catalogue.items_of(objective.id):
                item = draw(read_spec(row.definition), objective.id, 1)
                for passage in passages:
                    told += says_most_of(passage.text, item)
                    kept += not says_most_of(passage.text, item)
    assert kept > 4 * told


@pytest.mark.parametrize(
    ("item_id", "question"),
    [
        ("enzymes-how-they-fit", "What does denatured mean?"),
        ("enzymes-explain-denatured", "What is the active site?"),
        ("inheritance-explain-healthy-parents", "What does homozygous mean?"),
        ("chemical-bonding-metal-in-gaps", "Why do metals lose electrons?"),
        ("arcs-sectors-exact-area", "Do you have to leave π in the answer?"),
        ("linear-sequences-points", "How do I do a sequence that goes down?"),
        ("atomic-structure-match-particles", "What is the outer shell?"),
    ],
)
def test_an_answer_that_shares_a_word_with_the_items_is_said(tutor: Tutor, item_id: str, question: str) -> None:
    row = tutor.catalogue.item(item_id)
    item = draw(read_spec(row.definition), row.objective_id, 1)
    every = tutor.catalogue.every_faq()
    faq = next(one for one in every if (one.objective_id, one.question) == (row.objective_id, question))
    assert item_id not in faq.tells
    assert not tells_asked(faq.answer, item, question)


@pytest.mark.parametrize(
    ("item_id", "text"),
    [
        ("photosynthesis-why-green", "Chlorophyll reflects the green light, so it reaches our eyes."),
        (
            "enzymes-explain-denatured",
            "At a high temperature the active site changes shape, so the substrate no longer fits into it.",
        ),
    ],
)
def test_an_answer_that_is_the_items_own_is_not(tutor: Tutor, item_id: str, text: str) -> None:
    row = tutor.catalogue.item(item_id)
    item = draw(read_spec(row.definition), row.objective_id, 1)
    own = shown_answer(item.answer)
    assert tells_asked(own, item, "why is that")
    assert own == text or tells_asked(f"{own} {text}", item, "why is that")
