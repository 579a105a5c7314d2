# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""All versions of a thing; any two beside each other; and back to any of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Revision, TaskState

from verkstad.archive.actions.drafting import merge_with_newest, return_to, save_merged, stamp_of, version_of
from verkstad.archive.errors import ArchiveError
from verkstad.archive.pending import as_revision
from verkstad.archive.shapes import shape_of
from verkstad.archive.version_errors import NoSuchVersion, SavedMeanwhile, name_of, spoken_moment
from verkstad.archive.versions import Place, Whose, differences
from verkstad.editing.shared.versioning import url_of
from verkstad.editing.versions.base import ThingView
from verkstad.editing.versions.words import Words

PER_PAGE = 30


class Line(NamedTuple):
    """One version in the list."""

    key: int
    at: Any
    who: str
    marks: list[str]
    is_newest: bool


class VersionsView(ThingView):
    template_name = "verkstad/versions/list.html"
    title = gettext_lazy("Versions")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if "a" in request.GET or "b" in request.GET:
            return self._to_comparison()
        rows = self.thing.revisions.select_related("user").defer("content").order_by("-created_at", "-pk")
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        in_review = set(
            TaskState.objects.filter(revision__in=[row.pk for row in page], status=TaskState.STATUS_IN_PROGRESS)
            .order_by()
            .values_list("revision_id", flat=True)
        )
        aside = set(
            rows.filter(pk__in=[row.pk for row in page], content__has_key="based_on").values_list("pk", flat=True)
        )
        lines = [self._line(row, in_review, aside) for row in page]
        return self.show(lines=lines, page=page, may_change=self.may("change"))

    def _to_comparison(self) -> HttpResponse:
        chosen = [self.request.GET.get(name, "") for name in ("a", "b")]
        if not all(key.isdecimal() and len(key) < 18 for key in chosen) or chosen[0] == chosen[1]:
            messages.error(self.request, _("Choose two different versions to compare."))
            return redirect(url_of("list", self.thing))
        return redirect(url_of("compare", self.thing, int(chosen[0]), int(chosen[1])))

    def _line(self, row: Revision, in_review: set[int], aside: set[int]) -> Line:
        marks = [
            words
            for holds, words in (
                (row.pk == self.thing.live_revision_id and self.thing.live, _("Readers see this")),
                (row.pk == self.thing.latest_revision_id, _("Newest")),
                (row.approved_go_live_at is not None, _("To be published at its time")),
                (row.pk in in_review, _("Waits for review")),
                (row.pk in aside, _("Put aside: another was saved meanwhile")),
            )
            if holds
        ]
        return Line(row.pk, row.created_at, _who(row), marks, row.pk == self.thing.latest_revision_id)


def _who(revision: Revision) -> str:
    return name_of(revision.user) or _("From outside")


class CompareView(ThingView):
    template_name = "verkstad/versions/compare.html"
    title = gettext_lazy("What differs")

    def get(self, request: HttpRequest, a: int, b: int, **_kwargs: Any) -> HttpResponse:
        try:
            older, newer = sorted(
                (version_of(self.thing, key) for key in (a, b)), key=lambda found: (found.created_at, found.pk)
            )
        except NoSuchVersion:
            raise Http404 from None
        shape = shape_of(type(self.thing))
        before, after = as_revision(older.as_object()), as_revision(newer.as_object())
        return self.show(
            rows=Words.of(shape, before, after).tell(differences(shape, before, after)),
            older=older,
            newer=newer,
            older_by=_who(older),
            newer_by=_who(newer),
            may_change=self.may("change"),
        )


class ReturnView(ThingView):
    """Back to an earlier version: shown first, and done when it is sent."""

    needs = "change"
    template_name = "verkstad/versions/return.html"
    title = gettext_lazy("Return to an earlier version")

    def get(self, request: HttpRequest, revision: int, **_kwargs: Any) -> HttpResponse:
        found = self._found(revision)
        shape = shape_of(type(self.thing))
        now, then = as_revision(self.thing.get_latest_revision_as_object()), as_revision(found.as_object())
        return self.show(
            rows=Words.of(shape, now, then).tell(differences(shape, now, then)),
            revision=found,
            who=_who(found),
            based_on=stamp_of(self.thing),
        )

    def post(self, request: HttpRequest, revision: int, **_kwargs: Any) -> HttpResponse:
        found = self._found(revision)
        try:
            made = return_to(
                self.thing, found, by=request.user, at=self.now(), based_on=request.POST.get("based_on", "")
            )
        except SavedMeanwhile as refused:
            self.refused(refused)
            return redirect(url_of("return", self.thing, revision))
        except ArchiveError as refused:
            self.refused(refused)
            return self.to_the_thing()
        if made is None:
            messages.info(request, _("The draft has that text already."))
        else:
            messages.success(
                request,
                _("The version saved %(time)s is the draft now. Readers see it once you publish.")
                % {"time": spoken_moment(found.created_at)},
            )
        return self.to_the_thing()

    def _found(self, key: int) -> Revision:
        try:
            return version_of(self.thing, key)
        except NoSuchVersion:
            raise Http404 from None


class ConflictView(ThingView):
    """Two people wrote: what clashes not is made one, what clashes is chosen. What was put aside waits here until then."""

    needs = "change"
    template_name = "verkstad/versions/conflict.html"
    title = gettext_lazy("Two versions")

    def get(self, request: HttpRequest, aside: int, **_kwargs: Any) -> HttpResponse:
        mine = self._mine(aside)
        merge = merge_with_newest(self.thing, mine)
        words = Words.of(merge.shape, merge.theirs, as_revision(mine.as_object()))
        newest = self.thing.latest_revision
        return self.show(
            sentence=SavedMeanwhile(self.thing, newest).message(),
            who=name_of(newest.user) if newest else "",
            mine=mine,
            choices=words.choices(merge.clashes),
            added=words.tell(merge.added),
            based_on=stamp_of(self.thing),
        )

    def post(self, request: HttpRequest, aside: int, **_kwargs: Any) -> HttpResponse:
        mine = self._mine(aside)
        if "leave" in request.POST:
            messages.info(request, _("Nothing was changed. What you wrote is kept among the versions."))
            return self.to_the_thing()
        try:
            save_merged(
                self.thing,
                mine,
                self._choices(),
                based_on=request.POST.get("based_on", ""),
                by=request.user,
                at=self.now(),
            )
        except SavedMeanwhile as refused:
            self.refused(refused)
            return redirect(url_of("conflict", self.thing, aside))
        except ArchiveError as refused:
            self.refused(refused)
            return redirect(url_of("conflict", self.thing, aside))
        messages.success(request, _("Both versions are made one, and saved as the draft."))
        return self.to_the_thing()

    def _choices(self) -> dict[Place, Whose]:
        chosen: dict[Place, Whose] = {}
        for name, value in self.request.POST.items():
            if name.startswith("at:") and value in {"mine", "theirs"}:
                try:
                    chosen[Place.read(name.removeprefix("at:"))] = value  # type: ignore[assignment]
                except ValueError:
                    continue
        return chosen

    def _mine(self, key: int) -> Revision:
        try:
            found = version_of(self.thing, key)
        except NoSuchVersion:
            raise Http404 from None
        if "based_on" not in found.content:
            raise Http404
        if found.user_id != self.request.user.pk and not self.may("publish"):
            raise PermissionDenied
        return found
