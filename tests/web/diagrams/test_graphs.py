"""Lines and curves are drawn as far as the graph goes and no further."""

from xml.etree import ElementTree as ET

from content_store.diagrams.graphs import Graph
from web.diagrams.graphs import draw_graph

AXIS = {"from": -4, "to": 4, "step": 1}


def runs(**more) -> list[list[tuple[float, float]]]:
    graph = Graph[float].model_validate({"kind": "graph", "alt": "A graph of a test.", "x": AXIS, "y": AXIS} | more)
    root = ET.fromstring(draw_graph(graph).markup("A graph of a test."))
    found = [shape.attrib["points"] for shape in root.iter("polyline") if shape.attrib["class"] == "d-line d-bold"]
    return [[tuple(map(float, pair.split(","))) for pair in one.split()] for one in found]


def test_a_steep_line_ends_where_it_leaves_the_graph():
    ((start, end),) = runs(lines=[{"gradient": 2, "intercept": 0}])
    assert start == (58.0, 232.0)
    assert end == (174.0, 0.0)


def test_a_level_line_goes_all_the_way_across():
    ((start, end),) = runs(lines=[{"gradient": 0, "intercept": 4}])
    assert (start, end) == ((0.0, 0.0), (232.0, 0.0))


def test_a_reciprocal_has_two_branches_and_none_leaves_the_graph():
    left, right = runs(curves=[{"of": "4 / x"}])
    assert max(x for x, _ in left) <= 116 <= min(x for x, _ in right)
    assert all(0 <= y <= 232 for _, y in left + right)


def test_a_line_out_of_sight_is_not_drawn():
    assert runs(lines=[{"gradient": 0, "intercept": 9}], curves=[{"of": "x**2 + 5"}]) == []
