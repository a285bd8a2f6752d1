import numpy as np
import pytest

from retrieval.words import Words

TEXTS = [
    "Simultaneous equations can be solved by substitution.",
    "Electricity and magnets: electromagnets and magnetic fields. Electricity.",
    "Photosynthesis needs light.",
]


@pytest.fixture(scope="module")
def words():
    return Words(TEXTS)


def test_the_text_with_the_words_scores_one_and_one_without_scores_nought(words):
    assert np.allclose(words.scores("substitution"), [1, 0, 0])


def test_forms_of_a_word_meet(words):
    assert words.scores("equation solving")[0] == pytest.approx(1)


@pytest.mark.parametrize("query", ["", "zebra", "the of and"])
def test_words_that_are_in_no_text_score_nought(words, query):
    assert not words.scores(query).any()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("simulatneous equasions", "simultaneous equations"),
        ("electrisity and magnits", "electricity and magnets"),
        ("Phtosynthesis?", "photosynthesis?"),
    ],
)
def test_a_slip_of_the_pen_becomes_the_nearest_word(words, written, meant):
    assert words.corrected(written) == meant


def test_a_real_word_is_no_slip_although_no_text_has_it():
    assert Words(["all over the world"]).corrected("would") == "world"
    assert Words(["all over the world"], {"would"}).corrected("would") == "would"


@pytest.mark.parametrize("query", ["solve 2x + 3y = 12", "magnetism", "Shakespeare's Macbeth", "it is lit"])
def test_formulas_forms_of_known_words_and_far_words_are_left_alone(words, query):
    assert words.corrected(query) == query
