# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import html5lib
import pytest

from verkstad.site.plain_pages import TEXTS, plain_page


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_plain_page_is_html_in_both_languages_the_readers_first(what, language):
    page = plain_page(what, language=language).decode()

    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert tree.get("lang") == language
    assert [section.get("lang") for section in tree.iter("section")] == sorted(
        ["sv", "en"], key=lambda each: each != language
    )
    assert len(list(tree.iter("h1"))) == 2
