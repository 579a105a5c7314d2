# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page of the desk that is not Wagtail's form of one thing: its frame, its way back, and who may open it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from verkstad.archive.models import Root
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import may

BUTTONS = "verkstad_thing_buttons"
"""The hook by which an area of the desk adds what can be done with one thing: from (user, thing) to buttons."""


class DeskPage(WagtailAdminTemplateMixin, TemplateView):
    """``way`` is the way back: pairs of address and words, from the first page of the desk."""

    header_icon = "doc-full"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Not with what stands in the address: a page gives its template what it has looked up.
        return self.render_to_response(self.get_context_data())

    def way(self) -> list[tuple[str, str]]:
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [(reverse("wagtailadmin_home"), _("To do")), *self.way(), ("", self.get_page_title())]
        return [{"url": url, "label": label} for url, label in steps]

    def refuse_unless(self, action: Any, thing: Any) -> None:
        if not may(self.request.user, action, thing):
            raise PermissionDenied


def thing_or_404(kind: str, key: UUID, *, among: tuple[str, ...] = tuple(KINDS)) -> Root:
    if kind not in among:
        raise Http404
    return get_object_or_404(KINDS[kind], pk=key)


def kind_or_404(kind: str, *, among: tuple[str, ...]) -> type[Root]:
    if kind not in among:
        raise Http404
    return KINDS[kind]


def edit_url(kind: str, key: Any) -> str:
    """Where the desk edits a thing; empty for a kind without a form."""
    model = KINDS.get(kind)
    try:
        return reverse(f"wagtailsnippets_archive_{model._meta.model_name}:edit", args=[key]) if model else ""
    except NoReverseMatch:
        return ""


def buttons_of(user: Any, thing: Root) -> list[Button]:
    """What the areas of the desk offer to do with one thing."""
    return [button for fn in hooks.get_hooks(BUTTONS) for button in fn(user, thing)]
