# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A filter for the pages of captions."""

from __future__ import annotations

from django import template

from verkstad.editing.captions.times import say_time

register = template.Library()


@register.filter
def clock(seconds: float) -> str:
    """A time of a recording, as the editor writes it."""
    return say_time(seconds)
