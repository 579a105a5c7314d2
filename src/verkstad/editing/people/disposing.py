# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Disposal at the desk: the rules, destroying a file under one of them, and the report of what was destroyed."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from verkstad.archive.actions.disposing import DISPOSABLE, dispose, files_of, save_rule, why_not_disposable
from verkstad.archive.errors import ArchiveError
from verkstad.archive.models import Disposal, DisposalRule, Material
from verkstad.archive.rules.access import may
from verkstad.editing.people.forms import DisposeForm, RuleForm
from verkstad.editing.people.words import Names
from verkstad.editing.shared.pages import DeskPage, edit_url, thing_or_404
from verkstad.exchange.table import write_table

PER_PAGE = 50


class DisposalPage(DeskPage):
    header_icon = "bin"

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("verkstad_people:disposals"), _("Disposal"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.refuse_unless("dispose", Material)
        return super().dispatch(request, *args, **kwargs)


class DisposalsView(DisposalPage):
    template_name = "verkstad/people/disposals.html"

    def get_page_title(self) -> str:
        return _("Disposal")

    def way(self) -> list[tuple[str, str]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Disposal.objects.select_related("rule").order_by("-at", "-pk")
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        names = Names([row.by_id for row in page])
        return super().get_context_data(page=page, rows=[(row, names.of(row.by_id)) for row in page], **kwargs)


class ExportDisposalsView(View):
    """The report of what was destroyed, as a table or as JSON Lines."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        if not may(request.user, "dispose", Material):
            raise PermissionDenied
        if form not in {"csv", "jsonl"}:
            raise Http404
        rows = list(Disposal.objects.select_related("rule").order_by("at", "pk"))
        names = Names([row.by_id for row in rows])
        told = [_told(row, names) for row in rows]
        if form == "csv":
            language: Any = "en" if (get_language() or "sv").startswith("en") else "sv"
            body = write_table([_headings(), *(list(map(str, one.values())) for one in told)], language=language)
            answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
        else:
            lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told)
            answer = HttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="disposals.{form}"'
        return answer


def _told(row: Disposal, names: Names) -> dict[str, Any]:
    return {
        "what": row.what,
        "kind": row.thing_kind,
        "id": str(row.thing_id),
        "sha256": row.sha256,
        "size_bytes": row.size_bytes if row.size_bytes is not None else "",
        "media_type": row.media_type or "",
        "rule": row.rule.name,
        "reference": row.rule.reference,
        "decided_at": row.at.isoformat(),
        "by": names.of(row.by_id),
        "destroyed_at": row.destroyed_at.isoformat() if row.destroyed_at else "",
    }


def _headings() -> list[str]:
    return [
        _("What"), _("Kind of thing"), _("Id"), "SHA-256", _("Size in bytes"), _("Media type"), _("Disposal rule"), _("Reference"),
        _("Decided"), _("By whom"), _("Destroyed"),
    ]  # fmt: skip


class RulesView(DisposalPage):
    template_name = "verkstad/people/rules.html"

    def get_page_title(self) -> str:
        return _("Disposal rules")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rules = DisposalRule.objects.order_by("name", "pk")
        return super().get_context_data(rules=[(rule, rule.holds_on(today)) for rule in rules], **kwargs)


class RuleView(DisposalPage):
    template_name = "verkstad/people/rule.html"

    def get_page_title(self) -> str:
        return _("Disposal rule") if "number" in self.kwargs else _("New disposal rule")

    def way(self) -> list[tuple[str, str]]:
        return [*super().way(), (reverse("verkstad_people:rules"), _("Disposal rules"))]

    def _rule(self) -> DisposalRule:
        number = self.kwargs.get("number")
        return get_object_or_404(DisposalRule, pk=number) if number else DisposalRule()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rule = self._rule()
        kwargs.setdefault("form", RuleForm(instance=rule))
        used = Disposal.objects.filter(rule_id=rule.pk).count() if rule.pk else 0
        return super().get_context_data(used=used, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RuleForm(request.POST, instance=self._rule())
        if form.is_valid():
            try:
                rule = save_rule(form.instance, by=request.user, at=timezone.now())
            except ArchiveError as refused:
                form.add_error(None, refused.message())
            else:
                messages.success(request, _("The rule “%(rule)s” is saved.") % {"rule": rule})
                return redirect("verkstad_people:rules")
        return self.render_to_response(self.get_context_data(form=form))


class DisposeView(DisposalPage):
    template_name = "verkstad/people/dispose.html"

    def get_page_title(self) -> str:
        return _("Dispose of a file")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.thing = thing_or_404(kwargs["kind"], kwargs["key"], among=DISPOSABLE)
        self.refuse_unless("dispose", self.thing)
        return super().dispatch(request, *args, **kwargs)

    def _files(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The files that may be destroyed, and those that may not, each of these with why."""
        may_go, stay = [], []
        for stored in files_of(self.thing):
            called = f"{stored.original_name} ({filesizeformat(stored.size_bytes)}, {stored.pk[:12]}…)"
            why_not = why_not_disposable(self.thing, stored.pk)
            (may_go.append((stored.pk, called)) if why_not is None else stay.append((called, str(why_not))))
        return may_go, stay

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files, stay = self._files()
        kwargs.setdefault("form", DisposeForm(files=files))
        return super().get_context_data(
            thing=self.thing,
            files=files,
            stay=stay,
            has_rules=kwargs["form"].fields["rule"].queryset.exists(),
            edit_url=edit_url(self.thing.thing_kind, self.thing.pk),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DisposeForm(request.POST, files=self._files()[0])
        if form.is_valid():
            try:
                kept = dispose(
                    self.thing, form.cleaned_data["file"], form.cleaned_data["rule"], by=request.user, at=timezone.now()
                )
            except ArchiveError as refused:
                form.add_error(None, refused.message())
            except OSError:
                form.add_error(
                    None,
                    _(
                        "It is decided and written down, but the disk did not let go of the file. It is tried again by itself."
                    ),
                )
            else:
                messages.success(
                    request, _("“%(what)s” is destroyed. Its sum is kept as evidence.") % {"what": kept.what}
                )
                return redirect("verkstad_people:disposals")
        return self.render_to_response(self.get_context_data(form=form))
