from tutor.message_examples import EXAMPLES, labelled
from tutor.message_sense import senses


def test_each_example_is_taken_for_what_it_is(embedder):
    kinds, lines = zip(*labelled(), strict=True)
    found = [sense.label for sense in senses(lines, embedder)]
    agreeing = sum(one == other for one, other in zip(kinds, found, strict=True))
    assert agreeing / len(lines) > 0.95


def test_nothing_is_said_of_no_texts(embedder):
    assert senses([], embedder) == []


def test_every_kind_has_examples_enough_to_outvote_a_stray_one():
    assert min(len(text.split(";")) for text in EXAMPLES.values()) >= 15
