# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The secret key: made once, kept in the home folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(keys: Path) -> str:
    """The key in ``keys/secret_key``; made at the first call. Two processes that start at once agree on one.

    The link is what decides between them: it fails where the other's complete file already stands.
    """
    file = keys / "secret_key"
    if not file.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = keys / f".secret_key-{os.getpid()}-{secrets.token_hex(4)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
            target.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text(encoding="ascii").strip()
