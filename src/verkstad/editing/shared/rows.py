# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists kept as JSON, as forms: one row for each entry, added, removed and put in order. Never JSON before an editor's eyes.

``RowsField`` has a column for each value of an entry. The rows come back in the order in which they stand in the page, so that
moving one needs no field of its own; two empty rows at the end serve those without script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from verkstad.editing.shared.plain_text import one_line

BLANK_ROWS = 2
AT_MOST = 500


class Column:
    """One value of an entry: its key, its label, and how it is written and read."""

    input_type = "text"
    is_wide = True

    def __init__(self, key: str, label: Any, *, is_required: bool = True) -> None:
        self.key, self.label, self.is_required = key, label, is_required

    def shown(self, value: Any) -> str:
        return "" if value is None else str(value)

    def read(self, typed: str) -> Any:
        """The value, or None when nothing was written. Raises ValidationError with a sentence."""
        return one_line(typed) or None

    def choices(self) -> Sequence[tuple[str, Any]]:
        return ()


class Choice(Column):
    """One of a few; an unknown value that is there already is kept."""

    input_type = "select"
    is_wide = False

    def __init__(self, key: str, label: Any, choices: Sequence[tuple[str, Any]], *, is_required: bool = True) -> None:
        super().__init__(key, label, is_required=is_required)
        self._choices = choices

    def choices(self) -> Sequence[tuple[str, Any]]:
        return self._choices


class Rows(list[dict[str, str]]):
    """Rows as they were typed: one mapping of key to text each."""


class RowsInput(forms.Widget):
    template_name = "verkstad/things/rows_input.html"

    class Media:
        css = {"all": ["verkstad/things/forms.css"]}
        js = [forms.Script("verkstad/things/rows.js", type="module")]

    def __init__(self, columns: Sequence[Column], attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.columns = tuple(columns)
        self.problems: dict[int, str] = {}

    def __deepcopy__(self, memo: Any) -> RowsInput:
        copied = super().__deepcopy__(memo)
        copied.problems = {}
        return copied

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Rows:
        """In the order of the page: a form sends its fields in that order, whatever numbers they have."""
        wanted = re.compile(rf"{re.escape(name)}-(\w+)-({'|'.join(re.escape(column.key) for column in self.columns)})")
        rows: dict[str, dict[str, str]] = {}
        for key in data:
            if found := wanted.fullmatch(key):
                rows.setdefault(found[1], {})[found[2]] = data[key]
        return Rows(row for row in rows.values() if any(value.strip() for value in self._written(row)))

    def _written(self, row: Mapping[str, str]) -> list[str]:
        """What makes a row more than an empty one: what was typed, or the first choice where nothing can be typed."""
        typed = [column for column in self.columns if column.input_type not in {"select", "hidden"}]
        return [row.get(column.key, "") for column in typed or self.columns[:1]]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return ""  # the rows are a group with a name, each field in it has its own

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = value if isinstance(value, Rows) else [self._shown(entry) for entry in value or ()]
        problems = self.problems
        rows = [self._row(name, str(place), row, problems.get(place)) for place, row in enumerate(shown)]
        blanks = [self._row(name, f"new{place}", {}, None) for place in range(BLANK_ROWS)]
        context["widget"] |= {
            "columns": self.columns,
            "rows": rows,
            "blanks": blanks,
            "pattern": self._row(name, "__row__", {}, None),
        }
        return context

    def _shown(self, entry: Any) -> dict[str, str]:
        values = entry if isinstance(entry, dict) and len(self.columns) > 1 else {self.columns[0].key: entry}
        return {column.key: column.shown(values.get(column.key)) for column in self.columns}

    def _row(self, name: str, place: str, row: Mapping[str, str], problem: str | None) -> dict[str, Any]:
        fields = [
            {
                "name": f"{name}-{place}-{column.key}",
                "id": f"id_{name}-{place}-{column.key}",
                "value": row.get(column.key, ""),
                "column": column,
                "choices": self._choices_with(column, row),
            }
            for column in self.columns
        ]
        return {"fields": fields, "problem": problem}

    def _choices_with(self, column: Column, row: Mapping[str, str]) -> list[tuple[str, Any]]:
        value = row.get(column.key, "")
        choices = list(column.choices())
        if not row and column is self.columns[0]:
            return [("", "–"), *choices]  # an empty row that nobody touched stays empty
        return choices if not value or value in dict(choices) else [*choices, (value, value)]


class RowsField(forms.Field):
    """A list of lines, with one column; or a list of mappings, with several."""

    widget: RowsInput

    def __init__(self, *, columns: Sequence[Column], **kwargs: Any) -> None:
        # What a JSON column gives to its form field, and has no meaning here.
        for name in ("encoder", "decoder", "max_length"):
            kwargs.pop(name, None)
        self.columns = tuple(columns)
        kwargs["widget"] = RowsInput(self.columns)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value

    def clean(self, value: Any) -> list[Any]:
        entries, problems = [], {}
        rows = value if isinstance(value, Rows) else Rows()
        if len(rows) > AT_MOST:
            raise ValidationError(
                _("There are %(count)s rows; at most %(most)s fit."), params={"count": len(rows), "most": AT_MOST}
            )
        for place, row in enumerate(rows):
            try:
                entries.append(self._entry(row))
            except ValidationError as refused:
                problems[place] = " ".join(refused.messages)
        self.widget.problems = problems
        if problems:
            raise ValidationError(
                [
                    _("Row %(number)s: %(problem)s") % {"number": place + 1, "problem": told}
                    for place, told in problems.items()
                ]
            )
        self.validate(entries)
        self.run_validators(entries)
        return entries

    def _entry(self, row: Mapping[str, str]) -> Any:
        values: dict[str, Any] = {}
        for column in self.columns:
            value = column.read(row.get(column.key, ""))
            if value is None and column.is_required:
                raise ValidationError(_("“%(label)s” is missing. Write it.") % {"label": column.label})
            if isinstance(value, str) and len(value) > 300 and column.input_type == "text":
                raise ValidationError(
                    _("“%(label)s” has room for 300 characters. Shorten it.") % {"label": column.label}
                )
            if value is not None:
                values[column.key] = value
        return values if len(self.columns) > 1 else values[self.columns[0].key]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [self.widget._shown(entry) for entry in initial or ()]
        return before != [{column.key: row.get(column.key, "") for column in self.columns} for row in data or ()]
