# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook and its pictures, from docs/guide to a page of the desk."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from markdown_it import MarkdownIt

from verkstad.editing.shared.pages import DeskPage

_HERE = Path(__file__).resolve().parent
FOLDER = _HERE / "guide" if (_HERE / "guide").is_dir() else _HERE.parents[3] / "docs" / "guide"
"""Beside this file where Verkstad is installed as a package (pyproject.toml), else in the checkout."""
LANGUAGES = ("sv", "en")


class HandbookView(DeskPage):
    page_title = _("Help")
    template_name = "verkstad/help/handbook.html"
    header_icon = "help"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = kwargs.get("language") or ("en" if get_language() == "en" else "sv")
        if language not in LANGUAGES or not (FOLDER / f"{language}.md").is_file():
            raise Http404
        return self.render_to_response(self.get_context_data(language=language, handbook=_as_html(language)))


class PictureView(View):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        file = FOLDER / "pictures" / f"{name}.png"  # the address has it as a slug: no way out of the folder
        if not file.is_file():
            raise Http404
        return HttpResponse(file.read_bytes(), content_type="image/png")


@cache
def _as_html(language: str) -> SafeString:
    """The handbook without its title, which the page has, and without the marks of its steps; our own text, so safe."""
    text = (FOLDER / f"{language}.md").read_text("utf-8")
    text = re.sub(r"<!--.*?-->\n*", "", text, flags=re.DOTALL)
    text = re.sub(r"^# .*\n", "", text, count=1, flags=re.MULTILINE)
    html = MarkdownIt("commonmark").enable("table").render(text)
    for other in LANGUAGES:
        html = html.replace(
            f'href="{other}.md"', f'href="{reverse("verkstad_help:handbook_in", args=[other])}" hreflang="{other}"'
        )
    html = html.replace('src="pictures/', f'loading="lazy" src="{reverse("verkstad_help:handbook")}pictures/')
    # A table may be wider than a telephone: it scrolls by itself, and with the keyboard.
    html = html.replace("<table>", '<div class="handbook-table" tabindex="0" role="group"><table class="listing">')
    return mark_safe(html.replace("</table>", "</table></div>"))  # noqa: S308
