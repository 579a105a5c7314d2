# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the network has taken upon itself about what it publishes."""

from __future__ import annotations

from verkstad.site.settings_table.kinds import number_between, read_flag
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import N_

ROWS: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_CAPTIONS_WARN_DAYS",
        number_between(0, 3650),
        N_("days"),
        "7",
        N_(
            "How long a recording may be published without captions before editors are warned, at the desk and by mail. Less than VERKSTAD_CAPTIONS_DUE_DAYS."
        ),
    ),
    Setting(
        "VERKSTAD_CAPTIONS_DUE_DAYS",
        number_between(1, 3651),
        N_("days"),
        "14",
        N_(
            "Within how many days of publishing captions are due. The law says without undue delay; 14 days is the rule of thumb. See editor.md."
        ),
    ),
    Setting(
        "VERKSTAD_LINK_CHECK",
        read_flag,
        N_("1 or 0"),
        "1",
        N_(
            "Whether addresses elsewhere that published workshops lead to are looked at in the background, some each day. Their servers learn this site's address. A site that only this machine sees does not look."
        ),
    ),
)
