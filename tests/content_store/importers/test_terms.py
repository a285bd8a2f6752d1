import pytest

from content_store.importers.terms import Terms, licence_named, source_of
from content_store.problems import InvalidContent

WHOLE = Terms(title="Bank", licence="CC BY 4.0", attribution="Ada Example")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/ <CC BY-NC-SA 4.0>", "CC BY-NC-SA 4.0"),
        ("CC BY-SA 3.0", "CC BY-SA 3.0"),
        ("cc by", "CC BY"),
        ("Creative Commons Attribution License", "CC BY"),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 4.0", "CC BY-NC-ND 4.0"),
        ("Open Government Licence v3.0", "Open Government Licence v3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("MIT", "MIT"),
        ("own work", "Own work"),
        ("by permission of the head", ""),
    ],
)
def test_a_licence_is_known_by_its_name_or_address(text, name):
    assert licence_named(text) == name


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (Terms(title="Bank", attribution="Ada"), "no licence is given"),
        (Terms(title="Bank", attribution="Ada", licence="ask me"), "is not known"),
        (Terms(title="Bank", attribution="Ada", licence="All rights reserved"), "all rights in it are reserved"),
        (Terms(title="Bank", attribution="Ada", licence="CC BY-ND 4.0"), "allows no adaptation"),
        (Terms(title="Bank", attribution="Ada", licence="CC BY-NC 4.0"), "forbids commercial use"),
        (Terms(title="AQA past papers", attribution="Ada", licence="CC BY 4.0"), "exam board or publisher AQA"),
        (Terms(title="Bank", attribution="Pearson Education", licence="CC BY 4.0"), "publisher Pearson"),
        (Terms(title="Bank", licence="CC BY 4.0"), "who wrote the content"),
    ],
)
def test_what_may_not_be_copied_is_refused_with_the_reason(terms, message):
    with pytest.raises(InvalidContent, match=message):
        source_of(Terms(), terms, "bank.xml")


def test_no_derivatives_is_refused_even_where_non_commercial_is_allowed():
    terms = Terms(title="Bank", attribution="Ada", licence="CC BY-NC-ND 4.0", allow_non_commercial=True)
    with pytest.raises(InvalidContent, match="allows no adaptation"):
        source_of(Terms(), terms, "bank.xml")


def test_non_commercial_is_taken_when_it_is_allowed():
    terms = Terms(title="Bank", attribution="Ada", licence="CC BY-NC 4.0", allow_non_commercial=True)
    assert source_of(Terms(), terms, "bank.xml").licence == "CC BY-NC 4.0"


def test_what_upstream_says_holds_and_a_contradiction_is_refused():
    upstream = Terms(title="Book", licence="CC BY-NC 4.0", attribution="A House")
    with pytest.raises(InvalidContent, match=r"the content says CC BY-NC 4\.0, and --licence says CC BY 4\.0"):
        source_of(upstream, WHOLE, "book.xml")
    upstream = Terms(title="Book", licence="http://creativecommons.org/licenses/by/4.0/", attribution="A House")
    source = source_of(upstream, Terms(licence="CC BY"), "book.xml")
    assert (source.licence, source.attribution) == ("CC BY 4.0", "A House")


def test_content_without_a_version_is_known_by_a_hash_of_it():
    first, again = (source_of(Terms(), WHOLE, "bank.xml", [b"one"]) for _ in range(2))
    assert first.version == again.version != source_of(Terms(), WHOLE, "bank.xml", [b"two"]).version
    assert source_of(Terms(version="7"), WHOLE, "bank.xml", [b"one"]).version == "7"
