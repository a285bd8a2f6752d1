"""What a figure knows of itself: lengths, angles, arcs, and how far it reaches."""

import math

import pytest

from content_store.diagrams.geometry import Figure

SHAPE = Figure[float].model_validate(
    {
        "kind": "figure",
        "alt": "Points for a test.",
        "points": {"O": [1, 1], "A": [4, 1], "B": [1, 4], "C": [-2, 1], "D": [5, 5]},
        "circles": [{"centre": "O", "radius": 3}],
        "arcs": [{"centre": "O", "from": "A", "to": "B"}, {"centre": "O", "from": "B", "to": "A"}],
    }
)


@pytest.mark.parametrize(("corner", "degrees"), [("AOB", 90), ("BOA", 90), ("AOC", 180), ("AOD", 45), ("DOC", 135)])
def test_the_size_of_an_angle_is_that_between_its_arms(corner, degrees):
    assert SHAPE.size(corner) == pytest.approx(degrees)


def test_a_length_is_the_distance_of_two_points():
    assert SHAPE.length("AB") == pytest.approx(3 * math.sqrt(2))


def test_an_arc_goes_anticlockwise_from_its_first_point():
    short, long = (SHAPE.round(arc) for arc in SHAPE.arcs)
    assert short[0] == pytest.approx((4, 1))
    assert short[-1] == pytest.approx((1, 4))
    assert short[12] == pytest.approx((1 + 3 / math.sqrt(2), 1 + 3 / math.sqrt(2)))
    assert long[12] == pytest.approx((1 - 3 / math.sqrt(2), 1 - 3 / math.sqrt(2)))


def test_a_figure_reaches_as_far_as_its_circles_and_points():
    assert SHAPE.extent() == pytest.approx((-2, -2, 5, 5))
