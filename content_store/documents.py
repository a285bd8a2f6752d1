"""A pack's YAML and Markdown files, with the line that each value stands on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from content_store.problems import InvalidContent, Problem

Location = tuple[int | str, ...]
NOTES: Location = ("the text below the front matter",)
Shape = TypeVar("Shape")

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where PyYAML was built with it: ten times as fast over a whole pack."""
MOST_DEPTH = 50

SUGGESTIONS = {
    "extra_forbidden": "remove it, or correct its spelling: docs/pack-format.md lists the keys",
    "missing": "add it: docs/pack-format.md shows an example",
    "string_pattern_mismatch": "use small letters, digits and single hyphens, such as ratio-share-1",
}


@dataclass(frozen=True)
class Document:
    """A parsed YAML file (or front matter) that can say where each of its values stands."""

    file: str
    data: Any
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """Return the line of a value, or of its nearest enclosing value."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, rule: str, suggestion: str) -> Problem:
        """Return a problem at the line of a value."""
        return Problem(self.file, self.line(location), rule, suggestion)


def read_text(path: Path, name: str) -> str:
    """Return a text file's content.

    Raises:
        InvalidContent: the file cannot be read as UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidContent((Problem(name, 1, "the file is not UTF-8 text", "save it as UTF-8"),)) from error
    except OSError as error:
        problem = Problem(name, 1, "the file cannot be read", f"check that it is there ({error.strerror})")
        raise InvalidContent((problem,)) from error


def parse_yaml(text: str, name: str, line_offset: int = 0) -> Document:
    """Return the document in YAML text that starts after `line_offset` lines of its file.

    Raises:
        InvalidContent: the text is not YAML.
    """
    try:
        _refuse_depth(text)
        node = yaml.compose(text, Loader=LOADER)
        data = yaml.load(text, Loader=LOADER)  # noqa: S506 - both are the safe loader
        lines: dict[Location, int] = {}
        if node is not None:
            _collect_lines(node, (), line_offset, lines)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line + 1 if mark else 1) + line_offset
        rule = f"the text is not YAML: {getattr(error, 'problem', None) or error}"
        raise InvalidContent((Problem(name, line, rule, "quote values with `: `, `#`, `[` or `{` in them"),)) from error
    return Document(name, data, lines)


def _refuse_depth(text: str) -> None:
    """Refuse lists in lists beyond any use: the loader would run out of stack on them, and end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise yaml.MarkedYAMLError("", None, "lists stand in lists too deeply", event.start_mark)  # type: ignore[arg-type]


def _collect_lines(node: yaml.Node, at: Location, offset: int, lines: dict[Location, int]) -> None:
    lines[at] = node.start_mark.line + 1 + offset
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if (*at, key.value) in lines:
                raise yaml.MarkedYAMLError(problem=f"the key '{key.value}' is given twice", problem_mark=key.start_mark)
            _collect_lines(value, (*at, key.value), offset, lines)
            lines[(*at, key.value)] = key.start_mark.line + 1 + offset
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _collect_lines(value, (*at, position), offset, lines)


def read_front_matter(path: Path, name: str) -> tuple[Document, str]:
    """Return a Markdown file's front matter and the text below it.

    Raises:
        InvalidContent: the file has no front matter, or it is not YAML.
    """
    text = read_text(path, name)
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        problem = Problem(name, 1, "the file has no front matter", "begin with a `---` line, the keys, and another")
        raise InvalidContent((problem,))
    document = parse_yaml(parts[1], name, 1)
    document.lines.setdefault(NOTES, parts[1].count("\n") + 3)
    return document, parts[2].strip()


def shaped(document: Document, shape: TypeAdapter[Shape]) -> Shape:
    """Return the document's data in the shape it should have.

    Raises:
        InvalidContent: with one problem for each value that does not fit.
    """
    try:
        return shape.validate_python(document.data)
    except ValidationError as error:
        problems = tuple(
            document.problem(
                detail["loc"],
                f"{'.'.join(map(str, detail['loc'])) or 'the file'}: {detail['msg']}",
                SUGGESTIONS.get(detail["type"], "see docs/pack-format.md"),
            )
            for detail in error.errors(include_url=False)
        )
        raise InvalidContent(problems) from error
