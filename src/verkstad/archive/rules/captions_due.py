# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether captions of a recording are due, since how many days, and how many are left.

The Act on accessibility of digital public services (2018:1937) asks for captions of what is published and stays up, without undue
delay. It names no number of days; fourteen is the rule of thumb of the directive and of SKR, and the limit is the network's to set.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

READ_BY_A_PERSON = frozenset({"corrected", "approved"})
"""States of captions that count: what a machine wrote counts once somebody has corrected it."""

EXEMPT_BEFORE = date(2020, 9, 23)
"""What was published before this day is exempt from the Act until it is published anew."""

NO_SPEECH = "zxx"
"""The language of what says nothing (BCP 47: no linguistic content): music, or a picture alone."""


class Limits(NamedTuple):
    """After how many days without captions a recording is told of as urgent, and after how many as too late."""

    warn_days: int = 7
    due_days: int = 14

    @property
    def told_after_days(self) -> int:
        """Captions are given a day or two before anything is said."""
        return min(2, self.warn_days)


class DutyState(StrEnum):
    NOT_COUNTED = "not_counted"
    """Not published, without speech, or exempt."""
    CAPTIONED = "captioned"
    UNDATED = "undated"
    """Without captions, and nobody knows since when it is published."""
    RUNNING = "running"
    URGENT = "urgent"
    LATE = "late"


class Duty(NamedTuple):
    state: DutyState
    days: int | None = None
    """Since it was published; None when that is not counted."""
    days_left: int | None = None
    """Until the limit; negative when it has passed."""


def duty(
    *,
    is_published: bool,
    published_date: date | None,
    language: str | None,
    captions: Iterable[tuple[str, str]],
    today: date,
    limits: Limits,
) -> Duty:
    """Where the clock of one recording stands on a day.

    ``is_published``: readers can play it, here or at a service that the page names. ``language`` is the one spoken; ``captions``
    are pairs of language and state, and count when a person has read them and they are in that language.
    """
    if (
        not is_published
        or is_without_speech(language)
        or (published_date is not None and published_date < EXEMPT_BEFORE)
    ):
        return Duty(DutyState.NOT_COUNTED)
    if any(state in READ_BY_A_PERSON and speaks_the_same(language, tag) for tag, state in captions):
        return Duty(DutyState.CAPTIONED)
    if published_date is None:
        return Duty(DutyState.UNDATED)
    days = (today - published_date).days
    state = DutyState.RUNNING
    if days >= limits.due_days:
        state = DutyState.LATE
    elif days >= limits.warn_days:
        state = DutyState.URGENT
    return Duty(state, days, limits.due_days - days)


def is_without_speech(language: str | None) -> bool:
    return language is not None and _primary(language) == NO_SPEECH


def speaks_the_same(language: str | None, other: str) -> bool:
    """Whether two tags are of one language, whatever the country; of an unknown language any is taken for it."""
    return language is None or _primary(language) == _primary(other)


def _primary(tag: str) -> str:
    return tag.partition("-")[0]
