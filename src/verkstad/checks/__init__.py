# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is missing, impossible or contradictory: one small function per check, told before readers find it.

``run`` takes a dossier and a moment and gives findings. A check is a function in one of the modules here, entered in the
register with an id that never changes, a severity, and a sentence that says what to do.
"""

from verkstad.checks.register import CHECKS, Check, Finding, Severity
from verkstad.checks.run import findings_of, run

__all__ = ["CHECKS", "Check", "Finding", "Severity", "findings_of", "run"]
