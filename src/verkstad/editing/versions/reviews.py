# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending for review, and reading what others sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from verkstad.archive.actions.drafting import stamp_of
from verkstad.archive.actions.reviewing import (
    approve,
    ask_for_review,
    comment_to_reviewer,
    hand_in,
    review_of,
    reviewers_of,
    send_back,
    take_back,
    waiting_for,
)
from verkstad.archive.errors import ArchiveError
from verkstad.archive.pending import as_revision
from verkstad.archive.rules.review import is_exempt
from verkstad.archive.shapes import shape_of
from verkstad.archive.version_errors import name_of
from verkstad.archive.versions import differences
from verkstad.editing.shared.versioning import url_of
from verkstad.editing.versions.base import ThingView
from verkstad.editing.versions.words import Words


class HandInView(ThingView):
    needs = "change"
    template_name = "verkstad/versions/hand_in.html"
    title = gettext_lazy("Send for review")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.show(
            reviewers=[name_of(user) for user in reviewers_of(self.thing) if user != request.user],
            mails=not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"),
            based_on=stamp_of(self.thing),
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            hand_in(
                self.thing,
                by=request.user,
                at=self.now(),
                comment=request.POST.get("comment", "").strip()[:2000],
                based_on=request.POST.get("based_on", ""),
            )
        except ArchiveError as refused:
            self.refused(refused)
        else:
            messages.success(request, _("“%(thing)s” is sent for review.") % {"thing": self.thing})
        return self.to_the_thing()


class ReviewView(ThingView):
    """What is to be reviewed: what differs from what readers see, in words, and the answer to it."""

    needs = "review"
    template_name = "verkstad/versions/review.html"
    title = gettext_lazy("Review")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._page()

    def _page(self, comment: str = "", status: int = 200) -> HttpResponse:
        state = review_of(self.thing)
        if state is None or state.status != "in_progress":
            messages.info(self.request, _("“%(thing)s” does not wait for review any more.") % {"thing": self.thing})
            return self.to_the_thing()
        rows = []
        if self.thing.live:
            shape = shape_of(type(self.thing))
            now = as_revision(self.thing)
            then = as_revision(self.thing.get_latest_revision_as_object())
            rows = Words.of(shape, now, then).tell(differences(shape, now, then))
        is_own = state.requested_by_id == self.request.user.pk
        return self.show(
            status,
            rows=rows,
            sender=name_of(state.requested_by),
            sent_at=state.created_at,
            comment_of_sender=comment_to_reviewer(self.thing),
            comment=comment,
            may_answer=not is_own or is_exempt(self.request.user),
            preview_url=url_of("preview", self.thing),
            based_on=stamp_of(self.thing),
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        comment = request.POST.get("comment", "").strip()[:2000]
        try:
            if "approve" in request.POST:
                approve(
                    self.thing,
                    by=request.user,
                    at=self.now(),
                    comment=comment,
                    based_on=request.POST.get("based_on", ""),
                )
                messages.success(request, _("“%(thing)s” is approved and is being published.") % {"thing": self.thing})
            else:
                send_back(self.thing, by=request.user, at=self.now(), comment=comment)
                messages.success(request, _("“%(thing)s” is sent back with what you wrote.") % {"thing": self.thing})
        except ArchiveError as refused:
            self.refused(refused)
            return self._page(comment, status=422)
        return redirect(reverse("verkstad_reviews")) if waiting_for(request.user) else self.to_the_thing()


class TakeBackView(ThingView):
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            take_back(self.thing, by=request.user, at=self.now())
        except ArchiveError as refused:
            self.refused(refused)
        else:
            messages.success(request, _("“%(thing)s” waits for review no longer.") % {"thing": self.thing})
        return self.to_the_thing()


class AskForReviewView(ThingView):
    """Review on or off, for a series."""

    needs = "publish"

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if self.thing.thing_kind == "series":
            required = request.POST.get("required") == "1"
            try:
                ask_for_review(self.thing, required=required, by=request.user, at=self.now())
            except ArchiveError as refused:
                self.refused(refused)
            else:
                said = _("Workshops of the series are reviewed before they are published.")
                off = _("Workshops of the series are published without review.")
                messages.success(request, said if required else off)
        return self.to_the_thing()


class WaitingView(View):
    """What waits for this person's review."""

    def get(self, request: HttpRequest) -> HttpResponse:
        title = _("To review")
        found = [
            (waiting, name_of(waiting.by), url_of("review", waiting.thing)) for waiting in waiting_for(request.user)
        ]
        crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("To do")}, {"url": "", "label": title}]
        context = {"page_title": title, "header_title": title, "breadcrumbs_items": crumbs, "waiting": found}
        return render(request, "verkstad/versions/waiting.html", {**context, "header_icon": "glasses"})
