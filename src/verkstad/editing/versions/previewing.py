# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The preview: a page of the edition made from a draft, framed by the desk and shown to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.html import escape
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.admin.views.generic.preview import PreviewOnEdit
from wagtail.utils.decorators import xframe_options_sameorigin_override

from verkstad.archive.models import Root
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import may
from verkstad.editing.shared.choosing import know_things
from verkstad.editing.shared.versioning import url_of
from verkstad.editing.versions.base import ThingView
from verkstad.edition.preview import library_of, render_preview
from verkstad.edition.rendering import assets
from verkstad.records.base import Language
from verkstad.records.published import Site
from verkstad.records.read import RecordUnreadable
from verkstad.records.read_preview import Preview, preview_of

SCHEMES = ("light", "dark")
WIDTHS = ("narrow", "wide")
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def page_of(thing: Root, *, language: Language, scheme: str, latest: Root | None = None) -> HttpResponse:
    """The page, or a plain one that says what is missing."""
    at = timezone.now()
    try:
        preview = preview_of(thing, at=at, latest=latest)
    except RecordUnreadable as unreadable:
        return _not_whole(latest or thing.get_latest_revision_as_object(), unreadable)
    with library_of(settings.VERKSTAD.editions, _site(), at=at) as beneath:
        body = render_preview(preview, beneath, language).decode()
    return _answer(_framed(body, preview, language, scheme))


def _site() -> Site:
    site: Site = import_string(settings.VERKSTAD_SITE_OF)(settings.VERKSTAD)
    return site


def _framed(page: str, preview: Preview, language: Language, scheme: str) -> str:
    """The same page with the desk's addresses of its style, its links to new windows, and the strip that says what it is."""
    styles = reverse("verkstad_preview_asset", args=[scheme, "x"]).removesuffix("x")
    thing = preview.draft.thing
    kind = type(thing).__name__.lower()
    own_files = reverse("verkstad_materials:show", args=[kind, thing.id, "x", "x"]).removesuffix("x/x")
    page = page.replace("/assets/", styles)
    # Its files are not public yet: the desk shows them to those who may see the thing.
    page = page.replace('"/files/', f'"{own_files}').replace(", /files/", f", {own_files}")
    own = f'<base target="_blank"><link rel="stylesheet" href="{static("verkstad/versions/frame.css")}">'
    page = page.replace("</head>", f'{own}<meta name="robots" content="noindex"></head>', 1)
    return re.sub(r"(<body[^>]*>)", lambda found: found[1] + _strip(preview, language), page, count=1)


def _strip(preview: Preview, language: Language) -> str:
    desk = translation.get_language() or language
    first, label = _("Draft – readers do not see this"), _("Draft")
    said = [f"<strong>{escape(first)}</strong>"]
    if preview.along:
        names = _named(_name(draft.thing) for draft in preview.along)
        said.append(escape(_("Published together with it: %(names)s.") % {"names": names}))
    if preview.left_out:
        names = _named(left.name for left in preview.left_out)
        said.append(escape(_("Not published, and so not shown: %(names)s.") % {"names": names}))
    return f'<aside class="draft-strip" lang="{desk}" aria-label="{escape(label)}">{" ".join(said)}</aside>'


def _named(names: Iterable[str]) -> str:
    return ", ".join(_("“%(name)s”") % {"name": name} for name in names)


def _name(record: Any) -> str:
    name = getattr(record, "title", None) or record.name
    return name if isinstance(name, str) else name.shown(name.original).words


def _not_whole(draft: Root, unreadable: RecordUnreadable) -> HttpResponse:
    problems: list[str] = []
    try:
        draft.full_clean()
    except ValidationError as refused:
        problems = refused.messages
    page = render_to_string("verkstad/versions/not_whole.html", {"problems": problems or unreadable.problems})
    return _answer(page)


def _answer(page: str) -> HttpResponse:
    return HttpResponse(
        page, headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    )


class PreviewView(ThingView):
    """The preview with its choices: language, width, light or dark. Links, so it works without script."""

    template_name = "verkstad/versions/preview.html"
    title = gettext_lazy("Preview")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        language = _one_of(LANGUAGES, request.GET.get("language"), self._first_language())
        scheme = _one_of(SCHEMES, request.GET.get("scheme"), "light")
        width = _one_of(WIDTHS, request.GET.get("width"), "wide")
        return self.show(
            frame_url=f"{url_of('frame', self.thing)}?language={language}&scheme={scheme}",
            width=width,
            groups=[
                (_("Language"), self._links("language", LANGUAGES, language, scheme, width)),
                (_("Width"), self._links("width", WIDTHS, language, scheme, width)),
                (_("Colours"), self._links("scheme", SCHEMES, language, scheme, width)),
            ],
        )

    def _first_language(self) -> str:
        return "en" if translation.get_language() == "en" else "sv"

    def _links(self, name: str, values: Any, language: str, scheme: str, width: str) -> list[tuple[str, str, bool]]:
        now = {"language": language, "scheme": scheme, "width": width}
        words = {
            "sv": _("Swedish"), "en": _("English"), "light": _("Light"), "dark": _("Dark"),
            "narrow": _("Narrow"), "wide": _("Wide"),
        }  # fmt: skip
        made = []
        for value in values:
            query = "&".join(f"{key}={val}" for key, val in {**now, name: value}.items())
            made.append((f"?{query}", capfirst(words[value]), now[name] == value))
        return made


def _one_of(values: Any, given: str | None, otherwise: str) -> Any:
    return given if given in values else otherwise


@method_decorator(xframe_options_sameorigin, name="dispatch")
class FrameView(ThingView):
    """The page alone, for our own frame."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return page_of(
            self.thing,
            language=_one_of(LANGUAGES, request.GET.get("language"), "sv"),
            scheme=_one_of(SCHEMES, request.GET.get("scheme"), "light"),
        )


class FormPreviewView(PreviewOnEdit):
    """Wagtail's preview beside the form: the form is sent while one writes, kept for this person alone, and shown unsaved."""

    def setup(self, request: HttpRequest, *args: Any, kind: str, id: Any, **kwargs: Any) -> None:
        if kind not in KINDS:
            raise Http404
        self.model = KINDS[kind]
        self.row = self.model.objects.select_related("latest_revision").filter(pk=id).first()
        View.setup(self, request, *args, kind=kind, id=id, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.row is None:
            raise Http404
        if not may(request.user, "change", self.row):
            raise PermissionDenied
        self.object = self.row.get_latest_revision_as_object()
        return View.dispatch(self, request, *args, **kwargs)

    def get_form_class(self) -> Any:
        return self.model.snippet_viewset.get_form_class(for_update=True)

    def get_form(self, query_dict: Any) -> Any:
        form = super().get_form(query_dict)
        know_things(form, self.request.user)
        return form

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if not self.validate_form(form):
            return self.error_response()
        form.save(commit=False)
        language, _dash, scheme = request.GET.get("mode", "sv").partition("-")
        return page_of(
            self.row,
            language=_one_of(LANGUAGES, language, "sv"),
            scheme=_one_of(SCHEMES, scheme, "light"),
            latest=form.instance,
        )


class AssetView(View):
    """The edition's own style and font for the frame: of this version of the program, in the chosen colours."""

    def get(self, request: HttpRequest, scheme: str, name: str) -> HttpResponse:
        found = assets().get(f"/assets/{name}")
        if found is None or scheme not in SCHEMES:
            raise Http404
        body, media_type = found
        if media_type.startswith("text/css"):
            body = _in_colours(body.decode(), scheme).encode()
        response = HttpResponse(body, content_type=media_type)
        response["Cache-Control"] = "private, max-age=3600"
        return response


def _in_colours(css: str, scheme: str) -> str:
    """Light or dark whatever the editor's own screen asks for."""
    css = re.sub(r"\(prefers-color-scheme:\s*dark\)", "all" if scheme == "dark" else "not all", css)
    css = css.replace("color-scheme:light dark", f"color-scheme:{scheme}").replace(
        "color-scheme: light dark", f"color-scheme:{scheme}"
    )
    return css.replace("/assets/", reverse("verkstad_preview_asset", args=[scheme, "x"]).removesuffix("x"))
