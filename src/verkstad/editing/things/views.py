# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The views of one thing: Wagtail's, each asking for permission to that very thing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from verkstad.archive.actions.deleting import refuse_to_lose
from verkstad.archive.errors import ArchiveError, NotAllowed
from verkstad.archive.rules.access import may
from verkstad.editing.shared.choosing import know_things
from verkstad.editing.shared.permissions import AsksAboutItsThing


def _allowed(thing: Any, action: Any, user: Any) -> Any:
    """The thing, in the transaction that saved it; what is not allowed is rolled back."""
    if not may(user, action, thing):
        raise PermissionDenied(NotAllowed(thing, action, user).message())
    return thing


class KnowsItsThings:
    """For a form in which things are chosen: what they are called is asked for all of them at once."""

    request: Any

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        know_things(form, self.request.user)
        return form


class RootCreateView(KnowsItsThings, snippets.CreateView):
    def get_page_title(self) -> str:
        return _("New %(thing)s") % {"thing": self.model._meta.verbose_name}

    def save_instance(self) -> Any:
        # Only now is it known to which series or workshop the new thing belongs. Wagtail shows the form again, with this sentence.
        return _allowed(super().save_instance(), "add", self.request.user)


class RootEditView(KnowsItsThings, AsksAboutItsThing, snippets.EditView):
    permission_required = "view"

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def save_instance(self) -> Any:
        # As the form would have it: nobody moves a thing into a scope that is not theirs.
        return _allowed(super().save_instance(), "change", self.request.user)


class RootDeleteView(AsksAboutItsThing, snippets.DeleteView):
    """Deleting a draft that readers never saw; the archive refuses the rest with a sentence."""

    def get_usage(self) -> None:
        return None

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


class RootCompareView(AsksAboutItsThing, snippets.RevisionsCompareView):
    permission_required = "view"


class RootUnpublishView(AsksAboutItsThing, snippets.UnpublishView):
    pass


class RootUnscheduleView(AsksAboutItsThing, snippets.RevisionsUnscheduleView):
    pass


class RootLockView(AsksAboutItsThing, snippets.LockView):
    pass


class RootUnlockView(AsksAboutItsThing, snippets.UnlockView):
    pass


class RootWorkflowHistoryView(AsksAboutItsThing, snippets.WorkflowHistoryView):
    permission_required = "view"


class RootWorkflowHistoryDetailView(AsksAboutItsThing, snippets.WorkflowHistoryDetailView):
    permission_required = "view"
