# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages as values, and the bytes that their sum names."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from verkstad.records.pages import Page, Pages, picture_name, read_pages, without_notes, write_pages

WHOLE = Pages(
    language="sv",
    word_count=7,
    has_pictures=True,
    pages=(
        Page(
            number=1, title="Öppen källkod", text="Första raden\n\n[Karta]", notes="Säg detta", width=1280, height=720
        ),
        Page(number=2, is_scanned=True),
    ),
)
WRITTEN = (
    '{"format":"verkstad-pages/1","has_pictures":true,"is_scanned":false,"language":"sv","pages":'
    '[{"height":720,"is_scanned":false,"notes":"Säg detta","number":1,"text":"Första raden\\n\\n[Karta]",'
    '"title":"Öppen källkod","width":1280},{"is_scanned":true,"number":2}],"word_count":7}\n'
)

texts = st.none() | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1
).map(str.strip).filter(bool)


def test_pages_are_written_as_stable_json():
    assert write_pages(WHOLE).decode() == WRITTEN
    assert (
        hashlib.sha256(write_pages(read_pages(WRITTEN.encode()))).digest() == hashlib.sha256(WRITTEN.encode()).digest()
    )


@given(
    st.lists(st.builds(dict, text=texts, notes=texts, is_scanned=st.booleans()), min_size=1, max_size=3),
    st.sampled_from([None, "sv", "en"]),
)
def test_pages_come_back_as_they_were_written(values, language):
    pages = Pages(
        language=language,
        word_count=0,
        pages=tuple(Page(number=number, **value) for number, value in enumerate(values, 1)),
    )

    assert read_pages(write_pages(pages)) == pages


def test_without_notes_leaves_everything_else():
    bare = without_notes(WHOLE)

    assert [page.notes for page in bare.pages] == [None, None]
    assert bare.pages[0].model_copy(update={"notes": "Säg detta"}) == WHOLE.pages[0]
    assert "Säg" not in write_pages(bare).decode()
    assert without_notes(bare) is bare


@pytest.mark.parametrize(
    "change",
    [
        {"pages": ()},
        {"pages": (Page(number=2),), "has_pictures": False},
        {"pages": (Page(number=1), Page(number=1)), "has_pictures": False},
        {"has_pictures": False},
        {"format": "verkstad-pages/2"},
        {"language": "svenska språket"},
    ],
)
def test_pages_that_contradict_themselves_are_refused(change):
    with pytest.raises(ValidationError):
        Pages(**{**dict(WHOLE), **change})


def test_page_has_both_measures_or_neither():
    with pytest.raises(ValidationError, match="both a width and a height"):
        Page(number=1, width=1280)


def test_picture_is_named_by_page_and_width():
    assert [picture_name(7, 480), picture_name(1234, 1280)] == ["0007-480.webp", "1234-1280.webp"]
