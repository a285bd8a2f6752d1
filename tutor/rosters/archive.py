"""What was sent, as files by name: one CSV, several, or a zip of them, opened with care.

Nothing is ever written to disk under a name that came from outside.
"""

import io
import zipfile
import zlib
from collections.abc import Sequence

from tutor.rosters.roster import FileRefused

MOST_BYTES = 8 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
MOST_FILES = 40
Sent = dict[str, bytes]
"""The files that were sent, by their names in small letters without folders."""


def opened(files: Sequence[tuple[str, bytes]]) -> Sent:
    """Return what was sent; a zip is unpacked, in memory.

    Raises:
        FileRefused: nothing was sent, too much, or something that is no list.
    """
    sent = [(name, content) for name, content in files if name or content]
    if not sent:
        raise FileRefused("Choose the file of the list")
    if sum(len(content) for _, content in sent) > MOST_BYTES:
        raise FileRefused("The file is larger than %(most)s MB. Send the pupils of one school.", most=MOST_BYTES >> 20)
    if len(sent) == 1 and sent[0][1].startswith(b"PK"):
        return _unzipped(sent[0][1])
    if any(content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) for _, content in sent):
        raise FileRefused("This is a workbook, or more than one zip. Save the list as CSV, and send that.")
    return _named(sent)


def _named(files: Sequence[tuple[str, bytes]]) -> Sent:
    found: Sent = {}
    for name, content in files:
        plain = name.replace("\\", "/").rsplit("/", 1)[-1].casefold()
        if plain in found:
            raise FileRefused("Two of the files are called %(name)s. Send each once.", name=plain[:60])
        found[plain] = content
    return found


def _unzipped(content: bytes) -> Sent:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _named(_members(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise FileRefused("The zip is damaged or locked with a password. Export the list again.") from error


def _members(archive: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    members = [one for one in archive.infolist() if not one.is_dir()]
    if any(one.filename == "[Content_Types].xml" for one in members):
        raise FileRefused("This is a workbook of a spreadsheet. Save the list as CSV, and send that.")
    if len(members) > MOST_FILES:
        raise FileRefused("The zip holds more than %(most)s files.", most=MOST_FILES)
    for one in members:
        if one.filename.startswith("/") or {"..", "."} & set(one.filename.replace("\\", "/").split("/")):
            raise FileRefused("A file in the zip is called as if it lay outside it. Export the list again.")
    own = [one for one in members if one.filename.casefold().endswith(".csv") and "__MACOSX" not in one.filename]
    if not own:
        raise FileRefused("The zip holds no CSV file.")
    left, found = MOST_UNPACKED, []
    for one in own:
        with archive.open(one) as file:  # what it says of its own size is not believed
            found.append((one.filename, file.read(left + 1)))
        left -= len(found[-1][1])
        if left < 0:
            raise FileRefused("The zip holds more than %(most)s MB.", most=MOST_UNPACKED >> 20)
    return found
