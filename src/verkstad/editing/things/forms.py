# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the roots: what a form must see to before the rules of the archive are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from verkstad.archive.actions.starting import free_slug
from verkstad.archive.models import Event
from verkstad.archive.named import Choice, choices
from verkstad.archive.rules.access import in_scope
from verkstad.archive.rules.duplicates import near_duplicates
from verkstad.archive.rules.licences import LICENCES
from verkstad.archive.rules.slugs import slugify
from verkstad.editing.shared.choosing import ThingField
from verkstad.editing.shared.choosing.fields import MADE_ON_THE_SPOT
from verkstad.editing.shared.languages import language_choices
from verkstad.editing.shared.pages import edit_url
from verkstad.editing.shared.texts import PairedTexts

_LANGUAGE_COLUMNS = ("language",)
_LICENCE_COLUMNS = ("licence", "default_licence", "text_licence")


class RootForm(PairedTexts, WagtailAdminModelForm):
    """Fills in the address, and offers languages and licences by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            if name in _LANGUAGE_COLUMNS:
                self._offer(name, language_choices(or_none_spoken=self.instance.thing_kind == "recording"))
            elif name in _LICENCE_COLUMNS:
                self._offer(name, [(one.id, one.name) for one in LICENCES])
        if "slug" in self.fields:
            self._settle_slug()
        if self.instance.thing_kind in MADE_ON_THE_SPOT and self.instance._state.adding:
            self.fields["asked_about"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """A list to choose from; what is there already, and not in the list, stays to be chosen."""
        field = self.fields[name]
        now = self.initial.get(name)
        known = {value for value, _words in choices}
        offered = [
            *([] if field.required else [("", "–")]),
            *choices,
            *([(now, now)] if now and now not in known else []),
        ]
        self.fields[name] = forms.TypedChoiceField(
            label=field.label,
            help_text=field.help_text,
            required=field.required,
            choices=offered,
            empty_value=None,
            error_messages={"invalid_choice": _("Choose one of the list.")},
        )

    def _settle_slug(self) -> None:
        field = self.fields["slug"]
        field.required = False
        if self.instance.first_published_at is None:
            field.help_text = _("The last part of the address of the page. Made from the name when you leave it empty.")
        else:
            # Readers have it: changing it is an action of its own, which leaves a way from the old to the new.
            field.disabled = True
            field.help_text = _("Readers have this address, so it stays.")

    def clean_slug(self) -> str:
        return slugify(self.cleaned_data.get("slug") or "") or self.instance.slug

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.fields and "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = self.instance.slug = free_slug(self.instance, self._called())
        if not self.errors:
            self._ask_whether_it_is_here()
        return cleaned

    # ── A second one of the same ──

    def _ask_whether_it_is_here(self) -> None:
        """Of a new one whose name is like another's: asked once, and saving once more is the answer that it is another."""
        kind, name = self.instance.thing_kind, self._called()
        if "asked_about" not in self.fields or not name or self.cleaned_data.get("asked_about") == name:
            return
        alike = choices(kind, [near.id for near in near_duplicates(name, kind)][:3])
        if not alike:
            return
        told = format_html_join(
            ", ", '<a href="{}">{}</a>', ((edit_url(kind, one.id), _with_line(one)) for one in alike)
        )
        question = (
            _("{name} is already here: the same person? If it is another, save once more.")
            if kind == "person"
            else _("{name} is already here: the same? If it is another, save once more.")
        )
        self.add_error("name" if "name" in self.fields else "name_sv", format_html(question, name=told))
        self.data = self.data.copy()
        self.data[self.add_prefix("asked_about")] = name

    def _called(self) -> str:
        """The name in the language it was written in, for the address."""
        values = self.cleaned_data
        return str(values.get("name") or values.get("name_sv") or values.get("name_en") or "")


def _with_line(one: Choice) -> str:
    return f"{one.name} ({one.line})" if one.line else one.name


class NamedForm(RootForm):
    required_texts = ("name",)


class OfEventForm(RootForm):
    """Material and recordings: of a workshop, which never changes once it is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("event")
        if isinstance(field, ThingField):
            field.error_messages["required"] = _("Choose the workshop that it belongs to.")
            if not self.instance._state.adding:
                field.disabled = True
            elif self.for_user is not None:
                field.queryset = in_scope(Event.objects.all(), self.for_user, "change")
        if "agenda_item_uid" in self.fields:
            self.fields["agenda_item_uid"] = self._agenda_items()

    def _agenda_items(self) -> forms.Field:
        """The items of the workshop's agenda; of a new one none, until the workshop is known."""
        event = None if self.instance._state.adding else self.instance.event
        items = [(str(item.uid), str(item)) for item in event.agenda.order_by("sort_order")] if event else []
        return forms.TypedChoiceField(
            label=capfirst(self.instance._meta.get_field("agenda_item_uid").verbose_name),
            required=False,
            choices=[("", gettext_lazy("The workshop as a whole")), *items],
            empty_value=None,
        )


class MaterialForm(OfEventForm):
    required_texts = ("title",)


class RecordingForm(OfEventForm):
    pass
