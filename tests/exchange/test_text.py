# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seconds as players show them."""

import pytest

from verkstad.exchange.text import timecode


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (59.99, "0:59"), (724, "12:04"), (3599.9, "59:59"), (3600, "1:00:00"), (3724.5, "1:02:04")],
)
def test_timecode_is_of_the_second_that_has_begun(seconds: float, shown: str) -> None:
    assert timecode(seconds) == shown
