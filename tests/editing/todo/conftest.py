# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.factories import make_user

Page = Any
"""A page of the desk, parsed."""


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk as an administrator meets it, in English."""
    client.force_login(make_user("anna.berg@example.se", role="administrator"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def look(desk: Client) -> Callable[..., Page]:
    """A function that opens a page of this part of the desk by name."""

    def open_page(name: str, *args: Any, **query: Any) -> Page:
        address = reverse("wagtailadmin_home" if name == "home" else f"verkstad_todo:{name}", args=args)
        response = desk.get(address, query)
        assert response.status_code == 200, response.headers.get("Location")
        return html.fromstring(response.content)

    return open_page


def told(page: Page, heading: str) -> list[tuple[str, str]]:
    """The words and the address of each line under a heading of the first page."""
    for section in page.xpath("//section"):
        if section.xpath("./h2")[0].text_content().strip() == heading:
            return [
                (" ".join(link.text_content().split()), link.get("href"))
                for link in section.xpath(".//ul[contains(@class, 'todo-lines')]//a")
            ]
    return []
