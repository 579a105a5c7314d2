# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people on an agenda as a page shows them: name, title and organisation as they were that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, cast
from uuid import UUID

from verkstad.edition.library import Library
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange.words import appearance_roles
from verkstad.records.base import Language
from verkstad.records.events import Appearance
from verkstad.records.things import Organisation


class Named(NamedTuple):
    """A link to an organisation: its address and the words to show; ``spelt_out`` is the full name, once per page."""

    href: str
    words: str
    spelt_out: str
    language: str | None


class Who(NamedTuple):
    """One appearance. ``name`` is empty when the organisation itself appeared; ``pending`` says that it is not confirmed."""

    href: str
    name: str
    billed_as: str
    title: str
    organisations: tuple[Named, ...]
    role: str
    pending: str


class Cast:
    """Turns the appearances of one event into what its page shows. An organisation's short name is spelt out once."""

    def __init__(self, library: Library, language: Language, *, is_past: bool) -> None:
        self.library = library
        self.language: Language = language
        self.prefix = "" if language == "sv" else "/en"
        self.spelt: set[UUID] = set()
        self.pending = confirmation(language, is_past=is_past)
        self.roles = cast(Mapping[str, str], appearance_roles(language))

    def organisation(self, id: UUID, billed_as: str | None = None) -> Named:
        found: Organisation = self.library.organisation(id)
        name = found.name.shown(self.language)
        words, spelt_out = billed_as or found.short_name or name.words, ""
        if id not in self.spelt:
            self.spelt.add(id)
            spelt_out = name.words if name.words.casefold() not in words.casefold() else ""
        return Named(f"{self.prefix}/organisation/{found.slug}/", words, spelt_out, lang_of(name, self.language))

    def who(self, appearance: Appearance) -> Who:
        href = name = billed_as = ""
        if appearance.person:
            person = self.library.person(appearance.person)
            href, name = f"{self.prefix}/person/{person.slug}/", person.name
            if appearance.billed_as and appearance.billed_as != name:
                billed_as = appearance.billed_as
        elif appearance.billed_as:
            name = appearance.billed_as
        organisations = []
        if appearance.organisation:
            organisations.append(self.organisation(appearance.organisation, appearance.organisation_billed_as))
        if appearance.second_organisation:
            organisations.append(self.organisation(appearance.second_organisation))
        return Who(
            href,
            name,
            billed_as,
            appearance.title or "",
            tuple(organisations),
            self.roles[appearance.role] if name or appearance.role != "speaker" else "",
            self.pending if appearance.to_be_confirmed else "",
        )

    def all(self, appearances: Iterable[Appearance]) -> list[Who]:
        return [self.who(appearance) for appearance in appearances]


@cache
def confirmation(language: Language, *, is_past: bool) -> str:
    _ = tongue(language).gettext
    return _("Not confirmed") if is_past else _("To be confirmed")
