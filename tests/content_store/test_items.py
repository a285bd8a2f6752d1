"""The numbers of an item come from its seed: the same for ever, other for the next seed, always as its author said."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import content_store
from content_store.answers import (
    ChoiceAnswer,
    ClozeAnswer,
    ExpressionAnswer,
    Idea,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    Revealed,
    ShortTextAnswer,
)
from content_store.documents import parse_yaml, shaped
from content_store.formula import FormulaError, evaluate
from content_store.items import ItemSpec, draw, draw_names, number_text, read_spec, twin
from content_store.pack import ITEMS

ITEM = TypeAdapter(ItemSpec)
EMBEDDED = sorted((Path(content_store.__file__).parent / "packs" / "attain").glob("*/*/items.yaml"))
CHOICES = {
    "choices": [
        {"text": "[[a]] beads", "right": True},
        {"text": "[[a + 1]] beads", "misconception": "one-more"},
        {"text": "no beads"},
        {"text": "all beads"},
    ]
}
IDEA = {"idea": "It grows", "accept": ["it grows", "it gets larger"]}


def item(**changes: Any) -> ItemSpec:
    """Return a small template with some of its keys changed."""
    plain = {
        "id": "beads-one",
        "kind": "numeric",
        "difficulty": 1,
        "parameters": {"a": {"from": 2, "to": 40}, "thing": {"choose": ["beads", "shells", 7]}},
        "let": {"more": "a + 1", "twice": "more * 2"},
        "question": "There are [[a]] [[thing]]. Add one and double it.",
        "answer": {"value": "twice"},
        "hints": ["Add one to [[a]] first.", "Double [[more]] next.", "It is [[twice]]."],
        "steps": ["$[[a]] + 1 = [[more]]$", "$2 \\times [[more]] = [[twice]]$"],
    }
    return ITEM.validate_python({**plain, **changes})


def embedded_items() -> list[ItemSpec]:
    read = [parse_yaml(path.read_text(encoding="utf-8"), path.name) for path in EMBEDDED]
    return [spec for document in read for spec in shaped(document, ITEMS)]


def test_one_draw_fills_every_part_from_the_same_numbers() -> None:
    drawn = draw(item(), "beads", 3)
    number = int(drawn.question.split()[2])
    assert (drawn.id, drawn.objective_id, drawn.seed, drawn.kind, drawn.difficulty) == (
        "beads-one",
        "beads",
        3,
        "numeric",
        1,
    )
    assert drawn.answer == NumericAnswer((str(2 * number + 2),), money=False)
    assert drawn.hints == (f"Add one to {number} first.", f"Double {number + 1} next.", f"It is {2 * number + 2}.")
    assert drawn.steps[-1] == rf"$2 \times {number + 1} = {2 * number + 2}$"


def test_a_seed_gives_the_same_numbers_in_every_release() -> None:
    """Pupils' attempts name only the seed: were these numbers to change, no attempt could be reproduced."""
    drawn = [draw_names(item(), seed)[0] for seed in range(4)]
    assert [(names["a"], names["thing"]) for names in drawn] == [
        (31, "shells"),
        (23, "shells"),
        (26, "shells"),
        (17, "beads"),
    ]


def test_a_seed_gives_the_same_numbers_in_another_process() -> None:
    program = (
        "from pathlib import Path; from content_store.documents import parse_yaml, shaped; "
        "from content_store.pack import ITEMS; from content_store.items import draw; import sys; "
        "text = Path(sys.argv[1]).read_text(encoding='utf-8'); "
        "print([draw(spec, '', 5) for spec in shaped(parse_yaml(text, ''), ITEMS)])"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program, str(EMBEDDED[0])],
        capture_output=True, text=True, check=True, encoding="utf-8",
        env={"PYTHONHASHSEED": "7", "PYTHONUTF8": "1", "PYTHONPATH": str(Path(content_store.__file__).parents[1])},
    )  # fmt: skip
    text = EMBEDDED[0].read_text(encoding="utf-8")
    assert elsewhere.stdout.strip() == str([draw(spec, "", 5) for spec in shaped(parse_yaml(text, ""), ITEMS)])


def test_other_seeds_give_other_numbers() -> None:
    questions = [draw(item(), "", seed).question for seed in range(60)]
    assert len(set(questions)) > 30
    assert questions == [draw(item(), "", seed).question for seed in range(60)]


def test_two_items_with_the_same_seed_do_not_share_their_numbers() -> None:
    other = item(id="beads-two")
    assert [draw(item(), "", seed).question for seed in range(9)] != [
        draw(other, "", seed).question for seed in range(9)
    ]


def test_every_template_of_the_embedded_pack_changes_with_its_seed() -> None:
    for spec in embedded_items():
        if spec.parameters:
            drawn = [draw(spec, "", seed) for seed in range(6)]
            assert drawn == [draw(spec, "", seed) for seed in range(6)]
            assert len({repr(one.shown) for one in drawn}) > 1, spec.id


def test_an_item_kept_in_the_database_draws_as_it_was_authored() -> None:
    for spec in embedded_items():
        kept = read_spec(spec.model_dump_json(by_alias=True, exclude_defaults=True))
        assert kept == spec
        assert draw(kept, "", 1) == draw(spec, "", 1)


def test_whole_numbers_include_both_ends_and_keep_their_step() -> None:
    spec = item(parameters={"a": {"from": 5, "to": 20, "step": 5}, "thing": {"choose": ["beads"]}})
    assert {draw_names(spec, seed)[0]["a"] for seed in range(60)} == {5, 10, 15, 20}


def test_a_list_gives_each_of_its_words_and_exact_numbers() -> None:
    spec = item(parameters={"a": {"choose": [0.1, 2]}, "thing": {"choose": ["no", "007"]}})
    drawn = [draw_names(spec, seed)[0] for seed in range(40)]
    assert {names["a"] for names in drawn} == {Fraction(1, 10), Fraction(2)}
    assert {names["thing"] for names in drawn} == {"no", "007"}


@settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_every_draw_meets_every_condition(seed: int) -> None:
    spec = item(where=["a % 3 == 0", "more > 10", "thing != 'shells'"])
    names, _ = draw_names(spec, seed)
    assert all(evaluate(condition, names) is True for condition in spec.where)
    assert names["twice"] == 2 * (names["a"] + 1)


def test_conditions_that_no_draw_meets_are_told() -> None:
    with pytest.raises(FormulaError, match="no draw of 'beads-one' meets its conditions in 500 tries"):
        draw(item(where=["a > 40"]), "", 1)


def test_choices_are_shown_in_an_order_that_the_seed_draws() -> None:
    spec = item(kind="choice", answer=CHOICES)
    orders = set()
    for seed in range(200):
        answer = draw(spec, "", seed).answer
        assert isinstance(answer, ChoiceAnswer)
        a = draw_names(spec, seed)[0]["a"]
        assert {(c.text, c.right, c.misconception_id) for c in answer.choices} == {
            (f"{a} beads", True, None),
            (f"{a + 1} beads", False, "one-more"),
            ("no beads", False, None),
            ("all beads", False, None),
        }
        orders.add(tuple(c.text.replace(f"{a} ", "").replace(f"{a + 1} ", "one more ") for c in answer.choices))
        assert draw(spec, "", seed).answer == answer
    assert len(orders) == 24


def test_parts_to_be_ordered_are_never_shown_in_their_right_order() -> None:
    spec = item(kind="ordering", answer={"order": ["[[a]] beads", "[[a + 1]] beads", "no beads"]})
    for seed in range(40):
        answer = draw(spec, "", seed).answer
        assert isinstance(answer, OrderingAnswer)
        a = draw_names(spec, seed)[0]["a"]
        assert [answer.parts[place] for place in answer.order] == [f"{a} beads", f"{a + 1} beads", "no beads"]
        assert answer.order != (0, 1, 2)


def test_matching_keeps_each_part_with_its_partner_however_they_are_shuffled() -> None:
    pairs = [["one", "[[a]] beads"], ["two", "shells"], ["three", "shells"]]
    spec = item(kind="matching", answer={"pairs": pairs, "spare": ["stones"]})
    shown = set()
    for seed in range(40):
        answer = draw(spec, "", seed).answer
        assert isinstance(answer, MatchingAnswer)
        a = draw_names(spec, seed)[0]["a"]
        assert answer.left == ("one", "two", "three")
        assert sorted(answer.right) == sorted([f"{a} beads", "shells", "stones"])
        assert [answer.right[place] for place in answer.pairs] == [f"{a} beads", "shells", "shells"]
        shown.add(tuple(text.replace(f"{a} ", "") for text in answer.right))
    assert len(shown) == 6


def test_a_gap_carries_its_words_its_options_and_what_they_reveal() -> None:
    gap = {"accept": ["[[a]]"], "options": ["[[a]]", "[[a + 1]]"], "reveals": [
        {"misconception": "one-more", "value": "[[a + 1]]"}]}  # fmt: skip
    answer = draw(item(kind="cloze", answer={"text": "There are {1}.", "gaps": [gap]}), "", 2).answer
    assert isinstance(answer, ClozeAnswer)
    number = int(answer.gaps[0].accepted[0])
    assert set(answer.gaps[0].options) == {str(number), str(number + 1)}
    assert answer.gaps[0].reveals == (Revealed("one-more", str(number + 1)),)


def test_a_short_text_needs_every_idea_unless_it_says_fewer() -> None:
    ideas = [IDEA, {**IDEA, "idea": "It turns", "denied": ["it stays"], "misconception": "stuck"}]
    for needed, expected in ((None, 2), (1, 1)):
        given = {"ideas": ideas, "example": "It grows."} | ({"needed": needed} if needed else {})
        answer = draw(item(kind="short_text", answer=given), "", 0).answer
        assert isinstance(answer, ShortTextAnswer)
        assert answer.needed == expected
        assert answer.ideas[1] == Idea(
            "It turns", ("it grows", "it gets larger"), ("it stays",), (Revealed("stuck", "it stays"),)
        )


def test_a_short_texts_wrong_phrasings_show_the_misconception_that_they_stand_under_or_none() -> None:
    idea = {**IDEA, "denied": ["it stays"], "reveals": {"shrinks": ["it shrinks"], "sinks": ["it sinks", "it drops"]}}
    answer = draw(item(kind="short_text", answer={"ideas": [idea], "example": "It grows."}), "", 0).answer
    assert isinstance(answer, ShortTextAnswer)
    assert dict(answer.ideas[0].wrong()) == {
        "it stays": None, "it shrinks": "shrinks", "it sinks": "sinks", "it drops": "sinks"}  # fmt: skip


def test_a_numeric_answer_carries_what_marking_needs() -> None:
    answer = {
        "value": "a / 8",
        "accept": ["a", 1.5],
        "unit": "[[thing]]",
        "unit_required": True,
        "tolerance": 0.05,
        "decimal_places": 1,
    }
    spec = item(parameters={"a": {"choose": [3]}, "thing": {"choose": ["cm"]}}, answer=answer,
                reveals=[{"misconception": "upside-down", "value": "8 / a"}])  # fmt: skip
    assert draw(spec, "", 0).answer == NumericAnswer(
        ("0.375", "3", "1.5"),
        unit="cm", unit_required=True, tolerance="0.05", decimal_places=1, money=False,
        reveals=(Revealed("upside-down", "8/3"),),
    )  # fmt: skip


def test_an_expression_answer_is_text_as_a_pupil_types_it() -> None:
    spec = item(
        kind="expression",
        parameters={"a": {"choose": [3]}, "thing": {"choose": ["x"]}},
        answer={"value": "[[a]]x^2 + [[twice]]x", "accept": ["x([[a]]x + [[twice]])"], "form": "expanded"},
        reveals=[{"misconception": "adds", "value": "[[a + twice]]x^2"}],
    )
    expected = ExpressionAnswer(("3x^2 + 8x", "x(3x + 8)"), "expanded", (Revealed("adds", "11x^2"),))
    assert draw(spec, "", 0).answer == expected


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        ("7/4", "any", "1.75"),
        ("1/3", "any", "1/3"),
        ("7/4", "fraction", "7/4"),
        ("7/4", "mixed", "1 3/4"),
        ("-7/4", "mixed", "-1 3/4"),
        ("3/4", "mixed", "3/4"),
        ("-3/4", "mixed", "-3/4"),
        ("8/4", "mixed", "2"),
        ("8/4", "fraction", "2"),
        ("1234.5", "standard", "1.2345*10^3"),
        ("-0.00045", "standard", "-4.5*10^-4"),
        ("0.5", "decimal", "0.5"),
        ("10**30 + 1", "any", "1" + "0" * 29 + "1"),
        ("3 * pi", "any", "9.42477796077"),
        ("pi / pi * 2.5", "any", "2.5"),
        ("pi / pi * 31400", "any", "31400"),
    ],
)
def test_a_number_is_written_as_marking_reads_it(value: str, form: str, text: str) -> None:
    assert number_text(evaluate(value, {}), form) == text


@pytest.mark.parametrize(
    ("value", "form", "message"),
    [
        ("'six'", "any", "the answer 'six' is not a number"),
        ("1 < 2", "any", "the answer 'True' is not a number"),
        ("sqrt(2)", "mixed", "1.41421 is not an exact fraction"),
        ("sqrt(2)", "fraction", "1.41421 is not an exact fraction"),
        ("1/3", "standard", "not an exact decimal"),
        ("0", "standard", "nought has no standard form"),
    ],
)
def test_a_value_that_cannot_be_an_answer_is_told(value: str, form: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        number_text(evaluate(value, {}), form)


def test_the_twin_of_a_template_has_other_numbers_and_another_answer() -> None:
    for seed in range(50):
        own, other = draw(item(), "", seed), twin(item(), seed)
        assert other.question != own.question
        assert other.steps != own.steps
        assert other == twin(item(), seed)


def test_the_twin_of_an_item_without_parameters_is_the_authors() -> None:
    spec = item(
        parameters={}, let={}, question="What is one more than six?", answer={"value": 7},
        hints=["Count on.", "Start at six.", "It is seven."], steps=["$6 + 1 = 7$"],
        twin={"question": "What is one more than eight?", "steps": ["$8 + 1 = 9$"]},
    )  # fmt: skip
    assert (twin(spec, 0).question, twin(spec, 9).steps) == ("What is one more than eight?", ("$8 + 1 = 9$",))
    assert draw(spec, "", 0).answer == draw(spec, "", 1).answer == NumericAnswer(("7",), money=False)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "essay"}, "'quotation' or 'writing'"),
        ({"id": "Beads One"}, "should match pattern"),
        ({"difficulty": 4}, "less than or equal to 3"),
        ({"question": "Add?"}, "at least 10 characters"),
        ({"hints": ["one", "two"]}, "at least 3 items"),
        ({"hints": ["one", "two", "three", "four", "five", "six"]}, "at most 5 items"),
        ({"steps": []}, "at least 1 item"),
        ({"parameters": {}}, "an item without parameters needs a `twin`"),
        ({"parameters": {"a": {"from": 9, "to": 2}}}, "`from` is the smallest number and `to` the largest"),
        ({"parameters": {"a": {"from": 2, "to": 9, "step": 0}}}, "greater than or equal to 1"),
        ({"parameters": {"a": {"from": 2, "too": 9}}}, "Extra inputs are not permitted"),
        ({"parameters": {"a": {"choose": []}}}, "at least 1 item"),
        ({"parameters": {"a": {"choose": [True, False]}}}, "put it in quotes"),
        ({"let": {"more": True}}, "put it in quotes"),
        ({"answer": {}}, "kind numeric needs `value`"),
        ({"answer": {"value": False}}, "put it in quotes"),
        ({"answer": {"value": 1, **CHOICES}}, "kind numeric has no `choices`"),
        ({"answer": {"value": 1, "form": "simplified"}}, "`form` of an item of kind numeric is one of any, fraction"),
        ({"answer": {"value": 1, "decimal_places": -1}}, "greater than or equal to 0"),
        ({"answer": {"value": 1, "significant_figures": 0}}, "greater than or equal to 1"),
        ({"kind": "expression", "answer": {"value": "x", "form": "mixed"}}, "`form` of an item of kind expression"),
        ({"kind": "expression", "answer": CHOICES}, "kind expression needs `value`"),
        ({"kind": "choice"}, "kind choice needs `choices`"),
        ({"kind": "choice", "answer": {"choices": CHOICES["choices"][1:]}}, "exactly one of them with `right: true`"),
        ({"kind": "choice", "answer": {"choices": CHOICES["choices"][:2]}}, "3 to 5 choices"),
        (
            {"kind": "choice", "answer": CHOICES, "reveals": [{"misconception": "one-more", "value": 1}]},
            "names its misconceptions within its answer",
        ),
        ({"kind": "several", "answer": {"choices": CHOICES["choices"][:3]}}, "4 to 8 choices"),
        ({"kind": "several", "answer": {"choices": CHOICES["choices"][1:] * 2}}, "some but not all"),
        ({"kind": "ordering", "answer": {"order": ["one", "two"]}}, "3 to 7 different parts"),
        ({"kind": "ordering", "answer": {"order": ["one", "two", "two"]}}, "3 to 7 different parts"),
        ({"kind": "matching", "answer": {"pairs": [["a", "b"], ["c", "d"]]}}, "3 to 7 `pairs`"),
        ({"kind": "cloze", "answer": {"text": "no gap", "gaps": [{"accept": ["a"]}]}}, "each gap once, as"),
        ({"kind": "cloze", "answer": {"text": "{1} and {1}", "gaps": [{"accept": ["a"]}]}}, "each gap once, as"),
        ({"kind": "cloze", "answer": {"text": "{1}", "gaps": [{"accept": []}]}}, "at least 1 item"),
        ({"kind": "short_text", "answer": {"ideas": [IDEA], "needed": 2, "example": "So."}}, "no more `needed`"),
        ({"kind": "short_text", "answer": {"ideas": [IDEA]}}, "kind short_text needs `example`"),
        (
            {"kind": "short_text", "answer": {"ideas": [{**IDEA, "misconception": "stuck"}], "example": "So."}},
            "needs `denied` phrasings that show it",
        ),
        (
            {
                "kind": "short_text",
                "answer": {
                    "ideas": [{**IDEA, "denied": ["it stays"], "reveals": {"stuck": ["it stays"]}}],
                    "example": "So.",
                },
            },
            "“it stays” is denied twice",
        ),
        ({"kind": "quotation", "answer": {"source": "Some text."}}, "kind quotation needs `quotable`"),
        ({"kind": "writing", "answer": {"source": "Some text."}}, "kind writing needs `criteria`"),
        ({"kind": "solutions", "answer": {"value": "x = 2"}}, "kind solutions needs `solutions`"),
        ({"kind": "ratio", "answer": {"value": "1:2", "form": "mixed"}}, "`form` of an item of kind ratio"),
    ],
)
def test_an_item_that_breaks_a_rule_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        item(**changes)


def test_a_second_route_to_the_answer_and_the_work_of_a_text_are_kept_as_written():
    numeric = {"check": ["answer == a", {"at": {"x": 2}, "gives": "a * 2"}]}
    spec = ITEM.validate_python(item(**numeric))
    again = read_spec(spec.model_dump_json(by_alias=True, exclude_defaults=True))
    assert again == spec
    assert again.check[0] == "answer == a"
    assert (again.check[1].at, again.check[1].gives) == ({"x": 2}, "a * 2")


@pytest.mark.parametrize("wrong", [[{"at": {}, "gives": 1}], [{"at": {"xy": 1}, "gives": 1}], [{"gives": 1}], "a == 1"])
def test_a_second_route_that_says_nothing_is_refused(wrong):
    with pytest.raises(ValidationError):
        ITEM.validate_python(item(check=wrong))


def test_halfway_numbers_and_the_parts_of_hints_are_drawn_with_the_item() -> None:
    spec = item(halfway=[{"value": "a * 2", "says": "That is twice [[a]]."}])
    drawn = draw(spec, "beads", 4)
    names, _ = draw_names(spec, 4)
    assert [(one.value, one.says) for one in drawn.halfway] == [(str(names["a"] * 2), f"That is twice {names['a']}.")]
    choices = [{"text": text, "right": text in ("oak", "ash")} for text in ("oak", "ash", "iron", "lead")]
    several = item(
        kind="several", answer={"choices": choices}, hints=["What grows?", "What is dug up?", "Oak and ash."],
        hints_about=[[1, 2], [3]],
    )  # fmt: skip
    shown = draw(several, "beads", 4)
    about = [[shown.answer.choices[place].text for place in places] for places in shown.hints_about]
    assert about == [["oak", "ash"], ["iron"]]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "expression", "answer": {"value": "x"}, "halfway": [{"value": 1, "says": "No."}]}, "numeric items"),
        ({"hints_about": [[1], [1]]}, "items with parts"),
        (
            {"kind": "cloze", "answer": {"text": "{1} {2}", "gaps": [{"accept": ["a"]}] * 2}, "hints_about": [[1]]},
            "each",
        ),
        (
            {"kind": "cloze", "answer": {"text": "{1} {2}", "gaps": [{"accept": ["a"]}] * 2}, "hints_about": [[3], []]},
            "to 2",
        ),
    ],
)
def test_halfway_and_hints_about_must_fit_the_item(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        item(**changes)


def test_a_worked_example_says_whether_it_has_other_numbers() -> None:
    assert twin(item(), 1).drawn
    alike = {"parameters": {"thing": {"choose": ["bead", "shell", "stone"]}}, "let": {}, "answer": {"value": "3"}}
    said = {
        "question": "Here is one [[thing]] and here are two more. How many?",
        "hints": ["Add.", "One and two.", "3."],
    }
    assert not twin(item(**alike, **said, steps=["It is 3"]), 1).drawn
