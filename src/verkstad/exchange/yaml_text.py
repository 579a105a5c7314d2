# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain values in, YAML that a person likes to read out; the same values always give the same bytes.

A narrow part of YAML, so that any reader gives the values back: block style, two spaces, no anchors, no tags. A text is
quoted wherever a reader of YAML 1.1 or 1.2 could take it for something else (``no``, ``12:00``, ``1e3``, ``~``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

WIDTH = 100
"""Columns after which a long text goes on on the next line."""

NAME_WIDTH = 60
"""Characters of a name in a comment."""

Names = Mapping[UUID, str]

_PLAIN_TEXT = re.compile(r"[A-Za-z\u00c0-\u024f](?:.*[^ :])?", re.DOTALL)
"""Begins with a letter: no sign that has a meaning of its own in YAML; and does not end as a key does."""

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029"  # controls, tabs, and what some readers take for the end of a line
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"  # what turns the direction of the text, or takes no room
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that are written as escapes, so that they are seen. By number: what Python calls printable changes with Python."""

_PLAIN_TOKEN = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*", re.ASCII)
"""Slugs and ids, which may begin with a digit."""

_OTHER_TYPE = re.compile(
    r"""(?xi)
    y|n|yes|no|on|off|true|false|null|nan|inf              # YAML 1.1 and readers that guess
    | [-+]?[0-9][0-9_,.]*(e[-+]?[0-9]+)?                   # numbers
    | 0[box][0-9a-f_]+
    | [0-9]+(:[0-9]+)+(\.[0-9]*)?                          # base 60
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t\s].*)?             # dates
    """,
    re.ASCII,
)

_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x85": "\\N"}


def write_yaml(value: Mapping[str, Any] | list[Any], *, names: Names | None = None) -> bytes:
    """The bytes of one document. Things in a list at the top are parted by an empty line.

    ``names`` are put as comments beside the ids that name other things, wherever the key is not ``id`` or ``uid``.
    """
    lines: list[str] = []
    if isinstance(value, Mapping):
        lines += _fields(value, "", names or {})
    else:
        for number, entry in enumerate(value):
            lines += [""] if number else []
            lines += _entry(entry, "", names or {})
    return ("\n".join(lines) + "\n").encode() if lines else b"[]\n"


def _fields(fields: Mapping[str, Any], indent: str, names: Names) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key}:"
            yield from _fields(value, indent + "  ", names)
        elif isinstance(value, list | tuple) and value:
            yield f"{indent}{key}:"
            for entry in value:
                yield from _entry(entry, indent + "  ", names)
        else:
            yield from _scalar(f"{indent}{key}: ", value, indent + "  ", {} if key in {"id", "uid"} else names)


def _entry(entry: Any, indent: str, names: Names) -> Iterator[str]:
    if isinstance(entry, Mapping) and entry:
        first, *rest = _fields(entry, indent + "  ", names)
        yield f"{indent}- {first[len(indent) + 2 :]}"
        yield from rest
    else:
        yield from _scalar(f"{indent}- ", entry, indent + "  ", names)


def _scalar(start: str, value: Any, indent: str, names: Names) -> Iterator[str]:
    """The value after ``start``; lines that follow it begin with ``indent``."""
    if isinstance(value, str):
        yield from _text(start, value, indent)
        return
    comment = f" # {_comment(names[value])}" if isinstance(value, UUID) and value in names else ""
    yield f"{start}{_literal(value)}{comment}"


def _literal(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | UUID():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case time():
            return f"'{value.isoformat('auto' if value.second or value.microsecond else 'minutes')}'"
        case Mapping():
            return "{}"
        case list() | tuple():
            return "[]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _comment(name: str) -> str:
    line = " ".join(_UNSEEN.sub(" ", name).split())
    return line if len(line) <= NAME_WIDTH else line[: NAME_WIDTH - 1].rstrip() + "…"


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    """Plain where that is safe, as a block where there are several lines, folded where it is long, else quoted."""
    if "\n" in text:
        if _stands_in_block(text):
            yield f"{start}|-"
            yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))
            return
    elif len(start) + len(text) > WIDTH and _folds(text):
        yield f"{start}>-"
        yield from (f"{indent}{line}" for line in _folded(text, WIDTH - len(indent)))
        return
    yield f"{start}{text if _is_plain(text) else _quoted(text)}"


def _is_plain(text: str) -> bool:
    if not (_PLAIN_TEXT.fullmatch(text) or _PLAIN_TOKEN.fullmatch(text)):
        return False
    return not (_OTHER_TYPE.fullmatch(text) or ": " in text or " #" in text or _UNSEEN.search(text))


def _stands_in_block(text: str) -> bool:
    lines = text.split("\n")
    whole = bool(lines[0]) and bool(lines[-1])
    return whole and not any(line.startswith(" ") or _UNSEEN.search(line) for line in lines)


def _folds(text: str) -> bool:
    """Words parted by single spaces, so that the breaks can be told from the text."""
    return " " in text and "  " not in text and text == text.strip(" ") and not _UNSEEN.search(text)


def _folded(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _quoted(text: str) -> str:
    if not _UNSEEN.search(text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNSEEN.sub(_escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
