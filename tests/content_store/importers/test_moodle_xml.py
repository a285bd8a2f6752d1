import pytest

from content_store.importers.moodle_xml import read_moodle_xml
from content_store.importers.terms import Terms
from content_store.problems import InvalidContent


def question(kind: str, inside: str, name: str = "Q", text: str = "What is it?") -> str:
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[<p>{text}</p>]]></text></questiontext>{inside}</question>'
    )


def answer(text: str, fraction: str = "100", more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{more}</answer>'


CATEGORY = '<question type="category"><category><text>$course$/top/Forces/Newton//s laws</text></category></question>'
CHOICE = question(
    "multichoice",
    "<single>true</single>"
    + answer("a newton", "100", "<feedback><text>A force is measured in newtons.</text></feedback>")
    + answer("a joule", "0")
    + answer("a watt", "-25")
    + "<hint format='html'><text>Who sat under an apple tree?</text></hint>"
    + "<hint format='html'><text>The unit has the name of a physicist.</text></hint>"
    + "<hint format='html'><text>It is a newton.</text></hint>",
    name="Unit",
    text="What is the unit of force?",
)


@pytest.fixture
def bank(tmp_path, terms):
    """Return a function that reads questions from a file."""

    def read(*questions: str, terms: Terms = terms):
        file = tmp_path / "bank.xml"
        file.write_text(f'<?xml version="1.0"?><quiz>{"".join(questions)}</quiz>', encoding="utf-8")
        return read_moodle_xml(file, terms)

    return read


def test_each_category_is_an_objective_with_its_questions_and_their_source(bank):
    imported = bank(CATEGORY, CHOICE)
    (objective,), (unit,), (item,) = imported.rows.objectives, imported.rows.units, imported.rows.items
    assert (unit.title, objective.title) == ("Forces", "Newton/s laws")
    assert item.objective_id == objective.id
    (source,) = imported.rows.sources
    assert (source.licence, source.attribution) == ("CC BY 4.0", "Ada Example")
    assert source.version.startswith("sha256:")


def test_hints_become_rungs_that_do_not_tell_and_feedback_the_solution(bank, drawn):
    (item,) = drawn(bank(CHOICE))
    assert item.hints[:-1] == ("Who sat under an apple tree?", "The unit has the name of a physicist.")
    assert item.hints[-1].endswith("The answer is: a newton")
    assert item.steps == ("A force is measured in newtons.",)


def test_a_question_without_hints_gets_none(bank, drawn):
    (item,) = drawn(bank(question("truefalse", answer("true") + answer("false", "0"), text="Is ice cold?")))
    assert (item.hints, item.steps) == ((), ())
    assert {choice.text: choice.right for choice in item.answer.choices} == {"True": True, "False": False}


@pytest.mark.parametrize(
    ("given", "kind", "expected"),
    [
        (
            question(
                "multichoice", "<single>false</single>" + answer("2", "50") + answer("3", "50") + answer("4", "-100")
            ),
            "several",
            {"choices": [{"text": "2", "right": True}, {"text": "3", "right": True}, {"text": "4"}]},
        ),
        (
            question("numerical", answer("9.8", "100", "<tolerance>0.1</tolerance>") + answer("*", "0")),
            "numeric",
            {"value": "49/5", "tolerance": "1/10"},
        ),
        (
            question(
                "numerical",
                answer("12") + "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>",
            ),
            "numeric",
            {"value": "12", "unit": "m"},
        ),
        (
            question("shortanswer", answer("mitochondrion") + answer("mitochondria") + "<usecase>0</usecase>"),
            "cloze",
            {"text": "{1}", "gaps": [{"accept": ["mitochondrion", "mitochondria"]}]},
        ),
        (
            question(
                "matching",
                "".join(
                    f"<subquestion format='html'><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
                    for left, right in (("Na", "sodium"), ("K", "potassium"), ("", "argon"))
                ),
            ),
            "matching",
            {"pairs": [["Na", "sodium"], ["K", "potassium"]], "spare": ["argon"]},
        ),
        (
            question("ordering", answer("third", "3") + answer("first", "1") + answer("second", "2")),
            "ordering",
            {"order": ["first", "second", "third"]},
        ),
    ],
)
def test_each_type_becomes_the_kind_that_marks_it(bank, answers, given, kind, expected):
    assert answers(bank(given)) == {"What is it?": (kind, expected)}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (question("essay", ""), "an essay cannot be marked"),
        (question("cloze", ""), "gaps within a text are not imported"),
        (question("calculated", ""), "calculated questions are not imported"),
        (question("ddwtos", ""), "questions of the type ddwtos are not imported"),
        (question("truefalse", answer("true"), text="<img src='x.png'>"), "it holds an image"),
        (question("truefalse", answer("true"), text="See @@PLUGINFILE@@/a.pdf"), "it holds an image or a file"),
        (question("shortanswer", answer("*newton*")), "its answer is a pattern"),
        (question("shortanswer", answer("N") + "<usecase>1</usecase>"), "capital letters count in its answer"),
        (question("shortanswer", answer("N") + answer("n", "50")), "some answers earn part of the marks"),
        (question("multichoice", answer("a") + answer("a", "0")), "two of its options are the same"),
        (question("multichoice", answer("a", "0") + answer("b", "0")), "none of its options is right"),
        (question("numerical", answer("many")), "its answer is no number"),
    ],
)
def test_what_cannot_be_marked_is_left_out_with_the_reason(bank, reasons, given, reason):
    assert reasons(bank(given, CHOICE)) == [reason]


def test_the_place_of_what_is_left_out_is_named(bank):
    (skipped,) = bank(CHOICE, question("essay", "", name="Write")).skipped
    assert (skipped.kind, skipped.where) == ("question", "bank.xml, question 2 “Write”")


def test_ids_stay_when_questions_are_added_before(bank):
    alone = {item.id for item in bank(CHOICE).rows.items}
    more = question("truefalse", answer("true") + answer("false", "0"))
    assert alone < {item.id for item in bank(more, CHOICE).rows.items}


def test_the_same_question_twice_is_one_item(bank, reasons):
    assert reasons(bank(CHOICE, CHOICE)) == ["there is another question of the same name"]


def test_a_placeholder_in_a_question_is_never_worked_out(bank, drawn):
    given = question("truefalse", answer("true") + answer("false", "0"), text="Is [[9**999]] or [[[9**9]]] large?")
    (item,) = drawn(bank(given))
    assert item.question == "Is [ [9\\*\\*999]] or [ [ [9\\*\\*9]]] large?"


def test_without_a_licence_nothing_is_read(bank):
    with pytest.raises(InvalidContent, match="no licence is given"):
        bank(CHOICE, terms=Terms(attribution="Ada Example"))


@pytest.mark.parametrize("questions", [(), (question("essay", ""),)])
def test_a_bank_of_which_nothing_can_be_used_is_refused(bank, questions):
    with pytest.raises(InvalidContent, match="nothing in it can be used"):
        bank(*questions)


def test_another_kind_of_xml_is_refused(tmp_path, terms):
    (tmp_path / "bank.xml").write_text("<html/>")
    with pytest.raises(InvalidContent, match="no Moodle XML"):
        read_moodle_xml(tmp_path / "bank.xml", terms)
