# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages before one is logged in, and the policy that is accepted right after."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, RequestLoginCodeView
from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from verkstad.archive.actions.members import accept_policy
from verkstad.archive.rules.access import roles_of
from verkstad.archive.rules.policy import POLICY_VERSION, has_accepted_policy
from verkstad.editing.access.demo import demo_accounts, demo_is_open_to
from verkstad.editing.access.mailing import mail_is_set_up
from verkstad.editing.access.once import user_of_link


class EntranceView(LoginView):
    """The choice of ways in; a POST is a log-in by password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["mail_is_set_up"] = mail_is_set_up()
        context["providers"] = [
            {
                "name": provider.name,
                "url": provider.get_login_url(self.request, next=get_next_redirect_url(self.request) or ""),
            }
            for provider in get_provider_adapter().list_providers(self.request)
        ]
        context["demo_accounts"] = demo_accounts() if demo_is_open_to(self.request) else []
        return context


class RequestCodeView(RequestLoginCodeView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not mail_is_set_up():
            return HttpResponseRedirect(reverse("account_login"))
        return super().dispatch(request, *args, **kwargs)


class OnceView(TemplateView):
    """A link that the operator had the command make. It is asked for twice: what only looks a link up does not use it up."""

    template_name = "verkstad/access/once.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.user = user_of_link(kwargs["member"], kwargs["token"])
        return self.refuse() if self.user is None else super().dispatch(request, *args, **kwargs)

    def refuse(self) -> HttpResponse:
        messages.error(self.request, _("The link was used before, or is too old. Ask for a new one."))
        return HttpResponseRedirect(reverse("account_login"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**kwargs, "member": self.user})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            user = user_of_link(kwargs["member"], kwargs["token"], to_use=True)
            return self.refuse() if user is None else _log_in(request, user, method="link")


class DemoView(View):
    """Log in as one of the demo's people. There is no such page anywhere else."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not demo_is_open_to(request):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [account for account in demo_accounts() if account.role == request.POST.get("role")]
        if not chosen:
            raise Http404
        user = get_user_model().objects.get(username=chosen[0].mail)
        return _log_in(request, user, method="demo")


def _log_in(request: HttpRequest, user: Any, *, method: str) -> HttpResponse:
    record_authentication(request, user, method=method)
    return perform_login(request, Login(user=user, redirect_url=get_next_redirect_url(request)))


class LanguageView(View):
    """Choose the language of the pages before one is logged in; the browser keeps it."""

    def get(self, request: HttpRequest, language: str) -> HttpResponse:
        if language not in dict(settings.LANGUAGES):
            raise Http404
        back = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
            back = reverse("account_login")
        response = HttpResponseRedirect(back)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            path="/edit/",
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


class PolicyView(TemplateView):
    """The contribution policy, accepted once for each version of its wording, before anything else."""

    template_name = "verkstad/access/policy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            version=POLICY_VERSION,
            is_accepted=has_accepted_policy(self.request.user),
            roles=roles_of(self.request.user),
            next=self._next(),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.POST.get("accept"):
            return self.render_to_response(self.get_context_data(is_missing=True))
        accept_policy(request.user, at=timezone.now())
        request.session["policy"] = POLICY_VERSION
        return HttpResponseRedirect(self._next() or reverse("wagtailadmin_home"))

    def _next(self) -> str:
        came_for = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return came_for if url_has_allowed_host_and_scheme(came_for, allowed_hosts=None) else ""
