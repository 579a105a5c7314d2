# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every text that people meet has its Swedish."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from hatch_build import compile_messages

from tools.messages import collect

ROOT = Path(__file__).resolve().parents[2]
SWEDISH = ROOT / "src/verkstad/locale/sv/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[a-z]|\{[a-z_]*\}|%%")


@pytest.fixture(scope="module")
def swedish() -> Catalog:
    with SWEDISH.open("rb") as file:
        return read_po(file, abort_invalid=True)


@pytest.fixture(scope="module")
def collected() -> Catalog:
    """The texts as they stand in the code now."""
    return collect(ROOT)


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def key(message: Message) -> tuple[str | None, object]:
    return message.context, message.id


def test_every_text_of_the_code_is_in_the_catalogue(collected, swedish):
    assert {key(message) for message in messages(collected)} - {key(message) for message in messages(swedish)} == set()


def test_no_text_hides_in_braces(swedish):
    """Babel does not look into the braces of an f-string: a text that stands nowhere else would never be translated."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in messages(swedish)}
    hidden = {
        asked.args[0].value
        for file in (ROOT / "src/verkstad").rglob("*.py")
        for braces in ast.walk(ast.parse(file.read_text()))
        if isinstance(braces, ast.JoinedStr)
        for asked in ast.walk(braces)
        if isinstance(asked, ast.Call) and asked.args and isinstance(asked.args[0], ast.Constant)
        if getattr(asked.func, "id", getattr(asked.func, "attr", "")) in {"_", "gettext", "ngettext"}
    }

    assert len(hidden) > 2
    assert hidden - known == set()


def test_every_text_has_its_swedish(swedish):
    missing = [
        message.id
        for message in messages(swedish)
        if message.fuzzy or not all(message.string if message.pluralizable else [message.string])
    ]

    assert missing == []


def test_the_swedish_keeps_the_placeholders(swedish):
    for message in messages(swedish):
        forms = message.string if message.pluralizable else (message.string,)
        if not all(forms):
            continue  # told by the test above
        wanted = {
            name for text in ([message.id] if isinstance(message.id, str) else message.id) for name in _names(text)
        }
        for form in forms:
            assert _names(form) <= wanted, message.id
        assert {name for form in forms for name in _names(form)} == wanted, message.id


def test_a_plural_without_swedish_is_left_to_the_english(tmp_path):
    folder = tmp_path / "src/verkstad/locale/sv/LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(SWEDISH, folder)
    with (folder / "django.po").open("a", encoding="utf-8") as file:
        file.write(
            '\nmsgid "x one"\nmsgid_plural "x many"\nmsgstr[0] ""\nmsgstr[1] ""\n\nmsgid "x yes"\nmsgstr "x ja"\n'
        )

    (compiled,) = compile_messages(tmp_path)

    assert b"x ja" in compiled.read_bytes()
    assert b"x one" not in compiled.read_bytes()
    assert compile_messages(tmp_path) == []


def test_the_texts_of_a_django_template_are_collected(tmp_path):
    page = tmp_path / "src/verkstad/editing/templates/verkstad/page.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        """{% load i18n %}
          <p title="it's">{% translate "Save draft" %} {% translate "Open" context "claim" %}
        {% blocktranslate trimmed count number=lines|length %}
            {{ number }} line
        {% plural %}
            {{ number }} lines
        {% endblocktranslate %}
        """,
        encoding="utf-8",
    )

    found = {(message.context, message.id) for message in messages(collect(tmp_path))}

    assert found == {(None, "Save draft"), ("claim", "Open"), (None, ("%(number)s line", "%(number)s lines"))}


def _names(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
