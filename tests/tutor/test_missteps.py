"""Where working first goes wrong, what is asked there, and which clause of the question is quoted; numbers invented."""

import pytest

from tutor.pasted import plan_for
from tutor.pasted_plan import Pasted
from tutor.sums_reading import claims_in
from tutor.talk import Turn
from tutor.working import Solution


def words_on(of: Pasted, *texts: str) -> str:
    """The authored words after a talk; the pupil speaks first and last."""
    return plan_for(of, [Turn("tutor" if place % 2 else "pupil", text) for place, text in enumerate(texts)]).authored


AUCTION = Pasted(
    "Zara opens a sale at £120. Bids rise by £15 and 2 others bid once each. Zara bids after each of them and wins. "
    "What does she pay?",
    "2 x 15 = £30 by the others\n2 x 15 = £30 by Zara\n30 + 30 = £60 in all\n120 + 60 = £180",
    "180",
)
RENT = Pasted(
    "Ola pays £900 in rent, half of what food costs her. Then Max moves in to share the rent. She earns £4000. "
    "How much does she keep?",
    "Food costs 900 x 2 = £1800\n"
    "Max shares the rent: 900 / 2 = £450\nHer costs are 450 + 1800 = £2250\n4000 - 2250 = £1750",
    "1750",
)
FLAT = Pasted(
    "Lea has 16 plums and drops them, and 1/2 of the plums get squashed. She then picks 9 more. How many has she?",
    "16 / 2 = 8 plums are left\n8 + 9 = 17 plums",
    "17",
)
NOTES = Pasted(
    "Ravi had 70 stamps in a drawer. He bought a sheet of stamps. He used 190 of them on letters. "
    "He had 28 stamps left. How many were on the sheet?",
    "190 + 28 - 70 = 148",
    "148",
)
BAGS = Pasted(
    "A shop expects 60 guests and hopes for 35 more. It has packed 15 red bags. It has packed 25 blue bags. "
    "How many bags are to be packed still?",
    "60 + 35 = 95 guests\n15 + 25 = 40 bags\n95 - 40 = 55 bags",
    "55",
)
LEAGUE = Pasted(
    "The goals of two players are 30% of all goals in the league. There are 450 goals in the league. "
    "How many goals has each, if both have the same number?",
    "30/100 x 450 = 135\n135 / 2 = 67.5",
    "67.5",
)
POTS = Pasted(
    "Mia buys 4 dozen bulbs at £7 per dozen and 3 dozen seeds at £5 per dozen. What is the total?",
    "The bulbs cost 4 x £7 = £28.\nThe seeds cost 3 x £5 = £15.\nThe total is £28 + £15 = £43.",
    "43",
)
TOYS = Pasted(
    "Tim has 14 planes and sells some of them for £12 each. He buys 6 books for £20 each and has £24 left. "
    "How many planes has he still?",
    "6 x 20 = £120 on books\n120 + 24 = £144 earned\n12 planes were sold: 12 x 12 = £144\n14 - 12 = 2",
    "2",
)
PAGES = Pasted(
    "A swimmer has to swim 900 lengths and has done 180. She swims 240 lengths every month. How many months is it yet?",
    "900 - 180 = 720\n720 / 240 = 3",
    "3",
)
SAVING = Pasted(
    "A chair of £23 is sold at £19. A mat is £0.5 off. How much is saved on 3 chairs and 4 mats?",
    "23 - 19 = £4\n4 x 3 = £12\n0.5 x 4 = £2\n12 + 2 = £14",
    "14",
)


@pytest.mark.parametrize(
    ("of", "text", "words"),
    [
        (
            AUCTION,
            "120 + 15 = 135. 135 + 15 = 150. She pays 150.",
            ["“135 + 15 = 150”", "How many times does the 15 come in altogether"],
        ),
        (
            RENT,
            "Food is 900 x 2 = 1800. All is 1800 + 900 = 2700. Shared: 2700 / 2 = 1350. She keeps 4000 - 1350 = 2650.",
            ["“2700 ÷ 2 = 1350”", "Max moves in to share the rent", "Which amounts are in the 2700"],
        ),
        (
            FLAT,
            "16 / 2 = 8 got lost. So she had 16 + 8 = 24. 24 + 9 = 33 plums.",
            ["“16 + 8 = 24”", "1/2 of the plums get squashed", "more or less than 16"],
        ),
        (
            NOTES,
            "70 + 190 - 28 = 232 stamps. 232 - 70 = 162. So 162.",
            ["“70 + 190 − 28 = 232”", "He had 28 stamps left", "Should the 28 be added or taken away"],
        ),
        (
            BAGS,
            "60 + 35 = 95. 95 - 15 = 80 still. 15 + 25 = 40. 80 - 40 = 40. So 40.",
            ["“80 − 40 = 40”", "The 15 is in “95 − 15 = 80” and in “15 + 25 = 40”"],
        ),
        (
            LEAGUE,
            "450 / 30% = 1500 goals in all. 30% of 1500 = 450. 450 / 2 = 225 each.",
            ["“450 ÷ 30% = 1500”", "There are 450 goals", "Is the 450 the whole amount or only a part of it"],
        ),
        (
            POTS,
            "She buys 4 x 12 = 48 bulbs. They cost 48 x £7 = £336. 3 x £5 = £15. £336 + £15 = £351.",
            ["“48 × £7 = £336”", "What does the 48, from “4 × 12 = 48”, stand for"],
        ),
        (
            TOYS,
            "Tim got 14 x £12 = £168. He paid 6 x £20 = £120. £168 - £120 - £24 = £24. £24 / £12 = 2. 14 - 2 = 12.",
            ["“14 × £12 = £168”"],
        ),
        (
            PAGES,
            "900 - 180 = 720. 240 x 2 = 480 a month. 720 / 480 = 1.5.",
            ["“240 × 2 = 480”", "Where does the 2 come"],
        ),
        (
            PAGES,
            "She has 300 left in the pool. So 300 - 180 = 120. 120 / 240 = 0.5.",
            ["“300 − 180 = 120”", "Where does the 300 come from"],
        ),
    ],
)
def test_the_first_wrong_sum_is_named_with_its_clause_and_a_question_that_fits(
    of: Pasted, text: str, words: list[str]
) -> None:
    said = words_on(of, text)
    for one in words:
        assert one in said


def test_a_new_sum_of_the_last_message_comes_before_the_old_ones() -> None:
    old = "0.5 x 4 = £2. 3 x 23 = £69. 3 x 19 = £57. So 8 + 2 = £10."
    said = words_on(SAVING, old, "Can you explain?", "Old is 3 x 23 = £69, new 3 x 19 = £57, so £69 - £57 - £2 = £11.")
    assert "“£69 − £57 − £2 = £11”" in said


def test_a_last_sum_and_another_answer_after_it_are_said_not_to_agree() -> None:
    said = words_on(BAGS, "95 - 15 = 80", "How?", "15 + 25 = 40 bags.\n95 - 40 = 55 bags.\nSo it is 80 bags yet.")
    assert "“95 − 40 = 55”, and the 80 after it do not agree" in said


def test_a_number_that_the_pupil_has_just_admitted_is_built_on() -> None:
    book = Pasted(
        "Ana read 12 of 60 pages on Monday and has 6 days left. How many pages a day are left?",
        "60 - 12 = 48\n48 / 6 = 8",
        "8",
    )
    said = words_on(book, "60 - 12 = 48. 60 / 7 = 8.6", "How many days are left?", "There are 6 days left.")
    assert "Your last message has 6" in said


def test_pairs_and_single_things_are_not_called_wrong() -> None:
    gloves = Pasted("Jo has 15 pairs of gloves and buys 5 more. How many gloves is that?", "15 + 5 = 20", "20")
    said = words_on(gloves, "15 + 5 = 20 pairs. 20 x 2 = 40 gloves.")
    assert "15 pairs of gloves" in said
    assert "not the answer" not in said


def test_a_line_of_a_solution_that_does_not_come_out_is_not_relied_on() -> None:
    solution = Solution("3 pies and 4 cakes", "3 + 4 = 8\n8 x 2 = 16", "14")
    assert [step.claim.text for step in solution.steps] == ["3 + 4 = 7"]
    meal = Pasted("Ed eats 3 pies and 3 buns, Flo 5 pies. How many is that?", "3 + 3 + 5 = 14", "11")
    said = words_on(meal, "3 + 3 + 3 + 5 = 14")
    assert "“3 + 3 + 3 + 5 = 14”" in said
    assert "still has to be worked out" not in said


def test_used_already_is_not_said_of_a_number_that_is_told_twice() -> None:
    feed = Pasted(
        "A hen eats 4 cups a day, in 4 meals. There are 30 hens. How many cups are that a day?", "4 x 30 = 120", "120"
    )
    said = words_on(feed, "4 x 30 = 120 cups a meal. 120 x 4 = 480 cups a day.")
    assert "already" not in said


def test_a_proportion_the_wrong_way_round_is_asked_about_by_its_size() -> None:
    team = Pasted(
        "Together 6 robots paint a wall in 50 minutes. In how many minutes do 20 robots paint it?",
        "6 x 50 = 300\n300 / 20 = 15",
        "15",
    )
    said = words_on(team, "Let x be the minutes.\n6 / 50 = 20 / x\n6x = 1000\nx = 166.67")
    assert "Should the answer be more or less than 50, and does 166.67 fit that?" in said


def test_a_right_equation_gives_way_to_the_sum_that_uses_its_value_wrongly() -> None:
    gifts = Pasted(
        "Kim gets €15, €10 and €20. With what she had she now has €80 in her purse. She buys 2 games at €30 each. "
        "How much has she left?",
        "30€ x 2 = 60€ for the games\n80€ - 60€ = 20€",
        "20",
    )
    said = words_on(gifts, "15 + 10 + 20 = 45\n45 + x = 80\nx = 80 - 45 = 35\n2 x 30 = 60\nShe has 35 - 60 = -25.")
    assert "“35 − 60 = −25”" in said


def test_a_fraction_is_printed_as_it_was_written() -> None:
    assert [claim.text for claim in claims_in("8/32 = 1/4 and then 1/4 x 12 = 3")] == ["8/32 = 1/4", "1/4 × 12 = 3"]


def test_times_before_a_unit_is_no_sign() -> None:
    assert [claim.text for claim in claims_in("3 slides * 5 times per slide = 15 times")] == ["3 × 5 = 15"]
