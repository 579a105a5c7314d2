# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file's name tells: a title, a kind of material, and whether it looks like a draft."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Characters of a file's name: with its percent-encoding it stays within what browsers and servers take."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_DRAFT = re.compile(
    r"(?<![a-zåäö])(draft|utkast|kopia|copy|preliminär|preliminar|wip|tmp|temp|v0[._]\d+|version[ _-]?0|final[ _-]*final|"
    r"slutlig[ _-]*slutlig|gammal|old)(?![a-zåäö])|\(\d+\)\s*$",
    re.IGNORECASE,
)
_KINDS = (
    (re.compile(r"(?<![a-zåäö])(anteckning\w*|notes?|minnesanteckning\w*|protokoll)(?![a-zåäö])", re.I), "notes"),
    (re.compile(r"(?<![a-zåäö])(sammanfattning|summary)(?![a-zåäö])", re.I), "summary"),
    (re.compile(r"(?<![a-zåäö])(rapport\w*|report)(?![a-zåäö])", re.I), "report"),
)
_SLIDES = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.presentation",
)


def clean_name(name: str) -> str:
    """A name that every file system and address can carry: the last part of a path, without signs that steer, at most 200 long.

    Its ending stays when it is cut. Empty names become ``fil``.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = re.sub(r"\s+", " ", _FORBIDDEN.sub(" ", name)).strip(" .")
    if len(name) > LONGEST:
        stem, dot, ending = name.rpartition(".")
        name = (
            f"{stem[: LONGEST - len(ending) - 1].strip()}{dot}{ending}" if dot and len(ending) <= 10 else name[:LONGEST]
        )
    return name or "fil"


def with_ending(name: str, ending: str) -> str:
    """The name with the ending that belongs to its content: ``bilder.bin`` that is a PDF becomes ``bilder.pdf``."""
    stem, dot, had = name.rpartition(".")
    if dot and had.lower() == ending.lower():
        return name
    known = dot and re.fullmatch(r"[A-Za-z0-9]{1,5}", had)
    return clean_name(f"{stem if known else name}.{ending}")


def title_of(name: str) -> str:
    """The title that a name suggests: ``2024-05-07_Roda_natverket-v2.pdf`` becomes ``2024-05-07 Roda natverket v2``."""
    stem = clean_name(name)
    head, dot, ending = stem.rpartition(".")
    if dot and re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        stem = head
    stem = stem.replace("_", " ").replace("+", " ").replace("%20", " ")
    stem = re.sub(r"(?<=[^\W\d])-(?=[^\W\d]|\d)|(?<=\d)-(?=[^\W\d])", " ", stem) if " " not in stem else stem
    stem = re.sub(r"\s+", " ", stem).strip(" -.")
    return (stem[:1].upper() + stem[1:]) or clean_name(name)


def kind_of(name: str, media_type: str) -> str:
    """The kind of material, by what the name says and else by the type: one of ``MaterialKind``."""
    for pattern, kind in _KINDS:
        if pattern.search(name):
            return kind
    if media_type in _SLIDES:
        return "slides"
    if media_type == "application/pdf":
        return "slides"  # what most speakers hand in
    return "document"


def looks_like_draft(name: str) -> bool:
    """Whether the name says that this may not be the file that was meant: draft, utkast, v0.3, kopia, final_final, (2)."""
    return _DRAFT.search(clean_name(name).rpartition(".")[0] or name) is not None
