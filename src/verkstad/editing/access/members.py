# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Members: who may do what, for which series or organisation; let in, change, let go. For administrators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from verkstad.archive.actions.members import (
    LONGEST_ADDRESS,
    add_member,
    change_name,
    give_role,
    remove_member,
    take_role,
    take_second_step,
)
from verkstad.archive.choices import Role
from verkstad.archive.errors import ArchiveError, ContentRefused
from verkstad.archive.models import Grant, Organisation, Series
from verkstad.archive.rules.access import may
from verkstad.editing.access.mailing import mail_is_set_up, send_invitation
from verkstad.editing.access.once import link_for
from verkstad.editing.shared.choosing import ThingField

EVERYTHING, OF_SERIES, OF_ORGANISATION = "all", "series", "organisation"


class ForAdministrators:
    """Asked of each request, of whatever method: a button that is not shown is no lock."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user, "manage_members"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class RoleForm(forms.Form):
    """A role and what it is for."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.EDITOR)
    scope = forms.ChoiceField(
        label=gettext_lazy("For"),
        choices=[
            (EVERYTHING, gettext_lazy("everything")),
            (OF_SERIES, gettext_lazy("one series")),
            (OF_ORGANISATION, gettext_lazy("what one organisation organises or hosts")),
        ],
        initial=EVERYTHING,
        widget=forms.RadioSelect,
    )
    series = ThingField(Series.objects.all(), label=gettext_lazy("Series"), required=False)
    organisation = ThingField(Organisation.objects.all(), label=gettext_lazy("Organisation"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        scope = given.get("scope")
        if scope == OF_SERIES and not given.get("series") and "series" not in self.errors:
            self.add_error("series", _("Write which series."))
        if scope == OF_ORGANISATION and not given.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Write which organisation."))
        if given.get("role") == Role.ADMINISTRATOR and scope not in {None, EVERYTHING}:
            self.add_error("scope", _("An administrator answers for everything. Choose everything, or another role."))
        return given

    def scope_of(self) -> dict[str, Any]:
        scope = self.cleaned_data["scope"]
        return {
            "series": self.cleaned_data["series"] if scope == OF_SERIES else None,
            "organisation": self.cleaned_data["organisation"] if scope == OF_ORGANISATION else None,
        }


class InviteForm(RoleForm):
    mail = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=gettext_lazy("The address that codes are mailed to, and that their organisation knows them by."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, help_text=gettext_lazy("As it is shown in the history of changes.")
    )
    field_order = ("mail", "name", "role", "scope", "series", "organisation")


class MembersView(ForAdministrators, TemplateView):
    template_name = "verkstad/access/members.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = (
            get_user_model()
            .objects.filter(is_active=True)
            .order_by("last_name", "first_name", "username")
            .prefetch_related("grants__series", "grants__organisation", "authenticator_set")
        )
        return super().get_context_data(members=members, **kwargs)


class InviteView(ForAdministrators, TemplateView):
    template_name = "verkstad/access/invite.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": InviteForm(), "mail_is_set_up": mail_is_set_up(), **kwargs})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InviteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        now = timezone.now()
        try:
            with transaction.atomic():
                member = add_member(form.cleaned_data["mail"], name=form.cleaned_data["name"], by=request.user, at=now)
                grant = give_role(member, form.cleaned_data["role"], **form.scope_of(), by=request.user, at=now)
        except ContentRefused as refused:
            form.add_error("mail", refused.message())
            return self.render_to_response(self.get_context_data(form=form))
        if mail_is_set_up():
            send_invitation(
                member.email,
                role=str(grant),
                log_in_url=settings.VERKSTAD.base_url + reverse("account_login"),
                language=get_language() or "sv",
            )
            messages.success(request, _("Invited: %(mail)s. A mail is on its way.") % {"mail": member.email})
        else:
            messages.success(request, _("Invited: %(mail)s. Give them the link below.") % {"mail": member.email})
        return HttpResponseRedirect(reverse("desk_member", args=[member.pk]))


class MemberView(ForAdministrators, TemplateView):
    """One member: roles, and how to let them go. Each button posts what it does."""

    template_name = "verkstad/access/member.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.member = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member = self.member or get_object_or_404(get_user_model(), pk=self.kwargs["pk"], is_active=True)
        return super().get_context_data(
            **{
                "member": member,
                "grants": member.grants.order_by("pk").select_related("series", "organisation", "given_by"),
                "has_second_step": member.authenticator_set.exists(),
                "accepted": member.policy_acceptances.order_by("-version").first(),
                "form": RoleForm(),
                # Only while nobody has used the account: else an administrator could act in another's name.
                "link": ""
                if mail_is_set_up() or member.last_login
                else link_for(member, base_url=settings.VERKSTAD.base_url),
                **kwargs,
            }
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.member = get_object_or_404(get_user_model(), pk=pk, is_active=True)
        form = RoleForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        give_role(self.member, form.cleaned_data["role"], **form.scope_of(), by=request.user, at=timezone.now())
        messages.success(request, _("The role is given."))
        return HttpResponseRedirect(reverse("desk_member", args=[pk]))


class _MemberAct(ForAdministrators, View):
    http_method_names = ["post"]
    done = ""
    back_to_list = False

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        member = get_object_or_404(get_user_model(), pk=pk, is_active=True)
        try:
            self.act(member, **kwargs)
        except ArchiveError as refused:
            messages.error(request, refused.message())
            return HttpResponseRedirect(reverse("desk_member", args=[pk]))
        messages.success(request, self.done)
        address = reverse("desk_members") if self.back_to_list else reverse("desk_member", args=[pk])
        return HttpResponseRedirect(address)

    def act(self, member: Any, **kwargs: Any) -> None:
        raise NotImplementedError


class TakeRoleView(_MemberAct):
    done = gettext_lazy("The role is taken back.")

    def act(self, member: Any, grant: int) -> None:
        take_role(get_object_or_404(Grant, pk=grant, user=member), by=self.request.user, at=timezone.now())


class RenameView(_MemberAct):
    done = gettext_lazy("The name is saved.")

    def act(self, member: Any) -> None:
        change_name(member, self.request.POST.get("name", ""), by=self.request.user, at=timezone.now())


class TakeSecondStepView(_MemberAct):
    done = gettext_lazy("The second step is taken away. They can log in without it.")

    def act(self, member: Any) -> None:
        take_second_step(member, by=self.request.user, at=timezone.now())


class RemoveView(ForAdministrators, TemplateView):
    """Asked once more, then done."""

    template_name = "verkstad/access/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member = get_object_or_404(get_user_model(), pk=self.kwargs["pk"], is_active=True)
        return super().get_context_data(member=member, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        member = get_object_or_404(get_user_model(), pk=pk, is_active=True)
        try:
            remove_member(member, by=request.user, at=timezone.now())
        except ArchiveError as refused:
            messages.error(request, refused.message())
            return HttpResponseRedirect(reverse("desk_member", args=[pk]))
        messages.success(
            request, _("%(name)s can no longer log in.") % {"name": member.get_full_name() or member.email}
        )
        return HttpResponseRedirect(reverse("desk_members"))
