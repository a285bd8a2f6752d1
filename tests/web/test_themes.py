"""The contrast of every pair of colours in every theme, worked out from the style sheet itself.

Text needs 4.5 to 1 against whatever it may stand on, borders and marks of what can be operated 3 to 1 (WCAG 2.2,
1.4.3 and 1.4.11). A text colour is held to every background, unless its own rule names the one it stands on.
"""

import re
from itertools import product
from pathlib import Path

import pytest

import web

CSS = re.sub(
    r"/\*.*?\*/", "", (Path(web.__file__).parent / "static" / "attain.css").read_text("utf-8"), flags=re.DOTALL
)
TEXT, PART = 4.5, 3.0
DECORATION = {"--line"}
"""Lines that only divide: nothing is lost where they are not seen."""
THEMES = ("light", "cream", "dark", "contrast")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", re.IGNORECASE)


def blocks(css):
    """Return the rules of a style sheet as (the conditions around them, selector, declarations)."""
    found, around, start, depth_of = [], [], 0, []
    for at, sign in enumerate(css):
        if sign == "{":
            head = css[start:at].strip()
            around.append(head)
            depth_of.append(at)
            start = at + 1
        elif sign == "}":
            body = css[start:at].strip()
            head = around.pop()
            if body and not head.startswith("@font-face"):
                conditions = " ".join(one for one in around if one.startswith("@"))
                found.append((conditions, head, dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", body))))
            start = at + 1
        elif sign == ";" and not around:
            start = at + 1
    return found


RULES = blocks(CSS)


def tokens(condition, selector):
    """Return the colours that a block of a theme names."""
    chosen = [values for where, who, values in RULES if where == condition and selector in re.split(r",\s*", who)]
    return {name: value for values in chosen for name, value in values.items() if value.startswith("#")}


LIGHT = tokens("", "[data-theme]")
SCREEN = {one: LIGHT | tokens("@media screen", f'[data-theme="{one}"]') for one in THEMES}
DEVICE_DARK = LIGHT | tokens("@media screen and (prefers-color-scheme: dark)", '[data-theme="device"]')
MORE = {"--quiet": "--ink", "--line": "--ink", "--edge": "--ink"}
PALETTES = SCREEN | {
    f"{name}, more contrast": SCREEN[name] | {own: SCREEN[name][like] for own, like in MORE.items()}
    for name in ("light", "dark")
}


def used(values, *names):
    """Return the colours that a rule takes for some properties."""
    return {
        token for name in names for token in re.findall(r"var\((--[\w-]+)\)", values.get(name, "")) if token in LIGHT
    }


def pairs():
    """Return what has to be told apart, as (front, back, needed): of rules that name both, and all others crossed."""
    text, parts, grounds, own = set(), set(), set(), set()
    for base, values in by_thing().items():
        front, back = used(values, "color", "fill"), used(values, "background", "background-color")
        edges = used(values, "border", "border-color", "border-left", "outline", "accent-color", "stroke") - DECORATION
        if front and back:
            own |= {(one, other, TEXT) for one, other in product(front, back)}
        else:
            text |= front if base != ".d-open" else set()
            grounds |= back
        parts |= edges
    parts -= {"--card"}  # the halo round a diagram's words, which is there to be as the ground
    assert {"--ink", "--quiet", "--main", "--bad", "--right", "--warm-ink"} <= text | {one for one, _, _ in own}
    assert {"--paper", "--card", "--tint", "--warm", "--right-tint", "--bad-tint"} <= grounds | {
        two for _, two, _ in own
    }
    assert ("--on-main", "--main", TEXT) in own
    grounds |= {two for _, two, _ in own if two.endswith(("tint", "warm", "card", "paper"))}
    text |= {one for one, two, _ in own if two in grounds} | {"--ink"}
    crossed = {(one, two, TEXT) for one, two in product(text, grounds)}
    return own | crossed | {(one, two, PART) for one, two in product(parts | {"--ring"}, grounds)}


def by_thing():
    """Return the declarations of each thing with those of its states: hovered it keeps what it had."""
    found = {}
    for _, selectors, values in RULES:
        if selectors.startswith((":root", "[data-theme")) and "--ink" in values:
            continue
        for selector in re.split(r",\s*(?![^(]*\))", selectors):
            thing = selector.strip()
            plain = re.sub(r":(hover|focus|focus-visible|disabled)\b", "", thing)
            found[thing] = {**found.get(plain, {}), **found.get(thing, {}), **values}
    return found


def luminance(colour):
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def short_of(palette, needed_pairs):
    """Return the pairs of a palette that are not told apart well enough, with what they have."""
    ratios = {(one, two, needed): contrast(palette[one], palette[two]) for one, two, needed in needed_pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < pair[2]}


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("name", PALETTES)
def test_every_pair_of_a_theme_can_be_told_apart(name):
    assert len(pairs()) > 60
    assert short_of(PALETTES[name], pairs()) == {}


def test_a_pair_that_is_short_is_found():
    assert ("--quiet", "--paper", TEXT) in short_of(LIGHT | {"--quiet": "#999999"}, pairs())
    assert ("--edge", "--card", PART) in short_of(LIGHT | {"--edge": "#cccccc"}, pairs())


def test_high_contrast_is_seven_to_one_for_all_text():
    text = {(one, two, 7.0) for one, two, needed in pairs() if needed == TEXT}
    assert short_of(PALETTES["contrast"], text) == {}


@pytest.mark.parametrize("name", PALETTES)
def test_the_focus_can_be_seen_on_whatever_it_is_by_its_two_rings(name):
    assert contrast(PALETTES[name]["--ring"], PALETTES[name]["--halo"]) >= PART


def test_a_device_that_is_set_to_dark_gets_the_dark_theme():
    assert SCREEN["dark"] == DEVICE_DARK


def test_every_theme_names_the_same_colours():
    for theme in THEMES[1:]:
        assert tokens("@media screen", f'[data-theme="{theme}"]').keys() == LIGHT.keys()


def test_on_paper_every_theme_is_the_light_one():
    coloured = [where for where, _, values in RULES if values.get("--paper", LIGHT["--paper"]) != LIGHT["--paper"]]
    assert coloured
    assert all(where.startswith("@media screen") for where in coloured)


def test_colours_are_named_among_the_themes_and_nowhere_else():
    """A colour that a rule names itself would be the same in the dark, its contrast unknown. Paper is light."""
    loose = [
        (selector, name, value)
        for where, selector, values in RULES
        for name, value in values.items()
        if "print" not in where and not name.startswith("--") and COLOUR.search(value) and name != "box-shadow"
    ]
    assert loose == []
