# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that reads one document: asked on standard input, answering line by line on standard output.

It knows neither Django nor the database. Started by :mod:`verkstad.intake.documents.apart`.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from verkstad.intake.apart.child import Tell, take_order, teller
from verkstad.intake.apart.own_process import die_with_parent, hold_to, leave_network, limit_memory
from verkstad.intake.documents.read import read_kind
from verkstad.intake.documents.values import Limits, Options, Refused


def main() -> None:
    asked = take_order()
    tell = teller()
    die_with_parent(asked["parent"])
    limits = Limits(**asked["limits"])
    hold_to(processor_seconds=limits.processor_seconds, file_bytes=limits.file_bytes)
    leave_network()
    limit_memory(limits.memory)
    try:
        _read(asked, limits, tell)
    except Refused as refused:
        tell("refused", code=refused.code, values=refused.values)
    except MemoryError:
        tell("refused", code="too_much_memory", values={})
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        tell("no_room", errno=error.errno)


def _read(asked: dict[str, Any], limits: Limits, tell: Tell) -> None:
    office, tesseract, languages = asked["options"]
    document = read_kind(
        Path(asked["path"]),
        asked["kind"],
        into=Path(asked["into"]) if asked["into"] else None,
        scratch=Path.cwd(),
        limits=limits,
        options=Options(office and Path(office), tesseract and Path(tesseract), tuple(languages)),
        progress=lambda done, count: tell("progress", done=done, count=count),
        started=lambda group: tell("group", leader=group),
    )
    for page in document.pages:
        tell("page", page=page)
    tell("read", remarks=document.remarks)


if __name__ == "__main__":
    main()
