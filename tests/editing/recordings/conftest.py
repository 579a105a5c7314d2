# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_user


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk as an administrator meets it, in English."""
    client.force_login(make_user("anna.berg@example.se", role="administrator"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
