# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A tag for pages about logging in."""

from __future__ import annotations

import base64

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def picture_from(address: str) -> SafeString:
    """The drawing of an SVG that came as a ``data:`` address: as part of the page it needs no leave to be fetched.

    It is drawn here, from the secret, by the library that makes such codes; nothing in it comes from outside.
    """
    drawing = base64.b64decode(address.partition("base64,")[2]).decode()
    return mark_safe(drawing[drawing.index("<svg") :])  # noqa: S308
