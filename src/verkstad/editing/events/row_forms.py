# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A row of the form for each kind of part, and the rules of its table as sentences at the fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import keep_lazy_text
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.archive.fields import LineField as LineColumn
from verkstad.archive.fields import ProseField as ProseColumn
from verkstad.archive.models import (
    AgendaItem,
    Appearance,
    Correction,
    Link,
    Organiser,
    Relation,
    Session,
    TopicLink,
    Uncertainty,
)
from verkstad.editing.events import fields
from verkstad.editing.events.chosen import chosen_field
from verkstad.editing.events.parts import PartForm, PartFormSet
from verkstad.editing.events.texts import Text

ON_ONE_LINE = {"title", "note"}


def field_for(column: models.Field, **kwargs: Any) -> forms.Field | None:
    """The form's field for a column of an event or of one of its parts."""
    label = (
        format_lazy("{} {}", label_of(column.verbose_name), gettext_lazy("in English"))
        if is_english(column)
        else label_of(column.verbose_name)
    )
    common = {"label": label, "required": not column.blank}
    if column.has_default() and not callable(column.default):
        common["initial"] = column.default
    if isinstance(column, models.ForeignKey):
        return chosen_field(column, **common)
    if isinstance(column, models.TimeField):
        return fields.TimeField(**common)
    if isinstance(column, models.DateField):
        return fields.DayField(**common)
    if isinstance(column, models.JSONField):
        return fields.LinesField(**common)
    if isinstance(column, ProseColumn):
        widget = forms.TextInput() if column.name.rpartition("_")[0] in ON_ONE_LINE else fields.ProseInput()
        return Text(empty_value=None, widget=widget, **common)
    if isinstance(column, LineColumn):
        empty = None if column.null else ""
        return Text(empty_value=empty, widget=forms.TextInput(), max_length=column.max_length, **common)
    if isinstance(column, models.UUIDField):
        return forms.UUIDField(widget=forms.HiddenInput, **common)
    return column.formfield(**kwargs)


@keep_lazy_text
def label_of(words: str) -> str:
    return words[:1].upper() + words[1:]


def is_english(column: models.Field) -> bool:
    return isinstance(column, ProseColumn) and column.name.endswith("_en")


class Row(PartForm):
    """A row as the page shows it: fields in a line, and those that are seldom needed folded."""

    part_kind: str
    """The name of the relation. Not ``kind``: a template that asks a row for that is given the field of the name."""
    folded: tuple[str, ...] = ()
    fold_heading: Any = gettext_lazy("More")

    @property
    def seen_fields(self) -> list[Any]:
        return [self[name] for name in self._meta.fields if name not in self.folded and not self[name].is_hidden]

    @property
    def unseen_fields(self) -> list[Any]:
        return [self["uid"], *(self[name] for name in self._meta.fields if self[name].is_hidden)]

    @property
    def folded_fields(self) -> list[Any]:
        return [self[name] for name in self.folded]

    @property
    def has_folded_content(self) -> bool:
        """Whether the fold holds something: its heading says so."""
        return any(self[name].value() for name in self.folded)

    @property
    def fold_is_open(self) -> bool:
        """Whether something in the fold must not be missed."""
        behind = any(name.endswith("_is_right") for name in self.fields)
        return behind or any(name in self.errors or name in self.doubts for name in self.folded)

    class Meta(PartForm.Meta):
        formfield_callback = field_for


class SessionRow(Row):
    part_kind = "sessions"
    required_text = {"title": gettext_lazy("Write what the session is called, or remove the row.")}

    class Meta(Row.Meta):
        model = Session
        fields = ["title_sv", "title_en"]


class AgendaRow(Row):
    part_kind = "agenda"
    folded = ("title_en", "description_sv", "description_en")
    required_text = {"title": gettext_lazy("Write what the item is about, or remove the row.")}
    says_nothing = frozenset({"kind", "session_uid", "began"})

    # The start that script gave a new row, the end of the one before it: that alone is nothing that anybody wrote.
    began = forms.CharField(required=False, widget=forms.HiddenInput)
    session_uid = forms.UUIDField(required=False, widget=forms.Select, label=gettext_lazy("Session"))

    class Meta(Row.Meta):
        model = AgendaItem
        fields = [
            "session_uid",
            "title_sv",
            "title_en",
            "kind",
            "start_time",
            "end_time",
            "description_sv",
            "description_en",
        ]

    @property
    def changed_data(self) -> list[str]:
        changed = super().changed_data
        given = self.data.get(self.add_prefix("began"))
        if self.is_new and given and given == self.data.get(self.add_prefix("start_time")):
            return [name for name in changed if name != "start_time"]
        return changed


class AppearanceRow(Row):
    part_kind = "appearances"
    folded = ("title", "billed_as", "organisation_billed_as", "second_organisation")
    fold_heading = gettext_lazy("Title, name as announced, second organisation")
    says_nothing = frozenset({"role", "agenda_item_uid"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].label = _("Organisation then")  # in a row there is no room for more words

    class Meta(Row.Meta):
        model = Appearance
        fields = [
            "agenda_item_uid", "person", "billed_as", "organisation", "organisation_billed_as", "second_organisation",
            "role", "title", "to_be_confirmed",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names_nobody = not (cleaned.get("person") or cleaned.get("organisation") or cleaned.get("to_be_confirmed"))
        if names_nobody and not self.errors.keys() & {"person", "organisation"}:
            self.add_error(
                "person",
                _("Choose a person or an organisation, or tick that it is to be confirmed. Or remove the row."),
            )
        return cleaned


class OrganiserRow(Row):
    part_kind = "organisers"
    says_nothing = frozenset({"role"})

    class Meta(Row.Meta):
        model = Organiser
        fields = ["organisation", "role"]


class TopicRow(Row):
    part_kind = "topics"
    says_nothing = frozenset({"relation"})

    class Meta(Row.Meta):
        model = TopicLink
        fields = ["topic", "relation"]


class LinkRow(Row):
    part_kind = "links"
    folded = ("title_en", "pages", "organisation")
    fold_heading = gettext_lazy("English, pages, whose page it is")
    required_text = {"title": gettext_lazy("Write what the link leads to, or remove the row.")}
    says_nothing = frozenset({"kind"})

    class Meta(Row.Meta):
        model = Link
        fields = ["kind", "title_sv", "title_en", "url", "pages", "organisation"]


class RelationRow(Row):
    part_kind = "relations"
    says_nothing = frozenset({"kind"})

    class Meta(Row.Meta):
        model = Relation
        fields = ["kind", "event"]


class CorrectionRow(Row):
    part_kind = "corrections"
    required_text = {"note": gettext_lazy("Write what was corrected, or remove the row.")}

    class Meta(Row.Meta):
        model = Correction
        fields = ["field", "stated", "note_sv", "note_en"]


class UncertaintyRow(Row):
    part_kind = "uncertainties"
    required_text = {"note": gettext_lazy("Write what is not known, or remove the row.")}

    class Meta(Row.Meta):
        model = Uncertainty
        fields = ["field", "values", "note_sv", "note_en"]


class OnceFormSet(PartFormSet):
    """Rows of which no two may name the same thing in the same way."""

    once: tuple[str, ...] = ()
    sentence: Any = ""

    def clean(self) -> None:
        super().clean()
        seen: set[tuple[Any, ...]] = set()
        for row in self.rows:
            key = tuple(_key(row.cleaned_data.get(name)) for name in self.once)
            if None not in key and key in seen:
                row.add_error(self.once[0], str(self.sentence))
            seen.add(key)

    def validate_unique(self) -> None:
        """Said at the row instead (clean)."""


def _key(value: Any) -> Any:
    return getattr(value, "pk", value)


class OrganiserFormSet(OnceFormSet):
    once = ("organisation", "role")
    sentence = gettext_lazy("This organisation is here already in the same role. Remove one of the rows.")


class TopicFormSet(OnceFormSet):
    once = ("topic",)
    sentence = gettext_lazy("This topic is here already. Remove one of the rows.")


class RelationFormSet(OnceFormSet):
    once = ("event", "kind")
    sentence = gettext_lazy("This workshop is here already in the same way. Remove one of the rows.")

    def clean(self) -> None:
        super().clean()
        for row in self.rows:
            if _key(row.cleaned_data.get("event")) == self.instance.pk:
                row.add_error("event", ValidationError(_("A workshop cannot be related to itself. Choose another.")))


ROWS: dict[str, tuple[type[Row], type[PartFormSet]]] = {
    "sessions": (SessionRow, PartFormSet),
    "agenda": (AgendaRow, PartFormSet),
    "appearances": (AppearanceRow, PartFormSet),
    "organisers": (OrganiserRow, OrganiserFormSet),
    "topics": (TopicRow, TopicFormSet),
    "links": (LinkRow, PartFormSet),
    "relations": (RelationRow, RelationFormSet),
    "corrections": (CorrectionRow, PartFormSet),
    "uncertainties": (UncertaintyRow, PartFormSet),
}
"""By the name of the relation: the form of a row, and of the rows together."""

BLANK_ROWS = {"agenda": 2, "appearances": 2}
"""How many empty rows there are where no script adds any; one of each other kind."""


def formset_options() -> dict[str, dict[str, Any]]:
    """What the form of an event is told of each relation."""
    return {
        name: {
            "form": form,
            "formset": formset,
            "fields": form._meta.fields,
            "extra": 0,
            "can_order": True,
            "can_delete": True,
            "max_num": 1000,
        }
        for name, (form, formset) in ROWS.items()
    }
