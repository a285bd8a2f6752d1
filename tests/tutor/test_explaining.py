from pathlib import Path

import pytest

from content_store.catalogue import Catalogue
from content_store.items import draw, read_spec
from retrieval.embedding import MiniLM
from retrieval.passages import Passages
from tutor import explaining, kept_back
from tutor.assembly import Tutor
from tutor.checker import gives_away
from tutor.sentence_signs import is_dangling
from tutor.wording_rules import MAX_WORDS, sentences


@pytest.fixture(scope="session")
def catalogue(notes_only: Path) -> Catalogue:
    """Content whose only answers are its notes."""
    return Catalogue.open(notes_only)


@pytest.fixture(scope="session")
def passages(catalogue: Catalogue, embedder: MiniLM) -> Passages:
    return Passages(catalogue, embedder)


def said(tutor: Tutor, objective_id: str, question: str) -> str:
    words = explaining.explanation(tutor, objective_id, question, None)
    return words.authored if words else ""


def questions(tutor: Tutor, objective_id: str) -> list[str]:
    return [f"what about {passage.heading}?" for passage in tutor.catalogue.passages_of(objective_id)]


def test_no_quoted_sentence_ever_tells_the_open_questions_answer(tutor: Tutor) -> None:
    told, quoted = [], 0
    for subject in tutor.catalogue.subjects():
        for objective in tutor.catalogue.objectives(subject.id):
            asked = questions(tutor, objective.id)
            for number, row in enumerate(tutor.catalogue.items_of(objective.id)):
                item = draw(read_spec(row.definition), objective.id, 1)
                question = asked[number % len(asked)]
                words = explaining.explanation(tutor, objective.id, question, item)
                if words is None:  # the notes could only have told the answer
                    continue
                quoted += 1
                assert words.authored
                for text in (words.authored, *words.facts["passages"]):
                    told += [(item.id, text)] if gives_away(text, item.answer, (item.question,)) else []
    assert quoted > 100
    assert told == []


def test_asking_for_the_very_answer_quotes_what_is_left_of_the_notes(tutor: Tutor) -> None:
    item = draw(read_spec(tutor.catalogue.item("photosynthesis-why-green").definition), "photosynthesis", 1)
    words = explaining.explanation(tutor, "photosynthesis", "which light does chlorophyll absorb and reflect?", item)
    right = next(choice.text for choice in item.answer.choices if choice.right)
    assert words.authored
    assert right not in words.authored
    assert not gives_away(" ".join(words.facts["passages"]), item.answer, (item.question,))


def test_an_explanation_quotes_the_notes_word_for_word(tutor: Tutor) -> None:
    words = explaining.explanation(tutor, "photosynthesis", "what does the limiting factor do to the rate?", None)
    notes = " ".join(passage.text for passage in tutor.catalogue.passages(words.facts["sources"]))
    assert words.to_word
    assert words.authored
    assert all(sentence in notes or sentence.startswith("limiting factor:") for sentence in sentences(words.authored))


def test_what_the_notes_do_not_cover_is_not_explained(tutor: Tutor) -> None:
    assert explaining.explanation(tutor, "photosynthesis", "who won the world cup in 1998?", None) is None


def test_a_keyword_is_quoted_with_the_word_that_it_explains(tutor: Tutor) -> None:
    words = explaining.explanation(tutor, "photosynthesis", "what are stomata?", None)
    assert "stomata: Tiny pores in a leaf" in " ".join(words.facts["passages"])


@pytest.mark.parametrize(
    ("objective", "question", "meaning"),
    [
        ("enzymes", "what does denatured mean", "denatured: "),
        ("enzymes", "whats an active sight", "active site: "),
        ("inference", "whats an inferance", "inference: "),
        ("inheritance", "what does homozygus mean", "homozygous: "),
        ("chemical-bonding", "what does delocalised mean", "delocalised electrons: "),
        ("cumulative-frequency", "what is the iqr", "interquartile range: "),
        ("electrolysis", "which one is the cathode again", "cathode: "),
        ("trigonometry", "what is the cosine rule", "cosine rule: "),
    ],
)
def test_a_word_to_know_gets_its_meaning_however_it_is_spelt(
    tutor: Tutor, objective: str, question: str, meaning: str
) -> None:
    assert said(tutor, objective, question).startswith(meaning)


def test_every_keyword_of_the_pack_gets_its_own_meaning_when_asked_for(tutor: Tutor) -> None:
    missed = []
    for subject in tutor.catalogue.subjects():
        for passage in tutor.catalogue.keyword_passages(subject.id):
            found = said(tutor, passage.objective_id, f"what does {passage.heading} mean?")
            missed += [] if found == f"{passage.heading}: {passage.text}" else [(passage.id, found)]
    assert missed == []


@pytest.mark.parametrize(
    ("objective", "question", "both"),
    [
        ("writers-methods", "difference between a simile and a metaphor", ("simile: ", "metaphor: ")),
        ("periodic-groups", "diff between group and a period", ("group: ", "period: ")),
        ("heart-circulation", "arteries vs veins", ("artery: ", "vein: ")),
        ("inequalities", "whats the differnce between open and closed circles", ("An open circle", "A filled circle")),
    ],
)
def test_a_difference_is_told_by_both(tutor: Tutor, objective: str, question: str, both: tuple[str, str]) -> None:
    assert all(one in said(tutor, objective, question) for one in both)


@pytest.mark.parametrize(
    ("objective", "question", "reason"),
    [
        ("chemical-bonding", "why does graphite conduct", "because each of its carbon atoms has one delocalised"),
        ("infection-response", "why dont antibiotics work on viruses", "which viruses and human cells do not have"),
        ("periodic-groups", "why are noble gasses unreactive", "A full outer shell is stable"),
        ("periodic-groups", "why does potasium react more than sodium", "further from the nucleus"),
        ("ecosystems", "why are food chains short", "less biomass than the level before"),
        ("indices-laws", "why is anything to the power 0 equal to 1?", "$5^0 = 1$"),
    ],
)
def test_a_question_why_gets_the_reason(tutor: Tutor, objective: str, question: str, reason: str) -> None:
    assert reason in said(tutor, objective, question)


@pytest.mark.parametrize(
    ("objective", "question", "told"),
    [
        ("infection-response", "do antibiotics kill viruses", "which viruses and human cells do not have"),
        ("enzymes", "is bile an enzyme", "has no enzymes in it"),
        ("half-life", "Does alpha radiation go through aluminium?", "Alpha is the most ionising and is stopped by"),
        ("averages", "is the mean the middle number?", "median: The middle value"),
        ("moles-mass", "whats the formula", r"n = \frac{m}{M}"),
        ("circle-measures", "whats the formula for area", r"A = \pi r^2"),
        ("romeo-and-juliet", "who started the fued", "never says how the feud began"),
        ("electrolysis", "what comes off at the anode if theres no halogen", "oxygen forms"),
    ],
)
def test_what_is_quoted_is_what_was_asked(tutor: Tutor, objective: str, question: str, told: str) -> None:
    assert told in said(tutor, objective, question)


def test_nothing_is_quoted_that_leans_on_a_sentence_left_out_nor_too_much(tutor: Tutor) -> None:
    leaning, long = [], []
    for subject in tutor.catalogue.subjects():
        for objective in tutor.catalogue.objectives(subject.id):
            for passage in tutor.catalogue.passages_of(objective.id):
                question = f"how {passage.heading.casefold()}"
                found = said(tutor, objective.id, question) if passage.kind != "keyword" else ""
                leaning += [(question, found)] if found and is_dangling(sentences(found)[0]) else []
                long += [(question, found)] if len(found.split()) > MAX_WORDS else []
    assert leaning == []
    assert long == []


def test_insulin_is_not_told_by_a_sentence_about_it_alone(tutor: Tutor) -> None:
    found = said(tutor, "homeostasis", "what is insulin")
    assert "Insulin makes cells take in glucose" in found
    assert "respond too little to it" not in found


def test_a_meaning_that_would_answer_the_open_question_is_kept_back_and_said_to_be(tutor: Tutor) -> None:
    kept = []
    for row in tutor.catalogue.items_of("electrolysis"):
        item = draw(read_spec(row.definition), "electrolysis", 1)
        words = explaining.explanation(tutor, "electrolysis", "what is the cathode", item)
        kept += [words.authored] if words.authored.startswith((kept_back.SURE, kept_back.PERHAPS)) else []
        assert not gives_away(words.authored, item.answer, (item.question,))
    for row in tutor.catalogue.items_of("enzymes"):
        item = draw(read_spec(row.definition), "enzymes", 1)
        words = explaining.explanation(tutor, "enzymes", "whats an active site", item)
        kept += [words.authored] if words.authored.startswith((kept_back.SURE, kept_back.PERHAPS)) else []
        assert "substrate:" not in words.authored
    assert kept


def test_the_sources_are_what_is_quoted_and_no_other(tutor: Tutor) -> None:
    words = explaining.explanation(tutor, "inference", "whats an inference", None)
    assert len(words.facts["sources"]) == 1
    assert words.facts["passages"] == [words.authored]


def test_what_stands_in_no_notes_is_not_explained(tutor: Tutor) -> None:
    assert explaining.explanation(tutor, "averages", "what is standard deviation", None) is None


@pytest.mark.parametrize(
    ("objective", "question"),
    [("fractions-multiply", "why do you flip it"), ("linear-equations", "why do you move the 3x")],
)
def test_a_word_of_another_lesson_is_no_answer(tutor: Tutor, objective: str, question: str) -> None:
    """Reflections flip, and translations move."""
    assert explaining.explanation(tutor, objective, question, None) is None


@pytest.mark.parametrize(
    ("objective", "question", "formula"),
    [
        ("specific-heat", "what formula do i use", "specific heat capacity"),
        ("kinetic-energy", "which equation is it", "speed$^2$"),
        ("pythagoras", "whats the formula", "a^2 + b^2 = c^2"),
    ],
)
def test_the_formula_of_the_lesson_is_told_without_its_name(
    tutor: Tutor, objective: str, question: str, formula: str
) -> None:
    words = explaining.explanation(tutor, objective, question, None)
    assert words is not None
    assert formula in words.authored
