"""A pack is read as docs/pack-format.md says, and a bad one is told with file, line, rule and what to do.

The pack of these tests is the page's own examples, completed where the page leaves something out.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import content_store
from content_store.answers import ChoiceAnswer, NumericAnswer
from content_store.curriculum import Rows
from content_store.diagrams.kinds import Graph
from content_store.items import draw, read_spec, twin
from content_store.pack import read_pack
from content_store.part_checks import named_misconceptions
from content_store.problems import InvalidContent, Problem

FORMAT_PAGE = (Path(__file__).parents[2] / "docs" / "pack-format.md").read_text(encoding="utf-8")
EMBEDDED = Path(content_store.__file__).parent / "packs" / "attain"
OBJECTIVE = "maths/ratio-share/objective.md"
ITEMS = "maths/ratio-share/items.yaml"
FAQ = "maths/ratio-share/faq.yaml"

NOTES = """
The ratio $3 : 2$ compares two shares: three equal parts go to the first share for every two equal parts of the second.
The ratio says nothing of how large a part is. The order of its numbers matches the order of the shares, so the first
number belongs to the first share that is named in the question.

## Sharing an amount in a ratio

Add the numbers of the ratio to find how many equal parts there are altogether. Divide the whole amount by the number of
parts to find the size of one part. Multiply one part by each number of the ratio to find each share. For example, £20
shared in the ratio $3 : 2$ has five equal parts of £4, so the shares are £12 and £8, which add up to £20.
"""
SECOND_MISCONCEPTION = """\
  - id: ratio-part-as-share
    statement: Takes the size of one part for the size of a share.
    correction: One part is only a piece of a share. Multiply one part by the number of parts in your share.
keywords:
"""
MORE_ITEMS = r"""
- id: ratio-share-known
  kind: numeric
  difficulty: 2
  question: |
    A prize of £30 is shared in the ratio $2 : 3$. How much is the larger share, in pounds?
  answer: {value: 18, unit: £, accept: [18.0], tolerance: 0.005}
  reveals:
    - {misconception: ratio-part-as-share, value: 6}
  hints: &ladder
    - Which share is the larger one?
    - Find the size of one equal part first.
    - Multiply one part by the larger number of the ratio.
  steps: [There are five parts, One part is £6, The larger share is £18]
TWIN
- id: ratio-share-letters
  kind: expression
  difficulty: 3
  parameters:
    a: {from: 2, to: 9}
    b: {from: 2, to: 9}
  question: |
    One part is $x$ pounds. Two shares have $[[a]]$ and $[[b]]$ parts of it. Square their difference and add $x$.
  answer:
    value: "[[(a - b)**2]]x^2 + x"
    form: expanded
  where: [a > b + 1]
  reveals:
    - {misconception: ratio-part-as-share, value: x^2 + x}
  hints: *ladder
  steps:
    - The difference is $[[a - b]]x$ pounds

- id: ratio-share-choose
  kind: choice
  difficulty: 1
  parameters:
    a: {from: 2, to: 9}
  question: |
    Two shares are in the ratio $1 : [[a]]$. How many equal parts are there?
  answer:
    choices:
      - {text: "[[a + 1]] parts", right: true}
      - {text: "[[a]] parts", misconception: ratio-part-as-share}
      - {text: two parts, misconception: ratio-shares-equally}
  hints: *ladder
  steps:
    - Add the numbers of the ratio
"""


def examples(language: str) -> list[str]:
    """Return the page's fenced examples in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", FORMAT_PAGE, flags=re.MULTILINE | re.DOTALL)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The page's examples as a pack: the other two subjects say of science and English what it says of maths."""
    pack_yaml, subject_yaml, items_yaml, twin_yaml, faq_yaml = examples("yaml")
    (objective_md,) = examples("markdown")
    assert objective_md.endswith("\n...\n")
    objective_md = objective_md.removesuffix("...\n") + NOTES
    assert objective_md.count("keywords:\n") == 1
    files = {
        "maths/subject.yaml": subject_yaml,
        OBJECTIVE: objective_md.replace("keywords:\n", SECOND_MISCONCEPTION),
        ITEMS: items_yaml + MORE_ITEMS.replace("TWIN\n", twin_yaml),
        FAQ: faq_yaml,
    }
    folder = tmp_path / "pack"
    write(folder, "pack.yaml", pack_yaml)
    for subject in ("maths", "science", "english"):
        for name, text in files.items():
            own = text if subject == "maths" else text.replace("ratio-", f"{subject}-").replace("-ratio", f"-{subject}")
            own = own.replace("id: ratio\n", f"id: {subject}-unit\n").replace("id: maths\n", f"id: {subject}\n")
            write(
                folder,
                name.replace("maths", subject).replace("ratio-", f"{subject}-" if subject != "maths" else "ratio-"),
                own,
            )
    return folder


def problems(folder: Path, seeds: int = 3) -> tuple[Problem, ...]:
    with pytest.raises(InvalidContent) as raised:
        read_pack(folder, seeds)
    return raised.value.problems


def line_of(path: Path, marker: str) -> int:
    """Return the number of the one line that holds a text."""
    lines = [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if marker in line]
    assert len(lines) == 1, f"{marker!r} is on lines {lines}"
    return lines[0]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_item_is_drawn_again_only_when_its_definition_has_not_passed(pack: Path) -> None:
    edit(pack / ITEMS, "How many equal parts are there altogether?", "How many equal parts do I need?")
    passed = frozenset(item.definition for item in read_pack(pack, seeds=0).items)
    assert any("speaks of itself" in problem.rule for problem in problems(pack))
    assert read_pack(pack, passed=passed).items
    edit(pack / ITEMS, "do I need?", "have I got?")
    with pytest.raises(InvalidContent, match="speaks of itself"):
        read_pack(pack, passed=passed)


def test_the_examples_of_the_page_make_a_pack(pack: Path) -> None:
    built = read_pack(pack)
    assert [(source.id, source.licence) for source in built.sources] == [("attain", "CC BY 4.0")]
    assert [(s.id, s.position) for s in built.subjects] == [("maths", 0), ("science", 1), ("english", 2)]
    assert [lesson.title for lesson in built.lessons] == ["Sharing in a ratio"] * 3
    objective = next(row for row in built.objectives if row.id == "ratio-share")
    assert (objective.title, objective.year, objective.tier) == ("Share a quantity in a given ratio", 9, "foundation")
    assert objective.statement == "use ratio notation, including reduction to simplest form"
    assert [item.id for item in built.items if item.objective_id == "ratio-share"] == [
        "ratio-share-larger",
        "ratio-share-known",
        "ratio-share-letters",
        "ratio-share-choose",
    ]


def test_the_pages_item_asks_what_it_shows(pack: Path) -> None:
    row = next(item for item in read_pack(pack, 0).items if item.id == "ratio-share-larger")
    for seed in range(20):
        drawn = draw(read_spec(row.definition), row.objective_id, seed)
        asked = re.fullmatch(
            r"(\d+) (beads|stickers|marbles) are shared in the ratio \$(\d) : (\d)\$\."
            r" How many are in the larger share\?",
            drawn.question,
        )
        assert asked
        total, a, b = (int(asked[group]) for group in (1, 3, 4))
        assert isinstance(drawn.answer, NumericAnswer)
        assert drawn.answer.accepted == (str(total // (a + b) * max(a, b)),)
        assert twin(read_spec(row.definition), seed).question != drawn.question


def test_the_pages_twin_is_shown_for_an_item_without_parameters(pack: Path) -> None:
    row = next(item for item in read_pack(pack, 0).items if item.id == "ratio-share-known")
    example = twin(read_spec(row.definition), 0)
    assert (example.question, example.steps) == (
        "A different question that is solved the same way.",
        ("first line", "second line"),
    )


def test_the_pages_tree_is_that_of_the_pack(pack: Path) -> None:
    (tree,) = re.findall(r"^```\n(packs/attain/\n.*?)^```", FORMAT_PAGE, flags=re.MULTILINE | re.DOTALL)
    named = {line.split()[0].rstrip("/") for line in tree.splitlines()[1:]}
    assert named == {"pack.yaml", "maths", "subject.yaml", "ratio-share", "objective.md", "items.yaml", "faq.yaml"}
    assert all(any(path.name == name for path in pack.rglob("*")) for name in named)


def test_sections_and_keywords_become_passages_and_misconceptions_never_do(pack: Path) -> None:
    built = read_pack(pack, 0)
    own = [passage for passage in built.passages if passage.objective_id == "ratio-share"]
    assert [(p.id, p.kind, p.heading, p.position) for p in own] == [
        ("ratio-share/what-a-ratio-tells-you", "notes", "What a ratio tells you", 0),
        ("ratio-share/sharing-an-amount-in-a-ratio", "notes", "Sharing an amount in a ratio", 1),
        ("ratio-share/ratio", "keyword", "ratio", 2),
    ]
    assert own[1].text.startswith("Add the numbers of the ratio")
    assert own[2].text == "A comparison of the sizes of two or more parts."
    told = " ".join(passage.text for passage in built.passages)
    assert built.misconceptions
    for misconception in built.misconceptions:
        assert misconception.statement not in told
        assert misconception.correction not in told


def test_questions_that_pupils_ask_are_read_and_are_no_passages(pack: Path) -> None:
    built = read_pack(pack, 0)
    first, second = [faq for faq in built.faqs if faq.objective_id == "ratio-share"]
    assert (first.id, first.question) == (
        "ratio-share/faq/does-the-order-of-a-ratio-matter",
        "Does the order of a ratio matter?",
    )
    assert "is 2:3 the same as 3:2" in first.also
    assert (second.position, second.lesson_id) == (1, built.objectives[0].lesson_id)
    assert not any("The order matters" in passage.text for passage in built.passages)


def test_an_objective_may_have_no_questions_that_pupils_ask(pack: Path) -> None:
    (pack / FAQ).unlink()
    assert not [faq for faq in read_pack(pack, 0).faqs if faq.objective_id == "ratio-share"]


def test_needs_are_read_and_may_point_to_another_subject(pack: Path) -> None:
    edit(pack / OBJECTIVE, "needs: []", "needs: [science-share, english-share]")
    needs = {(need.objective_id, need.needs_id) for need in read_pack(pack, 0).needs}
    assert needs == {("ratio-share", "science-share"), ("ratio-share", "english-share")}


@dataclass(frozen=True)
class Slip:
    """A change to a good pack, and how it should be told.

    `line` is text that stands on the line that is named; `told_in` is the file, where it is not the changed one.
    """

    file: str
    old: str
    new: str
    line: str
    rule: str
    suggestion: str
    told_in: str = ""


SLIPS = {
    "a misspelt key": Slip(
        ITEMS, "  difficulty: 1 ", "  dificulty: 1 ", "dificulty", "0.dificulty: Extra inputs", "correct its spelling"
    ),
    "a key that is missing": Slip(
        ITEMS, "  difficulty: 3\n", "", "ratio-share-letters", "2.difficulty: Field required", "add it"
    ),
    "an id with a capital": Slip(
        ITEMS, "ratio-share-letters", "ratio-share-Letters", "-Letters", "2.id: ", "use small letters"
    ),
    "a missing twin": Slip(
        ITEMS,
        "  twin:\n    question: A different question that is solved the same way.\n"
        "    steps: [first line, second line]\n",
        "",
        "id: ratio-share-known",
        "an item without parameters needs a `twin`",
        "docs/pack-format.md",
    ),
    "two right choices": Slip(
        ITEMS,
        "{text: two parts, misconception: ratio-shares-equally}",
        "{text: two parts, right: true}",
        "id: ratio-share-choose",
        "exactly one of them with `right: true`",
        "docs/pack-format.md",
    ),
    "an unknown misconception": Slip(
        ITEMS,
        "{misconception: ratio-part-as-share, value: 6}",
        "{misconception: ratio-part-is-share, value: 6}",
        "id: ratio-share-known",
        "there is no misconception 'ratio-part-is-share' in objective.md",
        "use one of ratio-part-as-share, ratio-shares-equally",
    ),
    "a misconception that no answer reveals": Slip(
        OBJECTIVE,
        "keywords:\n",
        "  - {id: ratio-extra, statement: A third wrong idea., correction: How it is put right.}\nkeywords:\n",
        "",
        "no item reveals 'ratio-extra'",
        "add a `reveals`",
        told_in=ITEMS,
    ),
    "a rule that fits no item": Slip(
        OBJECTIVE,
        "so a share with more parts gets more.\n",
        "so a share with more parts gets more.\n    rules: [{kind: numeric, value: totl / 2}]\n",
        "rules: [",
        "the rule 'totl / 2' of ratio-shares-equally fits no item",
        "correct its kind, its names or `only`",
    ),
    "a rule that is not an expression": Slip(
        OBJECTIVE,
        "so a share with more parts gets more.\n",
        "so a share with more parts gets more.\n    rules: [{kind: numeric, value: total /}]\n",
        "rules: [",
        "the rule 'total /' is not an expression",
        "docs/pack-format.md",
    ),
    "a hint that holds the answer": Slip(
        ITEMS,
        "Add the two numbers of the ratio to find the number of equal parts.",
        "The larger share is [[larger]], is it not?",
        "id: ratio-share-larger",
        r"ratio-share-larger: hint 2 holds the answer “\d+” \(seed \d\)",
        "keep the answer for the last hint",
    ),
    "a wrong answer that is right": Slip(
        ITEMS,
        "{misconception: ratio-part-as-share, value: 6}",
        "{misconception: ratio-part-as-share, value: 36 / 2}",
        "id: ratio-share-known",
        "ratio-share-known: the answer that reveals ratio-part-as-share equals the right one",
        "`where`",
    ),
    "notes that are too short": Slip(
        OBJECTIVE, NOTES.partition("## ")[2], "Short\n\nAdd.\n", "", r"the notes have \d\d words", "write 120 to 350"
    ),
    "a section that is too short": Slip(
        OBJECTIVE,
        "## Sharing",
        "## Too short\n\nAdd.\n\n## Sharing",
        "",
        "the section “Too short” has 1 words",
        "40 to 120",
    ),
    "a dollar sign that is not closed": Slip(
        ITEMS,
        "in the ratio $[[a]] : [[b]]$. How",
        "in the ratio $[[a]] : [[b]]. How",
        "id: ratio-share-larger",
        "ratio-share-larger: a dollar sign is not closed in “",
        r"write \\\$ for dollars",
    ),
    "a hint in the first person": Slip(
        ITEMS,
        "The ratio has two parts to it.",
        "I see two parts to it.",
        "id: ratio-share-larger",
        "a hint speaks of itself: “I see two parts",
        "without I, me or my",
    ),
    "a hint that is too long": Slip(
        ITEMS,
        "The ratio has two parts to it.",
        "word " * 46,
        "id: ratio-share-larger",
        "more than 45 words",
        "shorten it",
    ),
    "an expression without a value": Slip(
        ITEMS,
        "larger: max(a, b) * part",
        "larger: max(a, c) * part",
        "id: ratio-share-larger",
        "no parameter called 'c'",
        "correct",
    ),
    "conditions that nothing meets": Slip(
        ITEMS,
        "    - a != b\n",
        "    - a > b + 9\n",
        "id: ratio-share-larger",
        "no draw of .* meets its conditions",
        "`where`",
    ),
    "a range that runs backwards": Slip(
        ITEMS,
        "{from: 2, to: 5}",
        "{from: 5, to: 2}",
        "{from: 5, to: 2}",
        "`from` is the smallest",
        "docs/pack-format.md",
    ),
    "a word that YAML takes for true": Slip(
        ITEMS,
        "[beads, stickers, marbles]",
        "[yes, no]",
        "[yes, no]",
        "true or false: put it in quotes",
        "docs/pack-format.md",
    ),
    "an id of another objective": Slip(
        ITEMS,
        "id: ratio-share-letters",
        "id: fraction-letters",
        "id: fraction-letters",
        "the id 'fraction-letters' does not start with 'ratio-share'",
        "rename it",
    ),
    "an id that is not the folder's": Slip(
        OBJECTIVE,
        "id: ratio-share\n",
        "id: ratio-sharing\n",
        "id: ratio-sharing",
        "is not the folder's name",
        "use 'ratio-share'",
    ),
    "an id that is used twice": Slip(
        ITEMS,
        "id: ratio-share-letters",
        "id: ratio-share-known",
        "",
        "the item id 'ratio-share-known' is used twice",
        "rename",
        told_in="pack.yaml",
    ),
    "a keyword with the name of a section": Slip(
        OBJECTIVE,
        "term: ratio\n",
        "term: What a ratio tells you!\n",
        "",
        "the passage id 'ratio-share/what-a-ratio-tells-you' is used twice",
        "rename",
        told_in="pack.yaml",
    ),
    "a lesson that stands twice": Slip(
        "science/subject.yaml",
        "id: sharing-in-a-science",
        "id: sharing-in-a-ratio",
        "",
        "the lesson id 'sharing-in-a-ratio' is used twice",
        "rename",
        told_in="pack.yaml",
    ),
    "a need that is not there": Slip(
        OBJECTIVE,
        "needs: []",
        "needs: [ratio-simplify]",
        "",
        "'ratio-share' needs 'ratio-simplify', which is not in the pack",
        "`needs`",
        told_in="pack.yaml",
    ),
    "a year that is not taught": Slip(
        OBJECTIVE, "year: 9 ", "year: 8 ", "year: 8 ", "year: Input should be 9, 10 or 11", "docs/"
    ),
    "YAML with a colon too many": Slip(
        ITEMS,
        "    - Which share is",
        "    - Which share: the: larger is",
        "Which share: the",
        "not YAML: mapping values",
        "quote",
    ),
    "a key that is given twice": Slip(
        OBJECTIVE, "year: 9 ", "id: ratio-twice\nyear: 9 ", "id: ratio-twice", "the key 'id' is given twice", "quote"
    ),
    "a placeholder at the start of a line": Slip(
        ITEMS, "    - Which share is", "    - [[a]] is", "- [[a]] is", "the text is not YAML", "quote values with"
    ),
    "front matter that is not closed": Slip(
        OBJECTIVE, "---\n\n## What", "\n## What", "", "no front matter", "begin with a `---` line"
    ),
    "a subject without units": Slip(
        "maths/subject.yaml",
        "    lessons:\n",
        "    lesons:\n",
        "lesons",
        "units.0.lesons: Extra inputs",
        "correct its spelling",
    ),
    "a pack without a licence": Slip("pack.yaml", "licence: CC BY 4.0\n", "", "", "licence: Field required", "add it"),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_is_told_with_file_line_rule_and_what_to_do(pack: Path, kind: str) -> None:
    slip = SLIPS[kind]
    edit(pack / slip.file, slip.old, slip.new)
    told = [one for one in problems(pack) if re.search(slip.rule, one.rule)]
    assert told, [str(one) for one in problems(pack)]
    problem = told[0]
    assert re.search(slip.suggestion, problem.suggestion)
    assert problem.file == (slip.told_in or slip.file)
    if slip.line:
        assert problem.line == line_of(pack / slip.file, slip.line)


def test_one_slip_is_not_told_as_many(pack: Path) -> None:
    edit(pack / ITEMS, "The ratio has two parts to it.", "I see two parts to it.")
    assert len(problems(pack)) == 1


def test_what_is_wrong_with_notes_is_told_below_the_front_matter(pack: Path) -> None:
    edit(pack / OBJECTIVE, "## Sharing", "## Too short\n\nAdd.\n\n## Sharing")
    closing = (pack / OBJECTIVE).read_text(encoding="utf-8").splitlines()[1:].index("---") + 2
    assert [problem.line for problem in problems(pack)] == [closing + 1]


def test_objectives_that_need_each_other_are_told_with_the_circle(pack: Path) -> None:
    for subject, own, needed in (
        ("maths", "ratio", "science"),
        ("science", "science", "english"),
        ("english", "english", "ratio"),
    ):
        edit(pack / f"{subject}/{own}-share/objective.md", "needs: []", f"needs: [{needed}-share]")
    (problem,) = problems(pack)
    assert problem.rule == (
        "objectives need each other in a circle: english-share → ratio-share → science-share → english-share"
    )
    assert problem.suggestion == "remove one need"


def test_an_objective_that_needs_itself_is_a_circle(pack: Path) -> None:
    edit(pack / OBJECTIVE, "needs: []", "needs: [ratio-share]")
    assert "in a circle: ratio-share → ratio-share" in problems(pack)[0].rule


@pytest.mark.parametrize("name", ["pack.yaml", "maths/subject.yaml", OBJECTIVE, ITEMS])
@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (Path.unlink, "the file cannot be read"),
        (lambda path: path.write_bytes(b"title: caf\xe9\n"), "the file is not UTF-8 text"),
        (lambda path: path.write_text(""), "the file: Input should|the file has no front matter"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(pack: Path, name: str, spoil: Callable[[Path], object], rule: str) -> None:
    spoil(pack / name)
    first = problems(pack)[0]
    assert (first.file, first.line) == (name, 1)
    assert re.match(rule, first.rule)
    assert first.suggestion


def test_too_few_items_are_told(pack: Path) -> None:
    text = (pack / ITEMS).read_text(encoding="utf-8")
    (pack / ITEMS).write_text(text.partition("- id: ratio-share-choose")[0], encoding="utf-8")
    assert [problem.rule for problem in problems(pack)] == ["there are 3 items"]


def test_slips_in_several_files_are_all_told_at_once(pack: Path) -> None:
    edit(pack / ITEMS, "The ratio has two parts to it.", "I see two parts to it.")
    edit(pack / "english/english-share/items.yaml", "kind: choice", "kind: chioce")
    edit(pack / "science/science-share/objective.md", "year: 9 ", "year: 8 ")
    assert {problem.file for problem in problems(pack)} >= {
        ITEMS,
        "english/english-share/items.yaml",
        "science/science-share/objective.md",
    }


def test_a_subject_that_cannot_be_read_does_not_hide_the_others(pack: Path) -> None:
    shutil.rmtree(pack / "science")
    edit(pack / "english/english-share/items.yaml", "The ratio has two parts to it.", "I see two parts to it.")
    assert [problem.file for problem in problems(pack)] == ["science/subject.yaml", "english/english-share/items.yaml"]


@pytest.fixture(scope="module")
def embedded() -> Rows:
    return read_pack(EMBEDDED, 3)


def test_the_embedded_pack_covers_three_subjects_in_years_9_to_11(embedded: Rows) -> None:
    subject_of = {unit.id: unit.subject_id for unit in embedded.units}
    unit_of = {lesson.id: lesson.unit_id for lesson in embedded.lessons}
    subjects = [subject_of[unit_of[objective.lesson_id]] for objective in embedded.objectives]
    assert {name: subjects.count(name) for name in subjects} == {"maths": 40, "science": 30, "english": 14}
    assert len({objective.id for objective in embedded.objectives}) == 84
    assert {objective.year for objective in embedded.objectives} <= {9, 10, 11}
    assert all(objective.statement for objective in embedded.objectives)


def test_every_objective_of_the_embedded_pack_can_be_taught_practised_and_diagnosed(embedded: Rows) -> None:
    for objective in embedded.objectives:
        notes = objective.notes or ""
        items = [read_spec(row.definition) for row in embedded.items if row.objective_id == objective.id]
        misconceptions = {row.id for row in embedded.misconceptions if row.objective_id == objective.id}
        revealed = {name for item in items for name in named_misconceptions(item)}
        assert 150 <= len(notes.split()) <= 350, objective.id
        assert len(misconceptions) >= 2, objective.id
        assert misconceptions <= revealed, objective.id
        assert len(items) >= 4, objective.id
        assert all(3 <= len(item.hints) <= 5 for item in items), objective.id
        assert len({item.difficulty for item in items}) > 1, objective.id
        assert any(p.kind == "notes" for p in embedded.passages if p.objective_id == objective.id)


def test_the_embedded_pack_never_quotes_a_misconception_in_what_may_be_quoted(embedded: Rows) -> None:
    told = " ".join(passage.text for passage in embedded.passages)
    assert not [one.id for one in embedded.misconceptions if one.statement.rstrip(".") in told]


def test_no_sentence_of_the_notes_opens_by_pointing_back() -> None:
    """A sentence of the notes is quoted alone, so that what "it" or "this" stands for would be lost."""
    pointing = re.compile(r"(?:It|Its|This|That|These|Those|They|Their|So|Then|Therefore|Likewise|Also|Suppose)\b")
    notes = sorted((Path(content_store.__file__).parent / "packs" / "attain").glob("*/*/objective.md"))
    assert notes
    for path in notes:
        text = " ".join(path.read_text(encoding="utf-8").split("\n---\n", 1)[1].split())
        assert [one for one in re.split(r"(?<=[.!?])\s+", text) if pointing.match(one)] == [], path


def test_the_line_of_best_fit_to_be_chosen_is_by_far_the_nearest_in_every_draw(embedded: Rows) -> None:
    """By the sum of the squared distances, so that no other line can be defended."""
    (row,) = (row for row in embedded.items if row.id == "scatter-graphs-which-line")
    for seed in range(60):
        item = draw(read_spec(row.definition), row.objective_id, seed)
        assert isinstance(item.answer, ChoiceAnswer)
        assert isinstance(item.diagram, Graph)
        (right,) = (choice.text.removeprefix("line ") for choice in item.answer.choices if choice.right)
        far = {line.label: squared_distances(line.points, item.diagram.crosses) for line in item.diagram.segments}
        assert all(far[other] > 2 * far[right] for other in far if other != right), item.diagram.alt


def squared_distances(line: Sequence[tuple[float, float]], crosses: Iterable[tuple[float, float]]) -> float:
    (x1, y1), (x2, y2) = line
    return sum((y - y1 - (x - x1) * (y2 - y1) / (x2 - x1)) ** 2 for x, y in crosses)


def test_a_question_that_wants_the_simplest_form_says_so(embedded: Rows) -> None:
    specs = [read_spec(row.definition) for row in embedded.items]
    drawn = [draw(one, "fractions", 1) for one in specs if one.kind == "numeric"]
    numeric = [one for one in drawn if isinstance(one.answer, NumericAnswer)]
    strict = [one for one in numeric if one.answer.form in ("fraction", "mixed")]
    assert strict
    assert not [one.id for one in strict if not re.search(r"simplest form|lowest terms", one.question)]
