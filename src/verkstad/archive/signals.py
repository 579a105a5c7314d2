# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the archive tells the rooms above, after the change is safely written."""

from django.dispatch import Signal

archive_changed = Signal()
"""Sent after commit with ``changes``, a list of (kind, id), and ``serial``, the newest serial number of the journal."""
