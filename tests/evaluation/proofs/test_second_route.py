"""A drawn answer is reached by a second way, and one that is not is told."""

import pytest

from content_store.items import SPEC, draw
from evaluation.proofs.second_route import lacks_a_route, route_problems

HINTS = {"hints": ["Look at it.", "Think of it.", "Work it out."], "steps": ["Work it out."]}
RANGE = {"from": 2, "to": 9}


def problems(kind, answer, check, **more):
    given = {
        "id": "beads-one",
        "kind": kind,
        "difficulty": 1,
        "question": "How many are there in all?",
        "parameters": {"a": RANGE, "b": RANGE},
        "answer": answer,
        "check": check,
        **HINTS,
        **more,
    }
    spec = SPEC.validate_python(given)
    return [one for seed in range(10) for one in route_problems(spec, draw(spec, "beads", seed))]


@pytest.mark.parametrize(
    ("kind", "answer", "check"),
    [
        ("numeric", {"value": "a * b"}, ["answer / a == b"]),
        ("numeric", {"value": "a + a / b", "form": "mixed"}, ["(answer - a) * b == a"]),
        ("ratio", {"value": "[[a]]:[[b]]"}, ["first * b == second * a"]),
        ("solutions", {"solutions": ["x = [[a]]", "x = [[-b]]"]}, ["x*x + (b - a)*x - a*b == 0"]),
        ("solutions", {"solutions": ["x = [[a]], y = [[b]]"]}, ["x + y == a + b", "x - y == a - b"]),
        ("coordinates", {"points": ["([[a]], [[a * b]])"]}, ["y == b * x"]),
        ("expression", {"value": "[[a]]x + [[b]]"}, [{"at": {"x": 3}, "gives": "3*a + b"}]),
    ],
)
def test_an_answer_that_the_second_route_reaches_has_no_problem(kind, answer, check) -> None:
    assert problems(kind, answer, check) == []


@pytest.mark.parametrize(
    ("kind", "answer", "check"),
    [
        ("numeric", {"value": "a * b + 1"}, ["answer / a == b"]),
        ("solutions", {"solutions": ["x = [[a]]", "x = [[-b - 1]]"]}, ["x*x + (b - a)*x - a*b == 0"]),
        ("coordinates", {"points": ["([[a]], [[a * b]])", "(1, [[b + 1]])"]}, ["y == b * x"]),
        ("expression", {"value": "[[a]]x + [[b]]"}, [{"at": {"x": 3}, "gives": "3*a - b"}]),
    ],
)
def test_an_answer_that_it_does_not_reach_is_told_with_the_draw_and_the_condition(kind, answer, check) -> None:
    found = problems(kind, answer, check)
    assert len(found) == 10
    assert found[0].startswith("beads-one (seed 0): the answer fails the check “")


def test_a_condition_that_cannot_be_worked_out_is_told_and_nothing_stops() -> None:
    found = problems("numeric", {"value": "a * b"}, ["answer / (a - a) == 1", "nothing == 1"])
    assert len(found) == 20
    assert all("cannot be worked out" in one for one in found)


def test_a_template_whose_answer_is_worked_out_needs_a_route_and_others_do_not() -> None:
    given = {"id": "b-1", "kind": "numeric", "difficulty": 1, "question": "How many are there?", **HINTS}
    template = SPEC.validate_python({**given, "parameters": {"a": RANGE}, "answer": {"value": "a"}})
    twin = {"question": "How many?", "steps": ["Count."]}
    fixed = SPEC.validate_python({**given, "answer": {"value": 4}, "twin": twin})
    assert lacks_a_route(template)
    assert not lacks_a_route(fixed)
