# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Collect the texts of Python and Jinja2 templates into the .po files. Called by make messages."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path("src", "verkstad")
LOCALE = SOURCE / "locale"
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.xml", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {pattern: {"encoding": "utf-8", "silent": "false"} for pattern, _ in METHODS}
KEYWORDS = DEFAULT_KEYWORDS | {
    "N_": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def collect(root: Path) -> Catalog:
    """All texts below the package, each with the files it stands in; lines are left out, they change too often."""
    catalog = Catalog(project="Verkstad", copyright_holder="Verkstad contributors", fuzzy=False)
    found = extract_from_dir(root / SOURCE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",))
    for file, _line, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalog.add(message, locations=[((SOURCE / file).as_posix(), None)], auto_comments=comments, context=context)
    return catalog


def update(root: Path) -> dict[str, int]:
    """Bring each .po up to the code, and return how many texts lack a translation, by language.

    A text that changed is a new text: nothing is guessed from a similar one, and what is no longer used goes.
    """
    template = collect(root)
    lacking = {}
    for po in sorted((root / LOCALE).glob("*/LC_MESSAGES/django.po")):
        with po.open("rb") as file:
            catalog = read_po(file, locale=po.parts[-3], domain="django", abort_invalid=True)
        revised = catalog.revision_date
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.revision_date = revised
        with po.open("wb") as file:
            write_po(file, catalog, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
        texts = [message for message in catalog if message.id]
        lacking[po.parts[-3]] = sum(not all(m.string if m.pluralizable else [m.string]) for m in texts)
    return lacking


if __name__ == "__main__":
    for language, number in update(Path.cwd()).items():
        print(f"verkstad: {language}: {number} texts lack a translation", file=sys.stderr)
