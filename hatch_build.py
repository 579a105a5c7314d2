# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compile the translations, .po to .mo: for the wheel and the editable install, and as a script for the Makefile."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path("src", "verkstad", "locale")


def compile_messages(root: Path) -> list[Path]:
    """Write a .mo beside each .po that is newer, and return those written.

    Fuzzy entries are left out: a guess by the merge tool is not a translation.
    """
    written = []
    for po in sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        with po.open("rb") as source:
            catalog = read_po(source, abort_invalid=True)
        # Babel leaves out an empty translation, but not a plural whose forms are empty: it would show as nothing.
        for message in [m for m in catalog if m.id and m.pluralizable and not all(m.string)]:
            catalog.delete(message.id, message.context)
        with mo.open("wb") as target:
            write_mo(target, catalog)
        written.append(mo)
    return written


class CompileMessages(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_messages(Path(self.root))


if __name__ == "__main__":
    for path in compile_messages(Path.cwd()):
        print(f"verkstad: compiled {path.relative_to(Path.cwd())}", file=sys.stderr)
