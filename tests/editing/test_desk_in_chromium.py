# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page that the handbook leads to, whole: axe finds nothing in it, and it does not scroll sideways on a telephone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browsing import WCAG, dress, findings, looks, open_at_the_desk, scrolls_sideways, unroll
from tests.factories import make_user
from tests.house.test_guide import archive, guide, steps_in

__all__ = ["archive"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_of_the_handbook_hold_up_before_axe_and_on_a_telephone(
    opened: Any, archive: dict[str, str], node_tool: Any, language: str
) -> None:
    axe = node_tool("axe-core/axe.min.js")
    page = opened("about:blank", user=make_user("ada@example.se", role="administrator"), language=language)
    found = []
    addresses = dict.fromkeys(step.page.format(**archive) for step in steps_in(guide("sv")) if step.role != "nobody")
    for address, colours, width in looks([*addresses, "/edit/help/"], language):
        dress(page, colours, width)
        open_at_the_desk(page, address)
        unroll(page)
        found += [f"{address} {one}" for one in findings(page, axe, tags=WCAG)]
        if (wide := scrolls_sideways(page)) > 0:
            found.append(f"{address} scrolls sideways by {wide} px")

    assert not found, "\n".join(found)
