# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of taking down and of disposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import WithdrawalReason
from verkstad.archive.models import DisposalRule


class ReasonForm(forms.Form):
    """Why something is taken down, and the number of the request."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=WithdrawalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    reference = forms.CharField(
        label=_("Your reference"),
        required=False,
        max_length=300,
        help_text=_("The number of the request in your own register, if it has one. Leave names out: this is kept."),
    )


class SureForm(ReasonForm):
    """For what cannot be undone."""

    sure = forms.BooleanField(
        label=_("I have read what will happen, and that it cannot be undone."),
        error_messages={"required": _("Tick that you have read it. Nothing has been changed yet.")},
    )


class RuleForm(forms.ModelForm):
    class Meta:
        model = DisposalRule
        fields = ["name", "reference", "covers", "decided_by", "decided_on", "valid_from", "valid_until"]
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in (
            "decided_on", "valid_from", "valid_until",
        )}  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The rules of the model, each at the field it is about."""
        values = super().clean()
        decided, begins, ends = (values.get(name) for name in ("decided_on", "valid_from", "valid_until"))
        if decided and begins and begins < decided:
            self.add_error("valid_from", _("A rule cannot hold before it was decided. Change one of the dates."))
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("The rule ends before it begins to hold. Change one of the dates."))
        return values


class DisposeForm(forms.Form):
    """Which file is destroyed under which rule."""

    file = forms.ChoiceField(
        label=_("File"), widget=forms.RadioSelect, error_messages={"required": _("Choose a file.")}
    )
    rule = forms.ModelChoiceField(
        DisposalRule.objects.none(),
        label=_("Disposal rule"),
        empty_label=_("Choose a rule"),
        error_messages={"required": _("Nothing is destroyed without a disposal rule. Choose one.")},
    )
    sure = forms.BooleanField(
        label=_("I have read the rule, and that the file cannot be brought back."),
        error_messages={"required": _("Tick that you have read it. Nothing has been changed yet.")},
    )

    def __init__(self, *args: Any, files: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        holding = [rule.pk for rule in DisposalRule.objects.order_by("name", "pk") if rule.holds_on(today)]
        self.fields["file"].choices = files
        self.fields["rule"].queryset = DisposalRule.objects.filter(pk__in=holding).order_by("name", "pk")
