# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browsing import WIDE, context_of
from tests.factories import make_user


@pytest.fixture
def opened(browser: Any, live_server: Any) -> Callable[..., Any]:
    """A function that opens a page of the desk as a person, in a browser of that person's own: as an administrator if none is named."""
    contexts: dict[Any, Any] = {}

    def open_page(
        address: str, *, user: Any = None, language: str = "sv", script: bool = True, width: int = WIDE
    ) -> Any:
        if user is None:
            if "administrator" not in contexts:
                contexts["administrator"] = make_user("anna.berg@example.se", role="administrator")
            user = contexts["administrator"]
        key = (user.pk, language, script, width)
        if key not in contexts:
            contexts[key] = context_of(
                browser, live_server.url, user=user, locale=language, java_script_enabled=script,
                viewport={"width": width, "height": 900},
            )  # fmt: skip
        page = contexts[key].new_page()
        page.goto(address)
        return page

    return open_page
