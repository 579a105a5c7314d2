# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that writers add to what the records say, in each language.

They come from the project's one catalogue of messages, read with the standard library: a writer needs no Django settings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from gettext import translation
from pathlib import Path

from verkstad.records.base import Language, LanguageTag
from verkstad.records.events import (
    AppearanceRole,
    CaptionState,
    Event,
    EventKind,
    EventStatus,
    Mode,
    Recording,
    RecordingState,
)

_LOCALE = Path(__file__).resolve().parent.parent / "locale"


@cache
def words(language: Language) -> Callable[[str], str]:
    """The function that turns an English message into ``language``. Call it ``_``, so that messages are collected."""
    return translation("django", localedir=_LOCALE, languages=[language], fallback=True).gettext


@cache
def event_kinds(language: Language) -> Mapping[EventKind, str]:
    _ = words(language)
    return {
        "workshop": _("workshop"),
        "webinar": _("webinar"),
        "seminar": _("seminar"),
        "hearing": _("hearing"),
        "working_meeting": _("working meeting"),
        "community_day": _("community day"),
        "hackathon": _("hackathon"),
        "conference": _("conference"),
        "meetup": _("meetup"),
        "course": _("course"),
    }


@cache
def modes(language: Language) -> Mapping[Mode, str]:
    _ = words(language)
    return {"online": _("Online"), "on_site": _("On site"), "both": _("On site and online")}


@cache
def statuses(language: Language) -> Mapping[EventStatus, str]:
    """The state of an event; empty for one that is simply scheduled."""
    _ = words(language)
    return {"scheduled": "", "cancelled": _("Cancelled"), "postponed": _("Postponed")}


@cache
def recording_states(language: Language) -> Mapping[RecordingState, str]:
    _ = words(language)
    return {
        "none": _("Not recorded"),
        "planned": _("Will be recorded"),
        "processing": _("Recording on its way"),
        "published": _("Recording available"),
        "withdrawn": _("Recording taken down"),
        "unknown": _("Not known whether it was recorded"),
    }


@cache
def appearance_roles(language: Language) -> Mapping[AppearanceRole, str]:
    _ = words(language)
    return {
        "speaker": _("speaker"),
        "moderator": _("moderator"),
        "panellist": _("on the panel"),
        "host": _("host"),
        "facilitator": _("facilitator"),
        "contact": _("contact"),
    }


def say_status(event: Event, language: Language) -> str:
    """``Cancelled``, ``Postponed`` or ``New time``; nothing for an event that goes as planned."""
    if event.status == "scheduled" and event.previous_start_date:
        _ = words(language)
        return _("New time")
    return statuses(language)[event.status]


def say_recording(recording: Recording, service: str | None, language: Language) -> str:
    """What a link to a recording says: ``Recording (YouTube, 58 min)``."""
    _ = words(language)
    facts = [service] if service else []
    if recording.length_seconds:
        facts.append(_("%(minutes)s min") % {"minutes": max(1, round(recording.length_seconds / 60))})
    return _("Recording (%(facts)s)") % {"facts": ", ".join(facts)} if facts else _("Recording")


def say_caption_state(state: CaptionState, language: LanguageTag) -> str:
    """How far people have looked at captions, in Swedish for Swedish ones and in English for all others."""
    _ = words("sv" if language.partition("-")[0] == "sv" else "en")
    return {
        "machine": _("Automatic captions, may contain errors."),
        "corrected": _("Corrected captions."),
        "approved": _("Approved captions."),
    }[state]
