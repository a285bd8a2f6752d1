"""What is told of a piece of writing, and what is none."""

import pytest

from content_store.answers import WritingAnswer
from evaluation.proofs.marks import right_text
from tutor.item_choice import drawn
from tutor.writing_facts import LONG_SENTENCE, facts, no_writing

JEKYLL = "jekyll-and-hyde-two-natures"
LETTER = "transactional-writing-formal-letter"
PIECE = WritingAnswer(("A point.",), words=50)


def test_its_length_is_told_beside_what_is_asked_for() -> None:
    assert facts(PIECE, "We start early. Many are tired.") == ("It has 6 words, and the task asks for at least 50.",)
    assert facts(WritingAnswer(("A point.",), sentences=3), "We start too early. Many are tired.") == (
        "It has 7 words in 2 sentences, by its full stops; the task asks for at least 3 sentences.",
    )
    assert facts(WritingAnswer(("A point.",), sentences=1), "Mr. Utterson met J. Hyde.") == (
        "It has 5 words in 1 sentence.",
    )


def test_a_long_sentence_is_named_by_its_beginning() -> None:
    long = "We think that the day begins much " + "too early " * LONG_SENTENCE + "for us."
    assert any("begins “We think that the day begins” has" in one for one in facts(PIECE, f"It is so. {long}"))
    assert len(facts(PIECE, "It is so.")) == 1


def test_three_sentences_with_one_opening_are_told_once() -> None:
    text = "He runs. He falls! He cries. He waits. She does not."
    assert [one for one in facts(PIECE, text) if "begin with" in one] == [
        "Three sentences in a row begin with “He”. Is that meant?"
    ]
    assert not [one for one in facts(PIECE, "He runs. She falls. He cries.") if "begin with" in one]


def test_two_hundred_words_without_a_paragraph_are_told() -> None:
    sentence = "Nobody in the hall was listening to him now. "
    assert any("new paragraph" in one for one in facts(PIECE, sentence * 25))
    assert not any("new paragraph" in one for one in facts(PIECE, (sentence * 12 + "\n\n") * 2))


def test_nothing_praises_or_grades() -> None:
    told = " ".join(facts(PIECE, "He ran. He fell. He cried. " + "On " * 60 + "."))
    assert not any(word in told.casefold() for word in ("good", "well", "right", "great", "poor", "mark", "weak"))


@pytest.mark.parametrize(
    ("item_id", "text", "why"),
    [
        (JEKYLL, 'the cat sat on the mat and it was very happy "ugly idol" ' * 4, "over and over"),
        (JEKYLL, 'The cat sat on the mat. He says "ugly idol". ' * 4, "stands there 4 times"),
        (JEKYLL, 'The cat sat on the mat while our dog ran out for some milk, "ugly idol" and all.', "about the text"),
        (LETTER, "Dear Sir. I want school to end. " * 12, "stands there 12 times"),
        (LETTER, "jfkdl slkdjf weoiru xcvnm qpwoe zmxnc " * 2 + "school slfkj wlekrj poiuq", "no words"),
    ],
)
def test_what_is_plainly_no_piece_is_told_so(catalogue, embedder, item_id: str, text: str, why: str) -> None:
    assert why in no_writing(drawn(catalogue, item_id, 1), text, embedder.words)


@pytest.mark.parametrize(
    "text",
    [
        'Jekyll is not shocked. He feels "a leap of welcome" because the evil is a part of him.',
        "jekyl seees hyde in the miror an hes not scarred becuz its him to, he wellcomes it",
        'He says "This, too, was myself." He says "It seemed natural." So he acepts it.',
    ],
)
def test_poor_spelling_and_short_pieces_are_pieces(catalogue, embedder, text: str) -> None:
    assert no_writing(drawn(catalogue, JEKYLL, 1), text, embedder.words) == ""


def test_a_refrain_is_no_repetition(catalogue, embedder) -> None:
    text = "We are tired. School starts at eight. We are tired. The bus leaves at seven, so most of us get up at six."
    assert no_writing(drawn(catalogue, LETTER, 1), text, embedder.words) == ""


def test_every_proof_of_writing_is_a_piece(catalogue, embedder) -> None:
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            for row in catalogue.items_of(objective.id):
                if row.kind == "writing":
                    item = drawn(catalogue, row.id, 1)
                    assert no_writing(item, right_text(item.answer), embedder.words) == "", row.id


@pytest.fixture
def letter(talk_on):
    talk = talk_on("transactional-writing")
    talk.put(LETTER)
    return talk


def test_a_piece_is_neither_praised_nor_marked_and_its_facts_stand_before_the_criteria(letter) -> None:
    [shown] = letter.say("answer", right_text(letter.item.answer))
    assert shown.move == "self_check"
    assert "- It has 75 words, and the task asks for at least 150." in shown.text
    compared, *_ = letter.say("compare", "0 1 2 3 4 5")
    assert "is practised now" in compared.text
    assert "Thank you" not in compared.text


def test_a_beginning_is_not_taken_away_however_often_help_is_pressed(letter) -> None:
    for _ in range(3):
        letter.say("help")
    assert letter.refused("Dear Head, I would like to ask you about the start of the school day")
    seen = [turn.move for _ in range(8) for turn in letter.say("help")]
    assert "hand_over" not in seen
    assert letter.turns[-1].text.startswith("There is a beginning")
    assert letter.item.id == LETTER


def test_without_a_beginning_it_goes_to_the_teacher_in_the_end(letter) -> None:
    seen = []
    while "hand_over" not in seen:
        seen += [turn.move for turn in letter.say("help")]
        assert len(seen) < 12
    assert len(seen) > 6
