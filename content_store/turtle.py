"""Reads files of Turtle (RDF) into one graph, or says which line of which file is broken.

Knows the format; not what any of it means.
"""

from collections.abc import Sequence
from pathlib import Path

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from content_store.problems import InvalidContent, Problem
from content_store.progress import Report

COPY_AGAIN = "restore the file from its publisher, or correct that line"


def read_turtle(files: Sequence[Path], root: Path, report: Report) -> Graph:
    """Return everything that the files say; in problems they are named from `root`.

    Raises:
        InvalidContent: with the first broken line of each broken file.
    """
    graph = Graph()
    problems: list[Problem] = []
    for done, file in enumerate(files):
        report("Reading files", done, len(files))
        if problem := _add(graph, file, str(file.relative_to(root))):
            problems.append(problem)
    report("Reading files", len(files), len(files))
    if problems:
        raise InvalidContent(tuple(problems))
    return graph


def _add(graph: Graph, file: Path, name: str) -> Problem | None:
    """Add a file to the graph, or return what is wrong with it."""
    try:
        content = file.read_bytes()
        graph.parse(data=content.decode("utf-8"), format="turtle")
    except OSError as error:
        return Problem(name, 0, f"the file cannot be read: {error.strerror}", "check its permissions")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "the text is not UTF-8", COPY_AGAIN)
    except BadSyntax as error:
        return Problem(name, int(error.lines) + 1, f"the text is not Turtle: {error._why}", COPY_AGAIN)
    return None
