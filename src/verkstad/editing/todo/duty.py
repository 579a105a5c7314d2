# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions that are due: a section of the first page, and the words that its lines share with the mails."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.archive.captions_due import captions_due, count_captions_due
from verkstad.archive.models import Recording
from verkstad.archive.rules.access import in_scope
from verkstad.archive.rules.captions_due import Duty, DutyState, Limits
from verkstad.editing.shared.places import edit_address
from verkstad.editing.todo.near import Line

AT_MOST = 10
_WEIGHTS = {DutyState.RUNNING: "advice", DutyState.URGENT: "warning", DutyState.LATE: "error"}


def captions_lines(user: Any, *, at: datetime, limits: Limits) -> tuple[list[Line], tuple[str, str] | None]:
    """Those of the user's scope, the nearest to the limit first, and words and address of a link to the rest."""
    recordings = in_scope(Recording.objects.all(), user, "change")
    lines = [
        Line(
            _("“%(recording)s”: %(since)s") % {"recording": name_of(due.recording), "since": say_since(due.duty)},
            captions_address(due.recording),
            _WEIGHTS[due.duty.state],
            beside=say_left(due.duty, limits),
        )
        for due in captions_due(recordings, at=at, limits=limits, at_most=AT_MOST)
    ]
    if len(lines) < AT_MOST or (total := count_captions_due(recordings, at=at, limits=limits)) == AT_MOST:
        return lines, None
    said = ngettext("%(number)s recording without captions", "%(number)s recordings without captions", total)
    return lines, (said % {"number": total}, reverse("verkstad_todo:lacking", args=["captions"]))


def captions_address(recording: Recording) -> str:
    """Where at the desk its captions are seen to."""
    return edit_address("recording", recording.pk, "captions")


def name_of(recording: Recording) -> str:
    """The workshop's title, and the recording's own where it has one."""
    names = (str(recording.event), str(recording.title or ""))
    return ", ".join(" ".join(name.split()) for name in names if name)


def say_since(duty: Duty) -> str:
    """Since how long captions have been missing."""
    days = duty.days or 0
    return ngettext("no captions for %(days)s day", "no captions for %(days)s days", days) % {"days": days}


def say_left(duty: Duty, limits: Limits) -> str:
    """How long there is left, or that the limit has passed."""
    left = duty.days_left or 0
    if left > 0:
        return ngettext("%(left)s day left", "%(left)s days left", left) % {"left": left}
    due = limits.due_days
    return ngettext("was due within %(due)s day", "was due within %(due)s days", due) % {"due": due}
