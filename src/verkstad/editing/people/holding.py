# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is held of a person, as a page, as text to send and as JSON: the answer to a request under GDPR article 15."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from verkstad.archive.held import Held, held_of
from verkstad.archive.models import Person
from verkstad.archive.rules.access import may
from verkstad.editing.people.held_words import said, sections
from verkstad.editing.shared.pages import DeskPage, edit_url


def _held(request: HttpRequest, person: Person, *, thorough: bool) -> Held:
    # Everything about somebody, from everywhere: only for who could also take it away.
    if not may(request.user, "withdraw", person):
        raise PermissionDenied
    mails = [mail.strip() for mail in request.GET.get("mail", "").replace(",", " ").split()]
    return held_of(person, mails=[mail for mail in mails if "@" in mail], thorough=thorough, at=timezone.now())


class HeldView(DeskPage):
    template_name = "verkstad/people/held.html"
    header_icon = "user"

    def get_page_title(self) -> str:
        return _("What is held of a person")

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("wagtailsnippets_archive_person:list"), _("People"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = get_object_or_404(Person, pk=self.kwargs["person"])
        thorough = "all" in self.request.GET
        held = _held(self.request, person, thorough=thorough)
        mail = self.request.GET.get("mail", "")
        query = urlencode({"mail": mail}) if mail else ""
        return super().get_context_data(
            person=person,
            held=held,
            sections=sections(held),
            mail=mail,
            thorough=thorough,
            thorough_url=f"?{urlencode({'mail': mail, 'all': '1'})}",
            exports=[
                (form, f"{reverse('verkstad_people:export_held', args=[person.pk, form])}{'?' if query else ''}{query}")
                for form in ("txt", "json")
            ],
            edit_url=edit_url("person", person.pk),
            **kwargs,
        )


class ExportHeldView(View):
    def get(self, request: HttpRequest, person: Any, form: str) -> HttpResponse:
        if form not in {"txt", "json"}:
            raise Http404
        held = _held(request, get_object_or_404(Person, pk=person), thorough=True)
        if form == "json":
            body = json.dumps(held.as_dict(), ensure_ascii=False, indent=2, default=str) + "\n"
            answer = HttpResponse(body, content_type="application/json; charset=utf-8")
        else:
            answer = HttpResponse(said(held), content_type="text/plain; charset=utf-8")
        # The id and not the name: a file name is read by others too.
        answer["Content-Disposition"] = f'attachment; filename="held-{person}.{form}"'
        answer["Cache-Control"] = "no-store"
        return answer
