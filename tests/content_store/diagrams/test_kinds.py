"""A diagram is drawn from the item's numbers, kept and read back whole, and a slip in it is told."""

import copy
import re
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from content_store.diagrams.kinds import DRAWN, DiagramSpec, as_data, diagram_findings, drawn_diagram, of_data
from content_store.formula import FormulaError
from content_store.item_spec import ItemSpec
from content_store.items import draw, read_spec, twin
from content_store.pack import read_pack
from content_store.pack_checks import check_item
from content_store.problems import InvalidContent
from tutor.item_choice import drawn as drawn_item

PICTURES = Path(__file__).parents[2] / "pictures"
ITEMS = [ItemSpec.model_validate(one) for one in yaml.safe_load((PICTURES / "maths/pictures/items.yaml").read_text())]
SPEC: TypeAdapter = TypeAdapter(DiagramSpec)
KINDS = {
    "figure", "graph", "bars", "histogram", "box", "pie", "table", "number_line", "tree", "venn", "circuit", "wave",
    "forces", "atom", "profile", "punnett", "food_chain", "cell", "heart",
}  # fmt: skip
AXIS = {"from": 0, "to": 10, "step": 1}
GRAPH = {"kind": "graph", "alt": "A graph with a line on it.", "x": AXIS, "y": AXIS}
FIGURE = {
    "kind": "figure",
    "alt": "A right-angled triangle ABC.",
    "points": {"A": [0, 0], "B": [4, 0], "C": [0, 3]},
    "polygons": ["ABC"],
}
BARS = {
    "kind": "bars",
    "alt": "A chart of two bars.",
    "bars": [{"label": "Mon", "value": 4}],
    "y": {"to": 8, "step": 2},
}
HISTOGRAM = {
    "kind": "histogram",
    "alt": "A histogram.",
    "edges": [0, 5, 9],
    "heights": [1, 2],
    "y": {"to": 4, "step": 1},
}
PIE = {
    "kind": "pie",
    "alt": "A pie chart.",
    "slices": [{"label": "Bus", "degrees": 200}, {"label": "Car", "degrees": 160}],
}
BOX = {"kind": "box", "alt": "A box plot.", "x": AXIS, "plots": [{"values": [1, 2, 3, 4, 5]}]}
TABLE = {"kind": "table", "alt": "A table of scores.", "head": ["Score", "Number"], "rows": [[1, 4], [2, 5]]}
LINE = {"kind": "number_line", "alt": "A number line.", **AXIS, "marks": [{"at": 3}]}
TREE = {"kind": "tree", "alt": "A tree of red and blue.", "branches": [{"label": "red"}, {"label": "blue"}]}
DEEP = {"label": "red", "then": [{"label": "r", "then": [{"label": "s", "then": [{"label": "t"}]}]}]}
CIRCUIT = {
    "kind": "circuit",
    "alt": "A circuit of a lamp.",
    "supply": {"part": "cell"},
    "series": [{"part": "lamp"}],
}
WAVE = {"kind": "wave", "alt": "A wave on a string.", "waves": 2}
FORCES = {"kind": "forces", "alt": "A box that is pushed.", "body": "box", "forces": [{"to": "up", "text": "4 N"}]}
ATOM = {"kind": "atom", "alt": "An atom of carbon.", "symbol": "C", "electrons": [2, 4]}
PUNNETT = {
    "kind": "punnett",
    "alt": "A Punnett square.",
    "across": ["B", "b"],
    "down": ["B", "b"],
    "cells": [["BB", "Bb"], ["Bb", "bb"]],
}
CELL = {"kind": "cell", "alt": "A cell with a letter.", "of": "animal", "labels": {"nucleus": "A"}}


def drawn(diagram: dict, **names):
    return drawn_diagram(SPEC.validate_python(diagram), names)


def test_every_kind_has_an_example_in_the_pack_of_the_tests():
    assert {spec.diagram.kind for spec in ITEMS} == KINDS
    assert {one.model_fields["kind"].annotation.__args__[0] for one in get_args(get_args(DiagramSpec)[0])} == KINDS


@pytest.mark.parametrize("spec", ITEMS, ids=[spec.id for spec in ITEMS])
def test_every_kind_is_drawn_without_a_finding_and_the_same_each_time(spec):
    for seed in range(60):
        diagram = draw(spec, "", seed).diagram
        assert list(diagram_findings(diagram)) == [], seed
        assert not re.search(r"\[\[[a-z]", diagram.model_dump_json())
        assert diagram == draw(spec, "", seed).diagram


@pytest.mark.parametrize("spec", ITEMS, ids=[spec.id for spec in ITEMS])
def test_a_diagram_is_kept_as_plain_data_and_read_back_whole(spec):
    diagram = draw(spec, "", 1).diagram
    assert of_data(as_data(diagram)) == diagram
    again = read_spec(spec.model_dump_json(by_alias=True, exclude_defaults=True))
    assert draw(again, "", 1).diagram == diagram


def test_what_this_version_cannot_read_is_no_diagram():
    assert of_data(None) is None
    assert as_data(None) is None
    assert of_data({"kind": "hologram", "alt": "Something of a later version."}) is None


def test_numbers_are_worked_out_and_texts_filled():
    diagram = drawn(
        GRAPH
        | {
            "alt": "A line through ([[a]], [[a * 2]]).",
            "points": [{"at": ["a", "a / 4"], "label": "([[a]], [[a / 4]])"}],
            "curves": [{"of": "x**2 - a * k", "label": "y = x² - [[a * k]]"}],
        },
        a=3,
        k=2,
    )
    assert diagram.alt == "A line through (3, 6)."
    assert diagram.points[0].at == (3.0, 0.75)
    assert diagram.points[0].label == "(3, 0.75)"
    assert diagram.curves[0].runs(diagram.x)[0][0] == (0.0, -6.0)
    assert diagram.curves[0].label == "y = x² - 6"


def test_a_curve_breaks_off_where_it_has_no_value():
    diagram = drawn(GRAPH | {"x": AXIS | {"from": -4, "to": 4}, "curves": [{"of": "1 / x"}, {"of": "sqrt(x)"}]})
    assert len(diagram.curves[0].runs(diagram.x)) == 2
    assert diagram.curves[1].runs(diagram.x)[0][0] == (0.0, 0.0)


@pytest.mark.parametrize(
    ("diagram", "told"),
    [
        ({"kind": "hologram", "alt": "A hologram of a cat."}, "hologram"),
        ({"kind": "bars"}, "alt"),
        (TABLE | {"alt": "Short."}, "alt"),
        (TABLE | {"colour": "red"}, "colour"),
        (GRAPH | {"x": AXIS | {"form": 1}}, "form"),
        (FIGURE | {"lines": ["AD"]}, "the figure has no point D"),
        (FIGURE | {"angles": [{"at": "BAX", "text": "x"}]}, "the figure has no point X"),
        (FIGURE | {"circles": [{"centre": "O", "radius": 2}]}, "the figure has no point O"),
        (FIGURE | {"lines": [False]}, "put it in quotes"),
        (FIGURE | {"sides": [{"of": "ABC", "text": "x"}]}, "sides"),
        (FIGURE | {"points": {"A": [0, True]}}, "put it in quotes"),
        (HISTOGRAM | {"heights": [1, 2, 3]}, "one edge more"),
        (TABLE | {"rows": [["1", "4", "5"]]}, "as many cells"),
        (CIRCUIT | {"series": []}, "a circuit has parts"),
        (CIRCUIT | {"parallel": [[{"part": "lamp"}]]}, "at least two branches"),
        (CIRCUIT | {"voltmeters": [{"across": 1}]}, "counted from 0"),
        (CIRCUIT | {"series": [{"part": "flux_capacitor"}]}, "series"),
        (TREE | {"branches": [DEEP, {"label": "blue"}]}, "at most 3"),
        (PUNNETT | {"cells": [["BB", "Bb"]]}, "a row for each"),
        (CELL | {"labels": {"chloroplast": "A"}}, "has no chloroplast"),
        (CELL | {"of": "bacterium", "labels": {"nucleus": "A"}}, "has no nucleus"),
    ],
)  # fmt: skip
def test_what_no_draw_could_mend_is_refused(diagram, told):
    with pytest.raises(ValidationError, match=told.replace("(", r"\(")):
        SPEC.validate_python(diagram)


@pytest.mark.parametrize(
    ("diagram", "told"),
    [
        (GRAPH | {"points": [{"at": [3, 11], "label": "A"}]}, "outside its axis"),
        (GRAPH | {"crosses": [[-1, 3]]}, "outside its axis"),
        (GRAPH | {"segments": [{"points": [[0, 0], [12, 4]]}]}, "outside its axis"),
        (GRAPH | {"shapes": [{"points": [[0, 0], [2, 0], [0, 10.5]]}]}, "outside its axis"),
        (GRAPH | {"lines": [{"gradient": 1, "intercept": 20}]}, "passes outside"),
        (GRAPH | {"curves": [{"of": "x**2 + 11"}]}, "no part of the curve"),
        (GRAPH | {"x": AXIS | {"to": 0}}, "goes nowhere"),
        (GRAPH | {"y": AXIS | {"step": 0}}, "goes nowhere"),
        (GRAPH | {"y": AXIS | {"step": 0.1}}, "more than 40 steps"),
        (FIGURE | {"points": {"A": [0, 0], "B": [4, 0], "C": [0, 3], "D": [0, 0]}, "lines": ["AD"]}, "no length"),
        (FIGURE | {"angles": [{"at": "ABC", "right": True}]}, "not a right angle"),
        (FIGURE | {"circles": [{"centre": "A", "radius": 0}]}, "no size"),
        (FIGURE | {"arcs": [{"centre": "A", "from": "B", "to": "C"}]}, "not equally far"),
        (FIGURE | {"points": {"A": [0, 0], "B": [40, 0], "C": [0, 1]}}, "too flat"),
        (BARS | {"bars": [{"label": "Mon", "value": 9}]}, "outside its axis"),
        (BARS | {"bars": [{"label": "Mon", "value": -1}]}, "outside its axis"),
        (HISTOGRAM | {"edges": [0, 5, 5]}, "do not rise"),
        (HISTOGRAM | {"heights": [1, 5]}, "outside its axis"),
        (BOX | {"plots": [{"values": [1, 4, 3, 4, 5]}]}, "do not rise"),
        (BOX | {"plots": [{"values": [1, 2, 3, 4, 15]}]}, "outside its axis"),
        (PIE | {"slices": [{"label": "Bus", "degrees": 200}, {"label": "Car", "degrees": 150}]}, "add up to 350°"),
        (PIE | {"slices": [{"label": "Bus", "degrees": 360}, {"label": "Car", "degrees": 0}]}, "no size"),
        (LINE | {"marks": [{"at": 11}]}, "outside its axis"),
        (LINE | {"rays": [{"from": -1, "to": "left"}]}, "outside its axis"),
        (TREE | {"branches": [{"label": "red", "chance": "3/10"}, {"label": "blue", "chance": "0.6"}]}, "add up to 1"),
        (WAVE | {"waves": 7}, "7 waves"),
        (WAVE | {"waves": 0.5, "wavelength": "2 m"}, "0.5 waves"),
        (FORCES | {"forces": [{"to": "up", "text": "0 N", "size": 0}]}, "no size above nought"),
        (ATOM | {"electrons": [3]}, "3 electrons"),
        (ATOM | {"electrons": [2, 4.5]}, "4.5 electrons"),
        (TABLE | {"rows": [["$x$", "4"]]}, "holds LaTeX"),
        (TABLE | {"alt": r"A table of \frac{1}{2} and others."}, "holds LaTeX"),
        (TABLE | {"rows": [["word " * 15, "4"]]}, "more than 60 letters"),
    ],
)  # fmt: skip
def test_a_slip_of_some_draw_is_told(diagram, told):
    findings = [rule for rule, _ in diagram_findings(drawn(diagram))]
    assert len(findings) == 1, findings
    assert told in findings[0]


@pytest.mark.parametrize(
    "diagram", [GRAPH, FIGURE, BARS, HISTOGRAM, BOX, PIE, TABLE, LINE, TREE, CIRCUIT, WAVE, FORCES, ATOM, PUNNETT, CELL]
)
def test_the_examples_of_the_slips_are_right_without_them(diagram):
    assert list(diagram_findings(drawn(diagram))) == []


def test_a_figure_out_of_scale_may_mark_any_angle_as_right():
    skewed = FIGURE | {"points": {"A": [0, 0], "B": [4, 0], "C": [1, 3]}, "angles": [{"at": "BAC", "right": True}]}
    assert list(diagram_findings(drawn(skewed)))
    assert not list(diagram_findings(drawn(skewed | {"accurate": False})))


@pytest.mark.parametrize("value", ["a +", "b", "'red'", "1 / 0"])
def test_an_expression_without_a_number_is_told_like_any_other(value):
    with pytest.raises(FormulaError):
        drawn(BARS | {"bars": [{"label": "Mon", "value": value}]}, a=3)


def test_a_slip_in_a_diagram_is_a_finding_of_its_item():
    wrong = ITEMS[0].model_copy(
        update={"diagram": SPEC.validate_python(BARS | {"bars": [{"label": "M", "value": "a"}]})}
    )
    told = [rule for rule, _ in check_item(wrong)]
    assert [rule.split(" (seed")[0] for rule in told] == ["the top of a bar of the diagram is at 9, outside its axis"]


def test_a_slip_is_told_with_its_file_and_line(tmp_path):
    pack = tmp_path / "pack"
    for file in PICTURES.rglob("*.*"):
        copied = pack / file.relative_to(PICTURES)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_text(
            file.read_text(encoding="utf-8").replace("polygons: [ABC]", "polygons: [ABZ]"), encoding="utf-8"
        )
    with pytest.raises(InvalidContent) as raised:
        read_pack(pack)
    (problem,) = raised.value.problems
    lines = (pack / problem.file).read_text(encoding="utf-8").splitlines()
    assert problem.file == "maths/pictures/items.yaml"
    assert lines[problem.line - 1].strip() == "diagram:"
    assert "the figure has no point Z" in problem.rule


def test_a_twin_has_its_own_diagram_though_its_words_are_the_same():
    spec = ITEMS[0]
    own, other = draw(spec, "", 3), twin(spec, 3)
    assert other.question == own.question
    assert other.diagram != own.diagram
    assert "the worked twin is the same question" not in [rule for rule, _ in check_item(spec)]


def test_a_drawn_diagram_does_not_change():
    diagram = DRAWN.validate_python(copy.deepcopy(TABLE))
    with pytest.raises(ValidationError, match="frozen"):
        diagram.alt = "Something else altogether."


def test_a_tabled_graph_gives_the_points_at_whole_x_and_says_nothing_of_which_are_asked_for() -> None:
    spec = GRAPH | {
        "x": {"from": -2, "to": 3, "step": 1},
        "y": {"from": -5, "to": 5, "step": 1},
        "curves": [{"of": "x**2 - a"}],
        "lines": [{"gradient": 1, "intercept": 0.5, "label": "L"}, {"gradient": 0, "intercept": 3, "label": "level"}],
        "tabled": True,
    }
    drawn = drawn_diagram(SPEC.validate_python(spec), {"a": 4})
    assert drawn.alt == (
        "A graph with a line on it. "
        "Points of the line L at whole numbers of x: (−2, −1.5), (−1, −0.5), (0, 0.5), (1, 1.5), (2, 2.5), (3, 3.5). "
        "Points of the curve at whole numbers of x: (−2, 0), (−1, −3), (0, −4), (1, −3), (2, 0), (3, 5)."
    )
    assert of_data(as_data(drawn)) == drawn


@pytest.mark.parametrize("item_id", ["quadratic-graphs-read-roots", "quadratic-graphs-solve-with-line"])
def test_a_graph_that_is_to_be_read_is_described_with_more_points_than_those_asked_for(catalogue, item_id) -> None:
    for seed in range(20):
        item = drawn_item(catalogue, item_id, seed)
        points = re.findall(r"\((−?\d+), (−?[\d.]+)\)", item.diagram.alt)
        wanted = {one.removeprefix("x = ").replace("-", "−") for one in item.answer.accepted}
        assert wanted <= {x for x, _ in points}, "who cannot see it can answer"
        assert len(points) >= 5
        assert "turning point at" not in item.diagram.alt
        assert "goes through" not in item.diagram.alt


def test_a_food_chain_is_described_without_its_layout(catalogue) -> None:
    for row in catalogue.items_of("ecosystems"):
        diagram = drawn_item(catalogue, row.id, 1).diagram
        if diagram is not None and diagram.kind == "food_chain":
            assert not re.search(r"left|right|top|bottom|down|across", diagram.alt)
            assert all(link in diagram.alt for link in diagram.links)
