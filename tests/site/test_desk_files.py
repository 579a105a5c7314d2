# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk's styles, scripts and pages over a thin line."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client

from tests.factories import NOON, make_event, make_material, make_user
from verkstad.archive.models import StoredFile
from verkstad.archive.models.files import media

COMPRESSED = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_address_of_a_style_follows_what_is_in_it() -> None:
    path = Path(finders.find("verkstad/desk/desk.css"))

    address = static("verkstad/desk/desk.css")

    assert address == f"/edit/static/verkstad/desk/desk.css?v={hashlib.sha256(path.read_bytes()).hexdigest()[:10]}"


def test_scripts_and_styles_come_compressed_to_who_can_read_it() -> None:
    address = static("wagtailadmin/js/core.js")

    plain, packed = Client().get(address), Client().get(address, **COMPRESSED)

    body, whole = b"".join(packed.streaming_content), b"".join(plain.streaming_content)
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(body) == whole
    assert len(body) < len(whole) / 3


@pytest.mark.django_db
def test_page_of_the_desk_comes_compressed() -> None:
    client = Client()
    client.force_login(make_user(role="administrator"))

    page = client.get("/edit/workshops/add/", **COMPRESSED)

    assert page.headers["content-encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(page.content)


@pytest.mark.django_db
@pytest.mark.parametrize("more", [{}, {"HTTP_RANGE": "bytes=0-999"}], ids=["whole", "part"])
def test_file_of_the_archive_goes_as_it_is(more: dict[str, str]) -> None:
    client = Client()
    client.force_login(make_user(role="administrator"))
    sha256 = media().write(b"Hej igen. " * 1000)
    StoredFile.objects.create(
        sha256=sha256, size_bytes=10_000, media_type="text/plain", original_name="hej.txt", uploaded_at=NOON
    )
    material = make_material(make_event(), file=sha256, file_name="hej.txt", media_type="text/plain", size_bytes=10_000)

    answer = client.get(f"/edit/files/show/material/{material.pk}/{sha256}/hej.txt", **COMPRESSED, **more)

    assert answer.status_code == (206 if more else 200)
    assert "content-encoding" not in answer.headers
