# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""For developers."""

from __future__ import annotations

from verkstad.site.settings_table.kinds import read_flag, read_text
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import N_

ROWS: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_SHARED",
        read_text,
        N_("folder"),
        "",
        N_("For developers: large collections that tests and measures may read."),
    ),
    Setting(
        "VERKSTAD_REQUIRE_ALL",
        read_flag,
        N_("1 or 0"),
        "0",
        N_("For developers: a test that lacks a tool fails instead of being left out."),
    ),
)
