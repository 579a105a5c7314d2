# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Form fields that read what people write: days and times in the ways Swedes write them, and lists of lines."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})(\d{2})(\d{2})|(\d{1,2})[./](\d{1,2})[./ ] ?(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_TIME = re.compile(r"(\d{1,2})(?:[.:,](\d{2})(?::(\d{2}))?)?|(\d{2})(\d{2})")
# A weekday before it and a stop after the number are read past: "torsdag 7 maj 2026", "7. maj 2026", "7 May 2026".
_IN_WORDS = re.compile(r"(?:[^\W\d_]+,? )?(?:(?:den )?(\d{1,2})\.? )?([^\W\d_]{3,9})\.? (\d{4})")
_MONTHS = (
    ("januari", "january"), ("februari", "february"), ("mars", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("augusti", "august"), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip


def as_month(text: str) -> tuple[int, int] | None:
    """Year and month of a text that names no day: ``2026-05`` or ``maj 2026``."""
    text = text.strip().lower()
    if found := _MONTH.fullmatch(text):
        return int(found[1]), int(found[2])
    in_words = _IN_WORDS.fullmatch(text)
    month = _month_called(in_words[2]) if in_words and in_words[1] is None else None
    return (int(in_words[3]), month) if in_words and month else None


def _month_called(word: str) -> int | None:
    """The number of a month by its Swedish or English name, whole or cut off after three letters or more."""
    found = [number for number, names in enumerate(_MONTHS, 1) if any(name.startswith(word) for name in names)]
    return found[0] if len(found) == 1 else None


class DayInput(forms.TextInput):
    """A day as 2026-05-07; of a month alone the row says so (``month_only``)."""

    class Media:
        js = [forms.Script("verkstad/events/day.js", type="module")]

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


class DayField(forms.Field):
    """A day: 2026-05-07, 20260507, 7/5 2026, 7.5.2026 or 7 maj 2026; of a month alone, 2026-05 or maj 2026, its first."""

    # No inputmode: the keys of a telephone for numbers have no hyphen. The script puts a button that says data-day beside it.
    widget = DayInput(
        attrs={"autocomplete": "off", "size": 16, "maxlength": 40, "data-day": gettext_lazy("Choose in the calendar")}
    )

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        text = str(value).strip()
        if month := as_month(text):
            return self._day(text, *month, 1)
        in_words = _IN_WORDS.fullmatch(text.lower())
        if in_words and (named := _month_called(in_words[2])):
            return self._day(text, int(in_words[3]), named, int(in_words[1]))
        found = _DAY.fullmatch(text)
        if found is None:
            raise ValidationError(
                _("“%(text)s” is not a date we can read. Write it as year-month-day, for example 2026-05-07."),
                code="unread",
                params={"text": text},
            )
        parts = [int(part) for part in found.groups() if part is not None]
        year, month_number, day = parts if found[1] or found[4] else reversed(parts)
        return self._day(text, year, month_number, day)

    def _day(self, text: str, year: int, month: int, day: int) -> date:
        try:
            found = date(year, month, day)
        except ValueError:
            found = None
        if found is None or not 1900 <= year <= 2200:
            raise ValidationError(
                _("“%(text)s” is not a day in the calendar. Change the day, the month or the year."),
                code="impossible",
                params={"text": text},
            )
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _changed(self, initial, data)


class MonthOrDayInput(DayInput):
    """Shows the month alone when nobody knows the day."""

    month_only = False

    def format_value(self, value: Any) -> str | None:
        if self.month_only and isinstance(value, date):
            return f"{value:%Y-%m}"
        return super().format_value(value)


class TimeInput(forms.TextInput):
    def format_value(self, value: Any) -> str | None:
        if isinstance(value, time):
            return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
        return super().format_value(value)


class TimeField(forms.Field):
    """A time of day: 9, 9.30, 09:30 or 0930."""

    widget = TimeInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 5, "maxlength": 8})

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return None if value in self.empty_values else value
        text = str(value).strip()
        found = _TIME.fullmatch(text)
        if found is None:
            raise ValidationError(
                _("“%(text)s” is not a time we can read. Write hours and minutes, for example 9:30."),
                code="unread",
                params={"text": text},
            )
        parts = [int(part) for part in found.groups() if part is not None]
        try:
            return time(*parts)
        except ValueError as impossible:
            raise ValidationError(
                _("“%(text)s” is not a time of day. Hours go from 0 to 23 and minutes from 0 to 59."),
                code="impossible",
                params={"text": text},
            ) from impossible

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _changed(self, initial, data)


def _changed(field: forms.Field, initial: Any, data: Any) -> bool:
    try:
        return field.to_python(data) != initial
    except ValidationError:
        return True


class LinesField(forms.CharField):
    """A list of lines, written one to a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        lines = (value or "").replace("\0", "").replace("\r", "").split("\n")  # no database keeps the first of these
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Those of the model's column say what is wrong with a line."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class ProseInput(forms.Textarea):
    """Paragraphs; the box is as high as they are, where the browser can (field-sizing)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 2, **(attrs or {})})


MONTH_ONLY = gettext_lazy("Only the month is known")
