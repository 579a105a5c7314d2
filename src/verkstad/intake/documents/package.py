# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Office files are zip archives of XML: their parts by name, bounded in size, without declarations, never more than one in memory."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from lxml import etree

from verkstad.intake.documents.values import MB, Refused

PART_AT_MOST = 32 * MB
"""Of XML that is read as a whole, such as a slide; longer parts are read piece by piece."""
STREAM_AT_MOST = 256 * MB
_START = 1 << 16
_CLOSED: dict[str, Any] = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}

WHAT_ZIPFILE_RAISES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""For a damaged archive; its readers let through what they meet."""


class Relation(NamedTuple):
    """From one part to another, or to something outside. ``kind`` is the last word of its type: ``slide``, ``image``."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """Parts by name. What is damaged raises Refused, wherever it is met."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def has(self, part: str) -> bool:
        return part.lower() in self._names

    @contextmanager
    def open(self, part: str, at_most: int) -> Iterator[IO[bytes]]:
        """Raises Refused for a part that is not there or larger than ``at_most`` bytes; the archive's word is held to."""
        name = self._names.get(part.lower())
        if name is None:
            raise Refused("damaged")
        if self.archive.getinfo(name).file_size > at_most:
            raise Refused("swells")
        try:
            with self.archive.open(name) as opened:
                yield opened
        except WHAT_ZIPFILE_RAISES as error:
            raise Refused("damaged") from error

    def xml(self, part: str) -> etree._Element:
        """The root of a part."""
        with self.open(part, PART_AT_MOST) as opened:
            parser = etree.XMLParser(**_CLOSED, remove_comments=True, remove_pis=True)
            try:
                tree = etree.parse(opened, parser)
            except etree.XMLSyntaxError as error:
                raise self._broken(part) from error
        _refuse_declarations(tree)
        return tree.getroot()

    def elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """Each element of these local names when it has ended; what the caller does not clear stays in memory."""
        with self.open(part, STREAM_AT_MOST) as opened:
            tags = [f"{{*}}{name}" for name in names]
            context = etree.iterparse(
                opened, events=("end",), tag=tags, remove_comments=True, remove_pis=True, **_CLOSED
            )
            looked = False
            try:
                for _event, element in context:
                    if not looked:
                        _refuse_declarations(element.getroottree())
                        looked = True
                    yield element
            except etree.XMLSyntaxError as error:
                raise self._broken(part) from error

    def _broken(self, part: str) -> Refused:
        """What to say of XML that cannot be read: the parser gives up where entities swell, before it has told of them."""
        with self.open(part, STREAM_AT_MOST) as opened:
            start = opened.read(_START).replace(b"\0", b"")
        return Refused("declares" if b"<!DOCTYPE" in start else "damaged")

    def relations(self, part: str) -> dict[str, Relation]:
        """By id. Of the package itself for the part ``""``."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return {}
        found = {}
        for each in self.xml(rels):
            if local(each) == "Relationship":
                outside = each.get("TargetMode") == "External"
                target = each.get("Target", "")
                if not outside:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, outside)
        return found


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    try:
        archive = zipfile.ZipFile(path)
    except (*WHAT_ZIPFILE_RAISES, OSError) as error:
        raise Refused("damaged") from error
    with archive:
        yield Package(archive)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which the two editions of Open XML write differently."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace; empty when it is not there."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """The first child of a name, its first child of the next, and so on."""
    at: etree._Element | None = element
    for name in path:
        at = next((each for each in at if local(each) == name), None) if at is not None else None
    return at


def forget(element: etree._Element) -> None:
    """Give back the memory of an element that was read, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_declarations(tree: etree._ElementTree) -> None:
    """No office program writes a document type; who does wants entities to swell or to read files."""
    if tree.docinfo.internalDTD is not None:
        raise Refused("declares")
