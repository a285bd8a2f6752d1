import pytest

from content_store.importers.openstax import read_openstax
from content_store.importers.terms import Terms
from content_store.problems import InvalidContent

COLLECTION = """<?xml version="1.0"?>
<col:collection xmlns="http://cnx.rice.edu/collxml" xmlns:md="http://cnx.rice.edu/mdml"
  xmlns:col="http://cnx.rice.edu/collxml" authors="Ada Example ,Ben Example">
  <metadata><md:title>Light</md:title><md:slug>light</md:slug>
  <md:license url="http://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution License</md:license>
  </metadata>
  <col:content><col:module document="m1"/><col:subcollection><md:title>Seeing</md:title>
  <col:content><col:module document="m2"/><col:module document="m9"/></col:content></col:subcollection></col:content>
</col:collection>"""
PREFACE = """<document xmlns="http://cnx.rice.edu/cnxml"><title>Preface</title><content><para>Hello.</para></content></document>"""
SENTENCE = "Light travels in straight lines until it meets something, and then some of it is sent back. "
PAGE = f"""<document xmlns="http://cnx.rice.edu/cnxml" xmlns:m="http://www.w3.org/1998/Math/MathML">
<title>Mirrors</title><metadata xmlns:md="http://cnx.rice.edu/mdml"><md:title>Mirrors</md:title></metadata>
<content>
<para id="p1">{SENTENCE * 3}</para>
<para id="p2">As <link target-id="f1"/> shows, {SENTENCE}</para>
<note class="os-teacher"><para>Ask the class.</para></note>
<section id="s1"><title>Angles</title>
<para id="p3">{SENTENCE * 2} The angle is <m:math><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>.</para>
<para id="p4">{SENTENCE} See <link url="https://example.org">the other page</link>.</para>
<figure id="f1"><media alt="A mirror"><image src="a.jpg"/></media></figure>
<section id="s2"><title>Law</title><para>Too short.</para></section>
</section>
<section class="problems"><title>Problems</title>
<exercise id="e1"><problem><para>How many degrees are in a right angle?</para></problem>
  <solution><para><m:math><m:mn>90</m:mn></m:math></para></solution></exercise>
<exercise id="e2"><problem><para>What does a mirror do?</para><list list-type="enumerated"><item>It reflects.</item>
  <item>It absorbs.</item></list></problem><solution><para>(a)</para></solution></exercise>
<exercise id="e3"><problem><para>How fast is light in air?</para></problem>
  <solution><para>2.998 m/s</para></solution></exercise>
<exercise id="e4"><problem><para>Why?</para></problem></exercise>
<exercise id="e5"><problem><para>Describe a mirror.</para></problem>
  <solution><para>It is flat.</para></solution></exercise>
<exercise id="e6"><problem><para>Use <link target-id="f1"/> to find it.</para></problem>
  <solution><para>3</para></solution></exercise>
<exercise id="e7"><problem><para>Answer both.</para><list><item>One</item><item>Two</item></list></problem>
  <solution><list><item>1</item><item>2</item></list></solution></exercise>
<exercise id="e8"><problem><para><link class="os-embed" url="#ost/api/ex/x"/></para></problem></exercise>
</section>
</content>
<glossary><definition><term>mirror</term>
  <meaning>a surface that sends light back in one direction</meaning></definition>
</glossary></document>"""


@pytest.fixture
def clone(tmp_path):
    (tmp_path / "collections").mkdir()
    (tmp_path / "collections" / "light.collection.xml").write_text(COLLECTION, encoding="utf-8")
    for name, text in (("m1", PREFACE), ("m2", PAGE)):
        (tmp_path / "modules" / name).mkdir(parents=True)
        (tmp_path / "modules" / name / "index.cnxml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def book(clone):
    return read_openstax(clone, Terms())


def test_the_source_is_what_the_collection_says(book):
    (source,) = book.rows.sources
    assert (source.title, source.licence) == ("Light", "CC BY 4.0")
    assert source.attribution == "Light by Ada Example, Ben Example, OpenStax, adapted"
    assert source.url == "https://openstax.org/details/books/light"
    assert {passage.source_id for passage in book.rows.passages} == {source.id}


def test_a_chapter_is_a_unit_and_a_page_a_lesson_with_an_objective(book):
    assert [unit.title for unit in book.rows.units] == ["Seeing"]
    assert [(row.id, row.title) for row in book.rows.objectives] == [("light-m2", "Mirrors")]


def test_sections_are_passages_with_their_maths(book):
    texts = {passage.heading: passage.text for passage in book.rows.passages}
    assert set(texts) == {"Mirrors", "Angles", "mirror"}
    assert "The angle is $x^{2}$." in texts["Angles"]
    assert texts["mirror"] == "a surface that sends light back in one direction"
    assert not any("Ask the class" in text or "shows" in text for text in texts.values())


def test_questions_with_a_number_or_a_choice_are_items(book, answers):
    assert answers(book) == {
        "How many degrees are in a right angle?": ("numeric", {"value": "90"}),
        "What does a mirror do?": (
            "choice",
            {"choices": [{"text": "It reflects.", "right": True}, {"text": "It absorbs."}]},
        ),
        "How fast is light in air?": (
            "numeric",
            {"value": "1499/500", "tolerance": "1/2000", "unit": "m/s"},
        ),
    }


def test_what_is_left_out_is_listed_with_its_reason(book):
    told = {(one.kind, one.where.split(",")[0], one.reason) for one in book.skipped}
    assert told >= {
        ("page", "m1", "it is front or back matter"),
        ("page", "m9", "its file is not in the clone"),
        ("paragraph", "m2", "it points at a figure, a table or another page"),
        ("note", "m2", "it is written for teachers"),
        ("figure", "m2", "a figure is not imported"),
        ("passage", "m2", "it is too short to be read alone"),
        ("question", "m2#e4", "no solution is given"),
        ("question", "m2#e5", "its solution is neither a number nor a choice"),
        ("question", "m2#e6", "it points at a figure, a table or another page"),
        ("question", "m2#e7", "it has several parts, or its solution names none of its options"),
        ("question", "m2#e8", "it is kept elsewhere"),
    }


def test_a_book_that_forbids_commercial_use_is_refused_unless_it_is_allowed(clone):
    file = clone / "collections" / "light.collection.xml"
    file.write_text(COLLECTION.replace("licenses/by/4.0", "licenses/by-nc-sa/4.0"), encoding="utf-8")
    with pytest.raises(InvalidContent, match="forbids commercial use"):
        read_openstax(clone, Terms())
    allowed = read_openstax(file, Terms(allow_non_commercial=True))
    assert allowed.rows.sources[0].licence == "CC BY-NC-SA 4.0"


def test_a_page_with_a_licence_of_its_own_is_left_out(clone):
    stricter = '<metadata xmlns:md="m"><md:license url="http://creativecommons.org/licenses/by-nd/4.0/"/>'
    page = PAGE.replace('<metadata xmlns:md="http://cnx.rice.edu/mdml">', stricter)
    (clone / "modules" / "m2" / "index.cnxml").write_text(page, encoding="utf-8")
    with pytest.raises(InvalidContent, match="it has a licence of its own: CC BY-ND 4"):
        read_openstax(clone, Terms())


@pytest.mark.parametrize("document", ["../../etc", "/etc/passwd", "a/b", ""])
def test_a_collection_that_leads_out_of_the_clone_is_refused(clone, document):
    file = clone / "collections" / "light.collection.xml"
    file.write_text(COLLECTION.replace("m9", document), encoding="utf-8")
    with pytest.raises(InvalidContent, match="leads out"):
        read_openstax(clone, Terms())


def test_a_linked_page_is_refused(clone, tmp_path):
    (tmp_path / "modules" / "m9").mkdir()
    (tmp_path / "modules" / "m9" / "index.cnxml").symlink_to(clone / "modules" / "m1" / "index.cnxml")
    with pytest.raises(InvalidContent, match="symbolic link"):
        read_openstax(clone, Terms())


def test_another_folder_is_refused(tmp_path):
    with pytest.raises(InvalidContent, match="no collections and modules"):
        read_openstax(tmp_path, Terms())
