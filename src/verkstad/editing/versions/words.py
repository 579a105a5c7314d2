# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences between two versions of a thing in words: which field, of which part, what it was and what it is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.utils.dateparse import parse_date, parse_time
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from verkstad.archive.fields import TextColumns
from verkstad.archive.models import Root
from verkstad.archive.shapes import Shape
from verkstad.archive.spoken import spoken_day, spoken_time
from verkstad.archive.versions import ORDER, Clash, Difference, Place, Version

_WORD = re.compile(r"\s+|[^\s]+")
SHORT = 60
"""A value up to so many characters is told as "before → after"; a longer text with what was added and removed in it."""


class Told(NamedTuple):
    """One difference as a row: ``before`` and ``after`` are HTML with <ins> and <del>, or plain words."""

    place: Place
    label: str
    kind: str
    """``changed``, ``text`` (both sides in one), ``added``, ``removed``, ``moved``."""
    before: str
    after: str


class Choice(NamedTuple):
    """A clash as a question: my words and theirs, marked with what differs."""

    name: str
    label: str
    base: str
    mine: str
    theirs: str
    preset: str


@dataclass
class Words:
    """Tells differences of one kind of thing. What things are called is asked once, for all that the versions name."""

    shape: Shape
    names: Mapping[tuple[type[Root], str], str]
    parts: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, shape: Shape, *versions: Version) -> Words:
        """For telling differences between these versions. One query for each kind of thing they name."""
        wanted: dict[type[Root], set[str]] = {}
        for version in versions:
            for model, key in _named(shape, version):
                wanted.setdefault(model, set()).add(key)
        names = {
            (model, str(row.pk)): str(row)
            for model, keys in wanted.items()
            for row in model.objects.filter(pk__in=[key for key in keys if _is_id(key)])
        }
        words = cls(shape, names, {})
        words.parts = {
            (name, str(part["uid"])): words.part(child, part)
            for version in versions
            for name, child in shape.children.items()
            for part in version.get(name) or ()
        }
        return words

    # ── Rows ──

    def tell(self, found: Iterable[Difference]) -> list[Told]:
        return [told for difference in found if (told := self._tell(difference)) is not None]

    def _tell(self, difference: Difference) -> Told | None:
        place, before, after = difference
        if not place.list:
            return self._column(place, self.shape.model, self.label(self.shape.model, place.key), before, after)
        child = self.shape.children[place.list]
        one = capfirst(child.model._meta.verbose_name)
        if place.key == ORDER:
            order = [self.parts.get((place.list, uid), "") for uid in after]
            return Told(
                place,
                _("The order of %(things)s") % {"things": child.model._meta.verbose_name_plural},
                "moved",
                "",
                "; ".join(filter(None, order)),
            )
        if not place.key:
            if before is None:
                return Told(
                    place, _("New: %(part)s") % {"part": one.lower()}, "added", "", self.part(child, after, whole=True)
                )
            return Told(
                place,
                _("Removed: %(part)s") % {"part": one.lower()},
                "removed",
                self.part(child, before, whole=True),
                "",
            )
        called = self.parts.get((place.list, place.uid), "")
        field = self.label(child.model, place.key)
        label = _("%(part)s “%(name)s”: %(field)s") % {"part": one, "name": called, "field": field}
        return self._column(place, child.model, label, before, after)

    def _column(self, place: Place, model: type[models.Model], label: str, before: Any, after: Any) -> Told | None:
        if place.key.endswith("_translated_from"):
            return None  # follows from the texts
        was, now = self.value(model, place.key, before), self.value(model, place.key, after)
        if was == now:
            return None
        if max(len(was), len(now)) > SHORT and was and now:
            return Told(place, label, "text", "", marked(was, now))
        return Told(place, label, "changed", was or _("nothing"), now or _("nothing"))

    def choices(self, clashes: Sequence[Clash]) -> list[Choice]:
        return [self._choice(clash) for clash in clashes]

    def _choice(self, clash: Clash) -> Choice:
        place = clash.place
        told = self._tell(Difference(place, clash.theirs, clash.mine))
        label = told.label if told else self.label(self.shape.model, place.key)
        base, mine, theirs = (self._side(place, value) for value in (clash.base, clash.mine, clash.theirs))
        if place.list and not place.key:
            label = capfirst(self.shape.children[place.list].model._meta.verbose_name)
        # What one of them added stays unless somebody says otherwise: nothing is lost by looking away.
        preset = (
            "mine" if clash.theirs is None or (place.list and not place.key and clash.mine is not None) else "theirs"
        )
        one, other = (
            (marked(theirs, mine, only="ins"), marked(mine, theirs, only="ins"))
            if mine and theirs
            else (escape(mine), escape(theirs))
        )
        return Choice(str(place), label, base, one, other, preset)

    def _side(self, place: Place, value: Any) -> str:
        if not place.list:
            return self.value(self.shape.model, place.key, value)
        child = self.shape.children[place.list]
        if place.key == ORDER:
            return "; ".join(filter(None, (self.parts.get((place.list, uid), "") for uid in value or ())))
        if not place.key:
            return self.part(child, value, whole=True) if value is not None else ""
        return self.value(child.model, place.key, value)

    # ── Words for what a place is, and for what stands there ──

    def label(self, model: type[models.Model], key: str) -> str:
        """The field's label; of a text also its language."""
        for name, text in vars(model).items():
            if isinstance(text, TextColumns) and key in {f"{name}_sv", f"{name}_en", f"{name}_original"}:
                said = capfirst(str(text.columns["sv"].verbose_name))
                if key.endswith("_original"):
                    return _("%(field)s, original language") % {"field": said}
                language = _("in English") if key.endswith("_en") else _("in Swedish")
                return f"{said} {language}"
        field = model._meta.get_field(key)
        return capfirst(str(getattr(field, "verbose_name", key)))

    def value(self, model: type[models.Model], key: str, value: Any) -> str:
        """What stands in a column, as a person would say it; empty when nothing does."""
        if value in (None, "", [], {}):
            return ""
        field = model._meta.get_field(key)
        if isinstance(field, models.ForeignKey):
            return self.names.get((field.related_model, str(value)), _("something that is no longer there"))
        if key.endswith("_uid"):
            return next((words for (_list, uid), words in self.parts.items() if uid == str(value)), "")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return "; ".join(_entry(entry) for entry in value)
        return _moment(field, value)

    def part(self, child: Shape, part: Version, *, whole: bool = False) -> str:
        """A part by what it is called; with ``whole`` all that stands in it."""
        values = []
        for key in child.keys:
            if key.endswith(("_translated_from", "_original", "_uid")) or key == "uid":
                continue
            field = child.model._meta.get_field(key)
            if isinstance(field, models.BooleanField) and not part.get(key):
                continue
            if said := self.value(child.model, key, part.get(key)):
                values.append((key, said))
        if whole:
            return ", ".join(said for _key, said in values)
        called = [said for key, said in values if key in _CALLED_BY]
        return called[0] if called else (values[0][1] if values else "–")


_CALLED_BY = {
    "title_sv", "title_en", "person", "billed_as", "organisation", "topic", "event", "broader", "note_sv", "note_en", "field",
}  # fmt: skip


def _named(shape: Shape, version: Version) -> Iterable[tuple[type[Root], str]]:
    for row, model in [
        (version, shape.model),
        *((part, child.model) for name, child in shape.children.items() for part in version.get(name) or ()),
    ]:
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Root) and row.get(field.name):
                yield field.related_model, str(row[field.name])


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _entry(entry: Any) -> str:
    if isinstance(entry, Mapping):
        return " ".join(str(value) for value in entry.values() if value not in (None, ""))
    return str(entry)


def _moment(field: models.Field, value: Any) -> str:
    if isinstance(field, models.DateField):
        day = value if isinstance(value, date) else parse_date(str(value)[:10])
        return spoken_day(day) if day else str(value)
    if isinstance(field, models.TimeField):
        at = value if isinstance(value, time) else parse_time(str(value))
        return spoken_time(at) if at else str(value)
    return str(value)


def marked(before: str, after: str, *, only: str = "") -> SafeString:
    """Both texts in one, word by word: <del> around what went, <ins> around what came; with ``only`` one of the two."""
    was, now = _WORD.findall(before), _WORD.findall(after)
    made: list[str] = []
    removed, added = _said(_("Removed:")), _said(_("Added:"))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = escape("".join(was[a:b])), escape("".join(now[c:d]))
        if kind == "equal":
            made.append(come)
            continue
        if gone and only != "ins":
            made.append(f"<del>{removed}{gone}</del>")
        if come and only != "del":
            made.append(f"<ins>{added}{come}</ins>")
    return mark_safe("".join(made))  # noqa: S308  (each piece is escaped above)


def _said(words: str) -> str:
    """For those who hear the page: colour and line do not speak."""
    return f'<span class="w-sr-only">{escape(words)} </span>'
