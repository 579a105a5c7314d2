# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reader's words for the codes in records: kinds, roles, licences. Kinds and roles of events are those of the exchange room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from verkstad.archive.rules.licences import ALL_RIGHTS_RESERVED
from verkstad.edition.rendering.tongue import N_, tongue
from verkstad.exchange.words import appearance_roles, event_kinds, modes
from verkstad.records.base import Language

__all__ = ["appearance_roles", "event_kind", "label", "licence", "mode"]

_WORDS: dict[str, dict[str, str]] = {
    "organisation": {
        "authority": N_("Authority"),
        "municipality": N_("Municipality"),
        "region": N_("Region"),
        "government": N_("Government"),
        "university": N_("University"),
        "company": N_("Company"),
        "association": N_("Association"),
        "foundation": N_("Foundation"),
        "network": N_("Network"),
        "parliament_party": N_("Party in parliament"),
        "eu_body": N_("EU body"),
        "foreign_body": N_("Body in another country"),
        "project": N_("Project"),
        "other": "",
    },
    "described": {
        "not_needed": N_("Audio description is not needed"),
        "wanted": N_("Audio description is wanted, and not made yet"),
        "present": N_("There is an audio description"),
    },
    "topic": {
        "subject": "",
        "software": N_("software"),
        "service": N_("service"),
        "standard": N_("standard"),
        "law": N_("law or inquiry"),
        "data_set": N_("data set"),
        "programme": N_("programme"),
    },
    "topics": {
        "subject": N_("Subjects"),
        "software": N_("Software"),
        "service": N_("Services"),
        "standard": N_("Standards"),
        "law": N_("Laws and inquiries"),
        "data_set": N_("Data sets"),
        "programme": N_("Programmes"),
    },
    "organiser": {
        "organiser": N_("Organiser"),
        "co_organiser": N_("Co-organiser"),
        "host": N_("Host"),
        "partner": N_("In cooperation with"),
        "initiator": N_("On the initiative of"),
        "publisher": N_("Published the recording"),
    },
    "agenda": {
        "introduction": N_("introduction"),
        "talk": "",
        "panel": N_("panel"),
        "group_discussion": N_("group discussion"),
        "discussion": N_("discussion"),
        "demonstration": N_("demonstration"),
        "report": N_("report back"),
        "break": N_("break"),
        "closing": N_("closing"),
        "other": "",
    },
    "material": {
        "slides": N_("slides"),
        "document": N_("document"),
        "notes": N_("notes"),
        "summary": N_("summary"),
        "report": N_("report"),
        "code": N_("source code"),
        "data": N_("data"),
        "page": N_("web page"),
        "other": "",
    },
    "link": {
        "forum": N_("Questions and answers in the forum"),
        "pre_reading": N_("Read beforehand"),
        "partner_page": N_("Page at an organisation"),
        "sign_up": N_("Sign-up"),
        "notes": N_("Notes"),
        "tool": N_("Tool"),
        "reference": N_("Mentioned"),
        "other": N_("More"),
    },
    "relation": {
        "related": N_("On the same subject"),
        "continues": N_("Continues"),
        "part_of": N_("Part of"),
        "replaces": N_("Replaces"),
        "same_as": N_("The same workshop"),
    },
    "captions": {
        "machine": N_("automatic, may contain errors"),
        "corrected": N_("corrected"),
        "approved": N_("approved"),
    },
    "gone": {
        "withdrawn": N_("It has been taken down."),
        "author_request": N_("Taken down at the author’s request."),
        "rights": N_("Taken down because the rights to it were not ours."),
        "personal_data": N_("Taken down for the protection of personal data."),
        "merged": N_("It has become part of another page."),
        "mistake": N_("It was published by mistake."),
    },
}

_LICENCES: dict[str, tuple[str, str]] = {
    "CC0-1.0": (N_("Free to use (%(code)s)"), "CC0 1.0"),
    "PDDL-1.0": (N_("Free to use (%(code)s)"), "PDDL 1.0"),
    "CC-BY-4.0": (N_("Free to use if you credit the author (%(code)s)"), "CC BY 4.0"),
    "CC-BY-3.0": (N_("Free to use if you credit the author (%(code)s)"), "CC BY 3.0"),
    "CC-BY-2.5-SE": (N_("Free to use if you credit the author (%(code)s)"), "CC BY 2.5 SE"),
    "CC-BY-SA-4.0": (N_("Free to use if you credit the author and share alike (%(code)s)"), "CC BY-SA 4.0"),
    "CC-BY-SA-3.0": (N_("Free to use if you credit the author and share alike (%(code)s)"), "CC BY-SA 3.0"),
    "CC-BY-NC-4.0": (N_("Free to use without profit if you credit the author (%(code)s)"), "CC BY-NC 4.0"),
    "CC-BY-NC-SA-4.0": (
        N_("Free to use without profit if you credit the author and share alike (%(code)s)"),
        "CC BY-NC-SA 4.0",
    ),
    "CC-BY-ND-4.0": (N_("Free to share unchanged if you credit the author (%(code)s)"), "CC BY-ND 4.0"),
    "CC-BY-NC-ND-4.0": (
        N_("Free to share unchanged, without profit, if you credit the author (%(code)s)"),
        "CC BY-NC-ND 4.0",
    ),
}

_ALL_RIGHTS = N_("All rights reserved: ask the author before you use it")


@cache
def label(family: str, code: str, language: Language) -> str:
    """The word for a code of a family; empty where the code says nothing a reader needs."""
    words = _WORDS[family][code]
    return tongue(language).gettext(words) if words else ""


@cache
def licence(code: str, language: Language) -> str:
    """Meaning first, code after."""
    if code == ALL_RIGHTS_RESERVED:
        return tongue(language).gettext(_ALL_RIGHTS)
    words, name = _LICENCES.get(code) or (N_("Licence: %(code)s"), code)
    return tongue(language).gettext(words) % {"code": name}


@cache
def event_kind(kind: str, language: Language) -> str:
    """The kind of an event, with a capital; empty for a plain workshop."""
    if kind == "workshop":
        return ""
    words = cast(Mapping[str, str], event_kinds(language))
    return words[kind][:1].upper() + words[kind][1:]


@cache
def mode(code: str | None, language: Language) -> str:
    words = cast(Mapping[str, str], modes(language))
    return words[code] if code else ""
