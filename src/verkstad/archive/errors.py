# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which a change to the archive can fail: one class each, carrying the thing it happened to."""

from __future__ import annotations

from typing import Any

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


class NotAllowed(ArchiveError):
    """Somebody asked for what their roles do not let them do to this thing."""

    def __init__(self, thing: Any, action: str, by: Any) -> None:
        super().__init__(thing)
        self.action = action
        self.by = by

    def message(self) -> str:
        return _("Your role does not let you do this to “%(thing)s”. Nothing was changed. Ask an administrator.") % {
            "thing": getattr(getattr(self.thing, "_meta", None), "verbose_name", self.thing)
            if isinstance(self.thing, type)
            else self.thing
        }


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
