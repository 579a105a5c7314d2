# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history at the desk: who did what to which thing and when, to read, to narrow down, and to take along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from verkstad.archive.choices import ThingKind
from verkstad.archive.history import Choice, Told, actions, entries, people, told
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import roles_of
from verkstad.editing.shared.pages import DeskPage, edit_url
from verkstad.exchange.table import write_table

PER_PAGE = 50
AT_ONCE = 2000
"""Lines of an export that are held at a time."""


class ChoiceForm(forms.Form):
    """What to show. Whatever cannot be read is said at its field, and shows everything."""

    person = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of thing"), required=False)
    action = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    title = forms.CharField(label=gettext_lazy("Name of the thing, or part of it"), required=False, max_length=200)
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    thing = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Anybody")), *people()]
        self.fields["kind"].choices = [("", _("All kinds of things")), *ThingKind.choices]
        self.fields["action"].choices = [("", _("Anything")), *actions()]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first. Change one of them."))
        return values

    def chosen(self) -> Choice:
        if not self.is_valid():
            return Choice()
        return Choice(**{name: value or None for name, value in self.cleaned_data.items()})


def _refuse_strangers(request: HttpRequest) -> None:
    if not roles_of(request.user):
        raise PermissionDenied


class HistoryView(DeskPage):
    template_name = "verkstad/history/list.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return _("History")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        _refuse_strangers(self.request)
        form = ChoiceForm(self.request.GET or {})
        chosen = form.chosen()
        page = Paginator(entries(chosen, to=self.request.user), PER_PAGE).get_page(self.request.GET.get("p"))
        rows = list(told(page.object_list))
        there = _there(rows)
        query = urlencode([(name, value) for name, value in self.request.GET.items() if name != "p" and value])
        return super().get_context_data(
            form=form,
            page=page,
            rows=[(row, edit_url(row.kind, row.id) if row.id in there else "") for row in rows],
            query=query,
            of_one=chosen.thing,
            **kwargs,
        )


def _there(rows: list[Told]) -> set[str]:
    """The ids of those things that still are; a query for each kind."""
    found: set[str] = set()
    for kind, model in KINDS.items():
        keys = {row.id for row in rows if row.kind == kind}
        found |= {str(key) for key in model.objects.filter(pk__in=keys).order_by().values_list("pk", flat=True)}
    return found


class ExportHistoryView(View):
    """The same choice as the page shows, all of it: as a table, or as JSON Lines."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        _refuse_strangers(request)
        if form not in {"csv", "jsonl"}:
            raise Http404
        rows = _all(ChoiceForm(request.GET or {}).chosen(), request.user)
        if form == "csv":
            language: Any = "en" if (get_language() or "sv").startswith("en") else "sv"
            lines = [_headings(), *([str(cell) for cell in _plain(row).values()] for row in rows)]
            answer = HttpResponse(write_table(lines, language=language), content_type="text/csv; charset=utf-8")
        else:
            body = "".join(json.dumps(_plain(row), ensure_ascii=False) + "\n" for row in rows)
            answer = HttpResponse(body, content_type="application/x-ndjson; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="history.{form}"'
        answer["Cache-Control"] = "no-store"
        return answer


def _all(chosen: Choice, to: Any) -> Iterator[Told]:
    found = entries(chosen, to=to)
    last: tuple[Any, int] | None = None
    while True:
        # By where the last one stood and not by its number: what is written meanwhile moves nothing.
        some = list((found if last is None else found.filter(*_older(last)))[:AT_ONCE])
        if not some:
            return
        yield from told(some)
        last = (some[-1].timestamp, some[-1].pk)


def _older(than: tuple[Any, int]) -> list[Any]:
    at, key = than
    return [Q(timestamp__lt=at) | Q(timestamp=at, pk__lt=key)]


def _plain(row: Told) -> dict[str, Any]:
    return {
        "at": timezone.localtime(row.at).isoformat(timespec="seconds"),
        "who": row.who,
        "action": row.action,
        "what": row.what,
        "kind": row.kind,
        "id": row.id,
        "title": row.title,
        "more": row.more,
    }


def _headings() -> list[str]:
    return [
        _("When"),
        _("Who"),
        _("Action"),
        _("What was done"),
        _("Kind of thing"),
        _("Id"),
        _("Name then"),
        _("More"),
    ]
