# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m verkstad.intake.films.child``: reads or cuts one recording, in a process with limits of its own.

Its order is one line of JSON on standard input, and it ends when that closes; what it tells is JSON, a line each, on standard output.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import resource
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from verkstad.intake.films.refused import Refusal


def main() -> NoReturn:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is none of the parent's business

    def tell(what: str, **facts: Any) -> None:
        out.write(json.dumps({"what": what, **facts}) + "\n")
        out.flush()

    try:
        order = json.loads(sys.stdin.readline())
        threading.Thread(target=_end_with_parent, daemon=True).start()
        _limit(order)
        # Here: what reads foreign files is loaded under the limits.
        from verkstad.intake.films import cutting, looking

        work = {"read": looking.read, "cut": cutting.cut}[order["do"]]
        tell("done", **work(order, tell))
    except Refusal as refusal:
        tell("refused", kind=refusal.kind, values=refusal.values)
    except MemoryError:
        tell("refused", kind="memory", values={})
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            tell("refused", kind="disk", values={})
        elif error.errno == errno.ENOMEM:
            tell("refused", kind="memory", values={})
        else:  # every error of FFmpeg that has no name of its own comes as one
            tell("refused", kind="broken", values={})
    except (ValueError, RuntimeError, EOFError) as error:
        is_from_ffmpeg = hasattr(error, "errno")  # its error for what it cannot read is a ValueError too
        reason = f"{type(error).__name__}: {error}"[:200]
        tell(
            "refused", kind="broken" if is_from_ffmpeg else "fault", values={} if is_from_ffmpeg else {"reason": reason}
        )
    sys.stderr.flush()
    os._exit(0)  # not through the interpreter's end: threads of a decoder may be busy still


def _end_with_parent() -> None:
    while sys.stdin.buffer.raw.read(1024):  # type: ignore[attr-defined]
        pass
    os._exit(3)


def _limit(order: dict[str, Any]) -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory_bytes"], order["memory_bytes"]))
    resource.setrlimit(resource.RLIMIT_CPU, (order["processor_seconds"], order["processor_seconds"] + 5))
    with contextlib.suppress(OSError):  # Linux alone has it
        Path("/proc/self/oom_score_adj").write_text("500")


if __name__ == "__main__":
    main()
