# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editions, security and the database."""

from __future__ import annotations

from verkstad.site.settings_table.kinds import number_between, read_database, read_flag, read_hosts, read_secret
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import N_

ROWS: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_KEEP_EDITIONS",
        number_between(1, 1000),
        N_("number"),
        "10",
        N_("How many editions are kept to go back to."),
    ),
    Setting(
        "VERKSTAD_ALLOWED_HOSTS",
        read_hosts,
        N_("names parted by commas"),
        "",
        N_(
            "Hosts that forms and the editors' desk answer to. Left out, the host of VERKSTAD_BASE_URL and this machine."
        ),
    ),
    Setting(
        "VERKSTAD_SECRET_KEY",
        read_secret,
        N_("text"),
        "",
        N_("Signs sessions. Left out, one is made at first start and kept in VERKSTAD_HOME/keys."),
    ),
    Setting(
        "VERKSTAD_DEBUG",
        read_flag,
        N_("1 or 0"),
        "0",
        N_("For developers: shows errors in full and loosens security. Never on a public site."),
    ),
    Setting(
        "DATABASE_URL",
        read_database,
        N_("address"),
        "",
        N_("PostgreSQL, such as postgres://user:password@host/name. Left out, SQLite in VERKSTAD_HOME."),
    ),
)
