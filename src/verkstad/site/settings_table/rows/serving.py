# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages, the web server and its memory."""

from __future__ import annotations

from verkstad.site.settings_table.kinds import number_between, read_text
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import N_

ROWS: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_MESSAGE_DAYS",
        number_between(1, 3650),
        N_("days"),
        "365",
        N_("How long a message from a reader is kept before it is deleted."),
    ),
    Setting(
        "VERKSTAD_HOST",
        read_text,
        N_("host name"),
        "127.0.0.1",
        N_("The network address to listen on; 0.0.0.0 for all."),
    ),
    Setting("PORT", number_between(1, 65535), N_("number"), "8000", N_("The port to listen on.")),
    Setting(
        "VERKSTAD_WORKERS",
        number_between(0, 256),
        N_("number"),
        "0",
        N_("Web server processes; 0 is one for each processor, at most four."),
    ),
    Setting(
        "VERKSTAD_PROXIES",
        number_between(0, 10),
        N_("number"),
        "0",
        N_(
            "How many proxies of yours stand before the server and add to X-Forwarded-For; 0 leaves that header unread."
        ),
    ),
    Setting(
        "VERKSTAD_CACHE_MB",
        number_between(0, 65536),
        N_("megabytes"),
        "64",
        N_("Memory for the most read pages, in each web server process."),
    ),
)
