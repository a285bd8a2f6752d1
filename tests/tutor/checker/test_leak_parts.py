import pytest

from content_store.answers import (
    Answer,
    Choice,
    ClozeAnswer,
    CoordinatesAnswer,
    EquationAnswer,
    Gap,
    Idea,
    InequalityAnswer,
    MatchingAnswer,
    OrderingAnswer,
    QuotationAnswer,
    RatioAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    WritingAnswer,
)
from tutor.checker import gives_away
from tutor.checker.leak import TELLS

SOLUTIONS = SolutionsAnswer(("x = 2", "x = -7"))
LINE = EquationAnswer(("y = 3x + 2",), subject="y")
ABOVE = InequalityAnswer(("x > 3",))
BETWEEN = InequalityAnswer(("-2 < x <= 5",))
POINT = CoordinatesAnswer(("(2, 7)",))
RATIO = RatioAnswer(("3:4",))
SEVERAL = SeveralAnswer(
    (
        Choice("It needs energy from respiration", right=True),
        Choice("It goes down the gradient"),
        Choice("It goes up the gradient", right=True),
    )
)
ORDER = OrderingAnswer(("Filter the mixture", "Add water", "Let the water evaporate"), (1, 0, 2))
MATCH = MatchingAnswer(("nucleus", "ribosome"), ("holds the genes", "makes proteins"), (0, 1))
CLOZE = ClozeAnswer("Plants take in {1} and {2} g of it.", (Gap(("carbon dioxide",)), Gap(("44",))))
SHORT = ShortTextAnswer(
    (Idea("lower", ("the particles move more slowly",)), Idea("closer", ("particles get closer together",))),
    2,
    "The particles slow down and get closer together.",
)
QUOTATION = QuotationAnswer(
    "The wind howled. She held the lamp with shaking hands.", ("held the lamp with shaking hands",)
)

TOLD = [
    ("one of two solutions", "One of them is x = 2.", SOLUTIONS),
    ("the other, in words", "The other is minus seven.", SOLUTIONS),
    ("that there is none", "It has no solutions.", SolutionsAnswer(())),
    ("an equation", "So y = 3x + 2.", LINE),
    ("an equation turned round", "So $3x + 2 = y$.", LINE),
    ("an equation's side in another form", "It climbs as 2 + 3x does.", LINE),
    ("an inequality", "So x > 3.", ABOVE),
    ("an inequality turned round", "So 3 < x.", ABOVE),
    ("an inequality in words", "So x is greater than 3.", ABOVE),
    ("its end alone", "It begins at 3.", ABOVE),
    ("one end of two", "It stops at five.", BETWEEN),
    ("a point", "It is at (2, 7).", POINT),
    ("one coordinate", "Its y-coordinate is 7.", POINT),
    ("a ratio", "It is 3 : 4.", RATIO),
    ("a ratio in words", "It is 3 to 4.", RATIO),
    ("an equal ratio", "It is 6:8.", RATIO),
    ("one of several options", "It goes up the gradient.", SEVERAL),
    ("the letter of one of several", "Choose option C.", SEVERAL),
    ("the words of one of several", "Respiration gives it the energy that it needs.", SEVERAL),
    ("the first part", "Add water first.", ORDER),
    ("the first part, named so", "The first step is: add water.", ORDER),
    ("the last part", "Let the water evaporate comes last.", ORDER),
    ("which of two is before", "Add water before filter the mixture.", ORDER),
    ("which of two is after", "Filter the mixture comes after add water.", ORDER),
    ("the whole order", "Add water, filter the mixture, let the water evaporate.", ORDER),
    ("a pair", "The nucleus holds the genes.", MATCH),
    ("a word for a gap", "They take in carbon dioxide.", CLOZE),
    ("a number for a gap", "There are 44 grams.", CLOZE),
    ("a phrasing of an idea", "Here the particles move more slowly.", SHORT),
    ("an idea's words in another order", "Closer together is how particles get.", SHORT),
    ("the example", "The particles slow down and get closer together.", SHORT),
    ("a stretch of the quotation", "Look at “with shaking hands”.", QUOTATION),
]
KEPT = [
    ("another number", "Try x = 5.", SOLUTIONS, ("Try 5.",)),
    ("a solution that the pupil found", "You found x = 2. What else fits?", SOLUTIONS, ("x = 2",)),
    ("the given equation", "Look at y + 1 = 2x.", LINE, ("y + 1 = 2x",)),
    ("the given inequality", "Look at 2x > 6.", ABOVE, ("$2x > 6$",)),
    ("the axes", "Which axis comes first?", POINT, ()),
    ("the given ratio", "Look at 9:12.", RATIO, ("Simplify 9:12.",)),
    ("another ratio", "Is it 4:3?", RATIO, ()),
    ("a wrong option", "Does it go down the gradient?", SEVERAL, ()),
    ("a question about two parts", "Which comes first, filter the mixture or add water?", ORDER, ()),
    ("one of a pair", "What does the nucleus do?", MATCH, ()),
    ("the text around a gap", "What do plants take in?", CLOZE, ()),
    ("the subject of the ideas", "What happens to the particles?", SHORT, ("particles",)),
    ("other words of the source", "Look at “the wind howled”.", QUOTATION, ()),
    ("a quotation of the pupil's", "You chose “with shaking hands”.", QUOTATION, ("with shaking hands",)),
    ("anything about writing", "Begin with the strongest point.", WritingAnswer(("has a clear opening",)), ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_any_part_of_an_answer_that_is_told_is_caught(text: str, answer: Answer) -> None:
    assert gives_away(text, answer)


@pytest.mark.parametrize(("text", "answer", "allowed"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_tells_no_part_of_the_answer_is_let_through(text: str, answer: Answer, allowed: tuple[str, ...]) -> None:
    assert not gives_away(text, answer, allowed)


def test_every_kind_of_answer_has_its_rule() -> None:
    assert set(TELLS) == set(Answer.__args__)
