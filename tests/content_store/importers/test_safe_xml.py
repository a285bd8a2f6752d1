import pytest

from content_store.importers.safe_xml import child, parse_xml, text_at
from content_store.problems import InvalidContent

BOMB = b"""<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>"""
PARAMETER = b"""<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/evil.dtd"> %p;]><a/>"""


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, PARAMETER])
def test_entities_are_refused(content):
    with pytest.raises(InvalidContent, match="entities"):
        parse_xml(content, "bank.xml")


def test_deep_nesting_is_refused():
    with pytest.raises(InvalidContent, match="nested more than 150 deep"):
        parse_xml(b"<a>" * 100_000, "bank.xml")


def test_very_many_elements_are_refused():
    with pytest.raises(InvalidContent, match="more than 1,000,000 elements"):
        parse_xml(b"<a>" + b"<b/>" * 1_000_001 + b"</a>", "bank.xml")


@pytest.mark.parametrize(
    "content",
    [b"", b"words", b"<a>", b"\x89PNG\r\n", b"<a></b>", b'<?xml version="1.0" encoding="made-up"?><a/>', b"\xff"],
)
def test_what_is_not_xml_is_refused(content):
    with pytest.raises(InvalidContent, match="not XML"):
        parse_xml(content, "bank.xml")


def test_the_broken_line_is_named():
    with pytest.raises(InvalidContent, match=r"bank\.xml:3"):
        parse_xml(b"<a>\n<b>\n</a>", "bank.xml")


def test_elements_are_found_whatever_their_namespace():
    root = parse_xml(b'<a xmlns="urn:x"><b><text>Two <i>words</i></text></b><!-- note --></a>', "a.xml")
    assert text_at(root, "b", "text") == "Two words"
    assert child(root, "b", "none") is None
