# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text fields that clean what is pasted, and texts in two languages: one panel, both side by side, with the original marked."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.panels.group import PanelGroup
from wagtail.admin.telepath import register as register_telepath_adapter
from wagtail.admin.widgets import AdminAutoHeightTextInput

from verkstad.archive.fields import LineField, ProseField, TextColumns, Words
from verkstad.archive.rules.translations import is_outdated, translated_from
from verkstad.editing.shared.plain_text import one_line, plain_text

LONGEST_PROSE = 50_000
LONGEST_LINE = 300


class CleanText(forms.CharField):
    """Plain text, whatever was pasted. On one line where the widget has one line."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return self.empty_value
        given = str(value)
        has_one_line = not isinstance(self.widget, forms.Textarea)
        cleaned = one_line(given) if has_one_line else plain_text(given)
        if not cleaned and given.strip():
            raise ValidationError(
                _("There are no words in what was pasted, only formatting. Write the text here."),
                code="only_formatting",
            )
        longest = self.max_length or (LONGEST_LINE if has_one_line else LONGEST_PROSE)
        if len(cleaned) > longest:
            raise ValidationError(
                _("The text has %(count)s characters; there is room for %(longest)s. Shorten it."),
                code="too_long",
                params={"count": len(cleaned), "longest": longest},
            )
        return cleaned or self.empty_value

    def run_validators(self, value: Any) -> None:
        # Length is told above, in words that say what to do.
        self.validators = [one for one in self.validators if getattr(one, "code", None) != "max_length"]
        super().run_validators(value)


def register_text_fields() -> None:
    """Give every line and every prose column of ours these fields, in whatever form of the desk."""
    register_form_field_override(LineField, override={"form_class": CleanText})
    register_form_field_override(
        ProseField, override={"form_class": CleanText, "widget": AdminAutoHeightTextInput(attrs={"rows": 2})}
    )


class PairedTexts:
    """For a model form: keeps, for each text in two languages, which original its translation was made from.

    A tick that a translation is right again is a field of the form called ``<text>_is_right``.
    """

    instance: Any
    cleaned_data: dict[str, Any]
    fields: dict[str, forms.Field]
    required_texts: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts_before: dict[str, Words | None] = {
            name: getattr(self.instance, name)
            for name in text_names(type(self.instance))
            if f"{name}_sv" in self.fields
        }
        for name, words in self.texts_before.items():
            if is_outdated(words):
                self.fields[f"{name}_is_right"] = forms.BooleanField(
                    label=_("The translation is right again"), required=False
                )

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        for name in self.texts_before:
            self._clean_text(name)
        return cleaned

    def _clean_text(self, name: str) -> None:
        values = self.cleaned_data
        if any(f"{name}_{language}" not in values for language in ("sv", "en")):
            return  # what is wrong with it is told already
        sv, en = values[f"{name}_sv"] or None, values[f"{name}_en"] or None
        original = values.get(f"{name}_original") or getattr(self.instance, f"{name}_original")
        chosen = f"{name}_original" in self.changed_data  # type: ignore[attr-defined]
        if original == "sv" and sv is None and en is not None and not chosen:
            original = "en"  # written in English alone: nobody has to say so too
        if original == "en" and en is None and sv is not None and not chosen:
            original = "sv"
        values[f"{name}_original"] = original
        after = Words(sv, en, original)
        if (sv or en) and after.in_original() is None:
            language = {"sv": _("Swedish"), "en": _("English")}[original]
            self.add_error(  # type: ignore[attr-defined]
                f"{name}_{original}",
                _(
                    "The original is said to be in %(language)s, but has no words. Write them, or choose the other language."
                )
                % {"language": language},
            )
            return
        if name in self.required_texts and after.in_original() is None:
            label = capfirst(self.instance._meta.get_field(f"{name}_sv").verbose_name)
            self.add_error(f"{name}_sv", _("“%(label)s” is missing. Write it.") % {"label": label})  # type: ignore[attr-defined]
            return
        setattr(self.instance, f"{name}_original", original)
        origin = translated_from(self.texts_before[name], after, is_right=bool(values.get(f"{name}_is_right")))
        setattr(self.instance, f"{name}_translated_from", origin)


@cache
def text_names(model: type) -> tuple[str, ...]:
    return tuple(name for name in dir(model) if isinstance(getattr(model, name, None), TextColumns))


class WholeForm(ObjectList):
    """All panels of a form. What no panel has drawn is added only when it is hidden: the rest is drawn by who knows it."""

    @register_telepath_adapter
    class BoundPanel(ObjectList.BoundPanel):
        def render_missing_fields(self) -> SafeString:
            drawn = self.panel.get_form_options().get("fields", [])
            hidden = [
                str(self.form[name]) for name in self.form.fields if name not in drawn and self.form[name].is_hidden
            ]
            return mark_safe("".join(hidden))  # noqa: S308  (fields, rendered by Django)


class TextPanel(PanelGroup):
    """A text in two languages side by side; one under the other where it is narrow."""

    def __init__(self, text: str, *, has_one_line: bool = False, is_required: bool = False, **kwargs: Any) -> None:
        kwargs.pop("children", None)
        super().__init__((), **kwargs)
        self.text, self.has_one_line, self.is_text_required = text, has_one_line, is_required

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs = super().clone_kwargs()
        kwargs.pop("children")
        kwargs.pop("permission")
        return {
            **kwargs,
            "text": self.text,
            "has_one_line": self.has_one_line,
            "is_required": self.is_text_required,
        }

    def on_model_bound(self) -> None:
        label = capfirst(self.model._meta.get_field(f"{self.text}_sv").verbose_name)
        self.heading = self.heading or label
        widget = forms.TextInput if self.has_one_line else None
        in_languages = {"sv": gettext_lazy("In Swedish"), "en": gettext_lazy("In English")}
        self.children = [
            FieldPanel(f"{self.text}_{language}", heading=words, widget=widget)
            for language, words in in_languages.items()
        ] + [FieldPanel(f"{self.text}_original", heading=gettext_lazy("Written first in"))]
        super().on_model_bound()

    @property
    def clean_name(self) -> str:
        return self.text

    @register_telepath_adapter
    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "verkstad/things/text_panel.html"

        @cached_property
        def in_languages(self) -> list[Any]:
            return self.children[:2]

        @property
        def written_in(self) -> Any:
            return self.children[2]

        @property
        def is_right(self) -> Any:
            name = f"{self.panel.text}_is_right"
            return self.form[name] if self.form is not None and name in self.form.fields else None

        @property
        def outdated_language(self) -> str:
            return "en" if getattr(self.instance, f"{self.panel.text}_original") == "sv" else "sv"

        def is_required(self) -> bool:
            return self.panel.is_text_required

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["verkstad/things/forms.css"]})
