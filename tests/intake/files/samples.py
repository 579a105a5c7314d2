# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small real files of every kind that is taken in, and of many that are not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n44\n%%EOF\n"
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHej\n"
SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nHej på er\r\n".encode()
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + b"\0" * 10 + b"\xff\xfb\x90\x00" + b"\0" * 413


def zipped(**parts: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return into.getvalue()


def open_xml(kind: str, **more: bytes) -> bytes:
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    return zipped(**{"[Content_Types].xml": types.encode(), "ppt__presentation.xml": b"<p/>", **more})


def open_document(kind: str) -> bytes:
    media_type = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped(mimetype=media_type, **{"content.xml": b"<office/>"})


def with_other_bytes(whole: bytes, *, after: bytes) -> bytes:
    """What is packed is harmed where it begins, and all that tells of it is whole."""
    at = whole.index(after) + len(after)
    return whole[:at] + b"\0\0\0" + whole[at + 3 :]


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def mp4(brand: bytes = b"isom", handler: bytes = b"vide") -> bytes:
    return (
        box(b"ftyp", brand + b"\0\0\2\0isommp41")
        + box(b"moov", box(b"hdlr", b"\0" * 8 + handler))
        + box(b"mdat", b"x" * 50)
    )


def ebml(document: bytes = b"webm", codec: bytes = b"V_VP9") -> bytes:
    return (
        b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(document)]) + document + codec + b"\0" * 40
    )


def ogg(start: bytes = b"OpusHead") -> bytes:
    return b"OggS\0\2" + b"\0" * 20 + b"\1\x13" + start + b"\0" * 30


def picture(kind: str, size: tuple[int, int] = (40, 30), **options) -> bytes:
    into = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(into, kind, **options)
    return into.getvalue()


def photograph(orientation: int = 1) -> bytes:
    """A JPEG that tells where and by what camera it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Kameran"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 0.0), 3: "E", 4: (18.0, 4.0, 0.0)})
    return picture("JPEG", exif=exif, comment=b"hemma hos Anna")


def claiming_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header says how large it would be."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )
