# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is decided of a recording while one looks at it: where it begins and ends, its chapters, whether its pictures are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import AudioDescription
from verkstad.archive.fields import LANGUAGES
from verkstad.archive.rules.cutting import problems_of_cut
from verkstad.archive.shapes import Content
from verkstad.editing.materials.forms import ContentForm
from verkstad.editing.shared.rows import RowsField
from verkstad.editing.things.columns import Seconds

_MOMENT = Seconds("moment", "")
CUT = {"in_seconds": "begins", "out_seconds": "ends", "left_out": "left_out"}
"""The fields of the form for the values of a cut."""


class MomentField(forms.CharField):
    """A moment of the recording, as h:mm:ss; kept as seconds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=20, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "size": "10", "data-moment": ""}

    def prepare_value(self, value: Any) -> Any:
        return _MOMENT.shown(value) if isinstance(value, int | float) else value

    def to_python(self, value: Any) -> Any:
        return _MOMENT.read(value or "")

    def run_validators(self, value: Any) -> None:
        """The column has read it; how long a recording may be is a rule of the archive."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(data or "").strip() != ("" if initial is None else _MOMENT.shown(initial))


class AgendaChapter:
    """An item of the agenda, and the chapter that begins with it, if there is one."""

    def __init__(self, number: int, item: Content, chapter: Content | None) -> None:
        self.name = f"chapter_{number}"
        self.uid = str(item["uid"])
        self.title = item["title"]
        self.chapter = chapter

    @property
    def words(self) -> str:
        return str(self.title.get(self.title["original"]) or "")


class RecordingForm(ContentForm):
    begins = MomentField(label=_("Begins at"), help_text=_("Empty: at the beginning of the file."))
    ends = MomentField(label=_("Ends at"), help_text=_("Empty: at the end of the file."))
    left_out = RowsField(
        label=_("Left out"), required=False, columns=(Seconds("start", _("From")), Seconds("end", _("To")))
    )
    audio_description = forms.ChoiceField(
        label=_("Is audio description needed?"), required=False,
        choices=[("", _("Not decided")), *AudioDescription.choices], widget=forms.RadioSelect,
    )  # fmt: skip
    note_sv = forms.CharField(
        label=_("Why, or where it is, in Swedish"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note_en = forms.CharField(
        label=_("Why, or where it is, in English"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, content: Content, *args: Any, agenda: Sequence[Content], length: float | None, **kwargs: Any
    ) -> None:
        self.length = length
        chapters = content.get("chapters") or []
        first: dict[str, Content] = {}
        for chapter in chapters:
            if uid := chapter.get("agenda_item"):
                first.setdefault(str(uid), chapter)
        self.items = [AgendaChapter(number, item, first.get(str(item["uid"]))) for number, item in enumerate(agenda)]
        self.others = [chapter for chapter in chapters if chapter not in [one.chapter for one in self.items]]
        super().__init__(content, *args, **kwargs)
        self.fields["left_out"].widget.attrs["label"] = _("Left out")
        for item in self.items:
            self.fields[item.name] = MomentField(label=item.words)

    def first_values(self, content: Content) -> dict[str, Any]:
        cut = content.get("cut") or {}
        note = content.get("audio_description_note") or {}
        return {
            **{field: cut.get(name) for name, field in CUT.items()},
            **{item.name: item.chapter["start_seconds"] for item in self.items if item.chapter},
            **{f"note_{language}": note.get(language) or "" for language in LANGUAGES},
            "audio_description": content.get("audio_description") or "",
        }

    def chapter_fields(self) -> list[Any]:
        return [self[item.name] for item in self.items]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors:
            for problem in problems_of_cut(self._cut(values), length=self.length):
                self.add_error(CUT[problem.field], problem.sentence)
        return values

    def changes(self) -> dict[str, Any]:
        values, changed = self.cleaned_data, set(self.changed_data)
        changes: dict[str, Any] = {}
        if changed & set(CUT.values()):
            cut = {name: value for name, value in self._cut(values).items() if value}
            changes["cut"] = cut or None
        if changed & {item.name for item in self.items}:
            changes["chapters"] = self._chapters(values)
        if "audio_description" in changed:
            changes["audio_description"] = values["audio_description"] or None
        if changed & {f"note_{language}" for language in LANGUAGES}:
            changes["audio_description_note"] = self._note(values)
        return changes

    def _cut(self, values: dict[str, Any]) -> dict[str, Any]:
        cut = {name: values.get(field) for name, field in CUT.items()}
        return {**cut, "left_out": sorted(cut["left_out"] or (), key=lambda part: part["start"])}

    def _chapters(self, values: dict[str, Any]) -> list[Content] | None:
        """Those of the agenda at the moments that were written, with the titles that they had or the item has; and all others."""
        found = list(self.others)
        for item in self.items:
            if (start := values[item.name]) is not None:
                chapter = item.chapter or {"title": item.title, "agenda_item": item.uid}
                found.append({**chapter, "start_seconds": start})
        return sorted(found, key=lambda chapter: chapter["start_seconds"]) or None

    def _note(self, values: dict[str, Any]) -> Content | None:
        texts = {language: words for language in LANGUAGES if (words := values[f"note_{language}"].strip())}
        before = (self.content.get("audio_description_note") or {}).get("original", "sv")
        original = before if before in texts else next(iter(texts), None)
        return {**texts, "original": original} if texts else None
