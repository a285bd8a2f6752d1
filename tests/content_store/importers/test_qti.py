import io
import zipfile

import pytest

from content_store.importers.qti import read_qti
from content_store.importers.terms import Terms
from content_store.problems import InvalidContent

V2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
V3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"


def item(declared: str, body: str, more: str = "", identifier: str = "q1") -> str:
    return (
        f'<assessmentItem xmlns="{V2}" identifier="{identifier}" title="Q" adaptive="false" timeDependent="false">'
        f"{declared}<itemBody><p>What is it?</p>{body}</itemBody>{more}</assessmentItem>"
    )


def declaration(cardinality: str, base: str, *values: str, more: str = "") -> str:
    right = "".join(f"<value>{value}</value>" for value in values)
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{right}</correctResponse>{more}</responseDeclaration>"
    )


def choices(*texts: str, name: str = "choiceInteraction", part: str = "simpleChoice") -> str:
    parts = "".join(f'<{part} identifier="{text[0].upper()}">{text}</{part}>' for text in texts)
    return f'<{name} responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">{parts}</{name}>'


SINGLE = item(declaration("single", "identifier", "N"), choices("newton", "joule"))
MATCH = (
    '<matchInteraction responseIdentifier="RESPONSE"><simpleMatchSet>'
    '<simpleAssociableChoice identifier="A">Na</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="B">K</simpleAssociableChoice></simpleMatchSet><simpleMatchSet>'
    '<simpleAssociableChoice identifier="X">sodium</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="Y">potassium</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="Z">argon</simpleAssociableChoice></simpleMatchSet></matchInteraction>'
)
ENTRY = '<p>It is <textEntryInteraction responseIdentifier="RESPONSE"/> long.</p>'
WITHIN = (
    "<responseProcessing><responseCondition><responseIf>"
    '<equal toleranceMode="absolute" tolerance="0.1 0.1"><variable identifier="RESPONSE"/>'
    '<correct identifier="RESPONSE"/></equal></responseIf></responseCondition></responseProcessing>'
)
MAPPING = '<mapping><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="1"/></mapping>'
THREE = f"""<qti-assessment-item xmlns="{V3}" identifier="three" title="Q">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
<qti-correct-response><qti-value>N</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><p>Unit of <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>F</mi></math>?</p>
<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Choose.</qti-prompt>
<qti-simple-choice identifier="N">newton</qti-simple-choice>
<qti-simple-choice identifier="J">joule</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing template="match_correct"/></qti-assessment-item>"""
MANIFEST = """<manifest><metadata><lom><general><title><string>Forces</string></title></general>
<rights><description><string>CC BY-SA 4.0</string></description></rights></lom></metadata>
<resources><resource type="imsqti_item_xmlv2p1" href="items/q1.xml"/></resources></manifest>"""


@pytest.fixture
def loose(tmp_path, terms):
    """Return a function that reads items as files of a folder."""

    def read(*items: str):
        for number, text in enumerate(items):
            (tmp_path / f"{number}.xml").write_text(text, encoding="utf-8")
        return read_qti(tmp_path, terms)

    return read


@pytest.mark.parametrize(
    ("given", "question", "kind", "answer"),
    [
        (SINGLE, "What is it?", "choice", {"choices": [{"text": "newton", "right": True}, {"text": "joule"}]}),
        (
            item(declaration("multiple", "identifier", "A", "B"), choices("a", "b", "c")),
            "What is it?",
            "several",
            {"choices": [{"text": "a", "right": True}, {"text": "b", "right": True}, {"text": "c"}]},
        ),
        (
            item(declaration("ordered", "identifier", "C", "A", "B"), choices("a", "b", "c", name="orderInteraction")),
            "What is it?",
            "ordering",
            {"order": ["c", "a", "b"]},
        ),
        (
            item(declaration("multiple", "directedPair", "A X", "B Y"), MATCH),
            "What is it?",
            "matching",
            {"pairs": [["Na", "sodium"], ["K", "potassium"]], "spare": ["argon"]},
        ),
        (
            item(
                declaration("multiple", "pair", "A B", "C D"),
                choices("a", "b", "c", "d", name="associateInteraction", part="simpleAssociableChoice"),
            ),
            "What is it?",
            "matching",
            {"pairs": [["a", "b"], ["c", "d"]]},
        ),
        (
            item(declaration("single", "float", "2.5"), ENTRY, WITHIN),
            "What is it?\n\nIt is \\_\\_\\_\\_\\_ long.",
            "numeric",
            {"value": "5/2", "tolerance": "1/10"},
        ),
        (
            item(declaration("single", "string", "York", more=MAPPING), ENTRY),
            "What is it?\n\nIt is \\_\\_\\_\\_\\_ long.",
            "cloze",
            {"text": "{1}", "gaps": [{"accept": ["York", "york"]}]},
        ),
        (
            THREE,
            "Unit of $F$?\n\nChoose.",
            "choice",
            {"choices": [{"text": "newton", "right": True}, {"text": "joule"}]},
        ),
    ],
)
def test_each_interaction_of_both_versions_becomes_the_kind_that_marks_it(
    loose, answers, given, question, kind, answer
):
    assert answers(loose(given)) == {question: (kind, answer)}


CHOOSE = declaration("single", "identifier", "A")
OWN_RULES = "<responseProcessing><customOperator/></responseProcessing>"


@pytest.mark.parametrize(
    ("declared", "body", "more", "reason"),
    [
        ("", "", "", "it asks nothing"),
        ("", choices("a", "b"), "", "it does not say what is right"),
        ("", choices("a") * 2, "", "it has several interactions"),
        ("", "<extendedTextInteraction/>", "", "items of the kind extendedTextInteraction are not imported"),
        (CHOOSE, choices("a", "b") + "<img/>", "", "it holds an image"),
        (CHOOSE, choices("a", "b"), OWN_RULES, "it is marked by rules of its own"),
        ("<templateDeclaration/>" + CHOOSE, choices("a", "b"), "", "its numbers are drawn"),
        (CHOOSE, choices("b", "c"), "", "what is right is not among its options"),
    ],
)
def test_what_cannot_be_marked_is_left_out_with_the_reason(loose, reasons, declared, body, more, reason):
    assert reasons(loose(item(declared, body, more, "x"), SINGLE)) == [reason]


def packed(*members: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in members:
            package.writestr(name, text)
    return out.getvalue()


def test_a_package_says_its_own_title_and_licence(tmp_path):
    file = tmp_path / "forces.zip"
    file.write_bytes(packed(("imsmanifest.xml", MANIFEST), ("items/q1.xml", SINGLE), ("items/image.png", "x")))
    imported = read_qti(file, Terms(attribution="Ada Example"))
    (source,) = imported.rows.sources
    assert (source.title, source.licence) == ("Forces", "CC BY-SA 4.0")
    assert [row.title for row in imported.rows.objectives] == ["items"]
    assert len(imported.rows.items) == 1


def test_a_manifest_that_reserves_all_rights_is_refused(tmp_path, terms):
    file = tmp_path / "forces.zip"
    file.write_bytes(
        packed(("imsmanifest.xml", MANIFEST.replace("CC BY-SA 4.0", "All rights reserved")), ("q.xml", SINGLE))
    )
    with pytest.raises(InvalidContent, match="all rights in it are reserved"):
        read_qti(file, terms)


def test_a_package_that_leads_out_is_refused(tmp_path, terms):
    file = tmp_path / "forces.zip"
    file.write_bytes(packed(("../q1.xml", SINGLE)))
    with pytest.raises(InvalidContent, match="leads out"):
        read_qti(file, terms)
    assert not (tmp_path.parent / "q1.xml").exists()


def test_a_package_with_a_bomb_of_entities_is_refused(tmp_path, terms):
    bomb = '<!DOCTYPE a [<!ENTITY a "ha">]><assessmentItem>&a;</assessmentItem>'
    file = tmp_path / "forces.zip"
    file.write_bytes(packed(("q1.xml", bomb)))
    with pytest.raises(InvalidContent, match="entities"):
        read_qti(file, terms)
