import numpy as np
import pytest

from content_store.catalogue import Catalogue
from retrieval import readings
from retrieval.covering import Evidence, Weights, ask, fitted, log_odds, sentences_of, symbols_in
from retrieval.passages import Passages, Scope
from retrieval.readings import Readings
from retrieval.words import Words


@pytest.fixture(scope="module")
def catalogue(content):
    return Catalogue.open(content)


@pytest.fixture(scope="module")
def passages(catalogue, embedder):
    return Passages(catalogue, embedder)


def studying(objective, subject):
    return Scope(frozenset({objective}), subject=subject)


@pytest.mark.parametrize(
    ("objective", "subject", "covered", "not_covered"),
    [
        ("cell-transport", "science", "what is osmosis", "who discovered osmosis"),
        ("prime-factors", "maths", "what is a prime number", "what is the biggest prime number in the world"),
        ("periodic-groups", "science", "why dont noble gases react", "who made the periodic table"),
        ("half-life", "science", "what is a half life", "what happened at chernobyl"),
        ("comparison", "english", "what words show that two texts differ", "how many marks is the comparison question"),
        ("photosynthesis", "science", "why do leafs look green", "who won the match last night"),
    ],
)
def test_the_same_topic_is_covered_only_where_the_notes_answer(passages, objective, subject, covered, not_covered):
    scope = studying(objective, subject)
    assert passages.answering(covered, scope)
    assert passages.answering(not_covered, scope) == ()


def test_the_rest_of_the_subject_covers_too(passages):
    hits = passages.answering("what do the angles in a triangle add up to?", studying("pythagoras", "maths"))
    assert hits[0].passage_id.startswith("angles/")


@pytest.mark.parametrize("text", ["", " ", "?!", "hiya", "what is it"])
def test_nothing_that_is_asked_is_not_covered(passages, text):
    assert passages.answering(text, studying("enzymes", "science")) == ()


def test_nothing_studied_covers_nothing(passages):
    assert passages.answering("what is an enzyme?", Scope()) == ()


def test_a_long_question_is_no_surer_than_a_short_one(passages):
    scope = studying("enzymes", "science")
    long = passages.evidence("tell us which football team bought that striker before summer " * 5, scope)
    assert long.named["words"] <= 6


def test_how_many_are_wanted_does_not_change_whether_it_is_covered(passages):
    scope = studying("enzymes", "science")
    for text in ("what happens to an enzyme when it gets too hot", "who discovered enzymes"):
        assert bool(passages.answering(text, scope, 1)) == bool(passages.answering(text, scope, 4))


def test_every_piece_of_evidence_has_its_weight(passages, embedder):
    found = passages.evidence("what is an enzyme?", studying("enzymes", "science"))
    assert set(found.named) == set(fitted().named)
    assert len(fitted().beyond) == embedder.dimension == len(found.beyond)


def test_the_log_odds_are_the_weighed_sum():
    found = Evidence({"words": 2.0}, np.array([0.5, -1.0], dtype=np.float32))
    assert log_odds(found, Weights(1.0, 0.0, {"words": 3.0}, [2.0, 1.0])) == pytest.approx(7.0)


def test_a_question_has_its_telling_words(embedder):
    text = "What is photosynthesis?"
    (reading,) = embedder.read([text])
    asked = ask(text, reading, Words([]), embedder.ranks)
    assert len(asked.stems) == len(asked.pieces) == 1
    assert asked.rarity[0] > 0.8


def test_each_sentence_is_read_under_its_heading(embedder):
    text = "Bile. Bile is made in the liver. It has no enzymes in it."
    (reading,) = embedder.read([text])
    first, second = sentences_of("Bile", text, reading)
    starts = [start for start, _ in reading.places]
    assert [start for start, held in zip(starts, first, strict=True) if held and start < 5]
    assert not any(held and start >= text.index("It has") for start, held in zip(starts, first, strict=True))
    assert not any(held and 6 <= start < text.index("It has") for start, held in zip(starts, second, strict=True))


@pytest.mark.parametrize(("text", "share"), [("Bile is green.", 0), ("Add 2 to 3x.", 0.5), ("", 0)])
def test_what_is_no_word_is_a_symbol(text, share):
    assert symbols_in(text) == share


def test_a_passage_is_read_once_and_the_latest_are_kept(catalogue, embedder, monkeypatch):
    asked = []

    class Counting:
        def read(self, texts):
            asked.extend(texts)
            return embedder.read(texts)

    monkeypatch.setattr(readings, "KEPT", 2)
    kept = Readings(catalogue, Counting(), Words([]))
    first, second, third = [one.id for one in catalogue.passages_of("enzymes")][:3]
    kept.near([[(first, 0.5), (second, 0.1)], [(first, 0.5)]])
    ((again,),) = kept.near([[(first, 0.7)]])
    assert (len(asked), again.shared) == (2, 0.7)
    kept.near([[(third, 0.0)]])
    kept.near([[(first, 0.0)]])
    assert len(asked) == 3
    kept.near([[(second, 0.0)]])
    assert len(asked) == 4


def test_passages_read_ahead_are_not_read_again_for_a_question(catalogue, embedder, monkeypatch):
    ahead = Passages(catalogue, embedder)
    ahead.readings.read_ahead()
    read = []
    monkeypatch.setattr(embedder, "read", lambda texts: read.extend(texts) or [])
    ahead.readings.near([[(passage.id, 1.0) for passage in catalogue.passages_of("enzymes")]])
    assert read == []
