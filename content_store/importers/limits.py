"""Reads files of unknown origin within limits: sizes, numbers, depth, and nothing but plain files.

Knows files and folders; not what is in them. Packed files are read by `packages`.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from content_store.importers.found import refused

MOST_BYTES = 20_000_000
MOST_LINES = 200_000
MOST_FILES = 100_000
MOST_TOTAL = 500_000_000
DEEPEST_FOLDER = 20
SPLIT = "split it into smaller files"
PLAIN = "give plain files only"


def read_bytes(path: Path, name: str, most: int = MOST_BYTES) -> bytes:
    """Return the content of a plain file.

    Raises:
        InvalidContent: it is a link, no plain file, too large, or cannot be read.
    """
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise refused(name, "the file is a symbolic link", PLAIN)
        if not stat.S_ISREG(found.st_mode):
            raise refused(name, "this is no plain file", PLAIN)
        with path.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise refused(name, "the file cannot be read", f"check that it is there ({error.strerror})") from error
    if len(content) > most:
        raise refused(name, f"the file is larger than {most // 1_000_000} MB", SPLIT)
    return content


def as_text(content: bytes, name: str) -> str:
    """Return the text of a file.

    Raises:
        InvalidContent: it is not UTF-8 text, or has too many lines.
    """
    if b"\0" in content:
        raise refused(name, "the file is binary, not text", "give the text file that was exported")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refused(name, "the file is not UTF-8 text", "save it as UTF-8", line) from error
    if text.count("\n") > MOST_LINES:
        raise refused(name, f"the file has more than {MOST_LINES:,} lines", SPLIT)
    return text


def read_text(path: Path, name: str) -> str:
    """Return the text of a plain file.

    Raises:
        InvalidContent: as `read_bytes` and `as_text`.
    """
    return as_text(read_bytes(path, name), name)


def files_in(place: Path, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """Return the files under a folder with one of the suffixes, sorted; a file given by itself is the only one.

    Hidden folders are passed over.

    Raises:
        InvalidContent: a link is among them, or there are none, too many, or too much of them.
    """
    if place.is_symlink():
        raise refused(str(place), "this is a symbolic link", PLAIN)
    if place.is_file():
        return (place,)
    files: list[Path] = []
    total = 0
    for file in _walk(place):
        if file.suffix.casefold() in suffixes:
            files.append(_plain(file, place))
            total += file.lstat().st_size
        _refuse_too_much(place, len(files), total)
    if not files:
        raise refused(str(place), f"there are no files that end in {' or '.join(suffixes)}", "check the folder")
    return tuple(sorted(files))


def _plain(file: Path, place: Path) -> Path:
    if file.is_symlink():
        raise refused(str(file.relative_to(place)), "the file is a symbolic link", PLAIN)
    return file


def _refuse_too_much(place: Path, files: int, total: int) -> None:
    if files > MOST_FILES:
        raise refused(str(place), f"there are more than {MOST_FILES:,} files", "import a part of it at a time")
    if total > MOST_TOTAL:
        rule = f"the files have more than {MOST_TOTAL // 1_000_000} MB together"
        raise refused(str(place), rule, "import a part of it at a time")


def _walk(place: Path) -> Iterator[Path]:
    """Yield the files under a folder, following no links.

    Raises:
        InvalidContent: a folder is a link, or folders are nested too deeply.
    """
    for here, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        depth = len(Path(here).relative_to(place).parts)
        if depth > DEEPEST_FOLDER:
            raise refused(str(place), f"folders are nested more than {DEEPEST_FOLDER} deep", "flatten them")
        for name in folders:
            if (Path(here) / name).is_symlink():
                raise refused(str((Path(here) / name).relative_to(place)), "the folder is a symbolic link", PLAIN)
        yield from (Path(here) / name for name in names if not name.startswith("."))


def name_in(file: Path, place: Path) -> str:
    """Return how a file is called in messages: its path within what was given."""
    return file.name if file == place else file.relative_to(place).as_posix()


def within(root: Path, path: Path) -> Path:
    """Return a path that upstream's file names, if it stays under the root.

    Raises:
        InvalidContent: it leads out of the folder.
    """
    if not path.resolve().is_relative_to(root.resolve()):
        raise refused(path.name, "a reference leads out of the folder", "remove it")
    return path
