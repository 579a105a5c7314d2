# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of an event: its agenda, who appears in it, and what else belongs to it. Each has a ``uid`` that never changes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from verkstad.archive.choices import AgendaKind, AppearanceRole, LinkKind, OrganiserRole, RelationKind, TopicRelation
from verkstad.archive.fields import TextColumns, line_field, lines_field, one_of, text_stands, web_address_field
from verkstad.archive.models.base import Child
from verkstad.archive.models.event import Event


class Session(Child):
    """A pass: a part of a day with a heading of its own, which agenda items belong to."""

    uid_is_content = True

    event = ParentalKey(Event, related_name="sessions", on_delete=models.CASCADE)
    title = TextColumns(_("title"))

    class Meta(Child.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [text_stands("session", "title", required=True)]

    def __str__(self) -> str:
        return str(self.title)


class AgendaItem(Child):
    """One item of the agenda, timed or not."""

    uid_is_content = True

    event = ParentalKey(Event, related_name="agenda", on_delete=models.CASCADE)
    # By uid, not by key: a draft names sessions that have no row yet.
    session_uid = models.UUIDField(_("session"), null=True, blank=True)
    title = TextColumns(_("title"))
    kind = models.CharField(_("kind"), max_length=20, choices=AgendaKind.choices, default=AgendaKind.TALK)
    start_time = models.TimeField(_("start"), null=True, blank=True)
    end_time = models.TimeField(_("end"), null=True, blank=True)
    description = TextColumns(_("description"))

    class Meta(Child.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            text_stands("agendaitem", "title", required=True),
            text_stands("agendaitem", "description"),
            one_of("agendaitem", "kind", AgendaKind),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Appearance(Child):
    """Somebody on the agenda, as they were that day. Nobody yet, and to be confirmed, is a state and not a person."""

    uid_is_content = True

    event = ParentalKey(Event, related_name="appearances", on_delete=models.CASCADE)
    agenda_item_uid = models.UUIDField(_("agenda item"), null=True, blank=True)
    person = models.ForeignKey(
        "archive.Person",
        null=True,
        blank=True,
        related_name="appearances",
        on_delete=models.PROTECT,
        verbose_name=_("person"),
    )
    billed_as = line_field(_("name as announced"))
    organisation = models.ForeignKey(
        "archive.Organisation",
        null=True,
        blank=True,
        related_name="appearances",
        on_delete=models.PROTECT,
        verbose_name=_("organisation at the time"),
    )
    organisation_billed_as = line_field(_("organisation as announced"))
    second_organisation = models.ForeignKey(
        "archive.Organisation",
        null=True,
        blank=True,
        related_name="second_appearances",
        on_delete=models.PROTECT,
        verbose_name=_("second organisation"),
    )
    role = models.CharField(_("role"), max_length=20, choices=AppearanceRole.choices, default=AppearanceRole.SPEAKER)
    title = line_field(_("title at the time"))
    to_be_confirmed = models.BooleanField(_("to be confirmed"), default=False)

    class Meta(Child.Meta):
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            one_of("appearance", "role", AppearanceRole),
            models.CheckConstraint(
                name="archive_appearance_names_somebody",
                condition=Q(person__isnull=False) | Q(organisation__isnull=False) | Q(to_be_confirmed=True),
                violation_error_message=_("Choose a person or an organisation, or tick that it is to be confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return self.billed_as or str(self.person or self.organisation or _("To be confirmed"))


class Organiser(Child):
    """An organisation's part in an event."""

    event = ParentalKey(Event, related_name="organisers", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        "archive.Organisation", related_name="organised", on_delete=models.PROTECT, verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=OrganiserRole.choices, default=OrganiserRole.ORGANISER)

    class Meta(Child.Meta):
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        constraints = [
            one_of("organiser", "role", OrganiserRole),
            models.UniqueConstraint(fields=["event", "organisation", "role"], name="archive_organiser_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class TopicLink(Child):
    """What the event is about, or names in passing."""

    event = ParentalKey(Event, related_name="topics", on_delete=models.CASCADE)
    topic = models.ForeignKey(
        "archive.Topic", related_name="event_links", on_delete=models.PROTECT, verbose_name=_("topic")
    )
    relation = models.CharField(_("how"), max_length=10, choices=TopicRelation.choices, default=TopicRelation.ABOUT)

    class Meta(Child.Meta):
        verbose_name = _("topic of the workshop")
        verbose_name_plural = _("topics of the workshop")
        constraints = [
            one_of("topiclink", "relation", TopicRelation),
            models.UniqueConstraint(fields=["event", "topic"], name="archive_topiclink_once"),
        ]

    def __str__(self) -> str:
        return str(self.topic)


class Link(Child):
    """A page elsewhere that belongs to the event. Without ``url`` it was named, but its address is missing."""

    uid_is_content = True

    event = ParentalKey(Event, related_name="links", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind.choices, default=LinkKind.REFERENCE)
    title = TextColumns(_("title"))
    url = web_address_field(_("address"))
    pages = line_field(_("pages"))
    organisation = models.ForeignKey(
        "archive.Organisation",
        null=True,
        blank=True,
        related_name="links",
        on_delete=models.PROTECT,
        verbose_name=_("whose page it is"),
    )

    class Meta(Child.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [text_stands("link", "title", required=True), one_of("link", "kind", LinkKind)]

    def __str__(self) -> str:
        return str(self.title)


class Relation(Child):
    """From the event it belongs to (``subject``) to another (``event``)."""

    subject = ParentalKey(Event, related_name="relations", on_delete=models.CASCADE)
    kind = models.CharField(_("how"), max_length=20, choices=RelationKind.choices, default=RelationKind.RELATED)
    event = models.ForeignKey(Event, related_name="related_from", on_delete=models.PROTECT, verbose_name=_("workshop"))

    class Meta(Child.Meta):
        verbose_name = _("related workshop")
        verbose_name_plural = _("related workshops")
        constraints = [
            one_of("relation", "kind", RelationKind),
            models.UniqueConstraint(fields=["subject", "event", "kind"], name="archive_relation_once"),
            models.CheckConstraint(
                name="archive_relation_to_another",
                condition=~Q(subject=F("event")),
                violation_error_message=_("A workshop cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.event}"


class Correction(Child):
    """A published fact that differs from its source, told to readers."""

    event = ParentalKey(Event, related_name="corrections", on_delete=models.CASCADE)
    field = line_field(_("field"), required=True)
    note = TextColumns(_("what was corrected"))
    stated = line_field(_("what the source states"), required=True)

    class Meta(Child.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [text_stands("correction", "note", required=True)]

    def __str__(self) -> str:
        return str(self.note)


class Uncertainty(Child):
    """A fact on which sources differ and that nobody has settled; each value is kept."""

    event = ParentalKey(Event, related_name="uncertainties", on_delete=models.CASCADE)
    field = line_field(_("field"), required=True)
    values = lines_field(_("values"))
    note = TextColumns(_("what is not known"))

    class Meta(Child.Meta):
        verbose_name = _("uncertainty")
        verbose_name_plural = _("uncertainties")
        constraints = [text_stands("uncertainty", "note", required=True)]

    def __str__(self) -> str:
        return str(self.note)
