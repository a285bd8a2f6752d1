import pytest

from retrieval.asking import Candidate, Weights, evidence, in_order, kind_of, log_odds, put
from retrieval.words import Words


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("whats the difference between speed and velocity", "difference"),
        ("is osmosis the same as diffusion", "difference"),
        ("why do you flip it", "reason"),
        ("how come its negative", "reason"),
        ("whats the point of factorising", "reason"),
        ("how many sig figs do i need", "amount"),
        ("what formula do i use", "formula"),
        ("how do i get rid of the power", "way"),
        ("who is banquo", "person"),
        ("when was it written", "place or time"),
        ("is 1 a prime", "check"),
        ("so can i just add them", "check"),
        ("whats a reciprocal", "thing"),
        ("gradient", "other"),
    ],
)
def test_a_question_asks_for_some_kind_of_thing(said: str, kind: str) -> None:
    assert kind_of(said) == kind


def read(text: str, embedder) -> object:
    return put(text, Words([text]), embedder.ranks)


def test_small_words_do_not_tell_what_is_asked(embedder) -> None:
    assert set(read("why do you have to flip it", embedder).stems) == {"flip"}


def test_a_denial_is_seen_without_its_apostrophe(embedder) -> None:
    assert read("why isnt 1 prime", embedder).denies
    assert read("why can't I add them", embedder).denies
    assert not read("why is 1 prime", embedder).denies


def test_a_word_that_no_way_of_asking_has_speaks_against_it(embedder) -> None:
    asked, cathode, anode = (
        read(text, embedder) for text in ("what is the anode", "what is the cathode", "whats an anode")
    )
    similar = embedder.embed(["what is the anode"])[0] @ embedder.embed(["what is the cathode", "whats an anode"]).T
    assert evidence(asked, [cathode], similar[:1])["words lacked"] == 1.0
    assert evidence(asked, [anode], similar[1:])["words lacked"] == 0.0


def test_the_likeliest_comes_first_and_knows_how_far_ahead_it_is() -> None:
    found = in_order([Candidate("far", {"near": 0.2}), Candidate("close", {"near": 0.9})], {"near": 2.0})
    assert [one.faq_id for one in found] == ["close", "far"]
    assert found[0].named["ahead"] == pytest.approx(1.4)
    assert found[0].named["standing"] == pytest.approx(1.8)


def test_evidence_adds_up_to_log_odds() -> None:
    weights = Weights(order={}, taken={"near": 2.0, "ahead": 1.0}, base=-1.0, enough=0.5)
    assert log_odds(Candidate("a", {"near": 0.5, "ahead": 0.25, "else": 9.0}), weights) == pytest.approx(0.25)


def test_a_small_word_that_makes_it_the_only_thing_is_heard(embedder) -> None:
    some, only = read("is osmosis diffusion", embedder), read("is osmosis just diffusion", embedder)
    assert tuple(some.stems) == tuple(only.stems)
    assert not some.is_like(only)
    assert some.is_like(read("so is osmosis diffusion?", embedder))
