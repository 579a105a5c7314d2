# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invitation to a workshop from what is known of it: a mail, a post for LinkedIn, a line for the intranet, a calendar file.

For editors, who invite before everything is settled: the draft goes in, and an editor reads what comes out before sending it.
Nothing is said that is not known: who is to be confirmed is left out, and so is a meeting address that is not public.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from verkstad.exchange.addresses import absolute, event_ics_path, event_path
from verkstad.exchange.ical import in_calendar, write_event_calendar, write_vevent
from verkstad.exchange.links import meeting_link
from verkstad.exchange.names import Names
from verkstad.exchange.text import one_line, paragraphs, shorten
from verkstad.exchange.when import say_when
from verkstad.exchange.words import appearance_roles, event_kinds, modes, say_status, words
from verkstad.records.base import Language, Text
from verkstad.records.events import AgendaItem, Appearance, Event
from verkstad.records.published import Draft, Site

POST_AT_MOST = 3000
"""Characters that LinkedIn takes in one post. Source: https://www.linkedin.com/help/linkedin/answer/a528176"""
LINE_AT_MOST = 300


class Invitation(NamedTuple):
    subject: str
    mail: str
    post: str
    """At most :data:`POST_AT_MOST` characters."""
    line: str
    """One line of at most :data:`LINE_AT_MOST` characters, the address of the page whole at its end."""


def invitation_to(draft: Draft[Event], *, site: Site, names: Names, language: Language) -> Invitation:
    """The texts in one language. A text that was not translated stands in its own language, and the mail says so."""
    writing = _Writing(draft.thing, site, names, language)
    return Invitation(writing.subject(), writing.mail(), writing.post(), writing.line())


def invitation_calendar(draft: Draft[Event], *, site: Site, names: Names, language: Language) -> bytes:
    """The workshop as a file for a calendar; empty when the day is not known. A meeting address that is not public stays out."""
    event = draft.thing
    if event.meeting_address is not None and not event.meeting_address.public:
        event = event.model_copy(update={"meeting_address": None})
    if not in_calendar(event):
        return b""
    return write_event_calendar(
        write_vevent(event, site=site, names=names, language=language), time_zone=event.time_zone
    )


class _Writing:
    def __init__(self, event: Event, site: Site, names: Names, language: Language) -> None:
        self.event, self.names, self.language = event, names, language
        self._ = words(language)
        self.page = absolute(site, event_path(event, language))
        self.calendar = absolute(site, event_ics_path(event)) if in_calendar(event) else None
        series = names.series(event.series)
        self.sender = series.short_name or self.said(series.name)
        self.contact = series.contact_email or site.contact_email
        self.title = one_line(self.said(event.title))
        self.status = say_status(event, language)
        self.when = say_when(event, language)
        self.is_off = event.status != "scheduled"

    def said(self, text: Text) -> str:
        return text.shown(self.language).words

    def subject(self) -> str:
        _ = self._
        values = {"status": self.status, "title": self.title, "when": self.when}
        if self.status:
            return _("%(status)s: %(title)s, %(when)s") % values
        return _("Invitation: %(title)s, %(when)s") % values

    def mail(self) -> str:
        return "\n\n".join(part for part in self._mail_parts() if part) + "\n"

    def _mail_parts(self) -> Iterator[str]:
        _ = self._
        yield _("Hello,")
        if self.is_off:
            yield self.not_held()
        else:
            yield _("%(sender)s invites you to “%(title)s”.") % {"sender": self.sender, "title": self.title}
            yield "\n".join(self.facts())
            yield from self.summary()
            yield "\n".join(self.agenda())
            yield "\n".join(self.speakers())
        yield "\n".join(self.addresses())
        yield "\n".join(filter(None, (_("Regards"), self.sender, self.contact)))

    def not_held(self) -> str:
        _ = self._
        told = _("“%(title)s” is cancelled.") if self.event.status == "cancelled" else _("“%(title)s” is postponed.")
        said = [told % {"title": self.title}, _("It was planned for %(when)s.") % {"when": self.when}]
        if self.event.status_note:
            said.append(self.said(self.event.status_note))
        return " ".join(said)

    def facts(self) -> Iterator[str]:
        """What, when and where, a line each; only what is known."""
        _, event = self._, self.event
        if event.kind != "workshop":
            yield _("Kind: %(kind)s") % {"kind": event_kinds(self.language)[event.kind]}
        yield _("When: %(when)s") % {"when": self.when}
        if event.precision == "month":
            yield _("The day is not settled yet.")
        if event.status == "scheduled" and self.status:
            yield f"{self.status}."
        if where := self.where():
            yield _("Where: %(where)s") % {"where": where}
        if meeting := meeting_link(event, self.language):
            yield "{}: {}".format(*meeting)
        for link in event.links:
            if link.kind == "sign_up" and link.url:
                yield _("Sign up: %(address)s") % {"address": link.url}
        if event.seats_limited:
            yield _("Seats are limited.")
        if organisers := self.organisers():
            yield _("Organiser: %(organisers)s") % {"organisers": organisers}
        if event.audience:
            yield _("For: %(audience)s") % {"audience": one_line(self.said(event.audience))}
        if any(recording.state == "planned" for recording in event.recordings):
            yield _("It will be recorded.")
        if contacts := [self.who(one, with_role=False) for one in event.appearances if one.role == "contact"]:
            yield _("Contact: %(names)s") % {"names": ", ".join(filter(None, contacts))}

    def where(self) -> str:
        mode = modes(self.language)[self.event.mode] if self.event.mode else ""
        if self.event.venue and self.event.mode == "on_site":
            return self.event.venue
        return ", ".join(filter(None, (mode, self.event.venue)))

    def organisers(self) -> str:
        shown = [
            self.said(self.names.organisation(organiser.organisation).name)
            for organiser in self.event.organisers
            if organiser.role in {"organiser", "co_organiser"}
        ]
        return ", ".join(dict.fromkeys(shown))

    def summary(self) -> Iterator[str]:
        if self.event.summary is None:
            return
        text, text_language = self.event.summary.shown(self.language)
        yield from paragraphs(text)
        if self.event.summary_state == "machine":
            yield self._("Automatic text, may contain errors.")
        if text_language != self.language:
            yield (
                self._("This text is only in Swedish.")
                if text_language == "sv"
                else self._("This text is only in English.")
            )

    def agenda(self) -> Iterator[str]:
        if not self.event.agenda:
            return
        yield self._("Agenda")
        for item in self.event.agenda:
            who = ", ".join(self.appearing(item))
            yield self.timed(item) + one_line(self.said(item.title)) + (f" – {who}" if who else "")

    def timed(self, item: AgendaItem) -> str:
        if item.start_time is None:
            return "• "
        hour, minute = f"{item.start_time:%H}", f"{item.start_time:%M}"
        return f"{hour}.{minute}  " if self.language == "sv" else f"{hour}:{minute}  "

    def appearing(self, item: AgendaItem) -> Iterator[str]:
        for appearance in self.event.appearances:
            if appearance.agenda_item == item.uid and (who := self.who(appearance)):
                yield who

    def speakers(self) -> Iterator[str]:
        """Those who belong to no item of the agenda."""
        shown = [
            who
            for appearance in self.event.appearances
            if appearance.agenda_item is None and appearance.role != "contact" and (who := self.who(appearance))
        ]
        if shown:
            yield self._("Speakers")
            yield from (f"• {who}" for who in shown)

    def who(self, appearance: Appearance, *, with_role: bool = True) -> str:
        """``Anna Berg (Riksarkivet), moderator``; nothing for somebody who is not confirmed."""
        if appearance.to_be_confirmed:
            return ""
        organisation = appearance.organisation and self.said(self.names.organisation(appearance.organisation).name)
        if appearance.person is None:
            name = organisation or ""
        else:
            name = appearance.billed_as or self.names.person(appearance.person).name
            name += f" ({organisation})" if organisation else ""
        if with_role and appearance.role != "speaker":
            name += f", {appearance_roles(self.language)[appearance.role]}"
        return name

    def addresses(self) -> Iterator[str]:
        _ = self._
        yield _("Everything about it: %(address)s") % {"address": self.page}
        if self.calendar and not self.is_off:
            yield _("For your calendar: %(address)s") % {"address": self.calendar}

    def post(self) -> str:
        _ = self._
        if self.is_off:
            return "\n\n".join([shorten(self.not_held(), 2000), self.page])
        head = [self.title, ". ".join(filter(None, (self.day_first(), self.where())))]
        known = [self.who(one, with_role=False) for one in self.event.appearances if one.role != "contact"]
        named = ", ".join(dict.fromkeys(filter(None, known)))
        speakers = _("Speakers: %(names)s") % {"names": named} if named else ""
        tail = [shorten(speakers, 900)] if speakers else []
        tail += [shorten(_("Seats are limited."), 100)] if self.event.seats_limited else []
        tail += [_("Everything about it: %(address)s") % {"address": self.page}]
        middle = list(self.summary())
        text = "\n\n".join([*head, *middle, *tail])
        if len(text) <= POST_AT_MOST:
            return text
        left = POST_AT_MOST - len("\n\n".join([*head, "", *tail]))
        return "\n\n".join([*head, shorten("\n".join(middle), left), *tail])

    def day_first(self) -> str:
        """The day as a sentence begins with it."""
        return self.when[:1].upper() + self.when[1:]

    def line(self) -> str:
        if self.is_off:
            said = self.not_held()
        else:
            parts = (f"{self.day_first()}: {self.title}", self.where())
            said = ". ".join(filter(None, parts)) + "."
        return f"{shorten(said, LINE_AT_MOST - len(self.page) - 1)} {self.page}"
