# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a form for the parts of an event, each known by its ``uid``.

A part's key is no name for it: a draft's new part has none, and the next published draft may give it another. So each row
carries its uid in a hidden field, and a row of a uid that the event has is that part, wherever in the form it stands.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.forms.models import BaseModelFormSet, construct_instance
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from verkstad.archive.models import Child
from verkstad.editing.events.texts import TextsOfAForm
from verkstad.editing.shared.texts import text_names

LAST = 1_000_000
"""Where a row without a number goes: after all that have one."""


class PartForm(TextsOfAForm, WagtailAdminModelForm):
    """One row. Its model's rules are checked without asking the database, row by row, for what the form has looked up already."""

    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    required_text: ClassVar[dict[str, Any]] = {}
    """Texts that must have words, each with the sentence that asks for them."""
    says_nothing: ClassVar[frozenset[str]] = frozenset()
    """Fields that a new row may have without being more than an empty row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["uid"] = self.instance.uid
        self.is_new = False
        self.is_named = False
        """Whether another row refers to this one, so that it is not empty even if nothing is written in it."""
        self.doubts: dict[str, list[str]] = {}
        """Sentences by field about what may be meant, though it looks odd. They stop nothing."""

    @property
    def goes(self) -> bool:
        """Whether the row is to be taken away."""
        field = self.fields[DELETION_FIELD_NAME]
        return bool(field.widget.value_from_datadict(self.data, {}, self.add_prefix(DELETION_FIELD_NAME)))

    def has_changed(self) -> bool:
        if not self.is_new:
            return super().has_changed()
        return self.is_named or any(name not in self._beside for name in self.changed_data)

    @property
    def _beside(self) -> frozenset[str]:
        return self.says_nothing | {"uid", ORDERING_FIELD_NAME, DELETION_FIELD_NAME}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, sentence in self.required_text.items():
            fields = {f"{name}_sv", f"{name}_en"}
            if not self.errors.keys() & fields and not any(cleaned.get(field) for field in fields):
                self.add_error(f"{name}_sv", str(sentence))
        return cleaned

    def _post_clean(self) -> None:
        construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        # References were looked up for all rows at once, and the rules of the table are kept by fields and by clean().
        left_out = {field.name for field in self._meta.model._meta.fields if field.is_relation}
        try:
            self.instance.clean_fields(exclude=left_out | set(self.errors))
            self.instance.clean()
        except ValidationError as refused:
            self._update_errors(refused)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        return []  # by uid the page finds its rows again without being told anything

    class Meta(WagtailAdminModelForm.Meta):
        pass


class PartFormSet(BaseChildFormSet):
    """The rows of one kind of part."""

    @cached_property
    def parts(self) -> dict[UUID, Child]:
        """The parts that the draft has, by uid, in their order."""
        return {part.uid: part for part in self.get_queryset()}

    @cached_property
    def _places(self) -> dict[UUID, int]:
        return {uid: place for place, uid in enumerate(self.parts, start=1)}

    def initial_form_count(self) -> int:
        # Of what is sent no row is the first part's because it comes first.
        return 0 if self.is_bound else len(self.parts)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if self.is_bound:
            uid = _as_uid(self.data.get(f"{self.add_prefix(i)}-uid"))
            part = self.parts.get(uid) if uid else None
            is_new = part is None
            kwargs["instance"] = self.model(**({"uid": uid} if uid else {})) if part is None else part
            kwargs["empty_permitted"] = is_new
        else:
            parts = list(self.parts.values())
            is_new = i >= len(parts)
            kwargs["instance"] = self.model() if is_new else parts[i]
        form = super(BaseModelFormSet, self)._construct_form(i, **kwargs)
        form.is_new = is_new
        if is_new:
            self.prepare_new(form)
        return form

    @property
    def empty_form(self) -> Any:
        """The row that script copies; it has no uid, since each copy gets one of its own."""
        form = super().empty_form
        form.is_new = True
        form.initial["uid"] = None
        self.prepare_new(form)
        return form

    def blank(self, i: int) -> Any:
        """An empty row at a place of its own, for pages without script."""
        form = self.form(
            auto_id=self.auto_id,
            prefix=self.add_prefix(i),
            empty_permitted=True,
            use_required_attribute=False,
            **self.get_form_kwargs(None),
        )
        form.is_new = True
        self.prepare_new(form)
        self.add_fields(form, None)
        return form

    def prepare_new(self, form: Any) -> None:
        """A new row's original language is that of the event."""
        language = "en" if self.instance.language == "en" else "sv"
        for name in text_names(self.model):
            setattr(form.instance, f"{name}_original", language)

    def add_fields(self, form: Any, index: int | None) -> None:
        super(BaseModelFormSet, self).add_fields(form, index)
        place = self._places.get(form.instance.uid)
        form.fields[ORDERING_FIELD_NAME] = forms.IntegerField(
            label=_("Order"), required=False, initial=place, widget=forms.NumberInput(attrs={"min": 1})
        )
        form.fields[DELETION_FIELD_NAME] = forms.BooleanField(label=_("Remove"), required=False)

    def clean(self) -> None:
        super().clean()
        self._refuse_parts_of_others()

    def _refuse_parts_of_others(self) -> None:
        """A uid is one part's for ever: a page that was tampered with cannot take another event's."""
        new = [form.instance.uid for form in self.rows if form.is_new]
        if not new:
            return
        parent = next(field for field in self.model._meta.fields if isinstance(field, ParentalKey))
        if len(set(new)) != len(new) or (
            self.model.objects.filter(uid__in=new).exclude(**{parent.name: self.instance.pk}).exists()
        ):
            raise ValidationError(
                _("One of the rows belongs to another workshop. Load the page anew and add it again.")
            )

    @property
    def rows(self) -> list[Any]:
        """The rows that stay, in the order that they are to have: those that are there, and new ones with something in them."""
        staying = [form for form in self.forms if not form.goes and (not form.is_new or form.has_changed())]
        return sorted(staying, key=_place) if self.is_bound else staying

    @property
    def shown(self) -> list[Any]:
        """The rows as the page shows them, also those to be taken away, in the order they had on the page that was sent."""
        if not self.is_bound:
            return self.forms
        return sorted((form for form in self.forms if not form.is_new or form.has_changed()), key=_place)

    def save(self, commit: bool = True) -> list[Any]:
        self.new_objects = [form.instance for form in self.rows if form.is_new]
        self.changed_objects = [
            (form.instance, form.changed_data) for form in self.rows if not form.is_new and form.has_changed()
        ]
        staying = [form.instance for form in self.rows]
        self.deleted_objects = [part for uid, part in self.parts.items() if uid not in {one.uid for one in staying}]
        for place, part in enumerate(staying):
            part.sort_order = place
        manager = getattr(self.instance, self.rel_name)
        manager.set(staying)
        if commit:
            manager.commit()
        return staying


def _place(form: Any) -> int:
    value = form.data.get(form.add_prefix(ORDERING_FIELD_NAME), "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else LAST


def _as_uid(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def note_doubt(form: Any, field: str, sentence: str) -> None:
    """Point something out at a field without stopping anything."""
    form.doubts.setdefault(field, []).append(sentence)
