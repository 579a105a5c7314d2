# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who somebody is, by mail address; and that whoever has a role may enter the desk."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from verkstad.archive.rules.access import roles_of


class MemberBackend(AuthenticationBackend):
    """Django's own groups and permissions are left unread: what somebody may do is said by ``archive.rules.access`` alone."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm == "wagtailadmin.access_admin" and bool(roles_of(user_obj))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    get_user_permissions = get_group_permissions = get_all_permissions
