import pytest

from content_store.items import draw, read_spec
from tutor.assembly import Tutor
from tutor.telling import says_most_of


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
