# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who the site is, and its mail."""

from __future__ import annotations

from verkstad.site.settings_table.kinds import read_address, read_email, read_folder, read_mail, read_text
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import N_

ROWS: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_HOME",
        read_folder,
        N_("folder"),
        "./var",
        N_("The folder that holds everything: database, media, editions, keys. Back it up, and all is backed up."),
    ),
    Setting(
        "VERKSTAD_BASE_URL",
        read_address,
        N_("address"),
        "",
        N_("The site's address as readers type it. Left out, it is the host and port that are listened to."),
    ),
    Setting(
        "VERKSTAD_SITE_NAME",
        read_text,
        N_("text"),
        "",
        N_("The site's name in titles and feeds. Left out, it is the name of the largest series."),
    ),
    Setting(
        "VERKSTAD_CONTACT_EMAIL",
        read_email,
        N_("e-mail address"),
        "",
        N_("Where messages from readers are sent, and the address shown under Contact."),
    ),
    Setting(
        "VERKSTAD_MAIL_URL",
        read_mail,
        N_("address"),
        "",
        N_(
            "The mail server, such as smtp+tls://user:password@host:587. Left out, no mail is sent: messages are kept and listed."
        ),
    ),
    Setting(
        "VERKSTAD_MAIL_FROM",
        read_email,
        N_("e-mail address"),
        "",
        N_("The sender of mail. Left out, it is VERKSTAD_CONTACT_EMAIL."),
    ),
)
