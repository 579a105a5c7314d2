# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From units to entries: make each unit's files, compress them, store the blobs, and note which addresses they link to."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from verkstad.edition import together
from verkstad.edition.compress import compress
from verkstad.edition.library import Library
from verkstad.edition.make import HTML, File, Parts, make
from verkstad.edition.rendering.environment import prepare
from verkstad.edition.store import Entry, Line, Writer, blob_size, read_entry
from verkstad.edition.units import Unit, blob_of
from verkstad.edition.uploads import Upload, store_uploads, uploads_of

CHUNK = 64
"""About so many units are taken by a process at a time: enough to be cheap to send, few enough that all cores end together."""

APPLICATION = ("/contact/", "/en/contact/", "/propose/", "/en/propose/", "/edit/", "/search", "/en/search")
"""Addresses that pages may link to though no edition has them: the application answers there."""

FILES = "/files/"
"""Where uploaded bytes are reached (see :mod:`.uploads`)."""

# Of what a page leads to with href, src or action, whose last letters no other attribute with an address has. It starts with
# letters that are searched for at memory's speed; a choice of three names would take four times as long.
_LINK = re.compile(rb'="(?<=[fcn]=")(/[^"?#]*)')


class Built(NamedTuple):
    """What was made of one unit."""

    unit: Unit
    lines: list[Line]
    """Its files, as the manifest names them."""
    links: dict[str, str]
    """Inner addresses that its pages lead to, each with a page that does."""
    uploads: tuple[Line, ...] = ()
    """Entries of uploaded files that it shows; other units may have the same."""
    texts: tuple[Text, ...] = ()
    """Parts for whole-archive files that were made beside it."""


Known = Callable[[str], Entry | None]
Text = tuple[str, str, str]
"""(format, thing, text) of a part that whole-archive files are joined from."""
Beside = Callable[[Unit], Iterable[Text]]


def nothing_beside(unit: Unit) -> Iterable[Text]:
    return ()


class Shop(NamedTuple):
    """What units are made with."""

    library: Library
    parts: Parts
    writer: Writer
    known: Known
    beside: Beside
    told: set[bytes]
    """The inner addresses that this process has told of: every page leads to the same dozens, and each is told once."""


def build_together(units: Sequence[Unit], shop: Shop) -> list[Built]:
    """Make units and store their files in one blob. What is byte for byte as before is neither compressed nor written again."""
    made = [(unit, list(make(unit, shop.library, shop.parts))) for unit in units]
    owners = [str(unit) for unit, files in made for _ in files]
    entries = iter(store([file for _, files in made for file in files], owners, shop.writer, shop.known))
    built = []
    for unit, files in made:
        links = _links(files, shop.told)
        wanted = uploads_of_unit(unit, shop.library)
        links.update((quote(upload.path), files[0].path) for upload in wanted if not upload.may_lack)
        lines = [Line.of(entry) for entry in islice(entries, len(files))]
        uploads = tuple(Line.of(entry) for entry in store_uploads(wanted, shop.writer))
        built.append(Built(unit, lines, links, uploads, tuple(shop.beside(unit))))
    return built


def _links(files: Iterable[File], told: set[bytes]) -> dict[str, str]:
    links: dict[str, str] = {}
    for file in files:
        if file.media_type is HTML and file.body:
            new = set(_LINK.findall(file.body)) - told
            told |= new
            links.update((link.decode(), file.path) for link in new)
    return links


def uploads_of_unit(unit: Unit, library: Library) -> list[Upload]:
    """The uploaded files that a unit shows, each address once."""
    if unit.kind not in {"event", "series"}:
        return []
    thing = library.event(unit.id) if unit.kind == "event" else library.series(unit.id)
    return list({upload.path: upload for upload in uploads_of(thing)}.values())


def store(files: Sequence[File], owners: Sequence[str], writer: Writer, known: Known) -> list[Entry]:
    """Put files in a blob: of each the plain bytes, then the gzip and the Brotli form where they pay."""
    sums = [hashlib.sha256(file.body).hexdigest() for file in files]
    before = [_same(known(file.path), file, sha256) for file, sha256 in zip(files, sums, strict=True)]
    kept = [old for old in before if old is not None]
    if len(kept) == len(files) and _is_laid_so(kept, writer):
        blob: str | None = kept[0].blob if kept else None
        forms = [(old.gzip_size, old.br_size) for old in kept]
    else:
        stretches = [_compressed(file, old, writer) for file, old in zip(files, before, strict=True)]
        blob = writer.put(b"".join(part for stretch in stretches for part in stretch if part))
        forms = [(gzip and len(gzip), br and len(br)) for _, gzip, br in stretches]  # type: ignore[misc]
    entries = []
    offset = 0
    for file, owner, sha256, (gzip_size, br_size) in zip(files, owners, sums, forms, strict=True):
        size = len(file.body)
        entries.append(
            Entry(
                sha256,
                size,
                gzip_size,
                br_size,
                file.status,
                file.cache,
                file.media_type,
                owner,
                file.path,
                file.location,
                blob,
                offset,
            )
        )
        offset += size + (gzip_size or 0) + (br_size or 0)
    return entries


def _same(old: Entry | None, file: File, sha256: str) -> Entry | None:
    return old if old is not None and old.sha256 == sha256 and old.media_type == file.media_type else None


def _is_laid_so(kept: Sequence[Entry], writer: Writer) -> bool:
    """Whether these files, in this order and no others, already make up one blob."""
    offset = 0
    for old in kept:
        if old.offset != offset or old.blob != kept[0].blob or old.blob is None:
            return False
        offset += old.size + (old.gzip_size or 0) + (old.br_size or 0)
    return not kept or blob_size(writer.folder, kept[0].blob) == offset


def _compressed(file: File, old: Entry | None, writer: Writer) -> tuple[bytes, bytes | None, bytes | None]:
    if old is None:
        return (file.body, *compress(file.body, file.media_type))
    forms = (
        read_entry(writer.folder, old, encoding) if size else None
        for encoding, size in (("gzip", old.gzip_size), ("br", old.br_size))
    )
    return (file.body, *forms)  # type: ignore[return-value]


def build(
    units: Sequence[Unit],
    library: Library,
    parts: Parts,
    writer: Writer,
    known: Known,
    *,
    jobs: int = 1,
    beside: Beside = nothing_beside,
    meanwhile: Callable[[], None] = lambda: None,
    may_start: Callable[[], bool] = together.at_once,
) -> Iterator[Built]:
    """Build units, in as many processes as ``jobs``; the order of what comes back is not that of ``units``.

    ``beside`` tells the texts that are made beside a unit, where that is built; ``meanwhile`` is called once the others are
    at work: what the publisher has to do besides. The last process starts when ``may_start`` says so.
    """
    shop = Shop(library, parts, writer, known, beside, set())
    groups = _together(units, library)
    if jobs <= 1 or len(units) < 4 * CHUNK:
        meanwhile()
        for group in groups:
            yield from build_together(group, shop)
        return
    prepare()

    def build_chunk(chunk: Sequence[Sequence[Unit]]) -> list[Built]:
        return [built for group in chunk for built in build_together(group, shop)]

    for done in together.do_together(
        _chunks(groups), build_chunk, others=jobs - 1, meanwhile=meanwhile, may_start=may_start
    ):
        yield from done


def _together(units: Iterable[Unit], library: Library) -> list[list[Unit]]:
    """The units that share a blob, in the order of the first of each."""
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        groups.setdefault(blob_of(unit, library), []).append(unit)
    return [sorted(group) for group in groups.values()]


def _chunks(groups: Sequence[Sequence[Unit]]) -> list[list[Sequence[Unit]]]:
    size = max(CHUNK, sum(map(len, groups)) // together.MOST_TASKS + 1)
    chunks: list[list[Sequence[Unit]]] = []
    room = 0
    for group in groups:
        if room <= 0:
            chunks.append([])
            room = size
        chunks[-1].append(group)
        room -= len(group)
    return chunks


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def merge_links(built: Iterable[Built]) -> dict[str, str]:
    links: dict[str, str] = {}
    for one in built:
        for link, page in one.links.items():
            links.setdefault(link, page)
    return links
