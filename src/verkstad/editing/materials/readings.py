# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a machine read out of the file of a material, or why it did not: in the list of materials, and beside the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from verkstad.archive.actions.files import content_of
from verkstad.archive.actions.reading_files import ask_to_read
from verkstad.archive.models import Material, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.access import may, refuse_unless
from verkstad.archive.standing import Standing, of_documents
from verkstad.editing.materials.serving import private_address
from verkstad.editing.shared.languages import language_choices
from verkstad.editing.shared.pages import thing_or_404
from verkstad.editing.shared.work import WorkWords, words_of
from verkstad.records.pages import PICTURE_WIDTHS, picture_name

SHOWN_AT_MOST = 12
"""Pages that are shown as pictures at the desk; readers have all of them."""


class PagePicture(NamedTuple):
    number: int
    small: str
    large: str


class ReadingWords(NamedTuple):
    """``remarks`` are sentences on what is missing; ``pictures`` those of the first pages, and ``more`` how many others there are."""

    said: WorkWords
    remarks: list[str]
    pictures: list[PagePicture]
    more: int


def standing_of(material: Material) -> Standing | None:
    """Of one material, as its newest draft has it. Three queries."""
    file = content_of(material).get("file")
    return of_documents([file]).get(file) if file else None


def ask_to_read_again(material: Material, *, by: Any, at: datetime) -> None:
    """Have the file of the newest draft read once more, as when the server can do more than it could. Raises NotAllowed."""
    refuse_unless(by, "change", material)
    stored = StoredFile.objects.filter(pk=content_of(material).get("file")).first()
    if stored is not None:
        ask_to_read(stored, again=True, by=by, at=at)


class ReadingView(View):
    """Where the reading of a material's file stands now, for the script that waits with the editor."""

    http_method_names = ["get"]

    @method_decorator(never_cache)
    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        material = thing_or_404("material", key)
        if not may(request.user, "view", material):
            raise PermissionDenied
        assert isinstance(material, Material)
        reading = words_of_reading(material, standing_of(material))
        told = {"reading": reading, "material": material, "may_change": may(request.user, "change", material)}
        html = render_to_string("verkstad/materials/reading.html", told, request=request) if reading else ""
        return JsonResponse({"html": html, "is_open": reading is not None and reading.said.is_open})


def words_of_reading(material: Material, standing: Standing | None) -> ReadingWords | None:
    """None of a file that is not read page by page."""
    if standing is None:
        return None
    facts = standing.facts
    if standing.is_open or facts is None:
        said = words_of(standing) or WorkWords(_("It has not been read."), again=True)
        return ReadingWords(said, [], [], 0)
    # One that failed when it was read again: what was read before still stands.
    again = words_of(standing)
    said = WorkWords(_in_words(facts), again.why if again else "", again=True)
    pictures = _pictures(material, facts) if facts.get("has_pictures") else []
    return ReadingWords(said, _remarks(facts), pictures, max(0, facts["count"] - SHOWN_AT_MOST) if pictures else 0)


def _in_words(facts: Mapping[str, Any]) -> str:
    pages = ngettext("%(n)s page", "%(n)s pages", facts["count"]) % {"n": facts["count"]}
    parts = [pages]
    if facts.get("is_scanned"):
        parts.append(_("scanned"))
    count = facts.get("word_count") or 0
    parts.append(ngettext("%(n)s word", "%(n)s words", count) % {"n": count} if count else _("without words"))
    if language := facts.get("language"):
        parts.append(str(dict(language_choices()).get(language, language)))
    return _("Read: %(facts)s.") % {"facts": ", ".join(parts)}


def _remarks(facts: Mapping[str, Any]) -> list[str]:
    language = "sv" if (get_language() or "").startswith("sv") else "en"
    return [remark[language] for remark in facts.get("remarks") or () if remark.get(language)]


def _pictures(material: Material, facts: Mapping[str, Any]) -> list[PagePicture]:
    sha256 = content_of(material)["file"]
    small, large = min(PICTURE_WIDTHS), max(PICTURE_WIDTHS)
    return [
        PagePicture(
            number,
            private_address(material, sha256, picture_name(number, small)),
            private_address(material, sha256, picture_name(number, large)),
        )
        for number in range(1, min(facts["count"], SHOWN_AT_MOST) + 1)
        if media().form(sha256, picture_name(number, small)).is_file()  # what is too slow to draw has none
    ]
