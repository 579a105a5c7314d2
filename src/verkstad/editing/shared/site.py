# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who the site is, for pages of the desk that write for readers: the room above says how that is known."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from verkstad.archive.rules.captions_due import Limits
from verkstad.records.published import Site


def captions_limits() -> Limits:
    """After how many days the operator wants captions told of as urgent, and as late."""
    limits: Limits = settings.VERKSTAD_CAPTIONS_LIMITS
    return limits


def site_here() -> Site:
    site: Site = import_string(settings.VERKSTAD_SITE_OF)(settings.VERKSTAD)
    return site
