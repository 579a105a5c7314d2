# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The short forms of this part of the desk: a material in its list, a recording beside its file, a picture's description."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verkstad.archive.choices import MaterialKind, RecordingState
from verkstad.archive.fields import LANGUAGES, check_lines, check_web_address
from verkstad.archive.rules.licences import LICENCES
from verkstad.archive.shapes import Content
from verkstad.editing.shared.languages import language_choices

WITH_NOTES = {
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.presentation",
}
"""Types of files in which speakers keep notes."""


def with_present(choices: list[tuple[str, Any]], present: str | None) -> list[tuple[str, Any]]:
    """The choices, and what is there already when it is none of them: a form never loses what it does not know."""
    known = {value for value, _words in choices}
    return choices if not present or present in known else [*choices, (present, present)]


def licence_field(present: str | None) -> forms.ChoiceField:
    choices = [("", _("Not decided")), *((licence.id, licence.name) for licence in LICENCES)]
    return forms.ChoiceField(label=_("Licence"), required=False, choices=with_present(choices, present))


def language_field(present: str | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language"), required=False, choices=with_present(language_choices(blank=_("Not stated")), present)
    )


class LinesField(forms.CharField):
    """A list, one on each line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in (value or "").splitlines() if line.strip()]
        check_lines(lines)
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != [line.strip() for line in (data or "").splitlines() if line.strip()]


class ContentForm(forms.Form):
    """A form over some of the content of a draft: ``changes`` are the values that differ, in the shape of the record."""

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        self.content = content
        super().__init__(*args, initial=self.first_values(content), **kwargs)

    def first_values(self, content: Content) -> dict[str, Any]:
        return {name: content.get(name) or "" for name in self.base_fields}

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] or None for name in self.changed_data}


class MaterialForm(ContentForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=pgettext_lazy("desk", "Kind"), choices=MaterialKind.choices)
    creators = LinesField(label=_("Creators"), required=False, help_text=_("One name on each line."))
    shows_notes = forms.BooleanField(
        label=_("Readers may see the speaker notes"),
        required=False,
        help_text=_(
            "Notes were written for the one who speaks. Ask whoever made the slides before you show them: they are then read, and found by search, below each page."
        ),
    )

    def __init__(self, content: Content, *args: Any, agenda: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(content, *args, **kwargs)
        self.fields["licence"] = licence_field(content.get("licence"))
        self.fields["language"] = language_field(content.get("language"))
        items = [("", _("The whole workshop")), *agenda]
        self.fields["agenda_item"] = forms.ChoiceField(label=_("Agenda item"), required=False, choices=items)
        if not content.get("shows_notes") and content.get("media_type") not in WITH_NOTES:
            del self.fields["shows_notes"]
        known = {uid for uid, _title in agenda}
        for name in ("licence", "language", "agenda_item"):
            self.initial[name] = content.get(name) or ""
        if self.initial["agenda_item"] not in known:
            self.initial["agenda_item"] = ""

    def first_values(self, content: Content) -> dict[str, Any]:
        title = content["title"]
        return {
            "title": title.get(title["original"], ""),
            "kind": content.get("kind"),
            "creators": content.get("creators") or [],
            "shows_notes": bool(content.get("shows_notes")),
        }

    def changes(self) -> dict[str, Any]:
        changes = super().changes()
        if "title" in changes:
            title = self.content["title"]
            changes["title"] = {**title, title["original"]: changes["title"]}
        return changes


class RecordingForm(ContentForm):
    state = forms.ChoiceField(label=_("State"), choices=RecordingState.choices)
    expected_date = forms.DateField(
        label=_("Expected by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    published_date = forms.DateField(
        label=_("Published on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(content, *args, **kwargs)
        self.fields["language"] = language_field(content.get("language"))
        self.fields["licence"] = licence_field(content.get("licence"))
        for name in ("licence", "language"):
            self.initial[name] = content.get(name) or ""


class PictureForm(ContentForm):
    """What the picture shows in both languages, and whose it is. The record keeps it as one mapping."""

    original = forms.ChoiceField(label=_("Described first in"), choices=[("sv", _("Swedish")), ("en", _("English"))])
    alternative_sv = forms.CharField(label=_("What the picture shows, in Swedish"), required=False, max_length=1000)
    alternative_en = forms.CharField(label=_("What the picture shows, in English"), required=False, max_length=1000)
    creator = forms.CharField(label=_("Creator"), required=False, max_length=300)
    source = forms.CharField(
        label=_("From where"), required=False, max_length=300, help_text=_("As in Wikimedia Commons.")
    )
    source_url = forms.CharField(
        label=_("Address of the source"), required=False, max_length=2000, validators=[check_web_address]
    )

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(content, *args, **kwargs)
        self.fields["licence"] = licence_field(content.get("licence"))
        self.initial["licence"] = content.get("licence") or ""

    def first_values(self, content: Content) -> dict[str, Any]:
        alternative = content.get("alternative") or {}
        return {
            "original": alternative.get("original", "sv"),
            **{f"alternative_{language}": alternative.get(language, "") for language in LANGUAGES},
            **{name: content.get(name) or "" for name in ("creator", "source", "source_url")},
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first = f"alternative_{values.get('original', 'sv')}"
        if not values.get(first):
            self.add_error(first, _("Describe what the picture shows, for those who cannot see it."))
        return values

    def changes(self) -> dict[str, Any]:
        values = self.cleaned_data
        texts = {language: values[f"alternative_{language}"] for language in LANGUAGES}
        alternative = {name: words for name, words in texts.items() if words}
        kept = {name: values[name] or None for name in ("creator", "source", "source_url", "licence")}
        return {**kept, "alternative": {"original": values["original"], **alternative}}
