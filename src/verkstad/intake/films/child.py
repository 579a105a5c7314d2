# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m verkstad.intake.films.child``: reads or cuts one recording, in a process with limits of its own.

Its order is one line of JSON on standard input, and it ends when that closes; what it tells is JSON, a line each, on standard output.
"""

from __future__ import annotations

import errno
import os
import resource
import sys
from typing import Any, NoReturn

from verkstad.intake.apart.child import end_with_parent, take_order, teller
from verkstad.intake.apart.own_process import give_way, leave_network
from verkstad.intake.films.refused import Refusal


def main() -> NoReturn:
    tell = teller()
    try:
        order = take_order()
        leave_network()  # before there are threads
        end_with_parent()
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


def _limit(order: dict[str, Any]) -> None:
    give_way()
    resource.setrlimit(resource.RLIMIT_AS, (order["memory_bytes"], order["memory_bytes"]))
    resource.setrlimit(resource.RLIMIT_CPU, (order["processor_seconds"], order["processor_seconds"] + 5))


if __name__ == "__main__":
    main()
