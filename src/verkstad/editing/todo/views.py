# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk's first page, and the lists that it leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from verkstad.archive.choices import EventStatus
from verkstad.archive.lacking import LACKS, lacking
from verkstad.archive.models import Appearance, Event, Topic
from verkstad.archive.rules.access import in_scope, may
from verkstad.checks.afterwards import TELLS
from verkstad.editing.shared.places import edit_address
from verkstad.editing.shared.site import captions_limits
from verkstad.editing.todo.base import TodoView
from verkstad.editing.todo.near import lines_of_checks, near, near_of
from verkstad.editing.todo.sections import lacks, open_claims_of, say_lack, sections, told_claims
from verkstad.editing.todo.speaking import language_here
from verkstad.exchange.when import say_day
from verkstad.records.read_desk import entries

A_PAGE = 40
TOPICS_A_PAGE = 20
SPEAKERS_AT_MOST = 6
SILENCE = timedelta(days=2 * 365)


def page_of(things: Any, request: HttpRequest, size: int) -> Page:
    """The page that the address asks for; a number that is none of them gives the nearest."""
    return Paginator(things, size).get_page(request.GET.get("p"))


class HomeView(TodoView):
    template_name = "verkstad/todo/home.html"
    title = gettext_lazy("To do")

    def crumbs(self) -> list[dict[str, Any]]:
        return []

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        around = near(request.user, at=now)
        found = sections(request, at=now)
        return self.show(
            **around._asdict(),
            may_begin=may(request.user, "add", Event),
            first=[one for one in found if one.order <= 30],
            later=[one for one in found if one.order > 30],
            lacks=lacks(request.user, at=now),
        )


class LackingView(TodoView):
    """Past workshops that lack one thing, the latest first, by page; a draft may have it already."""

    template_name = "verkstad/todo/lacking.html"

    def get(self, request: HttpRequest, what: str) -> HttpResponse:
        if what not in LACKS:
            raise Http404
        now = timezone.now()
        ids = lacking(in_scope(Event.objects.all(), request.user, "change"), what, at=now, limits=captions_limits())
        self.title = say_lack(what, len(ids))
        page = page_of(ids, request, A_PAGE)
        by_id = {entry.id: entry for entry in entries("event", list(page))}
        rows = [near_of(by_id[key], now) for key in page if key in by_id]
        for row in rows:
            row.lines = list(lines_of_checks(by_id[row.id], now, only=TELLS[what]))
        return self.show(page=page, rows=rows)


def _say(day: date) -> str:
    return say_day(day, language_here())


class ClaimsView(TodoView):
    """Everything that sources contradict each other about."""

    template_name = "verkstad/todo/claims.html"
    title = gettext_lazy("Sources contradict each other")

    def get(self, request: HttpRequest) -> HttpResponse:
        claims = open_claims_of(request.user)
        pairs = claims.order_by("thing_id", "field").values_list("thing_id", "field").distinct()
        page = page_of(pairs, request, A_PAGE)
        asked = set(page)
        rows = claims.filter(thing_id__in={key for key, _place in asked}).order_by("thing_id", "field", "pk")
        told = told_claims(row for row in rows if (row.thing_id, row.field) in asked)
        return self.show(page=page, rows=[(words, edit_address(kind, key, place)) for kind, key, place, words in told])


class Spoke(NamedTuple):
    name: str
    beside: str
    address: str


class Silent(NamedTuple):
    topic: Topic
    address: str
    times: int
    last: str
    speakers: list[Spoke]


class TopicsView(TodoView):
    """Topics that no workshop has been about for two years, and who has spoken on them."""

    template_name = "verkstad/todo/topics.html"
    title = gettext_lazy("Topics not shown for two years")

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        since = timezone.localdate(now) - SILENCE
        page = page_of(list(Topic.objects.not_shown_since(since, at=now)), request, TOPICS_A_PAGE)
        topics = Topic.objects.in_bulk([key for key, _times, _last in page])
        speakers = self._speakers(topics)
        return self.show(
            page=page,
            silent=[
                Silent(topics[key], edit_address("topic", key), times, _say(last), speakers[key])
                for key, times, last in page
                if key in topics
            ],
        )

    def _speakers(self, topics: Collection[UUID]) -> dict[UUID, list[Spoke]]:
        """By topic who has spoken at workshops about it, the latest first; one query."""
        rows = (
            Appearance.objects.filter(
                event__topics__topic__in=list(topics),
                event__topics__relation="about",
                event__live=True,
                event__status=EventStatus.SCHEDULED,  # nobody spoke at one that was cancelled
                person__isnull=False,
                to_be_confirmed=False,
            )
            .exclude(role="contact")
            .order_by("-event__start_date", "sort_order", "pk")
            .values_list(
                "event__topics__topic",
                "person",
                "person__name",
                "organisation__short_name",
                "organisation__name_sv",
                "organisation__name_en",
                "event__start_date",
            )
        )
        found: dict[UUID, dict[UUID, Spoke]] = defaultdict(dict)
        for topic, person, name, short, swedish, english, day in rows:
            known = found[topic]
            if person not in known and len(known) < SPEAKERS_AT_MOST:
                organisation = short or swedish or english
                beside = ", ".join(filter(None, (organisation, str(day.year))))
                known[person] = Spoke(name, beside, edit_address("person", person))
        return defaultdict(list, {topic: list(known.values()) for topic, known in found.items()})
