# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail looks for hooks in this file; each part of the desk keeps its own."""

from verkstad.editing.access import hooks as access
from verkstad.editing.captions import hooks as captions
from verkstad.editing.events import hooks as events
from verkstad.editing.help import hooks as help_pages
from verkstad.editing.history import hooks as history
from verkstad.editing.materials import hooks as materials
from verkstad.editing.people import hooks as people
from verkstad.editing.recordings import hooks as recordings
from verkstad.editing.things import hooks as things
from verkstad.editing.todo import hooks as todo
from verkstad.editing.versions import hooks as versions

__all__ = [
    "access", "captions", "events", "help_pages", "history", "materials", "people", "recordings", "things", "todo", "versions",
]  # fmt: skip
