# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging at the desk: pairs that may be one, what merging two would change, merging them, and undoing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from verkstad.archive.actions.merging import MERGED, cannot_be_undone, merge, tell_apart, undo_merge, what_is_given
from verkstad.archive.alike import candidates, pair_of, with_evidence
from verkstad.archive.errors import ArchiveError, CannotUndo
from verkstad.archive.models import Claim, EditorNote, Merge, Root
from verkstad.archive.named import choices, found_by_name
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import may
from verkstad.editing.people.words import PLURALS, WHY_ALIKE, Names
from verkstad.editing.shared.pages import DeskPage, edit_url, kind_or_404, thing_or_404

PER_PAGE = 10
OTHERS = 20


class MergingPage(DeskPage):
    header_icon = "duplicate"

    def way(self) -> list[tuple[str, str]]:
        kind = self.kwargs.get("kind")
        steps = []
        if kind in MERGED:
            model = KINDS[kind]
            steps.append((reverse(f"wagtailsnippets_archive_{model._meta.model_name}:list"), str(PLURALS[kind])))
        return steps


class CandidatesView(MergingPage):
    template_name = "verkstad/people/candidates.html"

    def get_page_title(self) -> str:
        return _("Possible duplicates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.kwargs["kind"]
        model = kind_or_404(kind, among=MERGED)
        self.refuse_unless("view", model)
        page = Paginator(candidates(kind), PER_PAGE).get_page(self.request.GET.get("p"))
        pairs = with_evidence(kind, page.object_list, to=self.request.user)
        return super().get_context_data(
            kind=kind,
            kinds=[(key, PLURALS[key], reverse("verkstad_people:candidates", args=[key])) for key in MERGED],
            page=page,
            pairs=[(pair, WHY_ALIKE[pair.why]) for pair in pairs],
            may_merge=may(self.request.user, "merge", model),
            **kwargs,
        )


class ChooseOtherView(MergingPage):
    """From one thing to another of its kind that it should be merged with, by typing a name."""

    template_name = "verkstad/people/choose_other.html"

    def get_page_title(self) -> str:
        return _("Merge with another")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.kwargs["kind"]
        one = thing_or_404(kind, self.kwargs["one"], among=MERGED)
        self.refuse_unless("merge", one)
        typed = self.request.GET.get("q", "").strip()
        ids = [key for key in found_by_name(kind, typed, limit=OTHERS + 1) if key != one.pk][:OTHERS] if typed else []
        return super().get_context_data(one=one, kind=kind, typed=typed, found=choices(kind, ids), **kwargs)


class MergeView(MergingPage):
    """What merging would change; and doing it."""

    template_name = "verkstad/people/merge.html"
    header_icon = "duplicate"

    def get_page_title(self) -> str:
        return _("Merge two that are the same")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.kept = thing_or_404(kwargs["kind"], kwargs["kept"], among=MERGED)
        self.gone = thing_or_404(kwargs["kind"], kwargs["gone"], among=MERGED)
        self.refuse_unless("merge", self.kept)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, gone, kind = self.kept, self.gone, self.kwargs["kind"]
        pair = pair_of(kept, gone)
        mine, theirs = (pair.one, pair.other) if pair.one.thing.pk == kept.pk else (pair.other, pair.one)
        given = what_is_given(kept, gone)
        return super().get_context_data(
            kind=kind,
            pair=pair,
            why=WHY_ALIKE[pair.why],
            kept=mine,
            gone=theirs,
            given_names=given.lists.get("aliases", []),
            given_fields=[
                _label(type(kept), key) for key in (*given.filled, *given.lists, *given.parts) if key != "aliases"
            ],
            claims=Claim.objects.filter(thing_id=gone.pk).count(),
            notes=EditorNote.objects.filter(thing_id=gone.pk).count(),
            leads_on=gone.first_published_at is not None,
            refused=self._refusal(),
            other_way=reverse("verkstad_people:merge", args=[kind, gone.pk, kept.pk]),
            **kwargs,
        )

    def _refusal(self) -> str:
        if self.kept.pk == self.gone.pk:
            return _("Choose two that are not the same entry already.")
        if self.gone.first_published_at is not None and not self.kept.live:
            return _("Readers know “%(gone)s” and do not see “%(kept)s”: keep the other one.") % {
                "gone": self.gone,
                "kept": self.kept,
            }
        return ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            record = merge(self.kept, self.gone, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
            return self.get(request, *args, **kwargs)
        messages.success(
            request,
            _("“%(gone)s” is merged into “%(kept)s”. It can be undone here.")
            % {
                "gone": record.gone_name,
                "kept": record.kept_name,
            },
        )
        return redirect("verkstad_people:undo", record.pk)


def _label(model: type[Root], key: str) -> str:
    """The field as the form calls it, once for the columns of a text."""
    name = key.removesuffix("_sv").removesuffix("_en")
    for column in model._meta.get_fields():
        if column.name in {key, name} and hasattr(column, "verbose_name"):
            return str(column.verbose_name)
    return _("broader topics") if key == "broader" else name


class ApartView(View):
    """Told apart: they are not proposed again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, kind: str, one: UUID, other: UUID) -> HttpResponse:
        first, second = (thing_or_404(kind, key, among=MERGED) for key in (one, other))
        try:
            tell_apart(first, second, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
        else:
            messages.success(request, _("Noted: “%(one)s” and “%(other)s” are two.") % {"one": first, "other": second})
        return redirect("verkstad_people:candidates", kind)


class MergesView(MergingPage):
    template_name = "verkstad/people/merges.html"

    def get_page_title(self) -> str:
        return _("Merged")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.refuse_unless("merge", KINDS["person"])
        page = Paginator(Merge.objects.defer("stored", "moved").order_by("-at", "-pk"), 50).get_page(
            self.request.GET.get("p")
        )
        names = Names([key for one in page for key in (one.by_id, one.undone_by_id)])
        rows = [(one, names.of(one.by_id), names.of(one.undone_by_id) if one.undone_at else "") for one in page]
        return super().get_context_data(page=page, rows=rows, **kwargs)


class UndoView(MergingPage):
    """One merge: what it did, and undoing it."""

    template_name = "verkstad/people/undo.html"

    def get_page_title(self) -> str:
        return _("Undo a merge")

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("verkstad_people:merges"), _("Merged"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.record = get_object_or_404(Merge, pk=kwargs["number"])
        self.refuse_unless("merge", KINDS[self.record.thing_kind])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        left: list[str] = []
        refused = ""
        if self.record.undone_at is None:
            try:
                left = cannot_be_undone(self.record, at=timezone.now())
            except CannotUndo as error:
                refused = error.why
        names = Names([self.record.by_id, self.record.undone_by_id])
        return super().get_context_data(
            record=self.record,
            by=names.of(self.record.by_id),
            undone_by=names.of(self.record.undone_by_id),
            left=left,
            refused=refused,
            edit_url=edit_url(self.record.thing_kind, self.record.kept_id),
            moved=len(self.record.moved.get("rows", ())) + len(self.record.moved.get("dropped", ())),
            versions=len(self.record.moved.get("revisions", ())),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            undone = undo_merge(self.record, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
            return self.get(request, *args, **kwargs)
        messages.success(request, _("The merge is undone: “%(name)s” is back.") % {"name": undone.gone})
        if undone.left:
            messages.warning(
                request, _("Left as they are, changed since: %(things)s.") % {"things": ", ".join(undone.left)}
            )
        return redirect(edit_url(self.record.thing_kind, undone.gone.pk))
