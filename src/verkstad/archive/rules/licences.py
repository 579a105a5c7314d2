# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The licences that editors choose among, each with what it lets others do, in plain words."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

ALL_RIGHTS_RESERVED = "LicenseRef-all-rights-reserved"
"""SPDX has no id for "no licence"; this is how it lets one say it. Source: https://spdx.dev/learn/handling-license-info/"""


class LicenceWords(NamedTuple):
    id: str
    name: object
    means: object


LICENCES: tuple[LicenceWords, ...] = (
    LicenceWords(
        "CC0-1.0",
        _("CC0 1.0: free for everybody"),
        _("Anybody may use, change and spread it for anything, without asking and without saying who made it."),
    ),
    LicenceWords(
        "CC-BY-4.0",
        _("CC BY 4.0: free if the author is credited"),
        _("Anybody may use, change and spread it, also for profit, as long as they say who made it."),
    ),
    LicenceWords(
        "CC-BY-SA-4.0",
        _("CC BY-SA 4.0: free if credited and shared alike"),
        _("As CC BY, and what somebody makes of it must be as free to use."),
    ),
    LicenceWords(
        "CC-BY-NC-4.0",
        _("CC BY-NC 4.0: free without profit"),
        _("As CC BY, but not for profit. Others cannot always tell whether what they do is for profit."),
    ),
    LicenceWords(
        "CC-BY-ND-4.0",
        _("CC BY-ND 4.0: free to share unchanged"),
        _("Anybody may spread it as it is and say who made it. Nobody may translate it or use a part of it."),
    ),
    LicenceWords(
        ALL_RIGHTS_RESERVED,
        _("All rights reserved"),
        _("Anybody may read it here. For anything else they must ask whoever made it."),
    ),
)
