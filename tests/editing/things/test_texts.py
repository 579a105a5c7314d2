# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts in two languages in a form: which is the original, and whether the translation still follows it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.editing.things.sending import errors_of, sent_by
from tests.factories import make_topic
from verkstad.archive.fields import Words
from verkstad.archive.rules.translations import is_outdated, original_hash, translated_from

OLD, NEW = original_hash("gammal"), original_hash("ny")


@pytest.mark.parametrize(
    ("before", "after", "is_right", "expected"),
    [
        (None, Words("ny", "new"), False, NEW),
        (None, Words("ny"), False, None),
        (Words("gammal", "old", "sv", OLD), Words("ny", "old"), False, OLD),
        (Words("gammal", "old", "sv", OLD), Words("ny", "old"), True, NEW),
        (Words("gammal", "old", "sv", OLD), Words("ny", "new"), False, NEW),
        (Words("gammal", "old", "sv", None), Words("gammal", "old"), False, None),
        (Words("gammal", "old", "sv", None), Words("ny", "old"), False, OLD),
        (Words("gammal", "old", "sv", OLD), Words("gammal", "old", "en"), False, original_hash("old")),
    ],
)
def test_translation_stays_of_the_original_that_it_was_made_from(
    before: Words | None, after: Words, is_right: bool, expected: str | None
) -> None:
    assert translated_from(before, after, is_right=is_right) == expected


def test_translation_of_unknown_age_is_not_called_outdated() -> None:
    assert not is_outdated(Words("ny", "old"))
    assert is_outdated(Words("ny", "old", "sv", OLD))
    assert not is_outdated(Words("ny", None, "sv", OLD))


def _edit(topic: Any) -> str:
    return reverse("wagtailsnippets_archive_topic:edit", args=[topic.pk])


def _saved(desk: Client, topic: Any, **values: str) -> Any:
    answer = desk.post(_edit(topic), {**sent_by(desk.get(_edit(topic))), **values})
    assert answer.status_code == 302, errors_of(answer)
    topic.refresh_from_db()
    return topic.get_latest_revision_as_object()


@pytest.mark.django_db
def test_translation_is_marked_when_its_original_changed_and_until_it_is_said_to_be_right(desk: Client) -> None:
    topic = make_topic(name={"sv": "Öppen kod", "en": "Open source", "translated_from": original_hash("Öppen kod")})
    marked = "The Swedish text has changed since"
    assert marked not in desk.get(_edit(topic)).content.decode()

    _saved(desk, topic, name_sv="Öppen källkod")
    page = desk.get(_edit(topic)).content.decode()
    assert marked in page
    assert page.count('name="name_is_right"') == 1

    saved = _saved(desk, topic, name_is_right="on")
    assert saved.name == Words("Öppen källkod", "Open source", "sv", original_hash("Öppen källkod"))
    assert marked not in desk.get(_edit(topic)).content.decode()


@pytest.mark.django_db
def test_text_written_in_english_alone_is_an_english_original(desk: Client) -> None:
    saved = _saved(desk, make_topic(), description_en="About it.")

    assert saved.description == Words(None, "About it.", "en", None)


@pytest.mark.django_db
def test_original_without_words_is_told_at_its_field_and_nothing_is_lost(desk: Client) -> None:
    topic = make_topic()

    answer = desk.post(
        _edit(topic), {**sent_by(desk.get(_edit(topic))), "description_sv": "Om det.", "description_original": "en"}
    )

    assert "said to be in English, but has no words" in errors_of(answer)
    assert sent_by(answer)["description_sv"] == "Om det."
