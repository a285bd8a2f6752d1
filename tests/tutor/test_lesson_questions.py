import pytest

from tutor.lesson_questions import read_question


@pytest.mark.parametrize(
    ("text", "kind", "terms"),
    [
        ("what does denatured mean", "meaning", ("denatured",)),
        ("wots an isotope again", "meaning", ("isotope",)),
        ("what even is a comma splice", "meaning", ("comma splice",)),
        ("whats the meaning of feud?", "meaning", ("feud",)),
        ("i dont get what a mole is", "meaning", ("mole",)),
        ("who is duncan", "meaning", ("duncan",)),
        ("which one is the anode", "meaning", ("anode",)),
        ("why is it called optimum", "meaning", ("optimum",)),
        ("whats the diffrence between mass and weight", "difference", ("mass", "weight")),
        ("osmosis vs diffusion", "difference", ("osmosis", "diffusion")),
        ("is velocity the same as speed", "difference", ("velocity", "speed")),
        ("union and intersection whats the difference", "difference", ("union", "intersection")),
        ("how is a simile different from a metaphor", "difference", ("simile", "metaphor")),
        ("open and closed circles whats the difference", "difference", ("open circles", "closed circles")),
        ("why do leaves look green", "reason", ()),
        ("how come ice floats", "reason", ()),
        ("whats the formula for density", "formula", ()),
        ("how do i work out a rate", "way", ()),
        ("how do i know its the hypotenuse", "way", ("hypotenuse",)),
        ("do antibiotics kill viruses", "other", ()),
    ],
)
def test_a_question_is_read_by_how_it_is_put(text: str, kind: str, terms: tuple[str, ...]) -> None:
    asked = read_question(text)
    assert (asked.kind, asked.terms) == (kind, terms)
