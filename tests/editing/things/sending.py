# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a browser would send of a page's form, and the sentences of one that came back."""

from __future__ import annotations

from typing import Any

from lxml import html


def sent_by(page: Any) -> dict[str, Any]:
    """The values of the editor's form as they are sent when nothing was touched."""
    form = html.fromstring(page.content.decode()).get_element_by_id("w-editor-form")
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


def errors_of(page: Any) -> str:
    document = html.fromstring(page.content.decode())
    return " ".join(
        " ".join(found.text_content().split()) for found in document.xpath("//*[contains(@class, 'error-message')]")
    )
