# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A light and harmless copy of an office file, for LibreOffice to draw: no links to outside, programs, films or deleted text.

Pictures are made about as small as a page's picture shows them: LibreOffice would take two gigabytes for a presentation
of 250 MB.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from xml.sax import SAXException
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser
from PIL import Image, UnidentifiedImageError

from verkstad.intake.documents.package import STREAM_AT_MOST, Package, opened_package
from verkstad.intake.documents.values import MB, Refused

SIDE = 1_280
"""Pixels that the longer side of a picture keeps: as many as a page's picture is wide."""
_FEWER = ((200, 640), (100, 960))
"""In files with more pictures than the first number, the second: LibreOffice keeps something of each in memory."""
PIXELS_AT_MOST = 60_000_000
_SMALL = 1 * MB
"""A picture of fewer bytes, and no longer than SIDE, is copied as it is."""
_PICTURE_AT_MOST = 80 * MB
_DRAWING_AT_MOST = 5 * MB
_BLOCK = 1 << 16

_RASTER = (".png", ".jpg", ".jpeg", ".jpe", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_DRAWINGS = (".emf", ".wmf", ".emz", ".wmz", ".ttf", ".otf")
"""Copied as they are; fonts among them."""
_XML = (".xml", ".rels", ".rdf", ".svg", ".vml")
_FOLDERS_LEFT_OUT = ("basic/", "scripts/", "thumbnails/", "configurations2/", "docprops/thumbnail")

_RELATIONS_LEFT_OUT = {
    "oleObject", "package", "control", "vbaProject", "video", "audio", "media", "attachedTemplate", "frame", "subDocument",
    "aFChunk", "externalLink", "externalLinkPath", "font", "activeXControlBinary", "customXml",
}  # fmt: skip
_ELEMENTS_LEFT_OUT = {
    "del", "moveFrom", "OLEObject", "altChunk",  # Word: deleted text, and files in the file
    "tracked-changes", "event-listeners", "scripts", "applet", "plugin", "floating-frame", "section-source",
    "dde-connection-decls", "dde-source", "forms", "control",  # OpenDocument
}  # fmt: skip
_FIELDS_LEFT_OUT = ("INCLUDE", "LINK", "DDE", "IMPORT", "DATABASE", "AUTOTEXT", "MACROBUTTON", "GOTOBUTTON")


_WHAT_PILLOW_RAISES = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, struct.error
)  # fmt: skip


class _Copy(XMLGenerator):
    """Writes XML as it is read, without what is left out."""

    def __init__(self, out: IO[bytes], package: Package) -> None:
        super().__init__(out, "utf-8", short_empty_elements=True)
        self.package = package
        self.left_out = 0
        """How deep we are in an element that is left out."""
        self.in_field = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        local = name.rpartition(":")[2]
        if self.left_out or local in _ELEMENTS_LEFT_OUT or self._leads_outside(local, attrs):
            self.left_out += 1
            return
        self.in_field = local == "instrText"
        super().startElement(name, AttributesImpl(self._kept(local, attrs)))

    def endElement(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        self.in_field = False
        super().endElement(name)

    def characters(self, content: str) -> None:
        if not self.left_out and not (self.in_field and _fetches(content)):
            super().characters(content)

    def ignorableWhitespace(self, content: str) -> None:
        self.characters(content)

    def processingInstruction(self, target: str, data: str) -> None:
        """Left out: none is needed."""

    def _leads_outside(self, local: str, attrs: AttributesImpl) -> bool:
        if local == "Relationship":
            kind = attrs.get("Type", "").rpartition("/")[2]
            return kind in _RELATIONS_LEFT_OUT or (attrs.get("TargetMode") == "External" and kind != "hyperlink")
        if local == "file-entry":  # of a manifest: what is not in the copy may not be listed
            return not _is_kept(dict(_by_local(attrs)).get("full-path", ""))
        return False

    def _kept(self, local: str, attrs: AttributesImpl) -> dict[str, str]:
        kept = dict(attrs)
        for name, value in attrs.items():
            match name.rpartition(":")[2]:
                case "href" if local != "a" and not self._is_inside(value):
                    kept[name] = ""
                case "instr" if _fetches(value):
                    kept[name] = ""
        return kept

    def _is_inside(self, target: str) -> bool:
        """Whether it names a part, a place in the same file, or carries what it means with it."""
        if target.startswith(("#", "data:")) or not target:
            return True
        path = posixpath.normpath(target.partition("#")[0].removeprefix("./"))
        return self.package.has(path) or self.package.has(f"{path}/content.xml")


def _by_local(attrs: AttributesImpl) -> Mapping[str, str]:
    return {name.rpartition(":")[2]: value for name, value in attrs.items()}


def _fetches(instruction: str) -> bool:
    """Whether a field of Word brings in something from elsewhere."""
    word = instruction.strip().partition(" ")[0].upper()
    return word.startswith(_FIELDS_LEFT_OUT)


def lighten(path: Path, into: Path) -> int:
    """Write the copy, and give the number of pictures that were left out, being too large. Raises Refused."""
    left_out = 0
    with opened_package(path) as package, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        # OpenDocument: "mimetype" comes first, as it is.
        names = set(package.archive.namelist())
        pictures = sum(name.lower().endswith(_RASTER) for name in names)
        side = next((side for more_than, side in _FEWER if pictures > more_than), SIDE)
        for name in sorted(names, key=lambda part: (part != "mimetype", part)):
            info = package.archive.getinfo(name)
            if name == "mimetype":
                with package.open(name, _BLOCK) as opened:
                    copy.writestr(zipfile.ZipInfo(name), opened.read())
            elif info.is_dir() or not _is_kept(name):
                continue
            elif name.lower().endswith(_XML):
                _copy_xml(package, name, copy)
            elif name.lower().endswith(_RASTER) or name.lower().startswith("pictures/"):
                left_out += not _copy_picture(package, info, copy, side)
            elif info.file_size <= _DRAWING_AT_MOST:
                with package.open(name, _DRAWING_AT_MOST) as opened:
                    copy.writestr(name, opened.read())
    return left_out


def _is_kept(name: str) -> bool:
    """By its ending: what has none that is known is a film, a sound, a program, or a file in the file."""
    low = name.lower()
    if low.startswith(_FOLDERS_LEFT_OUT):
        return False
    return low == "mimetype" or low.endswith((*_XML, *_RASTER, *_DRAWINGS, "/")) or low.startswith("pictures/")


def _copy_xml(package: Package, name: str, copy: zipfile.ZipFile) -> None:
    parser = create_parser(forbid_dtd=True)
    with package.open(name, STREAM_AT_MOST) as opened, copy.open(name, "w", force_zip64=True) as out:
        parser.setContentHandler(_Copy(out, package))
        try:
            while block := opened.read(_BLOCK):
                parser.feed(block)
            parser.close()
        except DefusedXmlException as error:
            raise Refused("declares") from error
        except SAXException as error:
            raise Refused("damaged") from error


def _copy_picture(package: Package, info: zipfile.ZipInfo, copy: zipfile.ZipFile, side: int) -> bool:
    """False, and a dot in its place, when it is too large to look at."""
    content = b""
    if info.file_size <= _PICTURE_AT_MOST:
        with package.open(info.filename, _PICTURE_AT_MOST) as opened:
            content = _reduced(opened.read(), side)
    copy.writestr(zipfile.ZipInfo(info.filename), content or _DOT)
    return bool(content)


def _reduced(content: bytes, side: int) -> bytes:
    """The picture no larger than ``side``; what is no picture that we know comes back as it was, unless it is large."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if len(content) <= _SMALL and max(picture.size) <= side:
                return content
            if picture.width * picture.height > PIXELS_AT_MOST:
                return b""
            kind = picture.format
            picture.draft(picture.mode, (side, side))  # JPEG: decoded at a half, a quarter or an eighth
            small = picture if picture.mode in {"L", "RGB", "RGBA", "CMYK"} else picture.convert("RGBA")
            small.thumbnail((side, side))
            into = io.BytesIO()
            if kind in {"JPEG", "MPO"}:
                small.convert("RGB").save(into, "JPEG", quality=82)
            else:
                small.save(into, "PNG", compress_level=1)
            return into.getvalue()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return b""
    except _WHAT_PILLOW_RAISES:
        return content if len(content) <= _SMALL else b""


def _dot() -> bytes:
    into = io.BytesIO()
    Image.new("L", (1, 1), 200).save(into, "PNG")
    return into.getvalue()


_DOT = _dot()
