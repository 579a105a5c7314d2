# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for the page of what is held of somebody."""

from django import template

from verkstad.archive.held import Held
from verkstad.editing.people.held_words import empty, limits

register = template.Library()


@register.simple_tag
def nothing_held(held: Held) -> list[str]:
    return empty(held)


@register.simple_tag
def limits_of_searching() -> str:
    return limits()
