# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lock of a folder of editions ends with its builder, whatever that one forked."""

from __future__ import annotations

import os
from pathlib import Path

from verkstad.edition import lock


def test_forked_process_that_lives_on_does_not_hold_the_lock(tmp_path: Path) -> None:
    ready, go_on = os.pipe(), os.pipe()
    with lock.held(tmp_path, wait=False):
        child = os.fork()
        if child == 0:
            lock.leave_to_parent()
            os.write(ready[1], b".")
            os.read(go_on[0], 1)
            os._exit(0)
        os.read(ready[0], 1)

    try:
        with lock.held(tmp_path, wait=False):
            pass
    finally:
        os.write(go_on[1], b".")
        os.waitpid(child, 0)
