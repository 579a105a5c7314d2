# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A field of the workshop's form with its label and its sentences.

Written by hand and not by a template for each widget: a large agenda has more than a thousand fields, and the page would
take seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms, template
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def labelled(bound: Any, label: str = "", help: str = "", lang: str = "", only_heard: bool = False) -> SafeString:
    """Label, field, help, what is wrong and what is doubtful. ``only_heard`` hides the label from sight."""
    key = bound.auto_id
    parts: list[str] = []
    attrs: dict[str, Any] = {}
    described = _below(bound, key, help or bound.help_text, parts)
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if lang:
        attrs["lang"] = lang
    heard = ' class="w-sr-only"' if only_heard else ""
    mark = '<span class="w-required-mark" aria-hidden="true">*</span>' if bound.field.required else ""
    words = f'<label for="{key}"{heard}>{escape(label or bound.label)}{mark}</label>'
    field, below = control(bound, attrs), "".join(parts)
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return mark_safe(f'<div class="v-field v-tick">{field}{words}{below}</div>')  # noqa: S308  (each part is escaped)
    return mark_safe(f'<div class="v-field">{words}{field}{below}</div>')  # noqa: S308


@register.simple_tag
def tools(row: Any) -> SafeString:
    """With script, buttons for the order of a row and for its end; without, a number and a tick."""
    buttons, order, remove = _buttons(get_language() or "")
    plain = "".join(
        f"<label>{control(row[name], {})} {words}</label> " for name, words in (("ORDER", order), ("DELETE", remove))
    )
    return mark_safe(f'<div class="v-tools"><span class="v-plain">{plain}</span>{buttons}</div>')  # noqa: S308


@lru_cache(maxsize=8)
def _buttons(_language: str) -> tuple[str, str, str]:
    """The same in every row, for each language of the desk."""
    grip = escape(_("Drag to move"))
    made = f'<span class="v-scripted"><span class="v-grip" data-grip aria-hidden="true" title="{grip}">⠿</span>'
    for what, sign, words in (("up", "↑", _("Move up")), ("down", "↓", _("Move down")), ("remove", "×", _("Remove"))):
        said = escape(words)
        made += (
            f'<button type="button" class="v-tool" data-do="{what}" aria-label="{said}" title="{said}">{sign}</button>'
        )
    return f"{made}</span>", escape(_("Order")), escape(_("Remove"))


@register.simple_tag
def bare(bound: Any) -> SafeString:
    """The field alone."""
    return mark_safe(control(bound, {}))  # noqa: S308


def control(bound: Any, attrs: Mapping[str, Any]) -> str:
    """The field as HTML: by hand for the plain widgets, by its own template for any other."""
    widget = bound.field.widget
    every = {**widget.attrs, **attrs}
    if bound.auto_id:
        every["id"] = bound.auto_id
    if bound.field.disabled:
        every["disabled"] = True
    name = escape(bound.html_name)
    match widget:
        case forms.CheckboxInput():
            checked = " checked" if widget.check_test(bound.value()) else ""
            return f'<input type="checkbox" name="{name}"{_attributes(every)}{checked}>'
        case forms.Textarea():
            # The first line break after the tag is no part of the text.
            return f'<textarea name="{name}"{_attributes(every)}>\n{escape(widget.format_value(bound.value()) or "")}</textarea>'
        case forms.Select() if not isinstance(widget, forms.SelectMultiple):
            return f'<select name="{name}"{_attributes(every)}>{_options(widget.choices, bound.value())}</select>'
        case forms.TextInput() | forms.HiddenInput() | forms.NumberInput() if type(widget).template_name in _PLAIN:
            value = widget.format_value(bound.value())
            said = "" if value is None else f' value="{escape(value)}"'
            return f'<input type="{widget.input_type}" name="{name}"{said}{_attributes(every)}>'
    return str(bound.as_widget(attrs=dict(attrs)))


_PLAIN = {widget.template_name for widget in (forms.TextInput, forms.HiddenInput, forms.NumberInput)}


def _options(choices: Any, chosen: Any) -> str:
    chosen = "" if chosen is None else str(chosen)
    offered = _written(get_language() or "", tuple((str(value or ""), str(words)) for value, words in choices))
    return "".join(
        f"{start}{' selected' if value == chosen else ''}>{words}</option>" for value, start, words in offered
    )


@lru_cache(maxsize=256)
def _written(_language: str, choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """The same few lists stand in every row."""
    return tuple((value, f'<option value="{escape(value)}"', escape(words)) for value, words in choices)


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in attrs.items()
        if value is not False and value is not None
    )


def _below(bound: Any, key: str, help: Any, parts: list[str]) -> list[str]:
    """Put the sentences that stand below a field into ``parts``; the ids of those that describe it."""
    described = []
    if help:
        described.append(f"{key}-help")
        parts.append(f'<p class="v-help" id="{key}-help">{escape(help)}</p>')
    if errors := bound.errors:
        described.append(f"{key}-errors")
        words = format_html_join(" ", "{}", ((error,) for error in errors))
        heard = escape(_("Wrong:"))
        parts.append(f'<p class="v-error" id="{key}-errors"><span class="w-sr-only">{heard} </span>{words}</p>')
    if doubts := bound.form.doubts.get(bound.name):
        described.append(f"{key}-doubts")
        parts.append(f'<p class="v-doubt" id="{key}-doubts">{escape(" ".join(doubts))}</p>')
    if right := _behind(bound):
        described.append(f"{key}-stale")
        stale = escape(_("The original has changed since this was translated."))
        parts.append(
            f'<p class="v-doubt" id="{key}-stale">{stale}</p>'
            f'<div class="v-tick">{control(right, {})}<label for="{right.auto_id}">{escape(right.label)}</label></div>'
        )
    return described


def _behind(bound: Any) -> Any:
    """The tick that says a translation is right again, where the field is a translation whose original has changed."""
    text, _underline, language = bound.name.rpartition("_")
    form = bound.form
    if f"{text}_is_right" not in form.fields or getattr(form.instance, f"{text}_original") == language:
        return None
    return form[f"{text}_is_right"]
