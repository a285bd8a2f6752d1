"""What is said next fits what the pupil has just done: one test for each kind of answer that is not simply wrong."""

import pytest

from content_store.answers import ClozeAnswer
from tutor import fixed_words
from tutor.figures import numbers_in
from tutor.nearly import MISCOPIED, ONLY_WRITTEN
from tutor.on_the_way import LEAD
from tutor.pointing import NOT_GIVEN, NOT_IN_ORDER, OPERATION, TOO_FEW
from tutor.replies import FOLLOWS

WORKING = "987 + 1 = 988"
"""Working of the pupil's own, true and beside the point."""


def moves(turns) -> list[str]:
    return [turn.move for turn in turns]


def filled(answer: ClozeAnswer, **wrong: str) -> str:
    """Return a cloze text filled rightly but for the gaps named, such as `gap2`."""
    return "\n".join(f"{n}: {wrong.get(f'gap{n}', gap.accepted[0])}" for n, gap in enumerate(answer.gaps, 1))


@pytest.fixture
def sequence(talk_on):
    """A session with a question on the 7th term of 6n + 1 open."""
    talk = talk_on("linear-sequences")
    talk.put("linear-sequences-use-rule")
    return talk


def test_an_answer_that_is_not_worked_out_is_asked_to_be_and_costs_no_hint(sequence) -> None:
    [reply] = sequence.say("answer", "6*7+1")
    assert (reply.move, sequence.session.rung) == ("mend_form", 0)
    assert "work it out" in reply.text
    assert sequence.session.aided


@pytest.mark.parametrize("working", ["6 x 7 = 42\n42 + 1 = 43", "6(7) + 1 = 43"])
def test_working_that_ends_in_the_answer_is_told_apart_from_the_answer_that_was_sent(sequence, working: str) -> None:
    [reply] = sequence.say("answer", "34", working)
    assert (reply.move, reply.text) == ("mend_form", MISCOPIED)
    assert sequence.attempts[-1].right is False


def test_working_that_ends_elsewhere_is_no_slip_of_the_pen(sequence) -> None:
    [reply] = sequence.say("answer", "34", "6 + 7 = 13\n13 + 1 = 14")
    assert reply.move != "mend_form"


def test_help_after_it_says_what_is_left_and_then_goes_on_with_the_last_hint(sequence) -> None:
    sequence.say("answer", "6*7+1")
    [again] = sequence.say("help")
    assert again.move == "mend_form"
    assert "work it out to one number" in again.text
    [hint] = sequence.say("help")
    assert (hint.move, hint.rung) == ("hint", len(sequence.item.hints) - 1)
    assert hint.authored == "What is left to do in the rule $6n + 1$?"


def test_a_value_on_the_way_is_followed_by_what_comes_after_it(sequence) -> None:
    [reply] = sequence.say("answer", "42")
    assert (reply.move, reply.rung) == ("hint", 3)
    assert reply.authored == f"{LEAD} What is left to do in the rule $6n + 1$?"
    assert sequence.session.rung == 3


def test_each_value_on_the_way_is_said_to_be_one(talk_on) -> None:
    talk = talk_on("series-parallel")
    talk.put("series-parallel-mixed")
    said = [talk.say("answer", value)[0] for value in ("4.8", "19.2 V")]
    assert [reply.move for reply in said] == ["hint", "hint"]
    assert all(reply.authored.startswith(LEAD) for reply in said)


def test_a_value_from_which_no_hint_goes_on_is_followed_by_the_next_line(talk_on) -> None:
    talk = talk_on("half-life")
    talk.put("half-life-with-background")
    talk.say("answer", "400")
    [reply] = talk.say("answer", "3")
    assert reply.move == "on_the_way"
    assert "Count rate due to the source later" in reply.text


def test_a_number_that_belongs_to_the_question_is_named_for_what_it_is(talk_on) -> None:
    talk = talk_on("ratio-share")
    item = talk.put("ratio-share-larger")
    [reply] = talk.say("answer", item.halfway[0].value)
    assert reply.move == "on_the_way"
    assert reply.text == "That is the smaller share. Which of the two shares does the question ask for?"
    assert moves(talk.say("help")) == ["twin"]


def test_a_unit_that_is_wrong_alone_is_no_reason_to_begin_again(talk_on) -> None:
    talk = talk_on("pythagoras")
    item = talk.put("pythagoras-hypotenuse")
    [reply] = talk.say("answer", f"{item.answer.accepted[0]} cm²")
    assert reply.move == "mend_form"
    assert ONLY_WRITTEN not in reply.text
    assert "unit" in reply.text


def test_the_hint_is_about_the_gap_that_is_wrong(talk_on) -> None:
    talk = talk_on("electrical-power")
    answer = talk.put("electrical-power-fuse-words").answer
    [reply] = talk.say("answer", filled(answer, gap2="becomes a little smaller"))
    assert reply.rung == 2
    assert talk.item.hints[1] in reply.authored


def test_where_no_hint_is_left_for_it_the_gap_is_named(talk_on) -> None:
    talk = talk_on("homeostasis")
    answer = talk.put("homeostasis-after-a-meal").answer
    [hint] = talk.say("answer", filled(answer, gap2="glucagon"))
    assert "Which hormone is released" in hint.authored
    [named] = talk.say("help")
    assert (named.move, "gap 2" in named.text) == ("on_the_way", True)
    assert moves(talk.say("help")) == ["offer_solution"]


@pytest.mark.parametrize(
    ("objective", "item", "answer", "working", "said"),
    [
        ("proportion", "proportion-recipe", "7", "3 x 4 = 13", "Look at your working, “3 x 4 = 13”"),
        ("proportion", "proportion-recipe", "7", "2 + 2 = 4; 3 x 4 = 13", "Look at “3 x 4 = 13” in your working"),
        ("proportion", "proportion-recipe", "7", "2 + 2 = 4\n9 / 2 = 3 r 1", "Look at line 2 of your working, “9 / 2"),
    ],
)
def test_a_wrong_sum_is_pointed_at_alone_and_costs_no_hint(
    talk_on, objective: str, item: str, answer: str, working: str, said: str
) -> None:
    talk = talk_on(objective)
    talk.put(item)
    [reply] = talk.say("answer", answer, working)
    assert (reply.move, talk.session.rung) == ("on_the_way", 0)
    assert reply.text.startswith(said)
    assert not any(hint in reply.text for hint in talk.item.hints)


def test_a_wrong_sum_is_pointed_at_where_no_hint_is_left(talk_on) -> None:
    talk = talk_on("percentage-change")
    talk.put("percentage-change-increase")
    for _ in range(2):
        talk.say("answer", "1.07")
        talk.say("help")
    talk.say("help")
    [reply] = talk.say("answer", "416", "280 x 1.45 = 416")
    assert "“280 x 1.45 = 416”" in reply.text


def test_an_equation_that_the_question_has_in_words_only_is_followed(talk_on) -> None:
    talk = talk_on("linear-sequences")
    talk.put("linear-sequences-position", 407071)
    [reply] = talk.say("answer", "25.3", "3n = 76\nn = 25.3")
    assert reply.text.startswith("Look at line 1 of your working, “3n = 76”")


def test_an_opposite_operation_is_asked_about_and_not_called_wrong(talk_on) -> None:
    talk = talk_on("linear-equations")
    talk.put("linear-equations-both-sides", 776181)
    [reply] = talk.say("answer", "22/6", "9x - 3x = 6x\n32 - 10 = 22")
    assert reply.text == OPERATION.format("32 − 10 = 22", "subtracting")


@pytest.mark.parametrize(
    ("working", "said"),
    [
        ("11 15 17 18 25 28", TOO_FEW.format(6, 7)),
        ("11, 15, 17, 18, 25, 28, 32", NOT_GIVEN),
        ("11 15 18 17 25 28 31", NOT_IN_ORDER),
    ],
)
def test_a_list_that_is_not_the_questions_is_told_apart_even_beside_the_same_answer(
    talk_on, working: str, said: str
) -> None:
    talk = talk_on("averages")
    talk.put("averages-median-of-list", 627855)
    talk.say("answer", "17")
    [reply] = talk.say("answer", "17", working)
    assert reply.text == said


def test_a_new_reason_beside_the_same_answer_is_not_said_to_have_been_there(talk_on) -> None:
    talk = talk_on("angles")
    talk.put("angles-co-interior", 141777)
    talk.say("answer", "98")
    [reply] = talk.say("answer", "98", "they are the same because of the z shape")
    assert reply.text == fixed_words.FIXED["attempt_first again with words"]
    [again] = talk.say("answer", "98")
    assert again.text == fixed_words.FIXED["attempt_first again"]


def test_a_mistake_that_looks_like_a_value_on_the_way_is_put_right_alone(talk_on) -> None:
    talk = talk_on("percentage-change")
    talk.put("percentage-change-decrease", 955036)
    [reply] = talk.say("answer", "75")
    assert (reply.move, talk.session.rung) == ("on_the_way", 0)
    assert reply.text.endswith(FOLLOWS)
    assert "decimal" not in reply.text


def test_digits_of_the_answer_in_another_size_are_asked_about_once(talk_on) -> None:
    talk = talk_on("specific-heat")
    talk.put("specific-heat-water", 470478)
    [reply] = talk.say("answer", "252")
    assert (reply.move, "prefix" in reply.text) == ("mend_form", True)
    [hint] = talk.say("answer", "2.52")
    assert hint.move in ("mend_form", "hint")
    assert hint.text != reply.text


def test_digits_that_the_question_gives_are_no_work_done(talk_on) -> None:
    talk = talk_on("standard-form")
    talk.put("standard-form-read-large", 380694)
    assert moves(talk.say("answer", "72")) == ["hint"]


def test_working_that_was_there_before_belongs_to_the_answer_before(talk_on) -> None:
    talk = talk_on("pythagoras")
    talk.put("pythagoras-hypotenuse")
    wrong = "16^2 + 30^2 = 99"
    [first] = talk.say("answer", "99", wrong)
    assert (first.move, first.facts["correction"]) == ("on_the_way", wrong)
    assert wrong in first.text
    [second] = talk.say("answer", "98", wrong)
    assert (second.move, second.rung, second.facts["working"], second.facts["located"]) == ("hint", 1, "", False)
    assert talk.turns[3].facts["old_working"]
    [third] = talk.say("answer", "97", f"16^2 = 32\n{wrong}")
    assert "16^2 = 32" in third.text


def test_working_beside_what_is_no_attempt_leaves_the_page_as_it_was(talk) -> None:
    talk.say("answer", "i dont know", "4 + 3")
    assert talk.turns[1].facts == {}


def test_what_is_quoted_is_the_whole_line_that_was_written(talk_on) -> None:
    talk = talk_on("pythagoras")
    talk.put("pythagoras-hypotenuse")
    [reply] = talk.say("answer", "it is 99 cm")
    assert reply.facts["pupil"] == "it is 99 cm"


@pytest.mark.parametrize(
    ("typed", "words"),
    [(["{given}"], "attempt_first given"), (["77", "77"], "attempt_first again"), (["idk 3 lol"], None)],
)
def test_an_answer_that_is_no_attempt_is_told_why(talk_on, typed: list[str], words: str | None) -> None:
    talk = talk_on("pythagoras")
    talk.put("pythagoras-hypotenuse-rounded")
    question = talk.item.question
    for text in typed:
        replies = talk.say("answer", text.format(given=numbers_in(question)[0]))
    if words:
        assert replies[-1].text == fixed_words.FIXED[words]
    assert "does not add anything" not in replies[-1].text


def test_the_same_parts_again_are_not_asked_for_working(talk_on) -> None:
    talk = talk_on("electrical-power")
    answer = talk.put("electrical-power-fuse-words").answer
    for _ in range(2):
        [reply] = talk.say("answer", filled(answer, gap2="becomes a little smaller"))
    assert reply.text == fixed_words.FIXED["attempt_first again in words"]


def test_what_the_ladder_leads_to_is_offered_before_the_question_goes_to_the_teacher(talk) -> None:
    talk.say("answer", "987654", WORKING)
    said = [moves(talk.say("help")) for _ in range(7)]
    assert said[2:] == [["twin"], ["offer_solution"], ["offer_solution"], ["offer_solution"], ["hand_over", "ask"]]


def test_the_solution_that_was_offered_is_still_there_at_the_next_press(talk) -> None:
    talk.say("answer", "987654", WORKING)
    for _ in range(5):
        talk.say("help")
    assert moves(talk.say("solution")) == ["bottom_out", "check"]


def test_a_number_that_one_slip_makes_is_said_alone_once_and_costs_no_hint(talk_on) -> None:
    talk = talk_on("newtons-second-law")
    mass, strength = numbers_in(talk.put("newtons-second-law-weight").question)[:2]
    upside_down = f"{float(mass / strength):.4g}"
    [reply] = talk.say("answer", upside_down, WORKING)
    assert (reply.move, talk.session.rung) == ("on_the_way", 0)
    assert "Is dividing what is needed" in reply.text
    [after] = talk.say("answer", upside_down, f"{WORKING}\n1 + 1 = 2")
    assert after.move == "hint"


def test_the_idea_behind_a_slip_is_put_right_without_a_hint_that_leads_back(talk_on) -> None:
    talk = talk_on("kinetic-energy")
    item = talk.put("kinetic-energy-of-mover")
    mass, speed = (int(number) for number in numbers_in(item.question)[:2])
    [reply] = talk.say("answer", f"{mass * speed / 2:g}", f"{mass} x {speed} = {mass * speed}")
    assert reply.move == "on_the_way"
    assert "squared" in reply.text
    assert reply.text.endswith(FOLLOWS)


def test_a_hundred_that_the_solution_comes_to_is_a_value_on_the_way(talk_on) -> None:
    talk = talk_on("pythagoras")
    seed = next(seed for seed in range(1, 200) if "6 cm and 8 cm" in talk.put("pythagoras-hypotenuse", seed).question)
    talk.put("pythagoras-hypotenuse", seed)
    [reply] = talk.say("answer", "100", "6^2 = 36, 8^2 = 64, 36 + 64 = 100")
    assert "square root" in reply.text
    assert "Add them" not in reply.text
    [hint] = talk.say("help")
    assert "Add them" not in hint.text


def test_a_value_that_the_working_uses_is_not_led_up_to_again(talk_on) -> None:
    talk = talk_on("surds")

    def drawn(seed: int) -> tuple[int, int]:
        number = next(int(n) for n in numbers_in(talk.put("surds-simplify", seed).question))
        return number, max(n * n for n in range(2, 40) if number % (n * n) == 0)

    seed = next(seed for seed in range(1, 200) if drawn(seed)[1] >= 20)  # a smaller square may stand there by accident
    number, square = drawn(seed)
    [reply] = talk.say("answer", "7√17", f"{number} = {number // square} x {square}")
    assert "Which square numbers" not in reply.authored


def test_help_before_any_try_is_refused_in_other_words_each_time(talk_on) -> None:
    talk = talk_on("linear-sequences")
    talk.put("linear-sequences-use-rule")
    said = [talk.say("help")[0] for _ in range(2 + 4)]
    refused = [reply.text for reply in said if reply.move == "attempt_first"]
    assert len(refused) == len(set(refused))
