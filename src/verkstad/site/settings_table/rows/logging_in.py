# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How editors log in."""

from __future__ import annotations

from verkstad.site.settings_table.kinds import read_hosts, read_https_address, read_text
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import N_

ROWS: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_OIDC_SERVER",
        read_https_address,
        N_("address"),
        "",
        N_(
            "Logging in by OpenID Connect: the provider's address, without /.well-known/. Register VERKSTAD_BASE_URL/edit/login/with/oidc/sso/login/callback/ there."
        ),
    ),
    Setting("VERKSTAD_OIDC_CLIENT_ID", read_text, N_("text"), "", N_("The name that the provider knows this site by.")),
    Setting(
        "VERKSTAD_OIDC_CLIENT_SECRET",
        read_text,
        N_("text"),
        "",
        N_("What the provider gave this site to prove itself."),
    ),
    Setting(
        "VERKSTAD_OIDC_NAME", read_text, N_("text"), "OpenID Connect", N_("The provider's name, as editors know it.")
    ),
    Setting(
        "VERKSTAD_OIDC_MAIL_DOMAINS",
        read_hosts,
        N_("names parted by commas"),
        "",
        N_(
            "Domains whose mail addresses are believed from a provider that does not say they are verified. Others must be said to be."
        ),
    ),
    Setting(
        "VERKSTAD_SAML_METADATA",
        read_https_address,
        N_("address"),
        "",
        N_(
            "Logging in by SAML: the address of the provider's metadata. Give it ours: VERKSTAD_BASE_URL/edit/login/with/saml/sso/metadata/. Needs the extra part verkstad[saml]."
        ),
    ),
    Setting("VERKSTAD_SAML_ENTITY_ID", read_text, N_("text"), "", N_("The provider's entity id in its metadata.")),
    Setting("VERKSTAD_SAML_NAME", read_text, N_("text"), "SAML", N_("The provider's name, as editors know it.")),
    Setting(
        "VERKSTAD_SAML_MAIL_ATTRIBUTE",
        read_text,
        N_("text"),
        "",
        N_("The attribute that holds the mail address, where it is none of the usual ones."),
    ),
    Setting(
        "VERKSTAD_SAML_MAIL_DOMAINS",
        read_hosts,
        N_("names parted by commas"),
        "",
        N_(
            "The domains that the provider answers for: it is believed about their mail addresses, and about no others."
        ),
    ),
)
