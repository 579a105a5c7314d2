# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What ``check`` does about addresses elsewhere: look at them when asked to, and tell of those that are dead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from verkstad.site.command.telling import WRONG_CALL, Told, progress, say
from verkstad.site.words import _

if TYPE_CHECKING:
    from verkstad.site.settings_table import Settings


def dead_elsewhere(settings: Settings) -> Mapping[str, Any]:
    """What is known of dead addresses; nothing where the operator does not let the site look."""
    from verkstad.archive.addresses import dead_addresses

    return dead_addresses() if settings["VERKSTAD_LINK_CHECK"] else {}


def look_elsewhere(settings: Settings) -> None:
    """Look at every address in use now, due or not, and say what came of it."""
    if not settings["VERKSTAD_LINK_CHECK"]:
        raise Told(
            _("Addresses elsewhere are not looked at: VERKSTAD_LINK_CHECK is 0. Set it to 1 to allow it."),
            code=WRONG_CALL,
        )
    from verkstad.archive.choices import AddressResult
    from verkstad.intake.addresses import AWAY, Guard, NetworkAway, look_at_addresses
    from verkstad.site.worker import link_manners

    try:
        with progress(_("Looking at addresses")) as move:
            looked = look_at_addresses(
                at=datetime.now(UTC),
                guard=Guard(),
                manners=link_manners(settings),
                own_host=urlsplit(settings.base_url).hostname or "",
                everything=True,
                progress=move,
            )
    except NetworkAway:
        raise Told(_(AWAY)) from None
    counts = looked.counts
    say(
        _(
            "Addresses elsewhere: %(answers)s answer, %(gone)s are gone, %(unreachable)s do not answer, %(certificate)s have a wrong certificate, %(refuses)s cannot be checked. One is told as dead when it has failed on three days."
        )
        % {
            "answers": counts[AddressResult.ANSWERS],
            "gone": counts[AddressResult.GONE],
            "unreachable": counts[AddressResult.UNREACHABLE],
            "certificate": counts[AddressResult.CERTIFICATE],
            "refuses": counts[AddressResult.REFUSES] + counts[AddressResult.NOT_ASKED],
        }
    )
