"""Reads OATutor's content pool: problems with steps, accepted answers, hints and scaffolds.

Knows the pool's folders (one for each problem) and the same problems as JSON lines. Each step becomes an item, each
lesson an objective. A scaffold becomes a hint: its question, without its answer.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from content_store.importers.found import Imported, Unfit, refused
from content_store.importers.limits import as_text, files_in, name_in, read_bytes, within
from content_store.importers.questions import Question, choosing
from content_store.importers.shelf import Shelf
from content_store.importers.terms import Terms, licence_named, source_of
from content_store.importers.typed_answers import typed_answer
from content_store.importers.wording import with_maths
from content_store.progress import Report, silent

OF_A_PICTURE = "it needs a picture"
MATHS = re.compile(r"\$\$.*?\$\$", re.DOTALL)
WORD = re.compile(r"[A-Za-z]{2,}")
ADDRESS = "https://github.com/CAHLR/OATutor-Content"
Fields = Mapping[str, Any]


def read_oatutor(place: Path, terms: Terms, report: Report = silent) -> Imported:
    """Return what can be used of OATutor's content pool.

    Raises:
        InvalidContent: a file is broken, no licence is known or it forbids importing, or nothing can be used.
    """
    problems = list(_problems(place, report))
    licences = sorted({_text(problem, "license") for _, problem in problems})
    upstream = Terms(
        title="OATutor",
        licence=licences[0] if len(licences) == 1 else "",
        attribution=_attribution(problems),
        url=ADDRESS,
    )
    texts = (json.dumps(problem, sort_keys=True, default=str).encode() for _, problem in problems)
    shelf = Shelf(source_of(upstream, terms, place.name, texts))
    for where, problem in problems:
        if licence_named(_text(problem, "license")) not in ("", shelf.source.licence):
            shelf.skip("problem", where, f"it has a licence of its own: {licence_named(_text(problem, 'license'))}")
        else:
            _add_problem(shelf, problem, where)
    return shelf.imported(place.name)


def _attribution(problems: Sequence[tuple[str, Fields]]) -> str:
    """Return who is to be named: the pool, and the works that its problems were made from."""
    works = {_text(problem, "oer").partition("<")[2].rstrip("> ") for _, problem in problems}
    named = sorted(work for work in works if work and work != "OATutor")
    return "OATutor (CAHLR), adapted" + (f"; from {', '.join(named[:20])}" if named else "")


def _problems(place: Path, report: Report) -> Iterator[tuple[str, Fields]]:
    """Yield each problem with where it stands, its steps and hints within it."""
    files = files_in(place, (".json", ".jsonl"))
    for done, file in enumerate(files):
        report("Reading files", done, len(files))
        name = name_in(file, place)
        if file.suffix.casefold() == ".jsonl":
            lines = as_text(read_bytes(file, name), name).splitlines()
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{name}:{number}", _object(line.encode(), f"{name}:{number}")
        elif file.stem == file.parent.name and (file.parent / "steps").is_dir():
            yield name, _pooled(file, place, name)


def _pooled(file: Path, place: Path, name: str) -> Fields:
    """Return a problem of the pool with its steps, each with its hints, read from the folders beside it."""
    problem = dict(_object(read_bytes(file, name), name))
    steps = []
    for step_file in files_in(within(place, file.parent / "steps"), (".json",)):
        if step_file.stem != step_file.parent.name:
            continue
        step = dict(_object(read_bytes(step_file, step_file.name), step_file.name))
        pathway = step_file.parent / "tutoring" / f"{step_file.stem}DefaultPathway.json"
        hints = _json(read_bytes(pathway, pathway.name), pathway.name) if pathway.exists() else []
        steps.append(
            {
                "id": step.get("id"),
                "title": step.get("stepTitle"),
                "body": step.get("stepBody"),
                "answer": step.get("stepAnswer"),
                "choices": step.get("choices"),
                "problem_type": step.get("problemType"),
                "variabilization": step.get("variabilization"),
                "hints": hints,
            }
        )
    return problem | {"steps": steps}


def _json(content: bytes, name: str) -> Any:
    """Return a JSON document.

    Raises:
        InvalidContent: it is none.
    """
    try:
        return json.loads(as_text(content, name))
    except (ValueError, RecursionError) as error:
        raise refused(name, "the text is not JSON", "restore the file from its publisher") from error


def _object(content: bytes, name: str) -> Fields:
    found = _json(content, name)
    if not isinstance(found, dict):
        raise refused(name, "this is no problem of OATutor", "give the folder of its content pool")
    return found


def _text(fields: Fields, name: str) -> str:
    """Return a field that should be text; empty where it is none."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _listed(fields: Fields, name: str) -> list[Any]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _add_problem(shelf: Shelf, problem: Fields, where: str) -> None:
    """Add each step of a problem as an item of its lesson's objective."""
    unit = _text(problem, "course") or _text(problem, "courseName")
    lesson = _text(problem, "lesson") or _text(problem, "title")
    body = _text(problem, "body")
    objective_id = shelf.objective(unit.strip("! "), lesson)
    for step in _listed(problem, "steps"):
        if not isinstance(step, dict):
            continue
        place = f"{where}, step {_text(step, 'id')[:60]}"
        try:
            if problem.get("uses_image") or any("<img" in _text(one, key) for one, key in _shown(problem, step)):
                raise Unfit(OF_A_PICTURE)
            if problem.get("variabilization") or step.get("variabilization"):
                raise Unfit("its numbers are drawn by OATutor")
            question = _question(step, body, _text(problem, "title"))
        except Unfit as reason:
            shelf.skip("question", place, str(reason))
            continue
        shelf.add_question(objective_id, question, place)


def _shown(problem: Fields, step: Fields) -> Iterator[tuple[Fields, str]]:
    yield problem, "body"
    yield from ((step, key) for key in ("title", "body"))


def _question(step: Fields, body: str, title: str) -> Question:
    """Return a step as a question, after the text of its problem; after its title too where else no word is said.

    Raises:
        Unfit: its answer is of no kind that is marked.
    """
    answers = [one for one in _listed(step, "answer") if isinstance(one, str)]
    if len(answers) != 1:
        raise Unfit("it has no one right answer")
    said = [body, _text(step, "title"), _text(step, "body")]
    if not _has_words(" ".join(said)):
        said.insert(0, title)
    if not _has_words(" ".join(said)):
        raise Unfit("it says too little to be answered by itself")
    text = "\n\n".join(with_maths(one) for one in said if one.strip())
    if step.get("problem_type") == "MultipleChoice":
        kind, answer = choosing(_options(step, answers[0]))
    else:
        kind, answer = typed_answer(answers[0], text)
    return Question(
        name=_text(step, "id"),
        text=text,
        kind=kind,
        answer=answer,
        rungs=tuple(rung for hint in _listed(step, "hints") if (rung := _rung(hint))),
    )


def _has_words(text: str) -> bool:
    """Return whether a text says anything but maths: a step without words leans on the one before it."""
    return WORD.search(MATHS.sub("", text)) is not None


def _options(step: Fields, right: str) -> list[tuple[str, bool]]:
    options = [one for one in _listed(step, "choices") if isinstance(one, str)]
    return [(with_maths(option), option.strip() == right.strip()) for option in options]


def _rung(hint: Any) -> str:
    """Return a hint as one rung: its text, or else its title; empty where it has none that can be shown."""
    if not isinstance(hint, dict) or "<img" in _text(hint, "text") or "##" in _text(hint, "text"):
        return ""
    try:
        return with_maths(_text(hint, "text") or _text(hint, "title")).replace("\n", " ")
    except Unfit:
        return ""
