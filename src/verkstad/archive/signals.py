# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the archive tells the rooms above, after the change is safely written."""

from django.dispatch import Signal

archive_changed = Signal()
"""Sent after commit with ``changes``, a list of (kind, id), and ``serial``, the newest serial number of the journal."""

handed_in = Signal()
"""Sent after commit with ``thing``, ``by``, ``comment`` and ``at``, when somebody sent a draft for review."""

reviewed = Signal()
"""Sent after commit with ``thing``, ``by``, ``to`` (who sent it, or None), ``approved``, ``comment`` and ``at``."""
