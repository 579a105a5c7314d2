# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for writing to us: its shape, its faults in words, and what it is called for each kind of message."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.participation.models import TEXT_AT_MOST, MessageKind

# What links on pages may call a kind.
_ALIASES = {"propose": MessageKind.PROPOSAL, "question": MessageKind.CONTACT, "put_in_touch": MessageKind.TOUCH}

_PATH = re.compile(r"/(?!/)[^\s\x00-\x1f\x7f\\<>\"]{0,499}\Z")


class Wording(NamedTuple):
    title: Any
    label: Any


WORDINGS: dict[str, Wording] = {
    MessageKind.CONTACT: Wording(_("Contact"), _("Your message")),
    MessageKind.MISTAKE: Wording(_("Report a mistake"), _("What is wrong, and what would be right?")),
    MessageKind.ACCESSIBILITY: Wording(
        _("Report a problem with accessibility"), _("What did not work, and with which browser or aid?")
    ),
    MessageKind.TOUCH: Wording(_("Ask to be put in touch"), _("What do you want to know, and from whom?")),
    MessageKind.PROPOSAL: Wording(
        _("Propose a workshop"), _("What should the workshop be about, and whom would it help?")
    ),
}


def kind_of(value: str | None) -> str:
    """The kind that a link or form names; an unknown one is a plain message."""
    value = value or ""
    return value if value in MessageKind.values else _ALIASES.get(value, MessageKind.CONTACT)


def path_of(value: str | None) -> str:
    """A path on this site, or nothing: what is shown to editors as a link must not lead elsewhere."""
    return value if value and _PATH.match(value) else ""


class MessageForm(forms.Form):
    text = forms.CharField(
        max_length=TEXT_AT_MOST,
        error_messages={
            "required": _("The message is empty. Write a few words about what it concerns."),
            "max_length": _(
                "The message is %(show_value)s characters long; %(limit_value)s is the most. All you typed is kept: shorten it, or send it in parts."
            ),
        },
    )
    name = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"max_length": _("The name is longer than %(limit_value)s characters. Shorten it.")},
    )
    email = forms.EmailField(
        required=False,
        error_messages={
            "invalid": _(
                "This is not a whole e-mail address. It has an @ and a name after it, such as anna@example.org."
            ),
            "required": _("Without an e-mail address nobody can be put in touch with you. Write yours."),
        },
    )

    def __init__(self, *arguments: Any, kind: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["email"].required = kind == MessageKind.TOUCH

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
