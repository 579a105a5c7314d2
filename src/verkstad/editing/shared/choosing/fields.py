# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form field in which a thing is chosen by typing, and its widget.

Three values come with a form, of which the first two are enough without script: ``<name>_typed`` is the text in the field,
``<name>_pick`` the answer when the text fitted several things or none, and ``<name>`` the id that is chosen. The id counts as
long as the text is still a name of that thing; a text that was changed is looked up anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override

from verkstad.archive.actions.starting import start_draft
from verkstad.archive.errors import ArchiveError
from verkstad.archive.models import Root
from verkstad.archive.named import MODELS, Choice, choices, exactly_named, names_of
from verkstad.archive.rules.access import may, visible
from verkstad.archive.rules.duplicates import near_duplicates
from verkstad.archive.rules.names import fold

MADE_ON_THE_SPOT = {"person": "name", "organisation": "name", "topic": "name"}
"""Kinds that are whole with a name; the others need more than can be asked for in passing."""
NEW = "new"


class Typed(NamedTuple):
    """What came with the form."""

    key: str
    text: str
    pick: str

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.pick


class ThingInput(forms.Widget):
    """A text field; with script, an ARIA 1.2 combobox (static/verkstad/choosing/thing-choice.js)."""

    template_name = "verkstad/choosing/thing_offer.html"

    def __init__(self, kind: str, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kind = kind
        self.known: dict[UUID, Root] = {}
        self.offered: list[Choice] = []
        # The row that others are copied from never learns who asks; whoever may not is refused when they try.
        self.may_make = kind in MADE_ON_THE_SPOT

    class Media:
        css = {"all": ["verkstad/choosing/thing-choice.css"]}
        js = [forms.Script("verkstad/choosing/thing-choice.js", type="module")]

    def __deepcopy__(self, memo: Any) -> ThingInput:
        copied = super().__deepcopy__(memo)
        copied.offered = []
        return copied

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if f"{name}_typed" not in data:
            return data.get(name) or None  # from a program, or a field that sends the id alone
        return Typed(
            (data.get(name) or "").strip(), (data.get(f"{name}_typed") or "").strip(), data.get(f"{name}_pick") or ""
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_typed" not in data

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        # By hand and not by a template: a large agenda has two hundred of these. What is offered is rare, and has one.
        key, text = (value.key, value.text) if isinstance(value, Typed) else (str(value or ""), "")
        thing = self.known.get(as_id(key)) if key else None
        if thing is None:
            # What is not there, or not known to be, is never sent back as if it were chosen.
            key = key if key and not self.known and not isinstance(value, Typed) else ""
        elif not isinstance(value, Typed):
            text = str(thing)
        make = _address("make", self.kind) if self.may_make else ""
        offer = SafeString()
        if self.offered or (text and not key and make):
            choosing = {"name": name, "text": text, "offered": self.offered, "may_make": bool(make)}
            offer = self._render(self.template_name, {"widget": choosing}, renderer)
        said = _("draft") if thing is not None and not thing.live else ""
        draft = format_html('<span class="thing-choice__line">{}</span>', said) if said else ""
        return format_html(
            '<verkstad-thing-choice class="thing-choice" data-search="{0}" data-make="{1}" data-kind="{2}">'
            '<input type="hidden" name="{3}" value="{4}">'
            '<input type="text" name="{3}_typed" value="{5}" autocomplete="off" spellcheck="false" maxlength="300"{6}>'
            "{7}{8}</verkstad-thing-choice>",
            _address("search", self.kind),
            make,
            self.kind,
            name,
            key,
            text,
            flatatt(self.build_attrs(self.attrs, attrs)),
            draft,
            offer,
        )


@cache
def _address(view: str, kind: str) -> str:
    return reverse(f"verkstad_choosing:{view}", args=[kind])


class ThingField(forms.ModelChoiceField):
    """A reference to a root. ``kind`` is that of the queryset's model."""

    user: Any = None

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        kind = queryset.model.thing_kind
        kwargs.setdefault("widget", ThingInput(kind))
        kwargs.pop("blank", None)
        super().__init__(queryset, **kwargs)
        self.kind: str = kind
        self.known: dict[UUID, Root] = {}

    def __deepcopy__(self, memo: Any) -> ThingField:
        copied = super().__deepcopy__(memo)
        copied.known = {}
        return copied

    # Wagtail and Django both look at ``choices``; there is never a list of all of them.
    def _get_choices(self) -> list[Any]:
        return []

    choices = property(_get_choices, lambda self, value: None)

    def know(self, known: dict[UUID, Root], user: Any) -> None:
        """Share what is known of the things chosen in a whole form; ``known`` may grow."""
        self.known, self.user = known, user
        if isinstance(self.widget, ThingInput):
            self.widget.known = known
            self.widget.may_make = self._may_make

    @cached_property
    def _may_make(self) -> bool:
        return self.kind in MADE_ON_THE_SPOT and may(self.user, "add", MODELS[self.kind])

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, Typed) else getattr(value, "pk", value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        now = data
        if isinstance(data, Typed):
            if data.pick:
                return True
            now = data.key if data.text else None
            if data.text and not self._is_still(data):
                return True
        return str(getattr(initial, "pk", initial) or "") != str(now or "")

    def to_python(self, value: Any) -> Root | None:
        if isinstance(value, Typed):
            return self._from_typed(value)
        if value in self.empty_values:
            return None
        thing = self._get(as_id(getattr(value, "pk", value)))
        if thing is None:
            raise ValidationError(self._sentence_none(str(value)), code="invalid_choice")
        return thing

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def _from_typed(self, typed: Typed) -> Root | None:
        if typed.is_empty:
            return None
        if typed.pick == NEW:
            return self._make(typed)
        if typed.pick and (thing := self._get(as_id(typed.pick))) is not None:
            return thing
        if self._is_still(typed):
            return self.known[as_id(typed.key)]  # type: ignore[index]
        found = exactly_named(self.kind, typed.text, self._rows())
        if len(found) == 1:
            return self._get(found[0])
        self._offer(found or [near.id for near in near_duplicates(typed.text, self.kind)])
        if found:
            raise ValidationError(
                _("Several have the name “%(name)s”. Choose one of them below."),
                code="several",
                params={"name": typed.text},
            )
        raise ValidationError(self._sentence_none(typed.text), code="none")

    def _sentence_none(self, name: str) -> str:
        if self._may_make:
            sentence = _("Nothing here has the name “%(name)s”. Choose below, change the name, or add it as new.")
        else:
            sentence = _("Nothing here has the name “%(name)s”. Change it, or leave the field empty.")
        return sentence % {"name": name}

    def _make(self, typed: Typed) -> Root:
        try:
            thing = make_on_the_spot(self.kind, typed.text, by=self.user)
        except ArchiveError as refused:
            raise ValidationError(refused.message(), code="refused") from refused
        self.known[thing.pk] = thing
        return thing

    def _is_still(self, typed: Typed) -> bool:
        """Whether the text is still a name of the thing with that id."""
        thing = self._get(as_id(typed.key))
        wanted = fold(typed.text).words
        return thing is not None and any(fold(name).words == wanted for name in names_of(thing))

    def _get(self, key: UUID | None) -> Root | None:
        if key is None:
            return None
        if key not in self.known:
            thing = self._rows().filter(pk=key).first()
            if thing is None:
                return None
            self.known[key] = thing
        thing = self.known[key]
        return thing if thing.thing_kind == self.kind else None

    def _rows(self) -> Any:
        return self.queryset if self.user is None else visible(self.queryset, self.user)

    def _offer(self, ids: Iterable[UUID]) -> None:
        if isinstance(self.widget, ThingInput):
            self.widget.offered = choices(self.kind, list(ids)[:10])


def make_on_the_spot(kind: str, name: str, *, by: Any) -> Root:
    """A draft with a name and nothing more. Raises NotAllowed, ContentRefused."""
    value: Any = name if kind == "person" else {"sv": name, "original": "sv"}
    return start_draft(MODELS[kind], {MADE_ON_THE_SPOT[kind]: value}, by=by, at=timezone.now())  # type: ignore[arg-type]


def as_id(value: Any) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None


def know_things(form: Any, user: Any) -> None:
    """Ask once for each kind what all the things chosen in a form and its formsets are called, and tell every field.

    What the thing itself refers to already stays readable, whoever edits it; a new id counts only when its thing may be named
    to the user.
    """
    own: dict[str, set[UUID]] = {}
    new: dict[str, set[UUID]] = {}
    fields = list(_thing_fields(form))
    for bound in fields:
        value = bound.value()
        for into, given in (
            (own, bound.initial),
            (new, value.key if isinstance(value, Typed) else value),
            (new, value.pick if isinstance(value, Typed) else None),
        ):
            if given and (key := as_id(getattr(given, "pk", given))) is not None:
                into.setdefault(bound.field.kind, set()).add(key)
    known: dict[UUID, Root] = {}
    for kind, model in MODELS.items():
        if ids := own.get(kind):
            known |= model.objects.in_bulk(ids)
        if ids := new.get(kind, set()) - own.get(kind, set()):
            known |= visible(model.objects.all(), user).in_bulk(ids)
    for bound in fields:
        bound.field.know(known, user)


def _thing_fields(form: Any) -> Iterator[Any]:
    for name, field in form.fields.items():
        if isinstance(field, ThingField):
            yield form[name]
    for formset in getattr(form, "formsets", {}).values():
        for inner in formset.forms:
            yield from _thing_fields(inner)


def register_fields() -> None:
    """Give every foreign key to a root, in whatever form of the desk, this field; Wagtail asks its registry."""
    for model in MODELS.values():
        register_form_field_override(ForeignKey, to=model, override={"form_class": ThingField})
