# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text and Markdown to pages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verkstad.intake.documents.clean import clean_text
from verkstad.intake.documents.outline import LONG, PAGE_WORTH, Block, to_pages
from verkstad.intake.documents.text import BYTES_AT_MOST
from verkstad.intake.documents.values import Limits, RawPage, Refused
from verkstad.intake.files import FileRefused

MARKDOWN = """---
title: Öppna data
---
Ingress före alla rubriker.

# Öppna *data*

Ingress med <b>fet</b> text och en [länk](https://example.org). ![Karta över Sverige](karta.png)

- ett
- två
  - tre
    med mera

3. a
4. b

| Namn | Värde |
|------|-------|
| DCAT | 2     |

<div onclick="x()">I en <i>ruta</i> &amp; så<script>alert(2)</script></div>

## Licenser

```
kod <b>
```

### Längst ned

Text
"""


@pytest.fixture
def put(tmp_path):
    def write(content: str | bytes, name: str = "a.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_markdown_becomes_a_page_for_each_section(read, put):
    reading = read(put(MARKDOWN, "a.md"))

    assert [(page.title, page.text) for page in reading.pages.pages] == [
        (None, "Ingress före alla rubriker."),
        (
            "Öppna data",
            "Ingress med fet text och en länk. [Karta över Sverige]\n\n• ett\n• två\n• tre med mera\n\n3. a\n4. b\n\n"
            "Namn · Värde\nDCAT · 2\n\nI en ruta & så",
        ),
        ("Licenser", "kod <b>\n\nLängst ned\n\nText"),
    ]
    assert (reading.pages.has_pictures, reading.pages.is_scanned) == (False, False)


def test_text_is_parted_at_form_feeds(read, put):
    assert [page.text for page in read(put("Sida ett\n\nmer\fSida två\r\n")).pages.pages] == [
        "Sida ett\n\nmer",
        "Sida två",
    ]


def test_long_text_is_parted_after_about_a_page(read, put):
    sentence = "Vi delar det som vi gör, och det är bra. "
    pages = read(put(sentence * 500)).pages.pages

    assert all(1_000 < len(page.text) <= PAGE_WORTH and page.text.endswith("bra.") for page in pages)
    assert " ".join(page.text for page in pages) == (sentence * 500).strip()


@pytest.mark.parametrize("content", ["Åäö".encode("latin-1"), "Åäö".encode("utf-16"), "Åäö".encode("utf-16-le")])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_text_that_is_not_utf8_is_refused(read, put, content, name):
    with pytest.raises(FileRefused, match=r"is not UTF-8|is of a kind that is not taken in"):
        read(put(content, name))


def test_byte_order_mark_and_text_from_right_to_left(read, put):
    assert read(put("\ufeffשלום עולם")).pages.pages[0].text == "שלום עולם"


@pytest.mark.parametrize("content", [" \n\n\t\n", "\f\f\f", "\u200b\n"])
def test_text_without_words_is_refused(read, put, content):
    with pytest.raises(Refused) as refused:
        read(put(content))
    assert refused.value.code == "no_text"


def test_empty_file_is_refused(read, put):
    with pytest.raises(FileRefused, match="is empty"):
        read(put(""))


def test_text_of_a_hundred_megabytes_is_refused(read, tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write(b"Ord ")
        file.truncate(5 * BYTES_AT_MOST)

    with pytest.raises(FileRefused):
        read(path)


def test_text_of_too_many_pages_is_refused(read, put):
    with pytest.raises(Refused) as refused:
        read(put("a\f" * 11), limits=Limits(pages=10))
    assert refused.value.values == {"count": 11, "at_most": 10}


def test_headings_of_the_two_highest_levels_begin_pages():
    blocks = [Block("Tre", 3), Block("a"), Block("Fem", 5), Block("b"), Block("Sex", 6), Block("c")]

    assert list(to_pages(blocks)) == [RawPage("Tre", "a"), RawPage("Fem", "b\n\nSex\n\nc")]


def test_heading_that_is_no_title_stays_in_the_text():
    assert list(to_pages([Block("lång " * 100, 1), Block("b")])) == [RawPage("", ("lång " * 100).strip() + "\n\nb")]


@settings(max_examples=50)
@given(st.lists(st.builds(Block, st.text(max_size=40).map(lambda text: text * 300), st.integers(0, 3)), max_size=4))
def test_sections_lose_no_words(blocks):
    pages = list(to_pages(blocks))

    together = "".join(f"{page.title}{page.text}" for page in pages)
    assert "".join(together.split()) == "".join("".join(clean_text(b.text, at_most=None) for b in blocks).split())
    assert all(len(page.text) <= LONG + 2 * len(blocks) for page in pages)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("#*_-+>|`~[]()!<&\\ \n\tab1.:/\"'"), max_size=120))
def test_any_markdown_is_read_or_has_no_text(read, put, content):
    try:
        reading = read(put("# Rubrik\n\n" + content, "a.md"))
    except FileRefused:
        return

    assert reading.pages.pages[0].title
