"""What a content folder says about itself, and whether its files are the ones it names.

Knows names, sizes and hashes; not what is inside the files.
"""

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

FORMAT = 4
MANIFEST = "manifest.json"
DATABASE = "content.db"
REBUILD = "run `attain content build`"


class ContentUnavailable(RuntimeError):
    """A content folder cannot be served; the message says what to do."""


class MissingContent(ContentUnavailable):
    """There is no whole build in the folder."""


class StaleIndex(ContentUnavailable):
    """The files of a folder do not belong together, or not to this version of the program."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class FileRecord(_Frozen):
    """A file as it was written."""

    sha256: str
    size: int


class Embedding(_Frozen):
    """The embedding model that the vectors were made with."""

    name: str
    digest: str


class SourceRecord(_Frozen):
    """A source of the content and its terms, for those who look at the folder without opening it."""

    id: str
    title: str
    licence: str
    attribution: str
    url: str
    version: str


class Manifest(_Frozen):
    """The contents of manifest.json. `version` is a hash over the rows: the same rows, the same version."""

    format: int
    version: str
    built_at: str
    embedding: Embedding
    sources: tuple[SourceRecord, ...]
    counts: dict[str, int]
    files: dict[str, FileRecord]
    checks: str = ""
    """The checks that every item passed, as `checks_digest` names them; empty where they were not run."""


def read_manifest(folder: Path) -> Manifest:
    """Return the folder's manifest.

    Raises:
        MissingContent: there is none, or it cannot be read.
        StaleIndex: it is of another format.
    """
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        raise MissingContent(f"{folder} holds no content: {REBUILD}") from error
    except (OSError, ValidationError) as error:
        raise MissingContent(f"{folder / MANIFEST} cannot be read: {REBUILD}") from error
    if manifest.format != FORMAT:
        raise StaleIndex(f"{folder} was built in format {manifest.format}, not {FORMAT}: {REBUILD}")
    return manifest


def read_file(folder: Path, name: str, manifest: Manifest) -> bytes:
    """Return a file's bytes, which are exactly those that the manifest names.

    Raises:
        MissingContent: the file is not there.
        StaleIndex: the bytes are others.
    """
    record = manifest.files.get(name)
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise MissingContent(f"{folder / name} cannot be read: {REBUILD}") from error
    if record is None or hashlib.sha256(content).hexdigest() != record.sha256:
        raise StaleIndex(f"{folder / name} is not the file that was built: {REBUILD}")
    return content


def file_record(path: Path) -> FileRecord:
    """Return the hash and size of a file."""
    content = path.read_bytes()
    return FileRecord(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def checks_digest() -> str:
    """Return a hash over the code of this package: what it found right stays right only while it is the same."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
