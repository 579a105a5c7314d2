# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The views of one thing: Wagtail's, each asking for permission to that very thing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from verkstad.archive.actions.deleting import refuse_to_lose
from verkstad.archive.errors import ArchiveError
from verkstad.editing.shared.choosing import know_things
from verkstad.editing.shared.pages import buttons_of
from verkstad.editing.shared.permissions import AsksAboutItsThing
from verkstad.editing.shared.versioning import BeginsVersions, KeepsVersions
from verkstad.editing.things.new import NEW


class KnowsItsThings:
    """For a form in which things are chosen: what they are called is asked for all of them at once."""

    request: Any

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        know_things(form, self.request.user)
        return form


class RootCreateView(BeginsVersions, KnowsItsThings, snippets.CreateView):
    def get_page_title(self) -> str:
        return str(NEW[self.model.thing_kind])

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        up, _here = super().get_breadcrumbs_items()[-2:]
        return [*self.breadcrumbs_items, up, {"url": "", "label": self.get_page_title()}]


class RootEditView(KeepsVersions, KnowsItsThings, AsksAboutItsThing, snippets.EditView):
    permission_required = "view"

    def get_page_subtitle(self) -> str:
        return str(self.object)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *buttons_of(self.request.user, self.object)]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)


class ToItsVersions(View):
    """For what Wagtail has a page of and the desk another: it leads there, and there one is asked what one may."""

    model: Any = None
    template_name = ""
    page = "list"

    def dispatch(self, request: Any, *args: Any, pk: Any, **kwargs: Any) -> HttpResponse:
        return redirect(f"verkstad_versions:{self.page}", self.model.thing_kind, str(pk), *self.more(**kwargs))

    def more(self, **_kwargs: Any) -> tuple[Any, ...]:
        return ()


class RootDeleteView(AsksAboutItsThing, snippets.DeleteView):
    """Deleting a draft that readers never saw; the archive refuses the rest with a sentence."""

    def get_usage_url(self) -> None:
        return None  # what is named elsewhere is refused above, so there is nothing to count

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.user_has_permission("delete"):
            raise PermissionDenied
        try:
            refuse_to_lose(self.object)
        except ArchiveError as refused:
            messages.error(request, refused.message())
            return self.to_the_thing()
        return super().dispatch(request, *args, **kwargs)

    def to_the_thing(self) -> HttpResponse:
        return redirect(self.edit_url_name, self.object.pk)


class RootHistoryView(AsksAboutItsThing, snippets.HistoryView):
    any_permission_required = ("view",)


class RootUsageView(AsksAboutItsThing, snippets.UsageView):
    permission_required = "view"


class RootCompareView(ToItsVersions):
    pass


class RootRevertView(ToItsVersions):
    page = "return"

    def more(self, revision_id: int, **_kwargs: Any) -> tuple[Any, ...]:
        return (revision_id,)


class RootUnpublishView(ToItsVersions):
    page = "unpublish"


class RootUnscheduleView(ToItsVersions):
    page = "schedule"


class RootLockView(ToItsVersions):
    """Nobody locks anything: whoever did would keep everybody else out, and no page of the desk undoes it."""


class RootUnlockView(ToItsVersions):
    pass


class RootWorkflowHistoryView(ToItsVersions):
    pass


class RootWorkflowHistoryDetailView(ToItsVersions):
    pass


class RootWorkflowView(ToItsVersions):
    page = "review"
