# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking whether addresses elsewhere still answer: politely, and never at anything inside the operator's own network.

An address is a stranger's words: it may name this machine, a router, or a name that is moved between two questions. So names are
resolved once, what they resolve to is judged, and the connection goes to that very number (``guard``). ``asking`` puts one
question, ``rounds`` many, ``looking`` keeps what came of it.
"""

from verkstad.intake.addresses.guard import Guard
from verkstad.intake.addresses.looking import AWAY, Looked, NetworkAway, look_at_addresses
from verkstad.intake.addresses.rounds import Manners

__all__ = ["AWAY", "Guard", "Looked", "Manners", "NetworkAway", "look_at_addresses"]
