# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns that the models share: lines, prose, texts in two languages, and lists kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

LANGUAGES = ("sv", "en")


def new_id() -> UUID:
    """A UUIDv7: ids given later sort later."""
    return uuid7()


class _AbsentWhenEmpty:
    """An absent fact is null and never an empty string, wherever the empty string came from."""

    null: bool

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return None if value == "" and self.null else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)  # type: ignore[misc]
        return None if value == "" and self.null else value


class LineField(_AbsentWhenEmpty, models.CharField):
    """One line of text."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class ProseField(_AbsentWhenEmpty, models.TextField):
    """Paragraphs of plain text."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"empty_value": None if self.null else "", **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def check_web_address(value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(sign in value for sign in ' \t\r\n<>"\0'):
        raise ValidationError(_("An address starts with https:// or http:// and names a host."), code="web_address")


def line_field(label: Any, *, required: bool = False, max_length: int = 300, **kwargs: Any) -> LineField:
    return LineField(label, max_length=max_length, null=not required, blank=not required, **kwargs)


def prose_field(label: Any, *, required: bool = False, **kwargs: Any) -> ProseField:
    return ProseField(label, null=not required, blank=not required, **kwargs)


def web_address_field(label: Any) -> LineField:
    return line_field(label, max_length=2000, validators=[check_web_address])


class Words(NamedTuple):
    """A text in Swedish, English or both. Its columns are ``<name>_sv``, ``<name>_en`` and so on."""

    sv: str | None = None
    en: str | None = None
    original: str = "sv"
    translated_from: str | None = None

    @classmethod
    def of(cls, value: Words | Mapping[str, Any] | None) -> Words:
        """From words, from a mapping with the same names, or from nothing."""
        if value is None:
            return cls()
        return value if isinstance(value, cls) else cls(**value)

    def in_original(self) -> str | None:
        return self.sv if self.original == "sv" else self.en

    def __str__(self) -> str:
        return self.in_original() or self.sv or self.en or ""


class TextColumns:
    """The four columns of a text in two languages; read and set together as ``Words`` (None when absent)."""

    def __init__(self, label: Any, *, help_text: Any = "") -> None:
        self.columns = {
            "sv": prose_field(label, help_text=help_text),
            "en": prose_field(label, help_text=help_text),
            "original": models.CharField(
                verbose_name=_("original language"),
                max_length=2,
                default="sv",
                choices=[("sv", _("Swedish")), ("en", _("English"))],
            ),
            "translated_from": line_field(_("translated from"), max_length=64, editable=False),
        }

    def contribute_to_class(self, cls: type[models.Model], name: str, **_kwargs: Any) -> None:
        self.name = name
        for part, column in self.columns.items():
            cls.add_to_class(f"{name}_{part}", column)
        setattr(cls, name, self)

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        words = Words(*(getattr(instance, f"{self.name}_{part}") for part in Words._fields))
        return words if words.sv is not None or words.en is not None else None

    def __set__(self, instance: models.Model, value: Words | Mapping[str, Any] | None) -> None:
        for part, words in Words.of(value)._asdict().items():
            setattr(instance, f"{self.name}_{part}", words)


def text_stands(model: str, name: str, *, required: bool = False) -> models.CheckConstraint:
    """A text has words in the language that it says it was written in, or, unless required, no words at all."""
    stands = Q(**{f"{name}_original": "sv", f"{name}_sv__isnull": False}) | Q(
        **{f"{name}_original": "en", f"{name}_en__isnull": False}
    )
    if not required:
        stands |= Q(**{f"{name}_sv__isnull": True, f"{name}_en__isnull": True})
    return models.CheckConstraint(
        name=f"archive_{model}_{name}_stands",
        condition=stands,
        violation_error_message=_("A text needs words in the language that it says it was written in."),
    )


def one_of(model: str, name: str, choices: type[models.TextChoices], *, null: bool = False) -> models.CheckConstraint:
    """Only the named values may stand in a column of choices."""
    allowed = Q(**{f"{name}__in": sorted(choices.values)})
    if null:
        allowed |= Q(**{f"{name}__isnull": True})
    return models.CheckConstraint(
        name=f"archive_{model}_{name}_known",
        condition=allowed,
        violation_error_message=_("This value is not one of those to choose from."),
    )


def check_lines(value: Any) -> None:
    """Each of a list is one line of text that is not empty."""
    if not isinstance(value, list) or not all(
        isinstance(line, str) and line.strip() and "\n" not in line and len(line) <= 300 for line in value
    ):
        raise ValidationError(_("Write each on a line of its own, with at most 300 characters."), code="lines")


class check_entries:
    """Each of a list is a mapping with no other keys than those named, and with all that are required."""

    def __init__(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        self.required, self.optional = tuple(required), tuple(optional)

    def __call__(self, value: Any) -> None:
        allowed = {*self.required, *self.optional}
        if not isinstance(value, list) or not all(
            isinstance(entry, dict) and set(self.required) <= set(entry) <= allowed for entry in value
        ):
            raise ValidationError(
                _("Each entry needs %(required)s, and may have %(optional)s."),
                code="entries",
                params={"required": ", ".join(self.required), "optional": ", ".join(self.optional) or "–"},
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, check_entries) and (self.required, self.optional) == (other.required, other.optional)

    def __hash__(self) -> int:
        return hash((self.required, self.optional))

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return "verkstad.archive.fields.check_entries", (self.required, self.optional), {}


def lines_field(label: Any) -> models.JSONField:
    return models.JSONField(verbose_name=label, default=list, blank=True, validators=[check_lines])


def entries_field(label: Any, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> models.JSONField:
    return models.JSONField(
        verbose_name=label, default=list, blank=True, validators=[check_entries(required, optional)]
    )
