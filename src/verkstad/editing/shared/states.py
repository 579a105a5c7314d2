# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether readers see a thing, in the words of the desk."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import StatusTagColumn

from verkstad.archive.models import Root


class State(NamedTuple):
    key: str
    words: str
    is_public: bool


def state_of(thing: Root) -> State:
    """Of the row alone, without queries."""
    if thing.go_live_at is not None and thing.go_live_at > timezone.now() and not thing.live:
        return State("scheduled", _("Scheduled"), False)
    if not thing.live:
        return State("draft", _("Draft") if thing.first_published_at is None else _("Taken down"), False)
    if thing.go_live_at is not None and thing.go_live_at > timezone.now():
        return State("changed", _("Published, with changes at a set time"), True)
    if thing.has_unpublished_changes:
        return State("changed", _("Published, with changes that are not"), True)
    return State("published", _("Published"), True)


def called(thing: Root) -> str:
    """What the desk calls it: the name in its latest draft. Without queries when the latest revision is there."""
    if thing.live and thing.has_unpublished_changes and thing.latest_revision is not None:
        return thing.latest_revision.object_str
    return str(thing)


class StateColumn(StatusTagColumn):
    """The state in a list, in words and not in colour alone."""

    def __init__(self, label: Any) -> None:
        super().__init__("state", label=label, accessor=lambda thing: state_of(thing).words, primary=_is_public)


def _is_public(thing: Root) -> bool:
    return state_of(thing).is_public
