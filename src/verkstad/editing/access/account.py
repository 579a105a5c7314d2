# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One's own account: name and language, password, second step, and where one is logged in."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation, update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views import account as wagtail_account

from verkstad.archive.actions.members import end_sessions


class AccountView(wagtail_account.AccountView):
    """Wagtail's page, without a picture of oneself: nobody needs it, so it is not kept."""

    page_title = gettext_lazy("My account")

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, wagtail_account.AvatarSettingsPanel)]


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password_validation.validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", _("The two are not the same. Write both again."))
        return given


@method_decorator(sensitive_post_parameters("password", "again"), name="dispatch")
@method_decorator(reauthentication_required(), name="dispatch")
class PasswordView(FormView):
    """A password for those who want one: set it, or choose another. Whoever uses codes alone needs none."""

    template_name = "verkstad/access/password.html"
    form_class = PasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        user = self.request.user
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
        update_session_auth_hash(self.request, user)
        record_authentication(self.request, user, method="password", reauthenticated=True)
        end_sessions(user, keep=self.request.session.session_key)
        messages.success(self.request, _("The password is saved. You were logged out everywhere else."))
        return HttpResponseRedirect(reverse("wagtailadmin_account"))
