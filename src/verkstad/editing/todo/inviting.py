# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Copying an invitation, and asking speakers for their slides: texts to read, change, copy and send."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from verkstad.archive.actions.planning import note_slides_request
from verkstad.archive.errors import ArchiveError
from verkstad.checks.events import phase
from verkstad.editing.shared.site import site_here
from verkstad.editing.todo.base import OfEventView
from verkstad.editing.todo.near import lines_of_checks
from verkstad.editing.todo.speaking import language_here, other, say_moment_day
from verkstad.exchange.invitation import POST_AT_MOST, invitation_calendar, invitation_to
from verkstad.exchange.slides_request import Mail, slides_request, speakers_without_slides
from verkstad.records.base import Language

BEFORE_IT = frozenset(
    {
        "appearance.to-be-confirmed",
        "event.no-agenda",
        "event.no-sign-up",
        "event.no-start-time",
        "event.no-way-in",
        "translation.outdated",
    }
)
"""Checks that tell what an invitation would lack."""


class OfLanguage(OfEventView):
    """A page whose texts are in a language of their own: ``?language=``, else that of the page."""

    @property
    def language(self) -> Language:
        asked = self.request.GET.get("language")
        return asked if asked in ("sv", "en") else language_here()  # type: ignore[return-value]


class InvitationView(OfLanguage):
    template_name = "verkstad/todo/invitation.html"
    title = gettext_lazy("Invitation")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        now = timezone.now()
        invitation = invitation_to(self.draft(now), site=site_here(), names=self.names, language=self.language)
        return self.show(
            invitation=invitation,
            mail_address=Mail(invitation.subject, invitation.mail).address(),
            post_at_most=POST_AT_MOST,
            language=self.language,
            other_language=other(self.language),
            is_published=self.thing.live and self.thing.series.live,
            has_draft=self.thing.live and self.thing.has_unpublished_changes,
            is_over=phase(self.event, now) == "past",
            is_off=self.event.status != "scheduled",
            has_calendar=self.event.precision == "day",
            lines=list(lines_of_checks(self.entry, now, only=BEFORE_IT)),
        )


class InvitationCalendarView(OfLanguage):
    """The workshop as a file for a calendar, from the latest draft."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        draft = self.draft(timezone.now())
        body = invitation_calendar(draft, site=site_here(), names=self.names, language=self.language)
        if not body:
            raise Http404
        return HttpResponse(
            body,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.event.slug}.ics"'},
        )


class Speaker(NamedTuple):
    uid: UUID
    name: str
    talk: str
    asked: list[str]
    """Who asked, and when, for each time."""
    is_chosen: bool
    has_sent: bool


class SlidesView(OfLanguage):
    """A mail to the speakers of whom there are no slides. Who was asked is kept, so that nobody asks twice unknowingly."""

    template_name = "verkstad/todo/slides.html"
    title = gettext_lazy("Ask for the slides")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        speakers = self._speakers(request.GET.getlist("who") if "chosen" in request.GET else None)
        chosen = [speaker for speaker in speakers if speaker.is_chosen]
        mail = slides_request(
            self.draft(timezone.now()),
            {speaker.uid for speaker in chosen},
            site=site_here(),
            names=self.names,
            language=self.language,
        )
        return self.show(
            speakers=speakers,
            chosen=chosen,
            asked_before=[speaker.name for speaker in chosen if speaker.asked],
            mail=mail if chosen else None,
            mail_address=mail.address(),
            language=self.language,
            other_language=other(self.language),
            is_over=phase(self.event, timezone.now()) == "past",
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        known = {str(one.uid): one.uid for one in self.event.appearances}
        asked = [known[uid] for uid in request.POST.getlist("who") if uid in known]
        try:
            noted = note_slides_request(self.thing, asked, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
        else:
            said = ngettext(
                "It is noted that you asked %(number)s speaker.",
                "It is noted that you asked %(number)s speakers.",
                len(noted),
            )
            messages.success(request, said % {"number": len(noted)})
        return redirect("verkstad_todo:slides", self.thing.pk)

    def _speakers(self, wanted: list[str] | None) -> list[Speaker]:
        """Everybody on the agenda; unless told otherwise, those are chosen who have sent nothing and whom nobody has asked."""
        asked: dict[UUID, list[str]] = defaultdict(list)
        for one in self.thing.slides_requests.select_related("asked_by"):
            by = one.asked_by and (one.asked_by.get_full_name() or one.asked_by.get_username())
            asked[one.appearance_uid].append(", ".join(filter(None, (by, say_moment_day(one.asked_at)))))
        without = {appearance.uid for appearance in speakers_without_slides(self.event, self.names)}
        talks = {item.uid: item.title.shown(language_here()).words for item in self.event.agenda}
        found = []
        for one in self.event.appearances:
            if one.person is None or one.to_be_confirmed or one.role == "contact":
                continue
            is_chosen = one.uid in without and not asked[one.uid] if wanted is None else str(one.uid) in wanted
            found.append(
                Speaker(
                    one.uid,
                    self.names.person(one.person).name,
                    talks.get(one.agenda_item, "") if one.agenda_item else "",
                    asked[one.uid],
                    is_chosen,
                    has_sent=one.role in {"speaker", "facilitator"} and one.uid not in without,
                )
            )
        return found
