# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""XML as text: elements whose content and attributes are always escaped."""

from __future__ import annotations

from verkstad.exchange.text import plain

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def escaped(text: str) -> str:
    """Text that may stand in an element or in an attribute between double quotation marks."""
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, text: str | None = None, /, **attributes: str | None) -> str:
    """An element with text, or an empty one. Attributes keep their order; None leaves one out, ``xml_lang`` is ``xml:lang``."""
    said = "".join(
        [f' {key.replace("_", ":")}="{escaped(value)}"' for key, value in attributes.items() if value is not None]
    )
    return f"<{name}{said}/>" if text is None else f"<{name}{said}>{escaped(text)}</{name}>"
