# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What readers write to us. It stays here: no writer of anything public can reach it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

TEXT_AT_MOST = 5_000


class MessageKind(models.TextChoices):
    CONTACT = "contact", _("Message")
    MISTAKE = "mistake", _("Mistake")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    TOUCH = "touch", _("Asks to be put in touch")
    PROPOSAL = "proposal", _("Proposal of a workshop")


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        """Not yet handled by anybody."""
        return self.filter(handled_at=None)

    def newest_first(self) -> MessageQuerySet:
        return self.order_by("-received_at", "-pk")

    def past_keeping(self, at: datetime) -> MessageQuerySet:
        """Those whose time is over."""
        return self.filter(keep_until__lte=at)

    def to_mail(self) -> MessageQuerySet:
        """Oldest first, but behind all others those that the mail server refused before: they must hold nobody up."""
        refused_last = models.F("mail_refused_at").asc(nulls_first=True)
        return self.filter(mailed_at=None, handled_at=None).order_by(refused_last, "received_at", "pk")


class Message(models.Model):
    """One message. ``about`` is the path of the page it was written from; name and address are there only if given."""

    kind = models.CharField(_("kind"), max_length=20, choices=MessageKind.choices)
    about = models.CharField(_("page"), max_length=500, blank=True)
    text = models.TextField(_("message"), max_length=TEXT_AT_MOST)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    received_at = models.DateTimeField(_("received"))
    keep_until = models.DateTimeField(_("kept until"))
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    mail_refused_at = models.DateTimeField(_("refused by the mail server"), null=True, blank=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message from a reader")
        verbose_name_plural = _("messages from readers")
        indexes = [
            models.Index(fields=["received_at"], name="participation_message_received"),
            models.Index(fields=["keep_until"], name="participation_message_kept"),
        ]
        constraints = [
            models.CheckConstraint(name="participation_message_says_something", condition=~models.Q(text="")),
            models.CheckConstraint(name="participation_message_kind", condition=models.Q(kind__in=MessageKind.values)),
            models.CheckConstraint(
                name="participation_message_kept_after_received",
                condition=models.Q(keep_until__gt=models.F("received_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.received_at:%Y-%m-%d %H:%M}"

    def as_dict(self) -> dict[str, Any]:
        """For a program to read."""
        return {
            "number": self.pk,
            "kind": self.kind,
            "about": self.about or None,
            "text": self.text,
            "name": self.name or None,
            "email": self.email or None,
            "language": self.language,
            "received_at": self.received_at.isoformat(),
            "keep_until": self.keep_until.isoformat(),
            "handled_at": self.handled_at.isoformat() if self.handled_at else None,
        }
