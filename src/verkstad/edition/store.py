# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editions on disk: immutable blobs named by their sums, manifests in 256 shards, one root file, one pointer.

An edition is a small tree of sums, as in git: ``000123.json`` names its 256 shards by SHA-256, a shard names each file's
bytes by SHA-256. What did not change is shared by being named again, so an edition of 60,000 files costs as much to make as
what changed in it, going back is moving a pointer, and a build that dies leaves nothing but blobs that nobody names.
See docs/decisions/0010-editions-as-sums.md.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

FORMAT = "verkstad-edition/2"
SHARDS = 256
_NO = "-"


class Entry(NamedTuple):
    """One file of an edition. ``cache`` is ``page`` (asked about again), ``asset`` (never changes) or ``file``.

    ``owner`` is the unit of the build that made it (see :mod:`.units`); building a unit again replaces all its files.
    Its bytes begin at ``offset`` of ``blob``, which holds all files of the unit; without one, of the blob of its own sum.
    """

    sha256: str
    size: int
    gzip_size: int | None
    br_size: int | None
    status: int
    cache: str
    media_type: str
    owner: str
    path: str
    location: str | None = None
    blob: str | None = None
    offset: int = 0

    def line(self) -> str:
        """The entry as a line of a shard: columns parted by tabs, ``-`` for none."""
        return "\t".join([_NO if column is None else str(column) for column in self])

    @classmethod
    def from_line(cls, line: str) -> Entry:
        sha256, size, gzip_size, br_size, status, cache, media_type, owner, path, *place = line.split("\t")
        location, blob, offset = place
        return cls(
            sha256, int(size), _number(gzip_size), _number(br_size), int(status), cache, media_type, owner, path,
            None if location == _NO else location, None if blob == _NO else blob, int(offset),
        )  # fmt: skip


class Line(NamedTuple):
    """What a manifest needs of an entry: cheap to hand from one process to another, and to hold a hundred thousand of."""

    path: str
    status: int
    text: str

    @classmethod
    def of(cls, entry: Entry) -> Line:
        return cls(entry.path, entry.status, entry.line())


def _number(column: str) -> int | None:
    return None if column == _NO else int(column)


class Root(NamedTuple):
    """An edition's root: its number, the moment it shows, when the clock next changes a page, and its shards' sums."""

    number: int
    at: datetime
    next_moment: datetime | None
    shards: tuple[str | None, ...]
    files: int
    search: str | None = None
    """The name of its search index (see :mod:`.searching.making`), which is no file that readers ask for."""

    @property
    def sum(self) -> str:
        """One SHA-256 over the sums of all shards: two editions with equal sums are equal in every byte served."""
        return hashlib.sha256("\n".join(shard or _NO for shard in self.shards).encode()).hexdigest()

    def to_json(self) -> bytes:
        body = {
            "format": FORMAT, "number": self.number, "at": self.at.isoformat(),
            "next_moment": self.next_moment.isoformat() if self.next_moment else None,
            "files": self.files, "sum": self.sum, "search": self.search, "shards": self.shards,
        }  # fmt: skip
        return json.dumps(body, indent=1).encode()

    @classmethod
    def from_json(cls, body: bytes) -> Root:
        found = json.loads(body)
        if found.get("format") != FORMAT:
            raise EditionDamaged(f"the edition has format {found.get('format')!r}; this version reads {FORMAT!r}")
        moment = found["next_moment"]
        return cls(
            found["number"],
            datetime.fromisoformat(found["at"]),
            datetime.fromisoformat(moment) if moment else None,
            tuple(found["shards"]),
            found["files"],
            found.get("search"),
        )


class Place(NamedTuple):
    """A stretch of a file."""

    path: Path
    offset: int
    length: int


class EditionDamaged(Exception):
    """A file of an edition is missing or is not what its sum says. Carries a sentence that names it."""


def place_of(path: str) -> str:
    """What decides a path's shard, so that both languages and all formats of one thing lie together.

    ``/event/a/``, ``/en/event/a/``, ``/event/a.ics`` and ``/share/a.png`` lie at ``event/a``; ``/`` and ``/en/`` at ``home``.
    """
    parts = path.strip("/").split("/")
    if parts[0] == "en":
        parts = parts[1:]
    if not parts or not parts[0]:
        return "home"
    if parts[0] == "share":
        parts[0] = "event"
    return (
        "/".join((*parts[:1], *(part.partition(".")[0] for part in parts[1:2])))
        if parts[1:]
        else parts[0].partition(".")[0]
    )


def shard_of(path: str) -> int:
    """The shard (0–255) whose manifest names a path."""
    return hashlib.sha256(place_of(path).encode()).digest()[0]


class Reader:
    """The current edition, for whoever serves it. Shards are read when first asked for and kept until the edition changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root: Root | None = None
        self._pointer: str | None = None
        self._shards: dict[str, dict[str, Entry]] = {}

    @property
    def number(self) -> int | None:
        return self.root.number if self.root else None

    def refresh(self) -> bool:
        """Take up the edition that ``current`` points at; True when it is another than before. Costs one readlink."""
        try:
            pointer = os.readlink(self.folder / "current")
        except FileNotFoundError:
            pointer = None
        except OSError:
            return False  # the disk does not answer: the edition that was read is still a good one
        if pointer == self._pointer:
            return False
        self.root = read_root(self.folder, pointer) if pointer else None
        self._pointer = pointer
        named = set(self.root.shards) if self.root else set()
        self._shards = {sum: shard for sum, shard in self._shards.items() if sum in named}
        return True

    def find(self, path: str) -> Entry | None:
        """The entry of a public path, exactly as written; None when the edition has no such file."""
        if self.root is None:
            return None
        sum = self.root.shards[shard_of(path)]
        if sum is None:
            return None
        shard = self._shards.get(sum)
        if shard is None:
            shard = self._shards[sum] = {entry.path: entry for entry in read_shard(self.folder, sum)}
        return shard.get(path)

    def place(self, entry: Entry, encoding: str | None = None) -> Place:
        """Where the bytes of an entry lie, plain or in encoding ``gzip`` or ``br`` (which the entry must have)."""
        return place_in_blob(self.folder, entry, encoding)

    def read(self, entry: Entry, encoding: str | None = None) -> bytes:
        """The bytes of an entry. Raises EditionDamaged when the blob is missing or too short."""
        return read_entry(self.folder, entry, encoding)

    def entries(self) -> Iterator[Entry]:
        for sum in self.root.shards if self.root else ():
            if sum:
                yield from read_shard(self.folder, sum)


def blob_path(folder: Path, sha256: str) -> Path:
    return folder / "blobs" / sha256[:2] / sha256


def place_in_blob(folder: Path, entry: Entry, encoding: str | None = None) -> Place:
    """A blob holds, of each of its files, the plain bytes, then the gzip and the Brotli form: making files is what costs."""
    path = blob_path(folder, entry.blob or entry.sha256)
    if encoding is None:
        return Place(path, entry.offset, entry.size)
    length = entry.gzip_size if encoding == "gzip" else entry.br_size
    if length is None:
        raise ValueError(f"{entry.path} has no form in encoding {encoding}")
    return Place(path, entry.offset + entry.size + (0 if encoding == "gzip" else entry.gzip_size or 0), length)


def read_entry(folder: Path, entry: Entry, encoding: str | None = None) -> bytes:
    """The bytes of an entry. Raises EditionDamaged when the blob is missing or too short."""
    path, offset, length = place_in_blob(folder, entry, encoding)
    try:
        with path.open("rb", buffering=0) as file:
            body = os.pread(file.fileno(), length, offset)
    except OSError as error:
        raise EditionDamaged(f"{path}, the content of {entry.path}, cannot be read: {error}") from error
    if len(body) != length:
        raise EditionDamaged(f"{path}, the content of {entry.path}, is cut short")
    return body


def blob_size(folder: Path, name: str | None) -> int | None:
    """The length of a blob in bytes; None when there is no such blob."""
    try:
        return blob_path(folder, name or _NO).stat().st_size
    except OSError:
        return None


def read_root(folder: Path, name: str) -> Root:
    try:
        return Root.from_json((folder / name).read_bytes())
    except (OSError, ValueError, KeyError) as error:
        raise EditionDamaged(f"{folder / name} cannot be read as an edition: {error}") from error


def read_lines(folder: Path, sum: str) -> list[str]:
    """The lines of one shard, by path. Raises EditionDamaged when it is missing or its bytes do not have that sum."""
    path = folder / "shards" / f"{sum}.tsv"
    try:
        body = path.read_bytes()
    except OSError as error:
        raise EditionDamaged(f"{path} is missing: {error}") from error
    if hashlib.sha256(body).hexdigest() != sum:
        raise EditionDamaged(f"{path} does not have the bytes that its name promises")
    return body.decode().split("\n")[:-1]  # not splitlines: it knows of other line ends


def read_shard(folder: Path, sum: str) -> list[Entry]:
    """The entries of one shard, by path. Raises EditionDamaged as :func:`read_lines` does."""
    return [Entry.from_line(line) for line in read_lines(folder, sum)]


def path_of(line: str) -> str:
    """The path that a shard's line is about, without reading the rest of it."""
    return line.split("\t", 9)[8]


def root_name(number: int) -> str:
    return f"{number:06}.json"


def current_number(folder: Path) -> int | None:
    try:
        return int(os.readlink(folder / "current").removesuffix(".json"))
    except (OSError, ValueError):
        return None


def numbers(folder: Path) -> list[int]:
    """The kept editions, oldest first."""
    return sorted(int(path.stem) for path in folder.glob("[0-9]*.json") if path.stem.isdigit())


class Writer:
    """Writes blobs, shards and roots. Nothing that exists is ever written over: a file's name is the sum of its bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in ("blobs", "shards"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        self._folder = os.fspath(folder)
        self._made: set[str] = set()
        self._written: list[str] = []

    def put(self, content: bytes) -> str:
        """Store bytes as a blob; returns their SHA-256, which is its name."""
        sha256 = hashlib.sha256(content).hexdigest()
        prefix = sha256[:2]
        if prefix not in self._made:
            (self.folder / "blobs" / prefix).mkdir(exist_ok=True)
            self._made.add(prefix)
        self._write(f"{self._folder}/blobs/{prefix}/{sha256}", content)
        return sha256

    def _write(self, path: str, content: bytes) -> None:
        if write_new(path, content):
            self._written.append(path)

    def link(self, sha256: str, source: Path) -> int:
        """Take in a whole file that lies elsewhere, whose sum is ``sha256``; returns its size. On another disk it is copied.

        Raises FileNotFoundError when there is no such file.
        """
        size = source.stat().st_size
        path = blob_path(self.folder, sha256)
        if blob_size(self.folder, sha256) == size:
            return size
        path.parent.mkdir(exist_ok=True)
        aside = path.with_name(f".link-{os.getpid()}-{sha256}")
        try:
            try:
                os.link(source, aside)
            except OSError as error:
                if isinstance(error, FileNotFoundError):
                    raise
                shutil.copyfile(source, aside)
            os.replace(aside, path)
        finally:
            aside.unlink(missing_ok=True)
        self._written.append(os.fspath(path))
        return size

    def flush(self) -> None:
        """Have everything written so far on the disk, side by side: the disk does several at once."""
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(sync, (*self._written, *{os.path.dirname(path) for path in self._written})))
        self._written.clear()

    def put_shard(self, lines: Mapping[str, str]) -> str | None:
        """Store a shard of lines by path; returns its sum, or None when it would be empty."""
        body = "".join([f"{lines[path]}\n" for path in sorted(lines)]).encode()
        if not body:
            return None
        sum = hashlib.sha256(body).hexdigest()
        self._write(f"{self._folder}/shards/{sum}.tsv", body)
        return sum

    def put_root(self, root: Root) -> None:
        replace(self.folder / root_name(root.number), root.to_json())

    def switch(self, number: int) -> None:
        """Point readers at an edition, in one step."""
        if not (self.folder / root_name(number)).exists():
            raise EditionDamaged(f"there is no edition {number} in {self.folder}")
        aside = self.folder / f".current-{os.getpid()}"
        with contextlib.suppress(FileNotFoundError):
            aside.unlink()
        aside.symlink_to(root_name(number))
        os.replace(aside, self.folder / "current")
        sync(self.folder)


def write_new(path: Path | str, content: bytes) -> bool:
    """Write a file whose name promises its content, unless it stands there already whole; returns whether it was written.

    Written straight to its name, which costs a third of writing aside: no root names it until it is whole, and what a killed
    write left is shorter than it should be and is written again.
    """
    name = os.fspath(path)
    with contextlib.suppress(FileNotFoundError):
        if os.stat(name).st_size == len(content):
            return False
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
    return True


def replace(path: Path, content: bytes) -> None:
    """Write a file aside and put it in place by rename, so that readers see the old one or the new one, whole."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".aside-")
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            file.write(content)
            os.fsync(file.fileno())
        os.chmod(aside, 0o644)
        os.replace(aside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise


def sync(path: Path | str) -> None:
    """Have a file, or the names in a folder, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folder: Path) -> None:
    """Have all that was written to the file system of ``folder`` on its disk. Raises OSError when that failed, where the system tells.

    Other disks, which may have much to write for others, are not waited for where the system can do without (syncfs, Linux).
    """
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), os.fspath(folder))
    finally:
        os.close(handle)
