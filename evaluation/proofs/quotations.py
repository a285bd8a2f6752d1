"""Whether what is quoted stands in the text: every `source` that names its work, word for word.

The texts are files of one JSON object a line, with `text`, and with the work's id in the file's name.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from content_store.items import ItemSpec

FILES = {"jekyll-and-hyde": "jekyll"}
"""What to look for in a file's name where it is not the work's id."""


def quotation_problems(spec: ItemSpec, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a quoted source that is not in its work, or whose work is not among the texts."""
    source, work = getattr(spec.answer, "source", None), getattr(spec.answer, "work", None)
    if not source or not work:
        return
    whole = texts.get(work)
    if whole is None:
        yield f"{spec.id}: there is no text of “{work}”"
        return
    for stretch in re.split(r"\s*(?:\[?…\]?|\.\.\.)\s*", source):
        if plain(stretch) not in whole:
            yield f"{spec.id}: “{stretch[:60]}” is not in {work}"


def read_texts(folder: Path, works: frozenset[str]) -> dict[str, str]:
    """Return the words of each work of which the folder has a file."""
    found = {}
    for work in sorted(works):
        names = [path for path in sorted(folder.glob("*.jsonl")) if FILES.get(work, work) in path.name]
        if names:
            found[work] = _words_of(names[0])
    return found


@lru_cache(maxsize=16)
def _words_of(path: Path) -> str:
    return plain(" ".join(json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()))


def plain(text: str) -> str:
    """Return a text's words alone: editions differ in punctuation and in where lines break."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[’']", "", text).casefold()))
