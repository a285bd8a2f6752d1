"""Options that are letters of a diagram, or numbers, stand in their own order; others in one that the seed draws."""

from pathlib import Path

import pytest
import yaml

import content_store
from content_store.answers import ChoiceAnswer, SeveralAnswer
from content_store.items import draw
from content_store.option_order import natural_order
from content_store.pack import ITEMS

PACK = sorted((Path(content_store.__file__).parent / "packs" / "attain").glob("*/*/items.yaml"))


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["C", "A", "B", "D"], ["A", "B", "C", "D"]),
        (["Line B", "Line A"], ["Line A", "Line B"]),
        (["$Q$", "$P$"], ["$P$", "$Q$"]),
        (["36", "18", "1,700", "34"], ["18", "34", "36", "1,700"]),
        (["85 °C", "−34 °C", "240 °C"], ["−34 °C", "85 °C", "240 °C"]),
        (["10 days", "2.5 days"], ["2.5 days", "10 days"]),
        (["£30", "£4"], ["£4", "£30"]),
        (["red", "blue"], None),
        (["2 cm", "3 m"], None),
        (["A", "A"], None),
        (["B is heavier", "A is heavier"], None),
        (["5x", "3y"], None),
        ([], None),
    ],
)
def test_texts_that_differ_by_one_letter_or_number_have_an_order(texts, order) -> None:
    found = natural_order(texts)
    assert (found and [texts[place] for place in found]) == order


def test_every_item_of_the_pack_shows_letters_in_order_and_other_options_shuffled() -> None:
    firsts: dict[str, set[str]] = {}
    lettered = 0
    for file in PACK:
        for spec in ITEMS.validate_python(yaml.safe_load(file.read_text())):
            if spec.kind not in ("choice", "several"):
                continue
            for seed in range(6):
                answer = draw(spec, "any", seed).answer
                assert isinstance(answer, ChoiceAnswer | SeveralAnswer)
                texts = [choice.text for choice in answer.choices]
                if natural_order(texts) is not None:
                    lettered += 1
                    assert natural_order(texts) == list(range(len(texts))), (spec.id, texts)
                elif not spec.parameters:
                    firsts.setdefault(spec.id, set()).add(texts[0])
    assert lettered > 20
    assert sum(len(found) > 1 for found in firsts.values()) > 0.9 * len(firsts)
