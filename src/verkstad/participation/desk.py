# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the desk with what readers wrote: to answer, to mark as handled, and to erase."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views import View
from wagtail.admin import messages

from verkstad.participation.actions import delete_message, handle_message
from verkstad.participation.models import Message
from verkstad.participation.rules import may_read_messages

A_PAGE = 30
ON_THE_FIRST_PAGE = 5
FIRST_WORDS = 90


class MessagesView(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_read_messages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        everything = "all" in request.GET
        rows = Message.objects.all() if everything else Message.objects.waiting()
        page = Paginator(rows.newest_first(), A_PAGE).get_page(request.GET.get("p"))
        title = _("Messages from readers")
        return render(
            request,
            "desk/messages.html",
            {
                "page_title": title,
                "header_title": title,
                "header_icon": "mail",
                "breadcrumbs_items": [
                    {"url": reverse("wagtailadmin_home"), "label": _("To do")},
                    {"url": "", "label": title},
                ],
                "page": page,
                "rows": [(message, answer_address(message)) for message in page],
                "everything": everything,
            },
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        number = request.POST.get("message", "")
        message = Message.objects.filter(pk=number).first() if number.isdecimal() else None
        match request.POST.get("do"):
            case "handled" if message:
                handle_message(message, at=timezone.now())
                messages.success(request, _("Message %(number)s is handled.") % {"number": message.pk})
            case "erase" if message:
                delete_message(message, at=timezone.now())
                messages.success(request, _("Message %(number)s is deleted.") % {"number": number})
            case "handled" | "erase":
                messages.warning(request, _("That message is gone already: somebody deleted it, or its time was over."))
            case _other:
                raise Http404
        return redirect(f"{reverse('verkstad_messages')}{'?all' if 'all' in request.GET else ''}")


def answer_address(message: Message) -> str:
    """A link that begins an answer by mail, in the language that the message was written in; nothing without an address."""
    if not message.email:
        return ""
    with override(message.language):
        subject = _("Your message of %(day)s") % {"day": f"{timezone.localtime(message.received_at):%Y-%m-%d}"}
    quoted = "\r\n".join(f"> {line}" for line in message.text.splitlines())
    body = quote(f"\r\n\r\n{quoted}", safe="")
    return f"mailto:{quote(message.email, safe='@')}?subject={quote(subject, safe='')}&body={body}"


def section(request: HttpRequest) -> dict[str, Any] | None:
    """What waits, for the first page of the desk; two queries."""
    if not may_read_messages(request.user):
        return None
    waiting = Message.objects.waiting()
    address = reverse("verkstad_messages")
    newest = waiting.newest_first()[:ON_THE_FIRST_PAGE]
    number = waiting.count()
    return {
        "key": "messages",
        "heading": _("Messages from readers"),
        "order": 30,
        "lines": [
            {
                "words": f"{message.get_kind_display()}: {_first_words(message.text)}",
                "address": f"{address}#message-{message.pk}",
                "beside": f"{timezone.localtime(message.received_at):%Y-%m-%d}",
            }
            for message in newest
        ],
        "more": (_("All %(number)s that wait") % {"number": number}, address) if number > ON_THE_FIRST_PAGE else None,
    }


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rpartition(" ")[0] + " …"
