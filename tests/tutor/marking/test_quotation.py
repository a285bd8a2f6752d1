"""Quotations are word for word up to case and punctuation; what they show beyond that is for people to judge."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.answers import QuotationAnswer, WritingAnswer
from tutor.item_choice import drawn
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark
from tutor.marking.quoted import quotations_in

SOURCE = (
    "The old man shut the door. “Who goes there?” he cried; but the wind’s voice was the only answer. "
    "He held the lantern high — his hand shook — and saw nothing but rain. The rain fell on the well-worn steps."
)
ANSWER = QuotationAnswer(SOURCE, ("his hand shook", "the wind’s voice was the only answer"), 10)
WRITING = WritingAnswer(("A point is made.", "It is shown."), SOURCE, 1)


def marked(text: str) -> Mark:
    result = mark(ANSWER, text)
    assert isinstance(result, Mark), result
    return result


@pytest.mark.parametrize(
    "text",
    [
        "his hand shook",
        "HIS HAND SHOOK!",
        "“his hand shook”",
        "The writer says “his hand shook” here.",
        "hand shook - and saw",
        "lantern high, his hand shook",
        "the wind's voice",
        "the winds voice",
        "He held ... shook",
        "he held […] hand shook",
        "'his hand shook'",
        "shook",
    ],
)
def test_a_true_quotation_that_touches_what_is_asked_for_is_right(text: str) -> None:
    assert marked(text).right is True


@pytest.mark.parametrize("text", ["The old man shut the door", "the well worn steps", "rain … steps", "Who goes there"])
def test_another_true_quotation_is_for_people_to_judge(text: str) -> None:
    result = marked(text)
    assert (result.right, result.form) == (
        None,
        "Those are words of the text. Check that they show what the question asks for.",
    )


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("his hand was shaking", "Those words are not in the text: check them against it."),
        ("his hand shake", "Those words are not in the text: check them against it."),
        ("shook … lantern", "Those words are not in the text: check them against it."),
        ("the man is frightened", "Those words are not in the text: check them against it."),
        ("The old man closed the door", "Those are not the exact words. The text has: “The old man shut the door”."),
        ("and the", "Those words are not in the text: check them against it."),
        ("the", "Those words are in the text, but say too little: quote the words that show it."),
        (
            "he held the lantern high his hand shook and saw nothing but rain",
            "That is word for word, but too long: choose at most 10 words.",
        ),
    ],
)
def test_a_quotation_that_will_not_do_is_told_why_without_giving_the_answer(text: str, form: str) -> None:
    result = marked(text)
    assert (result.right, result.form) == (False, form)


FEWEST = QuotationAnswer(SOURCE, ANSWER.accepted, 10, ("shook", "only answer"))
TOO_LITTLE = "Those words are in the text, but say too little: quote the words that show it."


@pytest.mark.parametrize("text", ["shook", "his hand shook", "hand shook", "held ... shook", "was the only answer"])
def test_a_quotation_with_the_fewest_words_that_show_it_is_right(text: str) -> None:
    assert mark(FEWEST, text).right is True


@pytest.mark.parametrize("text", ["hand", "his hand", "the wind's voice", "voice", "the only", "answer"])
def test_a_quotation_that_touches_the_stretch_and_shows_nothing_says_too_little(text: str) -> None:
    result = mark(FEWEST, text)
    assert (result.right, result.form) == (False, TOO_LITTLE)


@pytest.mark.parametrize("text", ["The old man shut the door", "steps"])
def test_a_quotation_from_elsewhere_is_still_for_people_to_judge(text: str) -> None:
    assert mark(FEWEST, text).right is None


OF_THE_PACK = {
    "christmas-carol-chain": (
        ["the chain I forged in life", "I made it link by link", "of my own free will"],
        ["life", "link by link", "link", "will"],
    ),
    "comparison-sea-quotation": (
        ["clawed", "clawed at the door", "it had taken the boat"],
        ["door", "the boat", "hens", "the last of the hens"],
    ),
    "descriptive-writing-two-buns": (
        ["sat down beside him", "asked about his school", "he got on and she did not"],
        ["bus stop", "hungry", "school", "his school"],
    ),
    "embedding-evidence-lighthouse": (
        ["polished the great lens", "polished", "he could see his own smile in it"],
        ["lens", "great lens", "the great lens", "smile"],
    ),
    "inference-hyde-quotation": (
        ["trampled calmly over the child's body", "perfectly cool", "left her screaming", "some damned Juggernaut"],
        ["body", "the ground", "a man", "screaming"],
    ),
    "jekyll-and-hyde-enfield-describes": (
        ["I scarce know why", "although I couldn't specify the point"],
        ["point", "specify", "know why"],
    ),
    "macbeth-spot": (["Out, damned spot", "so much blood in him"], ["spot", "old man", "blood", "the old man"]),
    "romeo-and-juliet-prince": (["And I for winking at your discords too"], ["discords", "winking", "your discords"]),
    "structure-find-the-jump": (
        ["Two winters earlier", "Two winters earlier she had stood"],
        ["two", "winters", "two winters"],
    ),
    "writers-methods-find-simile": (
        ["Hard and sharp as flint", "sharp as flint", "solitary as an oyster"],
        ["flint", "oyster", "as flint", "an oyster", "hard and sharp"],
    ),
}


def test_each_quotation_of_the_pack_needs_the_words_that_show_it(catalogue) -> None:
    asked = {
        item.id: drawn(catalogue, item.id, 1).answer
        for subject in catalogue.subjects()
        for objective in catalogue.objectives(subject.id)
        for item in catalogue.items_of(objective.id)
        if item.kind == "quotation"
    }
    assert set(asked) == set(OF_THE_PACK)
    for item_id, (enough, too_little) in OF_THE_PACK.items():
        assert {text: mark(asked[item_id], text).right for text in enough} == dict.fromkeys(enough, True), item_id
        said = {text: mark(asked[item_id], text).form for text in too_little}
        assert said == dict.fromkeys(too_little, TOO_LITTLE), item_id


def test_a_stretch_that_its_own_source_does_not_hold_is_the_authors_mistake() -> None:
    with pytest.raises(InvalidAnswer, match="is not in the source"):
        mark(QuotationAnswer(SOURCE, ("a blue door",)), "the old man")


def test_a_real_speech_is_searched_at_once(shared_data) -> None:
    source = (shared_data / "set-texts" / "a-christmas-carol.jsonl").read_text(encoding="utf-8")
    answer = QuotationAnswer(source, ("solitary as an oyster",))
    began = time.perf_counter()
    assert mark(answer, "secret and self contained, and solitary as an oyster").right
    assert time.perf_counter() - began < 5
    assert mark(answer, "secret and self-confident and solitary as a clam").right is False


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The writer shows fear in “his hand shook”.", None),
        ("He isn't calm: 'his hand shook' and it's dark.", None),
        ("In “The Dark Lantern” the words “his hand shook” show fear.", None),
        (
            "The words “his hand trembled” show fear.",
            "Not word for word in the text: “his hand trembled”. If it is a quotation, copy it exactly.",
        ),
    ],
)
def test_writing_is_never_marked_but_its_quotations_are_checked(text: str, form: str | None) -> None:
    result = mark(WRITING, text)
    assert isinstance(result, Mark)
    assert (result.right, result.form) == (None, form)
    assert [(one.idea, one.outcome) for one in result.ideas] == [
        ("A point is made.", "unsure"),
        ("It is shown.", "unsure"),
    ]


@pytest.mark.parametrize(
    ("asked", "text", "missing"),
    [
        ({"words": 150}, "Dear Sir or Madam, school is too long. Yours sincerely.", "There are 10 words so far"),
        ({"words": 150}, "word " * 74, "at least 150 words. From 75 words on it can be sent"),
        ({"words": 150}, "word " * 75, None),
        ({"sentences": 4}, "idk the kids are poor", "at least 4 full sentences. From 20 words on it can be sent"),
        ({"sentences": 4}, "no full stops here " * 5, None),
        ({"sentences": 3}, "- " * 40 + "one", "There is one word so far"),
        ({"quotations": 1}, "The writer shows fear.", "The task asks for a quotation"),
        ({"quotations": 2}, "Both “his hand” and fear.", "The task asks for 2 quotations"),
        ({"quotations": 1, "sentences": 3}, "Too short.", "task asks for at least 3 full sentences"),
        ({}, "One line.", None),
    ],
)
def test_writing_that_is_only_a_beginning_is_not_taken_and_what_is_missing_is_said(asked, text, missing) -> None:
    source = SOURCE if "quotations" in asked else ""
    result = mark(WritingAnswer(("A point.",), source, **asked), text)
    assert isinstance(result, Unreadable) is (missing is not None)
    if missing is not None:
        assert missing in result.reason
        assert "still in the box" in result.reason


def test_writing_without_a_text_to_quote_has_nothing_to_check() -> None:
    result = mark(WritingAnswer(("A point.",)), "He says “no such words”.")
    assert isinstance(result, Mark)
    assert result.form is None


@pytest.mark.parametrize("text", ["", " \n", "...", "“”"])
def test_nothing_is_asked_for_again(text: str) -> None:
    assert isinstance(mark(WRITING, text), Unreadable)
    assert isinstance(mark(ANSWER, text), Unreadable)


@pytest.mark.parametrize(
    ("writing", "found"),
    [
        ("It's the boys' den, isn't it?", []),
        ('‘one thing’ and "another"', ["one thing", "another"]),
        ("He said 'don't go there' twice.", ["don't go there"]),
        ("an “unclosed one", []),
    ],
)
def test_apostrophes_are_not_taken_for_quotation_marks(writing: str, found: list[str]) -> None:
    assert quotations_in(writing) == found


@given(st.text(max_size=300))
def test_any_text_at_all_is_marked_or_asked_for_again(text: str) -> None:
    for answer in (ANSWER, WRITING):
        assert isinstance(mark(answer, text), Mark | Unreadable)


@given(st.integers(0, 30), st.integers(2, 8))
def test_any_stretch_of_the_text_itself_is_never_called_untrue(start: int, length: int) -> None:
    quotation = " ".join(SOURCE.split()[start : start + length])
    form = marked(quotation).form
    assert form is None or "not in the text" not in form
