# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads in parts: begun, continued after whatever broke them off, finished or given up.

The bytes so far are one file under ``incoming``, named by the upload's id; its length is how far the upload has come, so a
killed server, another worker or another day continues where the disk says.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import hmac
import os
import shutil
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from django.db import transaction

from verkstad.archive.errors import (
    ChecksumDiffers,
    DiskFull,
    NotAllowed,
    UploadBusy,
    UploadElsewhere,
    UploadTooLarge,
)
from verkstad.archive.media import sum_of
from verkstad.archive.models import Upload
from verkstad.archive.models.files import media
from verkstad.archive.rules.filenames import clean_name

ABANDONED_AFTER = timedelta(days=7)
"""An upload that nobody has continued for so long is forgotten; one that is finished, no later."""
UNFINISHED_AT_MOST = 50
"""Uploads that one person may have begun and not finished."""
SPARE_BYTES = 256 * 1024 * 1024
"""Room that an upload must leave on the disk: the database and the editions need some, or nothing can be published."""


class _Sums:
    """The sums of uploads on their way, as far as this process has seen them; what it has not seen is read from the disk."""

    AT_MOST = 64

    def __init__(self) -> None:
        self._known: OrderedDict[UUID, tuple[int, hashlib._Hash]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: UUID, offset: int) -> hashlib._Hash | None:
        """The sum up to ``offset``; None when it is not known."""
        with self._lock:
            found = self._known.pop(key, None)
        if found is not None and found[0] == offset:
            return found[1]
        return hashlib.sha256() if offset == 0 else None

    def keep(self, key: UUID, offset: int, found: hashlib._Hash) -> None:
        with self._lock:
            self._known[key] = (offset, found)
            while len(self._known) > self.AT_MOST:
                self._known.popitem(last=False)


_sums = _Sums()


def path_of(upload: Upload) -> Path:
    return media().incoming / str(upload.pk)


def offset_of(upload: Upload) -> int:
    """How many bytes have come."""
    try:
        return path_of(upload).stat().st_size
    except FileNotFoundError:
        return 0


def begin_upload(
    purpose: str, thing_id: UUID, *, name: str, size: int, fingerprint: str = "", at_most: int, by: Any, at: datetime
) -> Upload:
    """Make room for a file of ``size`` bytes. Whether ``by`` may do what it is for, the caller has asked.

    Raises UploadTooLarge or DiskFull before a byte is sent.
    """
    name = clean_name(name)
    if size > at_most:
        raise UploadTooLarge(name, size, at_most)
    if shutil.disk_usage(media().incoming).free < size + SPARE_BYTES:
        raise DiskFull(name)
    for old in Upload.objects.of(by).unfinished().order_by("-touched_at")[UNFINISHED_AT_MOST - 1 :]:
        abandon_upload(old)
    return Upload.objects.create(
        owner=by, purpose=purpose, thing_id=thing_id, name=name, size_bytes=size, fingerprint=fingerprint[:400] or None,
        started_at=at, touched_at=at,
    )  # fmt: skip


def continue_upload(
    upload: Upload, blocks: Iterable[bytes], *, offset: int, sha256: bytes | None = None, by: Any, at: datetime
) -> int:
    """Add bytes that begin at ``offset``; returns how many there are now. All of them are kept, or none.

    ``sha256`` is the sum of these bytes alone. Raises NotAllowed, UploadElsewhere when they do not begin where the last ended,
    UploadBusy, UploadTooLarge when they are more than was said, ChecksumDiffers, DiskFull.
    """
    _only_owner(upload, by)
    with _alone(upload) as handle:
        stands_at = os.fstat(handle).st_size
        if offset != stands_at:
            raise UploadElsewhere(upload, stands_at)
        whole, part, now = _sums.take(upload.pk, offset), sha256 and hashlib.sha256(), offset
        try:
            for block in blocks:
                if now + len(block) > upload.size_bytes:
                    raise UploadTooLarge(upload.name, now + len(block), upload.size_bytes)
                _write(handle, block, now)
                now += len(block)
                if part:
                    part.update(block)
                if whole is not None:
                    whole.update(block)
            if part and sha256 and not hmac.compare_digest(part.digest(), sha256):
                raise ChecksumDiffers(upload)
        except BaseException as failure:
            os.ftruncate(handle, offset)
            if isinstance(failure, OSError) and failure.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise DiskFull(upload.name) from failure
            raise
        if whole is not None:
            _sums.keep(upload.pk, now, whole)
    Upload.objects.filter(pk=upload.pk).update(touched_at=at)
    return now


def sha256_of(upload: Upload) -> str:
    """The sum of all that has come: as it was counted on the way, or read again from where this process last knew it."""
    size = offset_of(upload)
    found = _sums.take(upload.pk, size)
    if found is None:
        found = sum_of(path_of(upload))
    _sums.keep(upload.pk, size, found)
    return found.hexdigest()


@transaction.atomic
def finish_upload(upload: Upload, *, became: UUID, at: datetime) -> None:
    """Note what became of an upload, so that asking again gives the same answer."""
    Upload.objects.filter(pk=upload.pk).update(finished_at=at, touched_at=at, became=became)
    upload.finished_at, upload.became = at, became


def abandon_upload(upload: Upload) -> None:
    """Forget an upload and its bytes."""
    with contextlib.suppress(FileNotFoundError):
        path_of(upload).unlink()
    Upload.objects.filter(pk=upload.pk).delete()


def forget_abandoned(*, at: datetime) -> int:
    """Forget uploads that nobody continued, and bytes under ``incoming`` that belong to none; how many there were."""
    before = at - ABANDONED_AFTER
    old = list(Upload.objects.abandoned(before).order_by("pk"))
    for upload in old:
        abandon_upload(upload)
    known = {str(key) for key in Upload.objects.order_by().values_list("pk", flat=True)}
    for file in media().incoming.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if file.name not in known and file.stat().st_mtime < before.timestamp():
                shutil.rmtree(file) if file.is_dir() else file.unlink()  # a worker's, that was killed
    return len(old)


def _only_owner(upload: Upload, by: Any) -> None:
    if by is None or upload.owner_id != by.pk:
        raise NotAllowed(upload, "change", by)


@contextlib.contextmanager
def _alone(upload: Upload) -> Iterator[int]:
    """The upload's file, open and held: two requests never write to it at once, in whichever process they are."""
    handle = os.open(path_of(upload), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UploadBusy(upload) from error
        yield handle
    finally:
        os.close(handle)


def _write(handle: int, block: bytes, at: int) -> None:
    rest = memoryview(block)
    while rest:
        written = os.pwrite(handle, rest, at)
        rest, at = rest[written:], at + written
