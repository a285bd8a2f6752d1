import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.importers.found import Unfit
from content_store.importers.html_text import text_of_html
from content_store.importers.wording import slug, with_maths


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>What is <b>two</b> and two?</p>", "What is two and two?"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("x<sup>2</sup> + H<sub>2</sub>O", "x² + H₂O"),
        ("x<sup>ab</sup>", "x^(ab)"),
        (r"Find \(x^2\) when \[x = 3\]", "Find $x^2$ when $x = 3$"),
        ("Work out $$3 \\times 4$$.", r"Work out $3 \times 4$."),
        ("It costs $5 or &pound;4.", r"It costs \$5 or £4."),
        ("2 &lt; 3 and 2*3*4 and a_b", r"2 < 3 and 2\*3\*4 and a\_b"),
        ("Which [[1+1]]?", "Which [ [1+1]]?"),
        ("Say<script>alert(1)</script> it", "Say it"),
        ("<style>p{}</style><p onclick='x()'>Fine</p>", "Fine"),
        ("<a href='javascript:alert(1)'>Look</a>", "Look"),
        ("a&nbsp;b\u200bc", "a bc"),
    ],
)
def test_html_becomes_text_with_maths(html, text):
    assert text_of_html(html) == text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<img src="http://evil.example/x.png">', "an image"),
        ("<table><tr><td>1</td></tr></table>", "a table"),
        ("<iframe src='x'></iframe>", "something embedded"),
        ("<video></video>", "a recording"),
        ("<div>" * 200 + "x", "nested too deeply"),
        ("x" * 5_000, "longer than"),
        (r"Work out \frac{1}{2} of it", "maths cannot be read"),
    ],
)
def test_what_is_more_than_text_is_left_out(html, reason):
    with pytest.raises(Unfit, match=reason):
        text_of_html(html)


@given(st.text(max_size=300))
def test_any_html_is_text_or_left_out(html):
    try:
        text = text_of_html(html)
    except Unfit:
        return
    assert "[[" not in text
    assert (text.count("$") - text.count(r"\$")) % 2 == 0


@given(st.text(alphabet="ab \\$()[]*_#\n", max_size=60))
def test_dollars_are_maths_or_escaped(text):
    try:
        made = with_maths(text)
    except Unfit:
        return
    assert "[[" not in made


@given(st.text())
def test_any_title_makes_an_id(text):
    assert slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
