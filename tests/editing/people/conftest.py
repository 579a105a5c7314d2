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
def desk(client: Client) -> Client:
    """The desk as an administrator meets it, in English."""
    client.force_login(make_user("anna.berg@example.se", role="administrator"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


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
    """A function that opens a page of the desk as a logged-in administrator, in a language."""
    client = Client()
    client.force_login(make_user("anna.berg@example.se", role="administrator"))
    contexts = []

    def open_page(address: str, *, language: str = "sv", script: bool = True, width: int = 1280) -> Any:
        context = browser.new_context(
            base_url=live_server.url,
            locale=language,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
