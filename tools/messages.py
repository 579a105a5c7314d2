# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Collect the texts of Python, of Jinja2 templates and of the desk's Django templates into the .po files. Called by make messages."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path("src", "verkstad")
LOCALE = SOURCE / "locale"


def extract_django(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Any]:
    """What a Django template translates, as Babel wants it: line, function, texts and comments."""
    code = templatize(file.read().decode())
    # The indentation is the page's, and would be taken for Python's.
    lines = "\n".join(line.lstrip() for line in code.split("\n"))
    return extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)


# The first that fits is taken: the desk's pages are Django's templates, all others Jinja2's.
METHODS: list[tuple[str, Any]] = [
    ("**.py", "python"),
    ("editing/**.html", extract_django),
    ("editing/**.txt", extract_django),
    ("**/desk/**.html", extract_django),
    ("**.html", "jinja2"),
    ("**.xml", "jinja2"),
    ("**.txt", "jinja2"),
]
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
