import pytest

from tutor.checker import Facts, check, is_grounded
from tutor.checker.grounding import asks_about, repeats, restates

PASSAGE = (
    "Leaves look green because chlorophyll reflects green light. Chlorophyll absorbs mainly red and blue light. "
    "Energy is not lost in a reaction. A plant builds nearly all of its dry mass from carbon dioxide and water."
)
GROUNDED = [
    "Leaves look green because chlorophyll reflects green light.",
    "Chlorophyll absorbs mainly red and blue light.",
    "Leaves look green as chlorophyll reflects the green light.",
    "Chlorophyll absorbs red and blue light.",
    "A plant builds its dry mass from carbon dioxide and water.",
    "Energy is not lost in a reaction.",
    "Energy isn't lost in a reaction.",
]
UNGROUNDED = [
    "Plants look green because they absorb green light.",
    "Leaves look green because chlorophyll absorbs green light.",
    "Chlorophyll reflects red and blue light.",
    "Energy is lost in a reaction.",
    "Leaves do not look green because chlorophyll reflects green light.",
    "Chlorophyll never absorbs red and blue light.",
    "A plant builds its dry mass from minerals in the soil.",
    "A plant builds nearly all of its dry mass from carbon dioxide and soil.",
    "Chlorophyll absorbs green light.",
    "Leaves look green because chlorophyll reflects green light. Roots store sunlight for winter.",
    "Water becomes oxygen at night.",
]

QUOTED = "Chlorophyll, the pigment in chloroplasts, absorbs mainly red and blue light and reflects green light."
MEANING = "The factor in shortest supply, which holds back the rate of photosynthesis."
DOUBLING = "Doubling the mass doubles the energy, but doubling the speed makes it 4 times as large, because 4 is 2²."
ASKS = [
    ("What does chlorophyll absorb?", QUOTED),
    ("What light does chlorophyll reflect?", QUOTED),
    ("Which pigment in chloroplasts absorbs mainly red and blue light?", QUOTED),
    ("What is the pigment in chloroplasts?", QUOTED),
    ("Why are resistors needed?", "Resistors are needed because current must be limited."),
    ("Which words mean the factor in shortest supply?", MEANING),
    ("Why does doubling the speed make it 4 times as large?", DOUBLING),
    (
        "Which is the point on the wave that is next to the first wave?",
        "A point on one wave is next to the first wave.",
    ),
    ("Why is energy not lost?", "Energy is not lost, because it moves to other stores."),
]
ASKS_AMISS = [
    ("no question", "Chlorophyll absorbs red light.", QUOTED),
    ("two questions", "What does chlorophyll absorb? What does it reflect?", QUOTED),
    ("a statement before it", "Chlorophyll absorbs red light. What does it reflect?", QUOTED),
    ("a claim that is answered by yes", "Does chlorophyll absorb green light?", QUOTED),
    ("a word from nowhere", "Why does chlorophyll absorb ultraviolet light?", QUOTED),
    ("a false denial", "Why does chlorophyll not absorb red light?", QUOTED),
    ("parts the wrong way round", "Why does green light reflect blue and red chloroplasts?", QUOTED),
    ("a thing and itself", "What is the difference between light and light?", QUOTED),
    ("nothing in particular", "What would happen?", QUOTED),
    ("too little of a meaning", "Which word means supply?", MEANING),
    ("the reason for something else", "Why does doubling the mass double the energy?", DOUBLING),
    ("all that there is to answer", "What do mixed numbers make safe?", "Mixed numbers make safe."),
    ("a meaning without what it begins with", "Which words mean shortest supply that holds back the rate?", MEANING),
    ("what a sentence means", "What does a car that brakes mean?", "Think of a car that brakes."),
    ("pieces of two sentences", "What do roots absorb in light?", "Roots absorb minerals. Leaves need light."),
]


@pytest.mark.parametrize("text", GROUNDED)
def test_a_faithful_sentence_is_grounded(text: str) -> None:
    assert is_grounded(text, (PASSAGE,))


@pytest.mark.parametrize("text", UNGROUNDED)
def test_a_sentence_that_the_passage_does_not_say_is_not_grounded(text: str) -> None:
    assert not is_grounded(text, (PASSAGE,))
    assert check(text, Facts(allowed=(PASSAGE,), passages=(PASSAGE,))).broken is not None


def test_a_sentence_rests_on_one_passage_and_not_on_pieces_of_two() -> None:
    passages = ("Roots absorb minerals from the soil.", "Leaves make glucose in light.")
    assert is_grounded("Roots absorb minerals. Leaves make glucose.", passages)
    assert not is_grounded("Roots absorb glucose in light.", passages)


@pytest.mark.parametrize(("question", "quoted"), ASKS)
def test_a_question_that_one_sentence_answers_may_be_asked(question: str, quoted: str) -> None:
    assert asks_about(question, quoted)
    assert check(question, Facts(allowed=(quoted,), asking=quoted)).broken is None


@pytest.mark.parametrize(("question", "quoted"), [row[1:] for row in ASKS_AMISS], ids=[row[0] for row in ASKS_AMISS])
def test_a_question_that_the_sentence_does_not_carry_is_refused(question: str, quoted: str) -> None:
    assert not asks_about(question, quoted)
    assert check(question, Facts(allowed=(quoted,), asking=quoted)).broken is not None


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        (
            "Which word means atoms of one element with different numbers of neutrons?",
            "isotopes: Atoms of one element with different numbers of neutrons.",
        ),
        ("Why do leaves look green?", "Leaves look green because chlorophyll reflects green light."),
        ("What does chlorophyll reflect?", "Leaves look green because chlorophyll reflects green light."),
    ],
)
def test_what_was_just_quoted_is_not_asked_for(question: str, quoted: str) -> None:
    assert restates(question, quoted)
    assert check(question, Facts(allowed=(quoted,), asking=quoted, quoted=quoted)).broken is not None


def test_what_follows_in_the_notes_may_be_asked_for() -> None:
    quoted, rest = (
        "Leaves look green because chlorophyll reflects green light.",
        "Stomata in a leaf let gases pass.",
    )
    facts = Facts(allowed=(quoted, rest), asking=rest, quoted=quoted)
    assert check("What do stomata let pass?", facts).broken is None
    assert check("What does chlorophyll reflect?", facts).broken == "restates"
    assert check("What do stomata let pass?", Facts(quoted=quoted)).broken == "asking"


def test_a_pupil_is_not_asked_their_own_question_back() -> None:
    assert repeats("What is a metaphor?", "what's a metaphor then")
    assert not repeats("What does a metaphor call one thing?", "what is a metaphor")
    facts = Facts(allowed=(QUOTED,), asking=QUOTED, asked="what does chlorophyll absorb")
    assert check("What does chlorophyll absorb?", facts).broken == "echo"
    assert check("What does chlorophyll reflect?", facts).broken is None
