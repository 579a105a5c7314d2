# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a source said, in the words of the form that it is about."""

from __future__ import annotations

from django import template
from django.utils.text import capfirst

from verkstad.archive.models import Claim
from verkstad.editing.shared.places import label_of, words_of

register = template.Library()


@register.filter
def field_of_claim(claim: Claim) -> str:
    return capfirst(label_of(claim.thing_kind, claim.field))


@register.filter
def value_of_claim(claim: Claim) -> str:
    return words_of(claim.thing_kind, claim.field, claim.value) if claim.value else "–"
