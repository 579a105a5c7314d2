# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which keeping, scheduling, reviewing and returning to versions can fail, beside those in ``errors``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.archive.errors import ArchiveError
from verkstad.archive.spoken import spoken_day, spoken_time


def spoken_moment(moment: datetime, *, now: datetime | None = None) -> str:
    """at 14:02, or Tuesday 7 May 2024 at 14:02 when that is another day than ``now``."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localtime(now).date():
        return _("at %(time)s") % {"time": spoken_time(local.time())}
    return _("%(day)s at %(time)s") % {"day": spoken_day(local.date()), "time": spoken_time(local.time())}


def name_of(user: Any) -> str:
    """The name people know a user by; the log-in name of one without any."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""


class SavedMeanwhile(ArchiveError):
    """A save began from a version that is no longer the newest. ``revision`` is the newest one, if it has one."""

    def __init__(self, thing: Any, revision: Any) -> None:
        super().__init__(thing)
        self.revision = revision

    def message(self) -> str:
        if self.revision is None:
            return _("Somebody saved while you wrote. Both versions are kept: compare and choose.")
        at = spoken_moment(self.revision.created_at)
        if self.revision.user is None:
            return _("A version was saved %(time)s while you wrote. Both versions are kept: compare and choose.") % {
                "time": at
            }
        return _("%(name)s saved %(time)s while you wrote. Both versions are kept: compare and choose.") % {
            "name": name_of(self.revision.user),
            "time": at,
        }


class BegunAlready(ArchiveError):
    """A thing of this id is there: the form that begins it was sent twice."""

    def message(self) -> str:
        return _("“%(thing)s” is begun already.") % {"thing": self.thing}


class NoSuchVersion(ArchiveError):
    def message(self) -> str:
        return _("“%(thing)s” has no such version.") % {"thing": self.thing}


class IsScheduled(ArchiveError):
    """What is to be published at a set time stays as it is until then."""

    def __init__(self, thing: Any, moment: datetime) -> None:
        super().__init__(thing)
        self.moment = moment

    def message(self) -> str:
        return _("“%(thing)s” is to be published %(time)s. Call that off first, then change it.") % {
            "thing": self.thing,
            "time": spoken_moment(self.moment),
        }


class NamedChangedSince(ArchiveError):
    """What is published along with a workshop is what was there when the time was set."""

    def __init__(self, thing: Any, user: Any) -> None:
        super().__init__(thing)
        self.user = user

    def message(self) -> str:
        return _("%(name)s changed “%(thing)s” after the time was set. Read it, publish it, and set a time again.") % {
            "thing": self.thing,
            "name": name_of(self.user),
        }


class NotScheduled(ArchiveError):
    def message(self) -> str:
        return _("“%(thing)s” has no set time to call off.") % {"thing": self.thing}


class TimeHasPassed(ArchiveError):
    def message(self) -> str:
        return _("That time has passed. Choose a later one, or publish now.")


class EndsBeforeItBegins(ArchiveError):
    """It would be taken down before it is published."""

    def message(self) -> str:
        return _("It would be taken down before it is published. Choose a later time to take it down.")


class ReviewRequired(ArchiveError):
    """The series wants somebody else to have read it first."""

    def message(self) -> str:
        return _("The series wants “%(thing)s” to be reviewed before it is published. Send it for review.") % {
            "thing": self.thing
        }


class NotInReview(ArchiveError):
    def message(self) -> str:
        return _("“%(thing)s” does not wait for review any more.") % {"thing": self.thing}


class OwnHandIn(ArchiveError):
    """Two people have read what was reviewed."""

    def message(self) -> str:
        return _("You sent “%(thing)s” for review yourself. Somebody else approves it.") % {"thing": self.thing}


class CommentMissing(ArchiveError):
    """Who gets it back must know what to change."""

    def message(self) -> str:
        return _("Write what should be changed, so that the one who sent it knows.")
