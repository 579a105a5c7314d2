# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What forms show of a thing's versions."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from verkstad.archive.version_errors import spoken_moment
from verkstad.editing.versions.state import COLOURS, strip_of

register = template.Library()


@register.inclusion_tag("verkstad/versions/state.html", takes_context=True)
def state_of_versions(context: Any, thing: Any) -> dict[str, Any]:
    """The strip above the form; nothing when the form is only partly drawn anew."""
    if not thing:
        return {}
    strip = strip_of(thing, context["request"].user)
    colour = COLOURS.get(strip.publishing.key, "quiet")
    return {"strip": strip, "thing": thing, "request": context["request"], "colour": colour}


@register.filter
def spoken(moment: Any) -> str:
    """A moment as a sentence says it."""
    return spoken_moment(moment)


@register.simple_tag
def versions_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("verkstad/versions/versions.css"))


@register.simple_tag
def versions_js() -> SafeString:
    files = ("keep.js", "state.js")
    return SafeString(
        "".join(
            format_html('<script type="module" src="{}"></script>', static(f"verkstad/versions/{name}"))
            for name in files
        )
    )
