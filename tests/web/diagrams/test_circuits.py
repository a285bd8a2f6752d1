"""A circuit is closed, and the parts are where they belong: in series one after the other, branches side by side."""

from xml.etree import ElementTree as ET

import pytest

from content_store.diagrams.physics import Circuit
from web.diagrams.circuits import SYMBOLS, draw_circuit


def words(**more) -> dict[str, tuple[float, float]]:
    circuit = Circuit.model_validate(
        {"kind": "circuit", "alt": "A circuit of a test.", "supply": {"part": "cell"}} | more
    )
    root = ET.fromstring(draw_circuit(circuit).markup(circuit.alt))
    return {shape.text: (float(shape.attrib["x"]), float(shape.attrib["y"])) for shape in root.iter("text")}


def lamps(count: int) -> list[dict[str, str]]:
    return [{"part": "lamp", "label": f"L{number}"} for number in range(count)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_parts_in_series_stand_from_left_to_right_below_the_supply(count):
    found = words(series=lamps(count))
    assert [found[f"L{number}"][0] for number in range(count)] == sorted(x for x, _ in found.values())
    assert len({y for _, y in found.values()}) == 1


@pytest.mark.parametrize("count", [4, 5, 6])
def test_many_parts_in_series_go_round_with_the_current(count):
    found = words(series=lamps(count))
    above = [number for number in range(count) if found[f"L{number}"][1] < 0]
    below = [number for number in range(count) if number not in above]
    assert above == list(range(len(above)))
    assert [found[f"L{number}"][0] for number in below] == sorted((found[f"L{n}"][0] for n in below), reverse=True)


def test_branches_stand_below_each_other_and_a_voltmeter_beside_its_part():
    found = words(series=lamps(1), parallel=[[{"part": "fuse", "label": "F"}], [{"part": "motor", "label": "N"}]],
                  voltmeters=[{"across": 0, "label": "V1"}])  # fmt: skip
    assert found["L0"][1] < found["V1"][1] < found["F"][1] < found["N"][1]
    assert found["V1"][0] == pytest.approx(found["L0"][0])


@pytest.mark.parametrize("part", SYMBOLS)
def test_every_part_has_a_symbol_on_its_wire(part):
    assert words(series=[{"part": part, "label": "here"}])["here"]
