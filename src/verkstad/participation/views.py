# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages at ``/contact/``: the form, what is wrong with it, and the receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from verkstad.edition.rendering import render_plain
from verkstad.participation.actions import TooManyMessages, receive_message
from verkstad.participation.forms import WORDINGS, MessageForm, kind_of, path_of
from verkstad.participation.limits import Limit, sender_of
from verkstad.participation.models import MessageKind
from verkstad.participation.origin import is_own_form, own_path
from verkstad.records.base import Language
from verkstad.records.published import Site
from verkstad.records.things import Series

TEMPLATES = Path(__file__).parent / "templates"
ADDRESSES: dict[Language, str] = {"sv": "/contact/", "en": "/en/contact/"}


@dataclass(frozen=True)
class Desk:
    """What the form must know of the site it stands on; the room above hands it over."""

    site: Callable[[], Site]
    series: Callable[[], Series | None]
    """The main series: its footer stands on our pages too."""
    keep_days: int
    proxies: int = 0
    limit: Limit = field(default_factory=lambda: Limit(5, 600))


@method_decorator(csrf_exempt, name="dispatch")  # is_own_form takes its place, without a cookie
class ContactView(View):
    language: Language = "sv"
    desk: Desk = None  # type: ignore[assignment]  # as_view takes only what the class has

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        with translation.override(self.language):
            return super().dispatch(request, *arguments, **named)

    def get(self, request: HttpRequest) -> HttpResponse:
        kind, about = kind_of(request.GET.get("kind")), path_of(request.GET.get("about"))
        if kind == MessageKind.MISTAKE and not about:
            about = path_of(own_path(request.headers, host=request.get_host()))
        if "received" in request.GET:
            return self._page(_("Thank you, the message is received"), "received.html", about=about)
        return self._form(MessageForm(kind=kind), kind, about)

    def post(self, request: HttpRequest) -> HttpResponse:
        kind, about = kind_of(request.POST.get("kind")), path_of(request.POST.get("about"))
        form = MessageForm(request.POST, kind=kind)
        if not is_own_form(request.headers, host=request.get_host(), base_url=self.desk.site().base_url):
            return self._form(
                form,
                kind,
                about,
                status=403,
                fault=_(
                    "The form came from another site than this one, so it was not received. All you typed is kept: send it again from here."
                ),
            )
        if not form.is_valid():
            return self._form(form, kind, about, status=422)
        sender = sender_of(
            request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", ""), proxies=self.desk.proxies
        )
        if not self.desk.limit.allows(sender):
            return self._form(
                form,
                kind,
                about,
                status=429,
                fault=_(
                    "Several messages have come from your network in a short time, so this one was not received. All you typed is kept: send it again in ten minutes."
                ),
            )
        try:
            receive_message(
                kind=kind, about=about, language=self.language, keep_days=self.desk.keep_days, at=timezone.now(), **form.cleaned_data
            )  # fmt: skip
        except TooManyMessages:
            return self._form(
                form,
                kind,
                about,
                status=429,
                fault=_(
                    "So many messages are coming in right now that this one was not received. All you typed is kept: send it again in an hour, or by mail."
                ),
            )
        # Another address, so that loading the receipt again sends nothing twice.
        return HttpResponseRedirect(f"{request.path}?{urlencode({'received': 1, 'about': about})}", status=303)

    def _form(self, form: MessageForm, kind: str, about: str, *, status: int = 200, fault: str = "") -> HttpResponse:
        wording = WORDINGS[kind]
        faults = {name: [str(each) for each in lines] for name, lines in form.errors.items()} if status == 422 else {}
        response = self._page(
            str(wording.title),
            "contact.html",
            status=status,
            form=form,
            kind=kind,
            about=about,
            label=str(wording.label),
            faults=faults,
            fault=fault,
            keep_days=self.desk.keep_days,
            needs_email=form.fields["email"].required,
        )
        if status == 429:
            response["Retry-After"] = "600"
        return response

    def _twin(self, context: Mapping[str, Any]) -> str:
        """The same errand in the other language."""
        errand = {name: context.get(name) for name in ("kind", "about")}
        asked = urlencode({name: value for name, value in errand.items() if value and value != MessageKind.CONTACT})
        return ADDRESSES["en" if self.language == "sv" else "sv"] + (f"?{asked}" if asked else "")

    def _page(self, title: str, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        site, series = self.desk.site(), self.desk.series()
        context = {
            "contact_email": (series.contact_email if series else None) or site.contact_email,
            "action": ADDRESSES[self.language],
            "twin": self._twin(context),
            **context,
        }
        body = render_plain(
            site, self.language, title, template, context, path="/contact/", folders=[TEMPLATES], series=series
        )
        return HttpResponse(
            body, status=status, headers={"Cache-Control": "no-store", "Content-Language": self.language}
        )
