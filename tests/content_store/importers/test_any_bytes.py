"""Whatever a file holds, an importer either reads it or refuses it with a reason."""

import io
import json
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from content_store.importers.gift import read_gift
from content_store.importers.moodle_xml import read_moodle_xml
from content_store.importers.oatutor import read_oatutor
from content_store.importers.openstax import read_openstax
from content_store.importers.pdf_pages import pages_of
from content_store.importers.qti import read_qti
from content_store.importers.teacher_files import read_teacher_files
from content_store.importers.terms import Terms
from content_store.problems import InvalidContent

TERMS = Terms(licence="CC BY 4.0", attribution="Ada Example", title="Any")
GIFT_SIGNS = st.text(alphabet="::{}=~#%->T \n\\$Aa1.5*<b>[html]", max_size=200).map(str.encode)
TAGS = (
    "quiz",
    "question",
    "questiontext",
    "text",
    "answer",
    "single",
    "assessmentItem",
    "itemBody",
    "simpleChoice",
    "p",
)
XML = st.recursive(
    st.text(alphabet="ab1 <&[]$", max_size=8).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.builds(
        lambda tag, key, parts: f'<{tag} type="{key}" identifier="{key}" fraction="{key}">{"".join(parts)}</{tag}>',
        st.sampled_from(TAGS),
        st.sampled_from(("multichoice", "numerical", "matching", "100", "x")),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
).map(str.encode)


def read_or_refuse(importer, suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"any{suffix}"
        file.write_bytes(content)
        with suppress(InvalidContent):
            imported = importer(Path(folder) if suffix in (".jsonl", ".docx", ".md") else file, TERMS)
            assert imported.rows.items or imported.rows.passages


@pytest.mark.parametrize(
    ("importer", "suffix"),
    [
        (read_moodle_xml, ".xml"),
        (read_gift, ".gift"),
        (read_qti, ".xml"),
        (read_qti, ".zip"),
        (read_oatutor, ".jsonl"),
        (read_openstax, ".collection.xml"),
        (read_teacher_files, ".docx"),
        (read_teacher_files, ".md"),
    ],
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
@example(content=b"")
def test_random_bytes_are_read_or_refused(importer, suffix, content):
    read_or_refuse(importer, suffix, content)


@settings(deadline=None)
@given(content=GIFT_SIGNS)
def test_any_text_in_the_signs_of_gift_is_read_or_refused(content):
    read_or_refuse(read_gift, ".gift", content)


@settings(deadline=None)
@given(content=XML)
def test_any_elements_of_question_banks_are_read_or_refused(content):
    read_or_refuse(read_moodle_xml, ".xml", b"<quiz>" + content + b"</quiz>")
    read_or_refuse(read_qti, ".xml", b"<assessmentItem>" + content + b"</assessmentItem>")


@settings(deadline=None)
@given(
    members=st.dictionaries(st.text(alphabet="ab./\\:é[]", min_size=1, max_size=12), st.binary(max_size=60), max_size=4)
)
def test_any_package_is_read_or_refused(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    read_or_refuse(read_qti, ".zip", out.getvalue())
    read_or_refuse(read_teacher_files, ".docx", out.getvalue())


@settings(deadline=None)
@given(
    problem=st.dictionaries(
        st.sampled_from(("id", "title", "body", "steps", "lesson", "license")),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(("id", "title", "answer", "choices", "hints", "problem_type", "text")),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=12,
        ),
    )
)
def test_any_problem_is_read_or_refused(problem):
    read_or_refuse(read_oatutor, ".jsonl", json.dumps(problem).encode())


@settings(deadline=None)
@given(content=st.binary(max_size=300))
def test_bytes_after_the_head_of_a_pdf_are_read_or_refused(content):
    with suppress(Exception):  # the process around it takes whatever pypdf raises: it must only end
        pages_of(b"%PDF-1.4\n" + content)
