# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail that asks speakers for their slides: who has not sent any, and the words, for an editor to read and send."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import quote

from verkstad.exchange.addresses import absolute, event_path
from verkstad.exchange.names import Names
from verkstad.exchange.text import one_line
from verkstad.exchange.when import say_short_day
from verkstad.exchange.words import words
from verkstad.records.base import Id, Language
from verkstad.records.events import Appearance, Event
from verkstad.records.published import Draft, Site

SHOWING_SLIDES = frozenset({"speaker", "facilitator"})
"""Roles of those who are likely to have shown slides; a panel talks without."""


class Mail(NamedTuple):
    subject: str
    body: str

    def address(self) -> str:
        """A ``mailto:`` link without anybody's address: the archive keeps none of speakers'. Source: RFC 6068."""
        lines = "\r\n".join(self.body.splitlines())
        return f"mailto:?subject={quote(self.subject, safe='')}&body={quote(lines, safe='')}"


def speakers_without_slides(event: Event, names: Names) -> Iterator[Appearance]:
    """Those who are confirmed, likely to have shown slides, and of whom there are none that can be had.

    Slides belong to a speaker who is named as their creator, or to all speakers of the item that they belong to.
    """
    slides = [material for material in event.materials if material.kind == "slides" and material.has_address]
    items = {material.agenda_item for material in slides if material.agenda_item}
    creators = {creator.casefold() for material in slides for creator in material.creators}
    for appearance in event.appearances:
        if appearance.person is None or appearance.to_be_confirmed or appearance.role not in SHOWING_SLIDES:
            continue
        name = names.person(appearance.person).name.casefold()
        if name not in creators and appearance.agenda_item not in items:
            yield appearance


def slides_request(draft: Draft[Event], uids: Collection[Id], *, site: Site, names: Names, language: Language) -> Mail:
    """One mail to those of the event's speakers whose appearances have the ids; without any, to nobody by name."""
    event, _ = draft.thing, words(language)
    asked = [one for one in event.appearances if one.uid in uids and one.person is not None]
    people = list(dict.fromkeys(names.person(one.person).name for one in asked if one.person))
    day = say_short_day(event.start_date, event.precision, language, year=event.start_date.year != draft.at.year)
    title = one_line(event.title.shown(language).words)
    series = names.series(event.series)
    sender = series.short_name or series.name.shown(language).words
    talks = list(
        dict.fromkeys(
            one_line(item.title.shown(language).words)
            for item in event.agenda
            if any(one.agenda_item == item.uid for one in asked)
        )
    )
    values = {"title": title, "day": day, "talk": talks[0] if talks else "", "page": ""}
    values["page"] = absolute(site, event_path(event, language))
    thanks = (
        _("Thank you for “%(talk)s” at “%(title)s”, %(day)s.")
        if len(talks) == 1 and talks[0] != title
        else _("Thank you for taking part in “%(title)s”, %(day)s.")
    )
    parts = [
        _("Hello %(names)s,") % {"names": _joined(people, language)} if people else _("Hello,"),
        thanks % values,
        _(
            "Could you send your slides, as PDF or in the format you made them in? We put them on the page of the workshop, so that those who were not there can use them too: %(page)s"
        )
        % values,
        _(
            "Please say how they may be used as well: for example freely, as long as you are named as their author (CC BY 4.0). Tell us if you do not want them published."
        ),
        "\n".join(filter(None, (_("Regards"), sender, series.contact_email or site.contact_email))),
    ]
    return Mail(_("Could you send your slides from %(day)s?") % values, "\n\n".join(parts) + "\n")


def _joined(names: list[str], language: Language) -> str:
    _ = words(language)
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
