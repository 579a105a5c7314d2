# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of logging in and of one's own account, all under ``/edit/``; those of Wagtail's that they replace come after."""

from __future__ import annotations

from allauth.account import views as account_views
from allauth.mfa.base import views as step_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as key_views
from allauth.socialaccount import views as provider_views
from allauth.usersessions import views as session_views
from django.conf import settings
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from verkstad.editing.access import entrance
from verkstad.editing.access.account import AccountView, PasswordView

_with_providers = [
    path("cancelled/", provider_views.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", provider_views.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
if "allauth.socialaccount.providers.saml" in settings.INSTALLED_APPS:
    _with_providers.append(path("", include("allauth.socialaccount.providers.saml.urls")))

_entrance = [
    path("login/", entrance.EntranceView.as_view(), name="account_login"),
    path("login/code/", entrance.RequestCodeView.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", account_views.confirm_login_code, name="account_confirm_login_code"),
    path("login/two-step/", step_views.authenticate, name="mfa_authenticate"),
    path("login/passkey/", key_views.login_webauthn, name="mfa_login_webauthn"),
    path("login/once/<str:member>/<str:token>/", entrance.OnceView.as_view(), name="desk_once"),
    path("login/demo/", entrance.DemoView.as_view(), name="desk_demo"),
    path("login/inactive/", account_views.account_inactive, name="account_inactive"),
    path("login/language/<str:language>/", entrance.LanguageView.as_view(), name="desk_language"),
    path("login/with/", include(_with_providers)),
    path("logout/", account_views.logout, name="account_logout"),
    path("policy/", entrance.PolicyView.as_view(), name="desk_policy"),
]

_account = [
    path("account/", AccountView.as_view(), name="wagtailadmin_account"),
    path("account/password/", PasswordView.as_view(), name="desk_password"),
    path("account/sessions/", session_views.list_usersessions, name="usersessions_list"),
    path("account/two-step/", step_views.index, name="mfa_index"),
    path("account/two-step/app/on/", app_views.activate_totp, name="mfa_activate_totp"),
    path("account/two-step/app/off/", app_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/two-step/codes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/two-step/codes/new/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/two-step/codes/file/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/passkeys/", key_views.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/add/", key_views.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", key_views.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/passkeys/<int:pk>/edit/", key_views.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", step_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/confirm/passkey/", key_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]

urlpatterns = decorate_urlpatterns(
    [*_entrance, *decorate_urlpatterns(_account, require_admin_access)],
    never_cache,
)
