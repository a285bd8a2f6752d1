import pytest

from content_store.importers.found import Unfit
from content_store.importers.typed_answers import typed_answer


@pytest.mark.parametrize(
    ("latex", "kind", "answer"),
    [
        ("$$12$$", "numeric", {"value": "12"}),
        ("$$-2.5$$", "numeric", {"value": "-5/2"}),
        ("$$1.61$$", "numeric", {"value": "161/100", "tolerance": "1/200"}),
        (r"$$\frac{3}{4}$$", "numeric", {"value": "3/4"}),
        (r"$$\frac{-3}{4}$$", "numeric", {"value": "-3/4"}),
        ("1,250", "numeric", {"value": "1250"}),
        (r"$$9.33\times{10}^{\left(-2\right)}$$", "numeric", {"value": "933/10000", "tolerance": "1/20000"}),
        ("$$4x+12$$", "expression", {"value": "4x+12", "form": "simplified"}),
        (r"$$\frac{x}{2}$$", "expression", {"value": "x/2", "form": "simplified"}),
        ("$$x=-3$$", "solutions", {"solutions": ["x = -3"]}),
        ("$$y=2x+1$$", "equation", {"value": "y=2x+1", "subject": "y"}),
        (r"$$x\leq3$$", "inequality", {"value": "x<=3"}),
        ("$$(2,-3)$$", "coordinates", {"points": ["(2,-3)"]}),
    ],
)
def test_a_right_answer_in_latex_becomes_one_that_is_typed(latex, kind, answer):
    assert typed_answer(latex) == (kind, answer)


def test_the_question_says_which_form_is_asked_for():
    assert typed_answer("$$x^2+2x$$", "Multiply: $x(x+2)$")[1]["form"] == "expanded"
    assert typed_answer("$$x(x+2)$$", "Factor $x^2+2x$")[1]["form"] == "factorised"
    assert typed_answer(r"$$3.7\times{10}^4$$", "Write in scientific notation")[1]["form"] == "standard"


@pytest.mark.parametrize(
    "latex",
    [
        "",
        "$$8,13$$",
        "5/2x",
        "quarters and dimes",
        r"$$\begin{bmatrix}1\end{bmatrix}$$",
        "$$2^{9999}$$",
        "$$x$$" * 50,
        "|x|",
    ],
)
def test_what_cannot_be_marked_is_left_out(latex):
    with pytest.raises(Unfit):
        typed_answer(latex)
