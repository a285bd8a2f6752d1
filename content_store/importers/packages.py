"""Reads zip files of unknown origin within limits: nothing is ever written to disk.

Knows zip; not what is packed.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from content_store.importers.found import refused

MOST_MEMBERS = 10_000
MOST_MEMBER = 20_000_000
MOST_TOTAL = 200_000_000
MOST_RATIO = 200
SMALL = 100_000
"""Bytes up to which how well something is packed says nothing."""
PACK_AGAIN = "pack the files again with an ordinary program"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


class Package:
    """A zip file, each of whose members has been found harmless before one is read."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open a package.

        Raises:
            InvalidContent: it is no zip file, or a member leads out of it, is a link, is encrypted or far too large.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except BROKEN as error:
            raise refused(name, "the file is no zip package", PACK_AGAIN) from error
        for rule in _rules_broken(members):
            raise refused(name, rule, PACK_AGAIN)
        self._members = {member.filename: member for member in members if not member.is_dir()}
        self._left = MOST_TOTAL

    @property
    def members(self) -> tuple[str, ...]:
        """The names of the files in it, sorted."""
        return tuple(sorted(self._members))

    def read(self, member: str) -> bytes:
        """Return one file of it.

        Raises:
            InvalidContent: it is not there, broken, or larger than it says.
        """
        if member not in self._members:
            raise refused(f"{self.name}/{member}", "the file is not in the package", PACK_AGAIN)
        try:
            with self._zip.open(self._members[member]) as opened:
                content = opened.read(min(MOST_MEMBER, self._left) + 1)
        except BROKEN as error:
            raise refused(f"{self.name}/{member}", "the file cannot be unpacked", PACK_AGAIN) from error
        self._left -= len(content)
        if len(content) > MOST_MEMBER or self._left < 0:
            raise refused(f"{self.name}/{member}", "the file is larger than is allowed", PACK_AGAIN)
        return content


def _rules_broken(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Yield what is wrong with the list of a package's members."""
    if len(members) > MOST_MEMBERS:
        yield f"there are more than {MOST_MEMBERS:,} files in the package"
    if sum(member.file_size for member in members) > MOST_TOTAL:
        yield f"the package unpacks to more than {MOST_TOTAL // 1_000_000} MB"
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        yield "two files of the package have the same name"
    for member in members:
        yield from _member_rules_broken(member)


def _member_rules_broken(member: zipfile.ZipInfo) -> Iterator[str]:
    shown = member.filename[:80]
    parts = re.split(r"[/\\]", member.filename)
    if member.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        yield f"the name “{shown}” leads out of the package"
    if stat.S_ISLNK(member.external_attr >> 16):
        yield f"“{shown}” is a symbolic link"
    if member.flag_bits & 0x1:
        yield f"“{shown}” is encrypted"
    if member.file_size > MOST_MEMBER:
        yield f"“{shown}” has more than {MOST_MEMBER // 1_000_000} MB"
    if member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
        yield f"“{shown}” is packed more tightly than any real file"
