# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists that roots keep as JSON, column by column: other names, identities, places of a recording, captions, chapters."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import JSONField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import register_form_field_override

from verkstad.archive.fields import check_web_address
from verkstad.editing.shared.languages import language_choices
from verkstad.editing.shared.rows import Choice, Column, RowsField

SCHEMES = [
    ("wikidata", "Wikidata"),
    ("web", gettext_lazy("Web page")),
    ("doi", "DOI"),
    ("spdx", "SPDX"),
    ("eli", "ELI"),
    ("sfs", "SFS"),
    ("sou", "SOU"),
]
CAPTION_STATES = [
    ("machine", gettext_lazy("automatic, may contain errors")),
    ("corrected", gettext_lazy("corrected")),
    ("approved", gettext_lazy("approved")),
]
_CLOCK = re.compile(r"(?:(\d{1,3})[:.])?(\d{1,3})[:.](\d{2})(?:[.,](\d+))?")


class WebAddress(Column):
    def read(self, typed: str) -> str | None:
        address = typed.strip()
        if not address:
            return None
        check_web_address(address)
        return address


class Seconds(Column):
    """A moment of a recording: ``1:02:30``, ``62.30`` or ``62:30``; kept as seconds."""

    is_wide = False

    def shown(self, value: Any) -> str:
        if value is None:
            return ""
        whole = int(value)
        minutes, seconds = divmod(whole, 60)
        hours, minutes = divmod(minutes, 60)
        fraction = f"{value - whole:.3f}".rstrip("0").removeprefix("0").rstrip(".") if value != whole else ""
        return (f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}") + fraction

    def read(self, typed: str) -> float | None:
        text = typed.strip()
        if not text:
            return None
        if text.isdecimal():
            return float(text)
        found = _CLOCK.fullmatch(text)
        if found is None or int(found[3]) > 59:
            raise ValidationError(
                _("“%(text)s” is not a time in the recording. Write minutes and seconds, as in 12:30, or 1:02:30.")
                % {"text": text}
            )
        return float(int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])) + float(f"0.{found[4] or 0}")


class Carried(Column):
    """A value that goes through the form unseen, so that it is not lost."""

    input_type = "hidden"

    def __init__(self, key: str) -> None:
        super().__init__(key, "", is_required=False)


class ChaptersField(RowsField):
    """Chapters: a moment, and a title in one or two languages."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["columns"] = (
            Seconds("start_seconds", gettext_lazy("From")),
            Column("sv", gettext_lazy("Title in Swedish"), is_required=False),
            Column("en", gettext_lazy("Title in English"), is_required=False),
            Carried("original"),
            Carried("translated_from"),
            Carried("agenda_item"),
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [_flat(entry) for entry in value] if type(value) is list else value

    def _entry(self, row: Any) -> dict[str, Any]:
        flat = super()._entry(row)
        title = {key: flat.pop(key) for key in _OF_A_TITLE if key in flat}
        if not title.keys() & {"sv", "en"}:
            raise ValidationError(_("The chapter has no title. Write it in one of the languages."))
        if title.get("original") not in title:
            title["original"] = "sv" if "sv" in title else "en"
        return flat | {"title": title}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed([_flat(entry) for entry in initial or ()], data)


_OF_A_TITLE = ("sv", "en", "original", "translated_from")


def _flat(entry: dict[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in entry.items() if key != "title"}, **(entry.get("title") or {})}


def _field_of(column: JSONField) -> dict[str, Any]:
    """The form field for a list of ours, by the name of its column."""
    if column.name == "chapters":
        return {"form_class": ChaptersField}
    return {"form_class": RowsField, "columns": _COLUMNS.get(column.name, (Column("line", column.verbose_name),))}


_COLUMNS: dict[str, tuple[Column, ...]] = {
    "identities": (
        Choice("scheme", gettext_lazy("Where"), SCHEMES),
        Column("value", gettext_lazy("Number or address")),
    ),
    "places": (
        Column("service", gettext_lazy("Service")),
        WebAddress("url", gettext_lazy("Address"), is_required=False),
    ),
    "captions": (
        Choice("language", gettext_lazy("Language"), language_choices()),
        Choice("state", gettext_lazy("State"), CAPTION_STATES),
        Carried("text"),
    ),
}


def register_list_fields() -> None:
    register_form_field_override(JSONField, override=_field_of)
