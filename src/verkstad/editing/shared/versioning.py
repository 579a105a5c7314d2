# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms whose saving goes through the archive's actions: a save names the version it began from, and nothing typed is lost.

For the views of one thing in the view sets: ``KeepsVersions`` before Wagtail's EditView, ``BeginsVersions`` before its CreateView.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.models import EditingSession
from wagtail.admin.ui.components import Component, MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel

from verkstad.archive.actions.drafting import begin_draft, keep_draft, put_aside, stamp_of, was_written_in
from verkstad.archive.actions.reviewing import hand_in
from verkstad.archive.actions.together import publish_with_named
from verkstad.archive.errors import ArchiveError, ContentRefused, NothingToPublish
from verkstad.archive.fields import new_id
from verkstad.archive.models import Root
from verkstad.archive.rules.access import may
from verkstad.archive.rules.review import may_publish_at_once
from verkstad.archive.version_errors import BegunAlready, SavedMeanwhile

ACTIONS = ["edit", "publish", "submit"]
_NAME_OF_A_FORM = re.compile(r"[0-9a-f-]{8,36}")


def url_of(name: str, thing: Root, *args: Any) -> str:
    """A page of the versions of a thing, by its name among them."""
    return reverse(f"verkstad_versions:{name}", args=[thing.thing_kind, thing.pk, *args])


def somebody_else_is_here(thing: Root, user: Any) -> bool:
    """Whether another editor has the form of the thing open: then what they began from is not written over."""
    open_forms = EditingSession.objects.available().filter(
        content_type=ContentType.objects.get_for_model(type(thing)), object_id=str(thing.pk)
    )
    return open_forms.exclude(user=user).exists()


class ActionMenu(Component):
    """The buttons under a form: keep the draft, and what comes after it for this person and this thing."""

    template_name = "verkstad/versions/action_menu.html"

    def __init__(self, thing: Root, user: Any, *, is_locked: bool = False) -> None:
        self.thing, self.user, self.is_locked = thing, user, is_locked
        self.is_new = thing._state.adding

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        may_write = may(self.user, "add" if self.is_new else "change", type(self.thing) if self.is_new else self.thing)
        at_once = (
            may(self.user, "publish", type(self.thing)) if self.is_new else may_publish_at_once(self.user, self.thing)
        )
        context: dict[str, Any] = {
            "may_write": may_write and not self.is_locked,
            "at_once": at_once,
            "is_new": self.is_new,
        }
        if not self.is_new and may(self.user, "publish", self.thing):
            context["schedule_url"] = url_of("schedule", self.thing)
        if not self.is_new and self.thing.live and may(self.user, "withdraw", self.thing):
            context["unpublish_url"] = url_of("unpublish", self.thing)
        return context

    def render_html(self, parent_context: Any = None) -> str:
        return render_to_string(self.template_name, self.get_context_data(parent_context))


class _Sizes:
    """What Wagtail's panel of previews asks of a thing: its modes and sizes, here those of the edition's pages."""

    preview_modes = [
        ("sv", gettext_lazy("Swedish")),
        ("en", gettext_lazy("English")),
        ("sv-dark", gettext_lazy("Swedish, dark")),
        ("en-dark", gettext_lazy("English, dark")),
    ]
    default_preview_mode = "sv"
    preview_sizes = [
        {"name": "narrow", "icon": "mobile-alt", "device_width": 320, "label": gettext_lazy("Narrow, as on a phone")},
        {"name": "wide", "icon": "desktop", "device_width": 1280, "label": gettext_lazy("Wide, as on a desk")},
    ]
    default_preview_size = "narrow"


class SavesThroughTheArchive:
    """What the two kinds of forms have in common."""

    request: Any
    form: Any
    action: str
    object: Any
    actions = ACTIONS
    new_revision: Any = None
    is_out_of_date = False  # the archive asks, by content and not by clock

    def get_available_actions(self) -> list[str]:
        return ACTIONS  # whether one may is the archive's to say, when it is done: a button may be older than the rule

    def publish_or_hand_in(self, thing: Root, *, at: Any) -> None:
        """The draft is saved already. Says what came of it, or why not."""
        user = self.request.user
        try:
            if self.action == "publish":
                publish_with_named(thing, by=user, at=at, based_on=stamp_of(thing))
                messages.success(self.request, _("“%(thing)s” is being published.") % {"thing": thing})
            elif self.action == "submit":
                comment = self.request.POST.get("comment_to_reviewer", "")
                hand_in(thing, by=user, at=at, comment=comment, based_on=stamp_of(thing))
                messages.success(self.request, _("“%(thing)s” is sent for review.") % {"thing": thing})
        except NothingToPublish as nothing:
            messages.info(self.request, nothing.message())
        except ContentRefused as refused:
            sentences = " ".join(sentence for found in refused.problems.values() for sentence in found)
            messages.error(self.request, _("The draft is saved, but not published. %(why)s") % {"why": sentences})
        except ArchiveError as refused:
            messages.error(
                self.request, _("The draft is saved, but not published. %(why)s") % {"why": refused.message()}
            )

    @property
    def sent_from(self) -> str:
        """The name of the open form that was sent: what it saved of itself is no other's. Empty when it has none."""
        name = self.request.POST.get("kept_as", "")
        return name if _NAME_OF_A_FORM.fullmatch(name) else ""

    def names(self) -> dict[str, str]:
        """The name that the form has while it is open, also when it comes back with a fault."""
        return {"kept_as": self.sent_from or str(uuid4())}

    def note_saved(self) -> None:
        """Tell the browser, when it next shows a form, that the copy it kept of this one is needed no more."""
        if self.sent_from:
            self.request.session["forms_saved"] = [*self.request.session.get("forms_saved", [])[-9:], self.sent_from]

    def get_error_message(self) -> str | None:
        if self.expects_json_response:  # type: ignore[attr-defined]
            return _(
                "Something is half written, so the draft does not save itself yet. Save it to see what is missing."
            )
        return super().get_error_message()  # type: ignore[misc]

    def refuse(self, form: Any, refused: ArchiveError) -> HttpResponse:
        """Show the form again with what was typed and why it was not saved."""
        if isinstance(refused, ContentRefused):
            for name, sentences in refused.problems.items():
                field = name if name in form.fields else None
                form.add_error(field, ValidationError(list(sentences)))
            self.produced_error_message = _("Not saved. All you typed is kept: see the fields that are marked.")
        else:
            form.add_error(None, refused.message())
            self.produced_error_message = refused.message()
        self.produced_error_code = "validation_error"
        return self.form_invalid(form)  # type: ignore[attr-defined]

    def get_success_json(self) -> dict[str, Any]:
        told = super().get_success_json()  # type: ignore[misc]
        told.setdefault("field_updates", {})["based_on"] = stamp_of(type(self.object).objects.get(pk=self.object.pk))
        return told


class BeginsVersions(SavesThroughTheArchive):
    """What a form begins has its id from the form, so that one sent twice, or while it saves itself, begins one thing."""

    model: Any

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        begun = self.model.objects.filter(pk=self.begins_as).select_related("latest_revision").first()
        if begun is not None and was_written_in(begun.latest_revision, self.sent_from, request.user):
            return self.go_on_with(begun)
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def begins_as(self) -> UUID:
        try:
            sent = UUID(self.request.POST.get("begins_as", ""))
        except ValueError:
            return new_id()
        return sent if sent.version == new_id().version else new_id()

    def go_on_with(self, begun: Root) -> HttpResponse:
        """What was sent, as the form of the thing that it has begun already would take it."""
        self.object = begun
        view = resolve(self.get_edit_url())  # type: ignore[attr-defined]
        return view.func(self.request, *view.args, **view.kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        at = timezone.now()
        thing = form.save(commit=False)
        thing.pk = self.begins_as
        try:
            self.new_revision = begin_draft(thing, by=self.request.user, at=at, whole=False, written_in=self.sent_from)
        except BegunAlready as twice:
            return self.go_on_with(twice.thing)
        except ArchiveError as refused:
            return self.refuse(form, refused)
        self.object = type(thing).objects.get(pk=thing.pk)
        if self.expects_json_response:  # type: ignore[attr-defined]
            return JsonResponse(self.get_success_json())
        self.note_saved()
        if self.action in ACTIONS[1:]:
            self.publish_or_hand_in(self.object, at=at)
        else:
            messages.success(self.request, _("The draft is saved. Readers do not see it."))
        return redirect(self.get_edit_url())  # type: ignore[attr-defined]

    def _get_action_menu(self) -> ActionMenu:
        return ActionMenu(self.model(), self.request.user)  # type: ignore[attr-defined]

    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "based_on": "", "keeps_copy": True, "begins_as": self.begins_as, **self.names()}


class KeepsVersions(SavesThroughTheArchive):
    live_object: Any

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "take_back" in request.POST:
            return self.show_again()
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def show_again(self) -> HttpResponse:
        """What the browser had kept, in the form again and not saved: with every row, in its order."""
        self.form = self.get_form()  # type: ignore[attr-defined]
        self.form.is_valid()
        messages.info(self.request, _("What you had written is back. It is not saved yet: look it through and save."))
        return self.render_to_response(self.get_context_data(form=self.form))  # type: ignore[attr-defined]

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        at = timezone.now()
        user = self.request.user
        draft = form.save(commit=False)
        based_on = self.request.POST.get("based_on", "")
        is_autosave = self.expects_json_response  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                self.new_revision = keep_draft(
                    draft, by=user, at=at, based_on=based_on, whole=False, overwrite=self._to_write_over(is_autosave),
                    written_in=self.sent_from, has_last_word=not is_autosave,
                )  # fmt: skip
        except SavedMeanwhile as conflict:
            if is_autosave:
                return self.json_error_response("invalid_revision", conflict.message())  # type: ignore[attr-defined]
            aside = put_aside(draft, based_on=based_on, by=user, at=at)
            self.note_saved()
            return redirect(url_of("conflict", draft, aside.pk))
        except ArchiveError as refused:
            return self.refuse(form, refused)
        self.live_object = type(draft).objects.get(pk=draft.pk)
        self.object = self.live_object.get_latest_revision_as_object()
        if is_autosave:
            self.new_revision = self.new_revision or self.live_object.latest_revision
            return JsonResponse(self.get_success_json())
        self.note_saved()
        if self.action in ACTIONS[1:]:
            self.publish_or_hand_in(self.live_object, at=at)
        else:
            messages.success(self.request, self._saved_words())
        return redirect(self.get_edit_url())  # type: ignore[attr-defined]

    def _saved_words(self) -> str:
        if self.new_revision is None:
            return _("Nothing was changed, so nothing was saved.")
        if self.live_object.live:
            return _("The draft is saved. Readers see the page as it was until you publish.")
        return _("The draft is saved. Readers do not see it.")

    def _to_write_over(self, is_autosave: bool) -> int | None:
        key = self.request.POST.get("overwrite_revision_id", "")
        if not is_autosave or not key.isdecimal() or len(key) > 18:
            return None
        return None if somebody_else_is_here(self.live_object, self.request.user) else int(key)

    def _get_action_menu(self) -> ActionMenu:
        return ActionMenu(self.live_object, self.request.user, is_locked=bool(self.locked_for_user))  # type: ignore[attr-defined]

    def get_side_panels(self) -> MediaContainer:
        if self.expects_json_response:  # type: ignore[attr-defined]
            return MediaContainer([])
        preview = PreviewSidePanel(_Sizes(), self.request, preview_url=url_of("form_preview", self.live_object))
        return MediaContainer([preview])

    @cached_property
    def started_from(self) -> str:
        # A form that is shown again still comes from where it came from.
        return self.request.POST.get("based_on") or stamp_of(self.live_object)

    def get_lock_context(self) -> dict[str, Any]:
        """Without Wagtail's own words about what is scheduled: the strip above the form says it."""
        return {
            "lock": self.lock,
            "locked_for_user": self.locked_for_user,
            "user_can_lock": False,
            "user_can_unlock": False,
        }  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        if self.expects_json_response:  # type: ignore[attr-defined]
            return context
        return {
            **context, "based_on": self.started_from, "keeps_copy": True, "versions_of": self.live_object, **self.names()
        }  # fmt: skip
