"""A pupil's own words: an idea is shown, not shown or unsure, and one that is denied or turned round is never shown."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluation.benchmarks
from content_store.answers import Idea, Revealed, ShortTextAnswer
from tutor.item_choice import drawn
from tutor.marking import Mark, Unreadable, mark
from tutor.marking.clauses import clauses_of, in_plain_words
from tutor.marking.polarity import relation

ABSORBS = Idea(
    "Chlorophyll absorbs light",
    ("Chlorophyll absorbs light energy", "Chlorophyll takes in light from the Sun"),
    ("Chlorophyll reflects all the light",),
    (Revealed("reflects", "Chlorophyll reflects all the light"),),
)
GLUCOSE = Idea("The plant makes glucose", ("The plant makes glucose", "Glucose is made in the leaf"))
ANSWER = ShortTextAnswer((ABSORBS, GLUCOSE), 2, "Chlorophyll absorbs light energy and the plant makes glucose.")
EITHER = ShortTextAnswer((ABSORBS, GLUCOSE), 1, "The plant makes glucose.")


@pytest.mark.parametrize(
    ("answer", "text", "right", "outcomes", "misconception"),
    [
        (ANSWER, "chlorophyll absorbs light and the plant makes glucose", True, ["shown", "shown"], None),
        (EITHER, "the plant makes glucose", True, ["not shown", "shown"], None),
        (ANSWER, "the plant makes glucose", None, ["not shown", "shown"], None),
        (EITHER, "chlorophyll is a green substance", None, ["unsure", "not shown"], None),
        (
            ANSWER,
            "chlorophyll does not absorb light, the plant makes glucose",
            False,
            ["not shown", "shown"],
            "reflects",
        ),
        (EITHER, "chlorophyll reflects all light", False, ["not shown", "not shown"], "reflects"),
        (EITHER, "the cat sat on the mat all day", False, ["not shown", "not shown"], None),
    ],
)
def test_ideas_are_told_one_by_one(embedder, answer, text, right, outcomes, misconception) -> None:
    result = mark(answer, text, embedder)
    assert isinstance(result, Mark)
    assert ([one.outcome for one in result.ideas], result.right) == (outcomes, right)
    assert result.misconception_id == misconception


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("the plant isnt making soil, it makes glucose", ["not shown", "shown"]),
        ("Chlorophyll isn't a sugar, it absorbs light energy", ["shown", "unsure"]),
        ("chlorophyll is not reflecting, it's absorbing light", ["shown", "not shown"]),
        ("chlorophyll isnt absorbing light, it reflects all the light", ["not shown", "not shown"]),
    ],
)
def test_what_a_thing_is_not_denies_nothing_of_what_it_is(embedder, text: str, outcomes: list[str]) -> None:
    result = mark(ANSWER, text, embedder)
    assert isinstance(result, Mark)
    assert [one.outcome for one in result.ideas] == outcomes


def test_respiration_is_told_from_breathing_in_either_clause(embedder, catalogue) -> None:
    item = drawn(catalogue, "respiration-not-breathing", 0)
    text = (
        "respiration isnt breathing, its a chemical reaction in ur cells that gets energy out of glucose but breathing"
        " is just air going in and out ur lungs"
    )
    result = mark(item.answer, text, embedder)
    assert isinstance(result, Mark)
    assert (result.right, result.misconception_id) == (True, None)


@pytest.mark.parametrize(
    ("item_id", "text", "right"),
    [
        ("photosynthesis-explain-green", "the leaf reflects green light", True),
        ("photosynthesis-explain-green", "chlorophyll absorbs red and blue light", True),
        ("photosynthesis-explain-green", "it's green because it doesn't absorb green light", True),
        ("photosynthesis-explain-green", "the leaf absorbs green light", False),
        ("photosynthesis-explain-green", "it reflects red light and absorbs green light", None),
        ("newtons-second-law-skydiver", "The resultant force on the skydiver is 0 N", True),
        ("newtons-second-law-skydiver", "the weight is bigger than the air resistance", False),
        ("jekyll-and-hyde-handwriting", "the writing is the same but slopes differently", True),
        ("jekyll-and-hyde-handwriting", "the handwritings are not the same", False),
        ("macbeth-why-not-kill", "Macbeth is his kinsman, and only ambition spurs him on", True),
    ],
)
def test_what_shows_one_idea_denies_no_other(embedder, catalogue, item_id: str, text: str, right: bool) -> None:
    result = mark(drawn(catalogue, item_id, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is right


def test_the_half_that_is_there_is_told_beside_a_wrong_one(embedder) -> None:
    result = mark(ANSWER, "Chlorophyll does not absorb light. The plant makes glucose.", embedder)
    assert isinstance(result, Mark)
    assert result.right is False
    assert result.form == "This is there: “The plant makes glucose”. The rest is not right yet."


HALVES = [
    ("enzymes-explain-denatured", "the active site is damaged by the heat", "The active site changes shape"),
    ("enzymes-explain-denatured", "the heat changes the active sites shape", "The active site changes shape"),
    ("electrical-power-earth-fault", "the current melts the fuse", "The fuse melts and breaks the circuit"),
]


@pytest.mark.parametrize(("item_id", "text", "there"), HALVES)
def test_half_an_answer_is_not_wrong_and_its_half_is_told(embedder, catalogue, item_id, text, there) -> None:
    result = mark(drawn(catalogue, item_id, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert (result.right, result.form) == (None, f"This is there: “{there}”.")


@pytest.mark.parametrize(
    ("item_id", "text"),
    [
        ("enzymes-explain-denatured", "it gets denatured"),
        ("cell-transport-limp-potato", "its because of osmosis"),
        ("cell-transport-limp-potato", "the potato has salt in it"),
    ],
)
def test_what_says_too_little_is_neither_right_nor_wrong(embedder, catalogue, item_id: str, text: str) -> None:
    result = mark(drawn(catalogue, item_id, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is None


@pytest.mark.parametrize(
    ("item_id", "text"),
    [
        ("cell-transport-limp-potato", "water goes out of it by osmosis because the salt water is more concentrated"),
        ("cell-transport-limp-potato", "theres less water outside than in the potato so water leaves and its floppy"),
        ("cell-transport-limp-potato", "the water came out of the potato cells cos of osmosis"),
        ("electrical-power-earth-fault", "loads of current goes down the earth wire so the fuse melts and breaks it"),
        ("heart-circulation-explain-valves", "so blood cant flow back"),
        ("heart-circulation-explain-valves", "they stop it going the wrong way"),
        ("christmas-carol-bob", "he buys them a big turkey"),
        ("christmas-carol-bob", "he gives bob a rise"),
        ("jekyll-and-hyde-handwriting", "that they look alike"),
    ],
)
def test_full_answers_of_pupils_are_right(embedder, catalogue, item_id: str, text: str) -> None:
    result = mark(drawn(catalogue, item_id, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is True


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("water goes in to the potato and makes it soft", "cell-transport-water-to-dilute"),
        ("the salt water goes into the potato", "cell-transport-solute-moves"),
    ],
)
def test_the_mistake_of_which_way_and_of_what_moves_are_told_apart(embedder, catalogue, text: str, named: str) -> None:
    result = mark(drawn(catalogue, "cell-transport-limp-potato", 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert (result.right, result.misconception_id) == (False, named)


@pytest.mark.parametrize(
    ("item", "text", "named"),
    [
        ("cell-transport-limp-potato", "the salt dissolves the potato", None),
        ("cell-transport-limp-potato", "salt gets into the potato", "cell-transport-solute-moves"),
        ("enzymes-explain-denatured", "the heat kills the enzyme", "enzymes-killed"),
        ("enzymes-explain-denatured", "the active site gets used up", "enzymes-used-up"),
        ("enzymes-explain-denatured", "the substrate melts", None),
        ("electrical-power-earth-fault", "the current in the earth wire is small", None),
        ("electrical-power-earth-fault", "the fuse reduces the current to a safe size", "electrical-power-fuse-limits"),
        ("heart-circulation-explain-valves", "they clean the blood", None),
        ("heart-circulation-explain-valves", "they let blood flow backwards", None),
        ("heart-circulation-explain-valves", "the valves pump the blood", "heart-circulation-valves-pump"),
        ("infection-response-explain-vaccine", "memory cells are slow", None),
        ("infection-response-explain-vaccine", "the vaccine kills the germs", "infection-response-vaccine-cures"),
        ("moles-mass-explain-method", "divide the volume by the moles", "moles-mass-concentration-inverted"),
        ("newtons-second-law-skydiver", "there is no gravity", None),
        ("respiration-not-breathing", "breathing is the same as respiration", "respiration-is-breathing"),
    ],
)
def test_a_wrong_text_names_only_the_misconception_that_it_shows(embedder, catalogue, item, text, named) -> None:
    result = mark(drawn(catalogue, item, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert (result.right, result.misconception_id) == (False, named)


@pytest.mark.parametrize(
    ("reveals", "named"),
    [
        ((Revealed("stays", "The light stays on"), Revealed("stays", "The lamp is always on")), "stays"),
        ((Revealed("stays", "The light stays on"),), None),
    ],
)
def test_an_accepted_phrasing_turned_round_shows_what_every_denied_one_shows(embedder, reveals, named) -> None:
    denied = ("The light stays on", "The lamp is always on")
    idea = Idea("It rises", ("The speed of the ball rises", "The ball gets faster"), denied, reveals)
    result = mark(ShortTextAnswer((idea,), 1, ""), "the speed of the ball does not rise", embedder)
    assert isinstance(result, Mark)
    assert (result.right, result.misconception_id) == (False, named)


@pytest.mark.parametrize(
    "text",
    ["He's here in double trust", "duncan trusts him", "because the king trusts Macbeth", "he is betraying his trust"],
)
def test_that_duncan_trusts_macbeth_is_a_reason(embedder, catalogue, text: str) -> None:
    result = mark(drawn(catalogue, "macbeth-why-not-kill", 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is True


@pytest.mark.parametrize(
    "text",
    [
        "the solution outside is more concentrated",
        "the solution outside the cells is more concentrated than inside",
        "because the salt solution is more concentrated than the potato",
    ],
)
def test_a_difference_in_concentration_alone_does_not_explain_a_limp_potato(embedder, catalogue, text: str) -> None:
    result = mark(drawn(catalogue, "cell-transport-limp-potato", 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is None


def test_without_meaning_every_idea_is_unsure_and_nothing_is_wrong() -> None:
    result = mark(ANSWER, "chlorophyll reflects light")
    assert isinstance(result, Mark)
    assert (result.right, {one.outcome for one in result.ideas}) == (None, {"unsure"})


@pytest.mark.parametrize("text", ["", "  ", "?", "idk", "I don't know", "no idea", "-"])
def test_no_answer_is_asked_for_again(text: str) -> None:
    assert isinstance(mark(ANSWER, text), Unreadable)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("it absorbs light", "it takes in light", "same"),
        ("it does not absorb light", "it takes in light", "opposite"),
        ("it reflects light", "it absorbs light", "opposite"),
        ("from high to low concentration", "from a low concentration to a high one", "opposite"),
        ("to a low concentration from a high one", "from a high to a low concentration", "same"),
        ("shorter waves have a higher frequency", "longer waves have a lower frequency", "same"),
        ("longer waves have a higher frequency", "longer waves have a lower frequency", "opposite"),
        ("sound is faster than light", "light is faster than sound", "opposite"),
        ("sound is slower than light", "light is faster than sound", "same"),
        ("it is further away from the nucleus", "it is nearer to the nucleus", "opposite"),
        ("it is farther from the nucleus", "it is further away from the nucleus", "same"),
        ("they do not have the same number", "they have different numbers", "same"),
        ("different protons but the same neutrons", "the same protons but different neutrons", "opposite"),
        ("salt gets through but water cannot", "water gets through but salt cannot", "opposite"),
        ("the skin stops alpha", "the skin does not stop alpha", "opposite"),
        ("water moves out of the potato into the salt", "water moves from the salt into the potato", "opposite"),
        ("Scrooge gives Bob money", "Bob gives Scrooge money", "unclear"),
        ("divide the moles by the volume", "divide the volume by the moles", "opposite"),
        ("it does not have any friends", "it has no friends", "same"),
        ("the earth wire takes the current", "the earth wire takes the large current", "unclear"),
        ("the current falls", "the current is larger when the resistance falls", "unclear"),
        ("breathing gets air in and out of the lungs", "breathing gets air into the lungs", "same"),
        ("you turn off one without turning off the rest", "you turn one off without the rest going off", "same"),
        ("there is only one student", "it is not only one student", "unclear"),
        ("the two hands are totally different", "the two hands are very similar", "opposite"),
        ("valves let blood go in either direction", "valves keep blood going in one direction", "opposite"),
        ("blood goes both ways", "blood goes one way", "opposite"),
        ("blood cannot go both ways", "blood goes one way", "same"),
        ("it does not absorb green light", "the green light is not absorbed", "same"),
    ],
)
def test_statements_about_the_same_things_agree_or_contradict(one: str, other: str, expected: str) -> None:
    assert relation(one, other) == expected


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("jekyll-and-hyde-handwriting", "the handwriting is the same but slopes differently"),
        ("jekyll-and-hyde-handwriting", "the two hands are the same but one slopes the other way"),
        (
            "acids-alkalis-explain-neutralisation",
            "all the H+ from the acid react with all the OH- from the alkali to make water so there are none left over",
        ),
        ("christmas-carol-bob", "he gives them a turkey"),
        ("homeostasis-explain-insulin", "insulin comes out of the pancreas and tells cells to soak up the sugar"),
        ("structure-what-is-flashback", "it takes the reader back to something that happend before"),
        ("cell-transport-limp-potato", "the potato loses water"),
        ("photosynthesis-explain-green", "everything but green is absorbed"),
    ],
)
def test_right_explanations_in_pupils_words_are_accepted(embedder, catalogue, item: str, text: str) -> None:
    result = mark(drawn(catalogue, item, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is True


def test_a_phrasing_that_is_too_vague_competes_for_the_clause(embedder) -> None:
    idea = Idea(
        "It rises", ("The speed of the ball rises", "The ball gets faster"), vague=("The speed of the ball changes",)
    )
    result = mark(ShortTextAnswer((idea,), 1, ""), "the speed of the ball changes", embedder)
    assert isinstance(result, Mark)
    assert result.right is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("it dosent absorb", "it does not absorb"),
        ("it does'nt absorb", "it does not absorb"),
        ("it doesent absorb", "it does not absorb"),
        ("they arnt alive", "they are not alive"),
        ("he did'nt get it", "he did not get it"),
        ("it isent green", "it is not green"),
        ("it carnt move", "it cannot move"),
        ("it cannt move", "it cannot move"),
        ("green its reflected", "green it is reflected"),
        ("h+ and oh- make h2o", "hydrogen ions and hydroxide ions make water"),
        ("the wbcs fight it", "the white blood cells fight it"),
        ("its present in the cart", "its present in the cart"),
    ],
)
def test_denials_and_signs_are_read_however_they_are_typed(typed: str, meant: str) -> None:
    assert in_plain_words(typed) == meant


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("photosynthesis-explain-green", "it dosent absorb green light so thats what we see"),
        (
            "respiration-not-breathing",
            "respiration = glucose + oxygen releasing energy in every cell. breathing = getting air in and out of lung",
        ),
        (
            "series-parallel-house-lights",
            "you can turn off one without turning off the rest, and theyre all full brightness",
        ),
        ("apostrophes-commas-students-hall", "there is more than one, if it was student's there is only one student"),
    ],
)
def test_right_explanations_are_never_called_wrong_for_their_spelling_or_order(
    embedder, catalogue, item: str, text: str
) -> None:
    result = mark(drawn(catalogue, item, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is True


def test_a_word_of_emphasis_makes_no_difference(embedder, catalogue) -> None:
    item = drawn(catalogue, "jekyll-and-hyde-handwriting", 0)
    for text in ("the two handwritings are totally different", "the handwriting is really different"):
        result = mark(item.answer, text, embedder)
        assert isinstance(result, Mark)
        assert result.right is False


@pytest.mark.parametrize(
    ("item", "wrong", "right"),
    [
        (
            "macbeth-why-not-kill",
            "macbeth is staying at duncans castle",
            "duncan is staying at macbeths castle",
        ),
        (
            "heart-circulation-explain-valves",
            "valves let blood go in either direction",
            "valves let blood go in only one direction",
        ),
    ],
)
def test_who_is_where_and_which_way_is_told_apart(embedder, catalogue, item: str, wrong: str, right: str) -> None:
    answer = drawn(catalogue, item, 0).answer
    marks = [mark(answer, text, embedder) for text in (wrong, right)]
    assert [isinstance(one, Mark) and one.right for one in marks] == [False, True]


def test_only_one_is_not_more_than_one(embedder, catalogue) -> None:
    text = "it tells you theres only one student who owns it"
    result = mark(drawn(catalogue, "apostrophes-commas-students-hall", 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert (result.right, result.misconception_id) == (False, "apostrophes-commas-owner")


def test_a_vague_phrasing_that_says_the_opposite_does_not_compete(embedder, catalogue) -> None:
    text = "oil lowers the friction between the parts so not as much energy gets wasted"
    result = mark(drawn(catalogue, "power-efficiency-oiled-chain", 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is True


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("reaction-rates-why-warmer-is-faster", "more of the collisions are successful"),
        ("inheritance-explain-healthy-parents", "each parent carries one recessive allele"),
    ],
)
def test_what_shows_one_idea_is_not_taken_for_the_other_as_well(embedder, catalogue, item: str, text: str) -> None:
    result = mark(drawn(catalogue, item, 0).answer, text, embedder)
    assert isinstance(result, Mark)
    assert result.right is None
    assert sum(one.outcome == "shown" for one in result.ideas) == 1


def test_a_text_is_compared_clause_by_clause() -> None:
    clauses = [one.text for one in clauses_of("The leaf is green because it reflects green light. So it grows.")]
    assert "it reflects green light" in clauses
    assert "The leaf is green it reflects green light" in clauses
    assert len(clauses) == len(set(clauses))


def test_no_wrong_text_of_the_benchmark_is_taken_for_right(embedder) -> None:
    """The held-out half of the cases, as the published figures are measured."""
    lines = (Path(evaluation.benchmarks.__file__).parent / "short_texts.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["split"] == "held-out"]
    shown = [
        text
        for case in cases
        for text in case["wrong"]
        if (made := ShortTextAnswer((Idea(case["idea"], tuple(case["accept"]), tuple(case["denied"])),), 1, ""))
        and getattr(mark(made, text, embedder), "right", None) is True
    ]
    assert len(shown) <= 0.02 * sum(len(case["wrong"]) for case in cases), shown


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_marked_or_asked_for_again(embedder, text: str) -> None:
    assert isinstance(mark(ANSWER, text, embedder), Mark | Unreadable)
