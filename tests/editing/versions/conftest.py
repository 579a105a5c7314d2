# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def desk_of() -> Callable[..., Client]:
    """A function from a person to the desk as that person meets it, in English: a session of its own."""

    def desk(user: Any, language: str = "en") -> Client:
        client = Client(headers={"accept-language": language})
        client.force_login(user)
        return client

    return desk


@pytest.fixture
def anna() -> Any:
    return make_user("anna.berg@example.se", role="editor", first_name="Anna", last_name="Berg")


@pytest.fixture
def bo() -> Any:
    return make_user("bo.ek@example.se", role="editor", first_name="Bo", last_name="Ek")


@pytest.fixture
def desk(desk_of: Callable[..., Client], anna: Any) -> Client:
    """The desk as Anna, an editor, meets it."""
    return desk_of(anna)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # only where a browser is opened

    # Playwright runs a loop in this thread, and Django would take each query for one made inside it.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """A function that opens a page of the desk as a person, in a browser of that person's own."""
    contexts = {}

    def open_page(address: str, *, user: Any, language: str = "sv", width: int = 1280) -> Any:
        key = (user.pk, language)
        if key not in contexts:
            client = Client()
            client.force_login(user)
            context = contexts[key] = browser.new_context(
                base_url=live_server.url, locale=language, viewport={"width": width, "height": 900}
            )
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = contexts[key].new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts.values():
        context.close()
