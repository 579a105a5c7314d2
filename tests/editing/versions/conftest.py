# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
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
