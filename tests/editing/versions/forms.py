# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a browser would send of a page's form, and what a page says."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from lxml import html


def edit(thing: Any) -> str:
    return reverse(f"wagtailsnippets_archive_{type(thing)._meta.model_name}:edit", args=[thing.pk])


def add(model: Any) -> str:
    return reverse(f"wagtailsnippets_archive_{model._meta.model_name}:add")


def page_of(name: str, thing: Any, *args: Any) -> str:
    return reverse(f"verkstad_versions:{name}", args=[thing.thing_kind, thing.pk, *args])


def sent_by(page: Any, form_id: str = "w-editor-form") -> dict[str, Any]:
    """The values of a form as they are sent when nothing was touched; without an id those of the page's own form."""
    document = html.fromstring(page.content.decode())
    form = document.get_element_by_id(form_id) if form_id else document.xpath("//main//form[@method='post']")[-1]
    for template in form.xpath(".//template"):
        template.drop_tree()
    values: dict[str, Any] = {}
    for field in form.xpath(".//input | .//select | .//textarea"):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in {"submit", "button", "file"} or field.get("disabled") is not None:
            continue
        if kind in {"checkbox", "radio"}:
            if field.get("checked") is not None:
                values[name] = field.get("value", "on")
        elif field.tag == "textarea":
            values[name] = (field.text or "").removeprefix("\n")
        elif field.tag == "select":
            chosen = field.xpath("./option[@selected]") or field.xpath("./option")
            values[name] = chosen[0].get("value", "") if chosen else ""
        else:
            values[name] = field.get("value", "")
    return values


def text_of(page: Any) -> str:
    """What the page says, in one line, without what only scripts read."""
    document = html.fromstring(page.content.decode())
    for unread in document.xpath("//script | //style | //template"):
        unread.drop_tree()
    return " ".join(document.text_content().split())
