"""Every word of the pages goes through the catalogue, and every catalogue says all of them with the same places."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po

import web
from tests.web.page_words import templates, words_of_template, words_of_view
from web.language import CATALOGUES, ENGLISH, LOCALES, TAGS

WEB = Path(web.__file__).parent
ROOT = WEB.parent
TRANSLATED = sorted(set(LOCALES) - {ENGLISH})
PLACES = re.compile(r"%\(\w+\)[sd]|</?(?:strong|code)>|\$[^$]+\$")
"""What a translation holds as well as the words do: values, elements around some of the words, and formulas."""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The words of the pages, collected as `make translations` does."""
    found = tmp_path_factory.mktemp("words") / "messages.pot"
    marks = re.findall(r"-k \w+", (ROOT / "Makefile").read_text())
    told = [part for mark in marks for part in mark.split()]
    pybabel = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml"]
    subprocess.run([*pybabel, *told, "-o", str(found), "."], cwd=ROOT, check=True)
    with found.open("rb") as file:
        return read_po(file)


def catalogue(language):
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def places(text):
    return sorted(PLACES.findall(text))


def loses_a_place(message):
    """Return whether a form of a translation has other places than the words; that for one thing may say no number."""
    several = isinstance(message.id, tuple)
    wanted = [places(one) for one in (message.id if several else [message.id])]
    unnumbered = [one for one in wanted[-1] if one != "%(num)s"]
    first, *others = [places(form) for form in forms(message)]
    return first not in ([*wanted, unnumbered] if several else wanted) or any(one not in wanted for one in others)


def test_words_are_collected(collected):
    assert len(collected) > 700
    assert {"Check my answer", "nearly secure", "Enter your username", "Size of text"} <= {one.id for one in collected}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_of_the_pages_is_translated(collected, language):
    known = catalogue(language)
    missing = [one.id for one in collected if one.id and not (one.id in known and all(forms(known[one.id])))]
    assert missing == [], "run `make translations`, and translate what is empty"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_loses_a_place_or_the_space_at_its_end(language):
    messages = [one for one in catalogue(language) if one.id]
    assert [one.id for one in messages if loses_a_place(one)] == []
    assert [error for one in messages for error in one.check(catalogue(language))] == []
    assert [
        one.id for one in messages if isinstance(one.id, str) and one.id[-1:].isspace() != one.string[-1:].isspace()
    ] == []
    assert [one.id for one in messages if one.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_as_many_forms_as_its_language(language):
    known = catalogue(language)
    several = [one for one in known if isinstance(one.id, tuple)]
    assert several
    assert {len(one.string) for one in several} == {known.num_plurals}


def test_a_lost_place_is_seen():
    assert loses_a_place(Message("Hint %(number)s", "Wskazówka"))
    assert loses_a_place(Message(("%(num)s pupil", "%(num)s pupils"), ("uczeń", "%(num)s uczniowie", "uczniów")))
    assert not loses_a_place(
        Message(("%(num)s week", "%(num)s weeks"), ("tydzień", "%(num)s tygodnie", "%(num)s tygodni"))
    )
    assert not loses_a_place(Message(("a minute", "%(num)s minutes"), ("minuta", "%(num)s minuty", "%(num)s minut")))


def test_no_template_says_words_that_are_not_translated():
    said = {str(one.relative_to(WEB)): words_of_template(one.read_text()) for one in templates(WEB / "templates")}
    assert {name: words for name, words in said.items() if words} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Sign in</p>", ["Sign in"]),
        ('<p>{{ _("Sign in") }}</p>', []),
        ("<p>{% trans %}Sign in{% endtrans %}</p>", []),
        ('<p>{{ "Sign in" if known else _("Sign out") }}</p>', ["Sign in"]),
        ('<nav aria-label="Other weeks"></nav>', ["Other weeks"]),
        ("<nav aria-label=\"{{ _('Other weeks') }}\"></nav>", []),
        ('{% set words = {"a": "Not right yet"} %}', ["Not right yet"]),
        ('{{ ngettext("%(num)s pupil", "%(num)s pupils", count) }}', []),
        ('<a class="main button" href="{{ url_for("pupil.home") }}">{{ name }}</a>', []),
    ],
)
def test_the_search_for_words_finds_them(source, found):
    assert words_of_template(source) == found


def test_no_view_tells_words_that_are_not_translated():
    said = {one.name: words_of_view(one.read_text()) for one in sorted(WEB.glob("*.py"))}
    assert {name: words for name, words in said.items() if words} == {}


@pytest.mark.parametrize(
    ("source", "finds"),
    [
        ('flash("Saved.")', True),
        ('flash(f"{name} is saved.")', True),
        ('flash(_("Saved.") if saved else "Lost.")', True),
        ('flash(_("Saved."))', False),
        ('StringField("Name", [])', True),
        ('StringField(_l("Name"), [DataRequired(_l("Enter a name"))])', False),
        ('StringField(_l("Name"), [DataRequired("Enter a name")])', True),
    ],
)
def test_the_search_for_words_of_views_finds_them(source, finds):
    assert bool(words_of_view(source)) is finds


def test_every_language_has_a_tag_and_a_name(app):
    assert set(TAGS) == set(LOCALES)
    with app.test_request_context():
        offered = app.jinja_env.globals["page_language"]()
    assert offered == "en-GB"
