# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of any thing: what sources contradict, pictures, translations, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from stdnum.se import orgnr

from verkstad.checks.register import Found, check
from verkstad.records.base import Record, Text
from verkstad.records.dossier import EventFile, OrganisationEntry, PersonEntry, SeriesEntry, TopicEntry
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Series

ENTRIES = (EventFile, SeriesEntry, PersonEntry, OrganisationEntry, TopicEntry)
OF_THE_DATE = frozenset({"start_date", "end_date", "start_time", "end_time", "weekday", "precision"})


@check(
    "claim.open",
    severity="warning",
    of=ENTRIES,
    message=_("Sources differ: %(values)s. Choose one, or leave it open and say so on the page."),
)
def rival_claims_are_settled(entry: Record, at: datetime) -> Iterator[Found]:
    """One finding for each field with an open claim. A date that sources contradict is an error: people come on the wrong day."""
    claims = getattr(entry, "claims", ())
    for name in sorted({claim.field for claim in claims if claim.state == "open"}):
        said = [
            f"{claim.value or '–'} ({claim.source}{f':{claim.line}' if claim.line else ''})"
            for claim in claims
            if claim.field == name and claim.state != "rejected"
        ]
        yield Found(name, {"values": "; ".join(said)}, "error" if name in OF_THE_DATE else None)


@check(
    "image.no-alternative",
    severity="error",
    of=(EventFile, SeriesEntry),
    message=_("The picture has no description, so those who cannot see it are told nothing. Describe what it shows."),
)
def picture_has_a_description(thing: Event | Series, at: datetime) -> Iterator[Found]:
    if thing.image is not None and thing.image.file is not None and thing.image.alternative is None:
        yield Found("image.alternative")


@check(
    "translation.outdated",
    severity="warning",
    of=ENTRIES,
    message=_("The original has changed since it was translated. Read the translation again, and save it."),
)
def translation_is_of_the_present_original(entry: Record, at: datetime) -> Iterator[Found]:
    for place, text in texts(entry):
        if text.translated_from is not None and text.translated_from != text.original_hash():
            yield Found(place)


def texts(record: Record, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a record with its place: ``summary``, ``agenda[0].title``. Those of its draft and its notes are left out."""
    for name in type(record).model_fields:
        if name in {"draft", "notes", "claims"}:
            continue
        value = getattr(record, name)
        if isinstance(value, Text):
            yield f"{place}{name}", value
        elif isinstance(value, Record):
            yield from texts(value, f"{place}{name}.")
        elif isinstance(value, tuple):
            for number, inner in enumerate(value):
                if isinstance(inner, Record):
                    yield from texts(inner, f"{place}{name}[{number}].")


@check(
    "organisation.number",
    severity="error",
    of=OrganisationEntry,
    message=_(
        "%(number)s is not the number of an organisation. Check the digits; a person's number must never be published."
    ),
)
def organisation_number_is_one(organisation: Organisation, at: datetime) -> Iterator[Found]:
    """Ten digits with a check digit; of a legal person the third digit is 2 or more."""
    number = organisation.organisation_number
    if number is None or not number.replace("-", "").isdigit():
        return  # of another country
    if not orgnr.is_valid(number) or int(orgnr.compact(number)[2]) < 2:
        yield Found("organisation_number", {"number": number})
