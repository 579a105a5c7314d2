# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page of the desk about one thing, which can be asked to do several things with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from verkstad.archive.errors import ArchiveError
from verkstad.editing.shared.pages import DeskPage

Task = Callable[[str], HttpResponse | None]
"""Takes what stands behind the colon; answers None where the page is shown again as it was typed."""


class TaskPage(DeskPage):
    """A POST names what it wants in ``do``, as ``word`` or ``word:about``; what is refused is said, and nothing is lost."""

    unnamed = ""
    """What a POST wants that names nothing. When it is refused, the page is shown again with what was typed."""
    refusals: tuple[type[Any], ...] = (ArchiveError,)
    """Errors with a ``message()`` for who asked."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.refuse_unless("view" if request.method in {"GET", "HEAD"} else "change", self.about())
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        word, _colon, about = request.POST.get("do", self.unnamed).partition(":")
        act = self.tasks().get(word)
        if act is None:
            raise Http404
        try:
            answer = act(about)
        except self.refusals as refused:
            messages.error(request, refused.message())
            answer = None if word == self.unnamed else redirect(self.address())
        return answer or self.get(request, **kwargs)

    def about(self) -> Any:
        """The thing whose rights count."""
        raise NotImplementedError

    def tasks(self) -> dict[str, Task]:
        raise NotImplementedError

    def address(self) -> str:
        return self.request.path
