# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploaded files in an edition: readers reach bytes exactly while an edition's manifest names them.

The bytes lie in the private store beside the editions (``archive.media``). An edition that shows a file has an entry for its
address, and a link to its bytes among the blobs: that costs nothing however large they are, goes with every edition that
names it, and is swept away with the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from verkstad.archive.media import Media, sum_of
from verkstad.edition.store import Entry, Writer
from verkstad.exchange import addresses, pictures
from verkstad.records.events import Event, Material, Recording
from verkstad.records.pages import PICTURE_TYPE, PICTURE_WIDTHS, picture_name
from verkstad.records.things import Image, Series

OWNER = "upload"
"""Who made the entry of an upload: several things may name one file, so it is nobody's own."""
POSTER_WIDTHS = (640, 1280)
"""Pixels of the picture before a recording; what reads recordings makes both."""
UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+", re.IGNORECASE)


class Upload(NamedTuple):
    """A file that a record names: the path that readers ask for, as the front gets it, and its bytes."""

    path: str
    sha256: str
    media_type: str
    form: str | None = None
    """What was made of the file (``640.avif``) instead of the file itself."""
    sum: str | None = None
    """The sum of the form, where it is known: counting it anew takes long for a film."""
    may_lack: bool = False
    """A page of slides may have no picture though others have; then nothing links to it."""


def uploads_of(thing: Event | Series) -> Iterator[Upload]:
    """Every file that what readers see of an event or a series names."""
    if thing.image is not None:
        yield from _picture(thing.image)
    if isinstance(thing, Series):
        return
    for material in thing.materials:
        if material.file:
            yield _upload(addresses.material_path(material), material.file, material.media_type)
            yield from _page_pictures(material)
        for earlier in material.earlier_files:
            yield _upload(addresses.file_path(earlier.file, earlier.file_name), earlier.file, earlier.media_type)
    for recording in thing.recordings:
        if recording.file and recording.state == "published":
            yield from _recording(recording)


def _page_pictures(material: Material) -> Iterator[Upload]:
    if material.file is None or material.pages is None or not material.pages.has_pictures:
        return
    for number in range(1, material.pages.count + 1):
        for width in PICTURE_WIDTHS:
            path = addresses.page_picture_path(material, number, width)
            yield Upload(unquote(path), material.file, PICTURE_TYPE, picture_name(number, width), may_lack=True)


def _recording(recording: Recording) -> Iterator[Upload]:
    assert recording.file is not None
    film = recording.film
    whole = _upload(addresses.recording_path(recording), recording.file, recording.media_type)
    if film is None or film.form is None:
        yield whole
    else:  # cut for readers: the bytes were made of another file, and their sum is known
        yield whole._replace(sha256=film.of, form=film.form, sum=recording.file)
    if film is not None and film.poster:
        for width in POSTER_WIDTHS:
            path = addresses.poster_path(recording, width)
            yield Upload(unquote(path), film.of, PICTURE_TYPE, f"{film.poster}-{width}.webp")


def _picture(image: Image) -> Iterator[Upload]:
    if image.file is None:
        return
    yield _upload(addresses.picture_path(image), image.file, image.media_type)
    for name in pictures.form_names(image.width) if image.width else ():
        path = addresses.picture_form_path(image, name)
        yield Upload(unquote(path), image.file, pictures.ENDINGS[name.partition(".")[2]], name)


def _upload(path: str, sha256: str, media_type: str | None) -> Upload:
    known = media_type if media_type and _MEDIA_TYPE.fullmatch(media_type) else UNKNOWN
    return Upload(unquote(path), sha256, known.lower())


def media_beside(editions: Path) -> Media:
    """The store of uploads of the home that the editions belong to."""
    return Media(editions.parent / "media")


def store_uploads(uploads: Iterable[Upload], writer: Writer) -> list[Entry]:
    """Link the bytes into the edition; what is not in the store gets no entry, and the check of links says so."""
    media = media_beside(writer.folder)
    entries = []
    for upload in uploads:
        try:
            source, sha256 = _bytes_of(upload, media)
            size = writer.link(sha256, source)
        except FileNotFoundError:
            continue
        entries.append(Entry(sha256, size, None, None, 200, "page", upload.media_type, OWNER, upload.path))
    return entries


def _bytes_of(upload: Upload, media: Media) -> tuple[Path, str]:
    source = media.path(upload.sha256)
    if upload.form is None:
        return source, upload.sha256
    made = media.form(upload.sha256, upload.form)
    if upload.sum is not None:
        return made, upload.sum
    if not made.exists() and upload.form.partition(".")[2] in pictures.ENDINGS:
        # Made when the picture came in; here for one that came another way, as from a backup without them.
        form = upload.form
        made = media.write_form(upload.sha256, form, lambda into: pictures.write_form(source, form, into))
    return made, sum_of(made).hexdigest()
