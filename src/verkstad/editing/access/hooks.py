# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: members, and what one's own account leads to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from verkstad.archive.rules.access import may
from verkstad.editing.access import members


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("members/", members.MembersView.as_view(), name="desk_members"),
        path("members/invite/", members.InviteView.as_view(), name="desk_invite"),
        path("members/<int:pk>/", members.MemberView.as_view(), name="desk_member"),
        path("members/<int:pk>/name/", members.RenameView.as_view(), name="desk_member_name"),
        path("members/<int:pk>/roles/<int:grant>/", members.TakeRoleView.as_view(), name="desk_member_role"),
        path("members/<int:pk>/second-step/", members.TakeSecondStepView.as_view(), name="desk_member_second_step"),
        path("members/<int:pk>/remove/", members.RemoveView.as_view(), name="desk_member_remove"),
    ]


class MembersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "manage_members")


@hooks.register("register_admin_menu_item")
def members_item() -> MenuItem:
    return MembersMenuItem(
        gettext_lazy("Members"), reverse_lazy("desk_members"), name="members", icon_name="group", order=900
    )


@hooks.register("register_account_menu_item")
def two_step_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Logging in in two steps"),
        "help_text": _("An app with codes, passkeys, and codes for when the telephone is lost."),
    }


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("desk_password"),
        "label": _("Password"),
        "help_text": _("Set one or choose another. With codes by mail you need none."),
    }


@hooks.register("register_account_menu_item")
def sessions_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("usersessions_list"),
        "label": _("Where you are logged in"),
        "help_text": _("See on which computers, and log out everywhere else."),
    }


@hooks.register("register_account_menu_item")
def policy_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("desk_policy"),
        "label": _("Contribution policy"),
        "help_text": _("The version that you have accepted."),
    }
