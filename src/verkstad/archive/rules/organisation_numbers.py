# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisation numbers: checked, written one way, and never somebody's personal identity number."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.se import orgnr


def is_personal(typed: str) -> bool:
    """Whether the number would be refused as somebody's personal identity number."""
    try:
        read_organisation_number(typed)
    except ValidationError as refused:
        return refused.code == "personal"
    return False


def read_organisation_number(typed: str) -> str:
    """The number as ``NNNNNN-NNNN``. Raises ValidationError for anything else.

    The third digit of a legal person's number is at least 2; in a personal identity number it begins the month and is 0 or 1.
    A sole trader's number is the person's own, and is not kept. Source: Skatteverket, SKV 709.
    """
    digits = "".join(sign for sign in typed.upper() if sign.isalnum()).removeprefix("SE")
    if len(digits) == 12 and digits.endswith("01") and digits[:2] not in {"16", "19", "20"}:
        digits = digits[:10]  # a VAT number: SE, the number, 01
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]  # as some registers write a legal person's
    if digits.isdigit() and (len(digits) == 12 or (len(digits) == 10 and digits[2] < "2")):
        raise ValidationError(
            _("This looks like somebody’s personal identity number, and is not saved. Leave the field empty."),
            code="personal",
        )
    try:
        orgnr.validate(digits)
    except WrongNumber:
        raise ValidationError(
            _("This is not an organisation number: it has ten digits, as in 202100-5489. Check the digits."),
            code="wrong",
        ) from None
    return f"{digits[:6]}-{digits[6:]}"
