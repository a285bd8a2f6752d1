import pytest

from content_store.importers.found import Unfit
from content_store.importers.mathml import latex_of
from content_store.importers.safe_xml import parse_xml

M = 'xmlns:m="http://www.w3.org/1998/Math/MathML"'


@pytest.mark.parametrize(
    ("mathml", "latex"),
    [
        (
            "<m:mrow><m:mi>t</m:mi><m:mo>=</m:mo><m:mn>25</m:mn><m:mspace/><m:mtext>s</m:mtext></m:mrow>",
            r"t=25 \text{s}",
        ),
        ("<m:mfrac><m:mn>1</m:mn><m:mi>x</m:mi></m:mfrac>", r"\frac{1}{x}"),
        ("<m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup><m:mo>−</m:mo><m:mn>3</m:mn>", "x^{2}-3"),
        ("<m:msub><m:mi>v</m:mi><m:mn>0</m:mn></m:msub>", "v_{0}"),
        ("<m:msqrt><m:mn>2</m:mn></m:msqrt><m:mo>×</m:mo><m:mn>3</m:mn>", r"\sqrt{2}\times 3"),
        ("<m:mroot><m:mn>8</m:mn><m:mn>3</m:mn></m:mroot>", r"\sqrt[3]{8}"),
        ("<m:mfenced><m:mi>x</m:mi><m:mi>y</m:mi></m:mfenced>", "(x,y)"),
        ("<m:mover><m:mi>v</m:mi><m:mo>→</m:mo></m:mover>", r"\vec{v}"),
        ("<m:mi>sin</m:mi><m:mi>x</m:mi>", r"\mathrm{sin}x"),
    ],
)
def test_mathml_becomes_latex(mathml, latex):
    assert latex_of(parse_xml(f"<m:math {M}>{mathml}</m:math>".encode(), "a.xml")) == latex


@pytest.mark.parametrize("mathml", ["<m:mtable/>", "<m:mfrac><m:mn>1</m:mn></m:mfrac>", "<m:mi><m:mn>1</m:mn></m:mi>"])
def test_maths_that_is_not_known_is_never_guessed(mathml):
    with pytest.raises(Unfit, match="maths cannot be read"):
        latex_of(parse_xml(f"<m:math {M}>{mathml}</m:math>".encode(), "a.xml"))
