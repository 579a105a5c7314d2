# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from verkstad.archive.choices import TopicKind
from verkstad.archive.fields import TextColumns, entries_field, lines_field, one_of, text_stands, web_address_field
from verkstad.archive.models.base import Child, NamedRoot, hidden_index
from verkstad.archive.models.people import IDENTITY
from verkstad.archive.models.querysets import TopicQuerySet


class Topic(NamedRoot):
    """A subject or a named thing that workshops are about."""

    thing_kind = "topic"

    name = TextColumns(_("name"))
    kind = models.CharField(_("kind"), max_length=20, choices=TopicKind.choices, default=TopicKind.SUBJECT)
    aliases = lines_field(_("other names"))
    description = TextColumns(_("description"))
    identities = entries_field(_("known elsewhere as"), IDENTITY)
    url = web_address_field(_("web page"))

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [hidden_index("topic")]
        constraints = [
            text_stands("topic", "name", required=True),
            text_stands("topic", "description"),
            one_of("topic", "kind", TopicKind),
        ]

    def __str__(self) -> str:
        return str(self.name or self.slug)


class BroaderTopic(Child):
    is_only_a_reference = True

    narrower = ParentalKey(Topic, related_name="broader", on_delete=models.CASCADE)
    topic = models.ForeignKey(Topic, related_name="narrower_links", on_delete=models.PROTECT, verbose_name=_("topic"))

    class Meta(Child.Meta):
        verbose_name = _("broader topic")
        verbose_name_plural = _("broader topics")
        constraints = [
            models.UniqueConstraint(fields=["narrower", "topic"], name="archive_broader_topic_once"),
            models.CheckConstraint(
                name="archive_broader_topic_another",
                condition=~models.Q(narrower=models.F("topic")),
                violation_error_message=_("A topic cannot be broader than itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic)
