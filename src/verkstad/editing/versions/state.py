# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a thing is on its way to readers, in words: for the strip above its form, and for the script that waits with the editor."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.archive.actions.progress import Progress, progress_of
from verkstad.archive.actions.reviewing import review_of
from verkstad.archive.actions.scheduling import schedule_of
from verkstad.archive.models import Material, Recording, Root
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import may
from verkstad.archive.rules.review import may_publish_at_once
from verkstad.archive.version_errors import name_of, spoken_moment
from verkstad.editing.shared.versioning import url_of
from verkstad.editing.versions.base import ThingView

COLOURS = {"shown": "done", "under_way": "going", "slow": "going", "failed": "stop", "on_hold": "stop"}


class Publishing(NamedTuple):
    """What the strip says of publishing; ``href`` leads to the page that readers see."""

    key: str
    words: str
    href: str
    is_settled: bool


class Strip(NamedTuple):
    """All that the strip above a form says."""

    publishing: Publishing
    draft: str
    review: str
    review_url: str
    review_answer: str
    take_back_url: str
    scheduled: list[str]
    links: list[tuple[str, str]]
    hand_in_url: str
    state_url: str
    asks_for_review: bool | None
    """Of a series: whether it does; None for everything else, and for who may not say."""
    ask_for_review_url: str


def publishing_of(thing: Root) -> Publishing:
    found = progress_of(thing, at=timezone.now())
    href = settings.VERKSTAD.base_url + path if found.key == "shown" and (path := _path(thing)) else ""
    return Publishing(found.key, _words(thing, found), href, found.is_settled)


def _path(thing: Root) -> str:
    shown = thing.event if isinstance(thing, Material | Recording) else thing
    return f"/{shown.thing_kind}/{shown.slug}/"  # type: ignore[attr-defined]


def _words(thing: Root, found: Progress) -> str:
    match found.key:
        case "unseen":
            return _("Readers have not seen this yet.")
        case "gone":
            return _("Taken down. Readers do not see this.")
        case "shown":
            return _("Published %(time)s.") % {"time": spoken_moment(found.at)} if found.at else _("Published.")
        case "under_way":
            return _("Is being published …")
        case "slow":
            return _("Your change is saved. It takes longer than usual to publish; readers see the page as it was.")
        case "on_hold":
            return _("Your change is saved but not shown yet: an earlier version of the site is shown by choice.")
    return _("Your change is saved but not shown yet: %(why)s Readers see the page as it was.") % {
        "why": why_not(found.failure or {})
    }


def why_not(failure: dict[str, Any]) -> str:
    """A sentence with its full stop, for what the publisher met."""
    match failure.get("kind"):
        case "record":
            name = _name_of(failure)
            return _("“%(name)s” holds something that cannot be shown (%(what)s).") % {
                "name": name,
                "what": "; ".join(failure.get("problems") or ()),
            }
        case "links":
            count = failure.get("count") or 1
            return ngettext(
                "%(page)s leads to %(link)s, which does not exist.",
                "%(page)s leads to %(link)s, which does not exist, and there are more such links.",
                count,
            ) % {"page": failure.get("page"), "link": failure.get("link")}
        case "disk":
            return _("the disk is full. Tell whoever runs the site.")
    return _("publishing failed (%(what)s). Tell whoever runs the site.") % {
        "what": f"{failure.get('what', '')}: {failure.get('said', '')}".strip(": ")
    }


def _name_of(failure: dict[str, Any]) -> str:
    model = KINDS.get(failure.get("thing_kind", ""))
    key = failure.get("thing_id")
    thing = model.objects.filter(pk=key).first() if model and key else None
    return str(thing or failure.get("slug") or key)


def strip_of(thing: Root, user: Any) -> Strip:
    """A fixed number of queries."""
    state = review_of(thing)
    waits = state is not None and state.status == "in_progress"
    given_back = state is not None and state.status == "needs_changes"
    review, answer = "", ""
    if waits:
        review = _("Sent for review by %(name)s %(time)s.") % {
            "name": name_of(state.requested_by),
            "time": spoken_moment(state.created_at),
        }
    elif given_back and state.current_task_state is not None:
        review = _("Sent back by %(name)s:") % {"name": name_of(state.current_task_state.finished_by)}
        answer = state.current_task_state.comment
    scheduled = schedule_of(thing)
    times = []
    if scheduled.go_live_at:
        times.append(_("To be published %(time)s.") % {"time": spoken_moment(scheduled.go_live_at)})
    if scheduled.expire_at:
        times.append(_("To be taken down %(time)s.") % {"time": spoken_moment(scheduled.expire_at)})
    has_news = not thing.live or thing.has_unpublished_changes
    writes, at_once = may(user, "change", thing), may_publish_at_once(user, thing)
    is_series_editor = thing.thing_kind == "series" and may(user, "publish", thing)
    may_take_back = waits and (state.requested_by_id == user.pk or may(user, "review", thing))
    return Strip(
        publishing_of(thing),
        _("There is a draft that readers do not see.") if has_news and thing.live else "",
        review,
        url_of("review", thing) if waits and may(user, "review", thing) else "",
        answer,
        url_of("take_back", thing) if may_take_back else "",
        times,
        [(_("Preview"), url_of("preview", thing)), (_("Versions"), url_of("list", thing))],
        url_of("hand_in", thing) if has_news and writes and not at_once and not waits else "",
        url_of("state", thing),
        thing.review_required if is_series_editor else None,  # type: ignore[attr-defined]
        url_of("ask_for_review", thing) if is_series_editor else "",
    )


class StateView(ThingView):
    """The state of publishing as JSON, asked by the strip until it is settled."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        response = JsonResponse(publishing_of(self.thing)._asdict())
        response["Cache-Control"] = "no-store"
        return response
