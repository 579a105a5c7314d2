# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which a change to the archive can fail: one class each, carrying the thing it happened to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


class ArchiveError(Exception):
    """A change that was not made. Nothing was written."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        super().__init__(thing)

    def message(self) -> str:
        """A whole sentence or two in the language of whoever reads it."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message()


class IdentityChanged(ArchiveError):
    """A stored thing was about to be saved under another id."""

    def __init__(self, thing: Any, stored: Any) -> None:
        super().__init__(thing)
        self.stored = stored

    def message(self) -> str:
        return _("“%(thing)s” keeps the id %(id)s for ever. Make a new one instead.") % {
            "thing": self.thing,
            "id": self.stored,
        }


class NotAllowed(ArchiveError, PermissionDenied):
    """Somebody asked for what their roles do not let them do to this thing."""

    def __init__(self, thing: Any, action: str, by: Any) -> None:
        super().__init__(thing)
        self.action = action
        self.by = by

    def message(self) -> str:
        if self.thing is None:
            return _("Your role does not let you do this. Nothing was changed. Ask an administrator.")
        return _("Your role does not let you do this to “%(thing)s”. Nothing was changed. Ask an administrator.") % {
            "thing": getattr(getattr(self.thing, "_meta", None), "verbose_name", self.thing)
            if isinstance(self.thing, type)
            else self.thing
        }


class LastAdministrator(ArchiveError):
    """Nobody would be left to let others in."""

    def message(self) -> str:
        return _("“%(thing)s” is the only administrator. Make somebody else one first.") % {"thing": self.thing}


class MemberGone(ArchiveError):
    """Somebody who was let go cannot be given anything."""

    def message(self) -> str:
        return _("“%(thing)s” no longer has an account. Invite the address again.") % {"thing": self.thing}


class NotPublished(ArchiveError):
    """What readers do not see cannot be changed before their eyes."""

    def message(self) -> str:
        return _("“%(thing)s” is not published, so there is nothing to change for readers. Edit the draft instead.") % {
            "thing": self.thing
        }


class NothingToPublish(ArchiveError):
    """The latest draft is what readers see already."""

    def message(self) -> str:
        return _("“%(thing)s” has no changes to publish.") % {"thing": self.thing}


class SeriesNotPublished(ArchiveError):
    """An event is read through its series."""

    def message(self) -> str:
        return _("“%(thing)s” belongs to “%(series)s”, which is not published. Publish the series first.") % {
            "thing": self.thing,
            "series": self.thing.series,
        }


class EventNotPublished(ArchiveError):
    """A material or recording is read on its event's page."""

    def message(self) -> str:
        return _("“%(thing)s” belongs to “%(event)s”, which is not published. Publish the workshop first.") % {
            "thing": self.thing,
            "event": self.thing.event,
        }


class ContentRefused(ArchiveError):
    """The content breaks a rule; ``problems`` are sentences, by field."""

    def __init__(self, thing: Any, problems: dict[str, list[str]]) -> None:
        super().__init__(thing)
        self.problems = problems

    def message(self) -> str:
        return _("“%(thing)s” was not saved. %(problems)s") % {
            "thing": self.thing,
            "problems": " ".join(sentence for sentences in self.problems.values() for sentence in sentences),
        }


class AlreadyCancelled(ArchiveError):
    def message(self) -> str:
        return _("“%(thing)s” is already cancelled.") % {"thing": self.thing}


class SameTime(ArchiveError):
    """The new time is the old one."""

    def message(self) -> str:
        return _("“%(thing)s” has that date and time already. Choose another, or leave it as it is.") % {
            "thing": self.thing
        }


class AgendaLeavesTheDay(ArchiveError):
    """Moved as much as the event, an item of the agenda would be on another day."""

    def message(self) -> str:
        return _(
            "Moved as much, the agenda of “%(thing)s” would pass midnight. Leave its times as they are, and change them afterwards."
        ) % {"thing": self.thing}


class SlugTaken(ArchiveError):
    """Another thing has the address, or had it once."""

    def __init__(self, thing: Any, slug: str) -> None:
        super().__init__(thing)
        self.slug = slug

    def message(self) -> str:
        return _("The address “%(slug)s” belongs to another, or once did. Choose one that is free.") % {
            "slug": self.slug
        }


class WasPublished(ArchiveError):
    """Deleting would leave readers with a dead address and no word of why."""

    def message(self) -> str:
        return _("“%(thing)s” has been published, so it cannot be deleted. Take it down instead.") % {
            "thing": self.thing
        }


class NamedElsewhere(ArchiveError):
    """A draft of another thing refers to this one."""

    def __init__(self, thing: Any, names: list[str]) -> None:
        super().__init__(thing)
        self.names = names

    def message(self) -> str:
        return _("“%(thing)s” is named in %(names)s. Remove it there first.") % {
            "thing": self.thing,
            "names": ", ".join(f"“{name}”" for name in self.names),
        }


class StepGone(ArchiveError):
    """Somebody else removed the line meanwhile."""

    def message(self) -> str:
        return _("“%(thing)s” is no longer on the planning list: somebody removed it. Nothing was changed.") % {
            "thing": self.thing
        }


class NothingToMerge(ArchiveError):
    """Both are the same thing, or one of them is of another kind."""

    def message(self) -> str:
        return _("“%(thing)s” can only be merged with another of its kind.") % {"thing": self.thing}


class WouldHide(ArchiveError):
    """Readers see the one that would go, and not the one that would stay."""

    def message(self) -> str:
        return _(
            "Readers do not see “%(thing)s”, but they know the other. Keep the other, or publish this one first."
        ) % {"thing": self.thing}


class InReview(ArchiveError):
    """Somebody was asked to look at it and has not answered."""

    def message(self) -> str:
        return _("“%(thing)s” is out for review. Let the review end, or call it off, and try again.") % {
            "thing": self.thing
        }


class CannotUndo(ArchiveError):
    """A merge that what came later stands in the way of; ``why`` is a sentence."""

    def __init__(self, thing: Any, why: str) -> None:
        super().__init__(thing)
        self.why = why

    def message(self) -> str:
        return _("The merge “%(merge)s” cannot be undone. %(why)s") % {"merge": self.thing, "why": self.why}


class NotWithdrawn(ArchiveError):
    """What was not taken down cannot be shown again, or destroyed."""

    def message(self) -> str:
        return _("“%(thing)s” has not been taken down. Take it down first.") % {"thing": self.thing}


class BytesGone(ArchiveError):
    """The file was destroyed under a disposal rule."""

    def message(self) -> str:
        return _("The file of “%(thing)s” was destroyed under a disposal rule, so it cannot be shown again.") % {
            "thing": self.thing
        }


class NoFile(ArchiveError):
    """There are no bytes of that name here to destroy."""

    def message(self) -> str:
        return _("“%(thing)s” has no such file here, so there is nothing to destroy.") % {"thing": self.thing}


class StillShown(ArchiveError):
    """Readers can reach the file."""

    def message(self) -> str:
        return _("Readers can still reach the file of “%(thing)s”. Take it down first.") % {"thing": self.thing}


class UsedElsewhere(ArchiveError):
    """Another thing has the same file."""

    def __init__(self, thing: Any, names: list[str]) -> None:
        super().__init__(thing)
        self.names = names

    def message(self) -> str:
        return _("The file of “%(thing)s” is also used by %(names)s, so it is not destroyed.") % {
            "thing": self.thing,
            "names": ", ".join(f"“{name}”" for name in self.names),
        }


class RuleNotInForce(ArchiveError):
    """Nothing is destroyed without a disposal rule that holds on the day."""

    def message(self) -> str:
        return _("The rule “%(thing)s” does not hold today. Choose one that does.") % {"thing": self.thing}


class RuleInUse(ArchiveError):
    """Something was destroyed under it: then it stays as it was read that day."""

    def message(self) -> str:
        return _("Files were destroyed under “%(thing)s”, so it stays as it is. Write a new rule instead.") % {
            "thing": self.thing
        }


class UploadTooLarge(ArchiveError):
    """More bytes than the limit, or than the upload was begun with. Sizes are in bytes."""

    def __init__(self, name: Any, size: int, at_most: int) -> None:
        super().__init__(name)
        self.size = size
        self.at_most = at_most

    def message(self) -> str:
        return _("“%(thing)s” is %(size)s. The limit here is %(at_most)s. Nothing was sent.") % {
            "thing": self.thing,
            "size": filesizeformat(self.size),
            "at_most": filesizeformat(self.at_most),
        }


class DiskFull(ArchiveError):
    def message(self) -> str:
        return _(
            "There is not room for “%(thing)s” on the server's disk. Nothing was kept of it. Tell whoever runs the site."
        ) % {"thing": self.thing}


class UploadElsewhere(ArchiveError):
    """The bytes do not begin where those before them ended, at ``offset``."""

    def __init__(self, thing: Any, offset: int) -> None:
        super().__init__(thing)
        self.offset = offset

    def message(self) -> str:
        return _("“%(thing)s” continues from another place than it was sent from. Try again.") % {"thing": self.thing}


class UploadBusy(ArchiveError):
    """Another request is adding to the same upload."""

    def message(self) -> str:
        return _("“%(thing)s” is being sent from another window too. Wait, or close that window.") % {
            "thing": self.thing
        }


class ChecksumDiffers(ArchiveError):
    """What came is not what was sent."""

    def message(self) -> str:
        return _("A part of “%(thing)s” was damaged on the way. It is sent again.") % {"thing": self.thing}


class UploadUnfinished(ArchiveError):
    """Asked for before all of it has come."""

    def message(self) -> str:
        return _("Not all of “%(thing)s” has come yet.") % {"thing": self.thing}


class NotOnAgenda(ArchiveError):
    """A name was to be taken out of a workshop that does not have it."""

    def __init__(self, thing: Any, event: Any) -> None:
        super().__init__(thing)
        self.event = event

    def message(self) -> str:
        return _("“%(event)s” does not name %(thing)s.") % {"event": self.event, "thing": self.thing}


class HeldBack(ArchiveError):
    """It was withdrawn, and what was withdrawn stays down until somebody reinstates it."""

    def message(self) -> str:
        return _(
            "“%(thing)s” was taken down for a reason that holds. Show it again from the list of what was taken down."
        ) % {"thing": self.thing}
