# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that reads one document: asked on standard input, answering line by line on standard output.

It knows neither Django nor the database. Started by :mod:`verkstad.intake.documents.apart`.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verkstad.intake.apart.own_process import die_with_parent, hold_to, leave_network, limit_memory
from verkstad.intake.documents.read import read_kind
from verkstad.intake.documents.values import Limits, Options, Refused

Tell = Callable[..., None]


def main() -> None:
    asked = json.load(sys.stdin.buffer)
    tell = _telling()
    die_with_parent(asked["parent"])
    limits = Limits(**asked["limits"])
    hold_to(processor_seconds=limits.processor_seconds, file_bytes=limits.file_bytes)
    leave_network()
    limit_memory(limits.memory)
    try:
        _read(asked, limits, tell)
    except Refused as refused:
        tell("refused", refused.code, refused.values)
    except MemoryError:
        tell("refused", "too_much_memory", {})
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        tell("no_room", error.errno)


def _read(asked: dict[str, Any], limits: Limits, tell: Tell) -> None:
    office, tesseract, languages = asked["options"]
    document = read_kind(
        Path(asked["path"]),
        asked["kind"],
        into=Path(asked["into"]) if asked["into"] else None,
        limits=limits,
        options=Options(office and Path(office), tesseract and Path(tesseract), tuple(languages)),
        progress=lambda done, count: tell("progress", done, count),
    )
    for page in document.pages:
        tell("page", *page)
    tell("read", document.remarks)


def _telling() -> Tell:
    """What writes a line to the parent; whatever else is printed, by whatever library, goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def tell(kind: str, *values: Any) -> None:
        answers.write(json.dumps([kind, *values], ensure_ascii=False).encode() + b"\n")
        answers.flush()

    return tell


if __name__ == "__main__":
    main()
