# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads as a client of tus sends them."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from django.test import Client

PART = {"content_type": "application/offset+octet-stream"}


def metadata(**values: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items())


def begin(
    client: Client, thing: Any, size: int, *, name: str = "bilder.pdf", purpose: str = "material", **more: str
) -> Any:
    about = metadata(filename=name, purpose=purpose, thing=str(thing.pk), **more)
    headers = {"Upload-Length": str(size), "Upload-Metadata": about, "Tus-Resumable": "1.0.0"}
    return client.post("/edit/uploads/", headers=headers)


def add(client: Client, url: str, content: bytes, offset: int, **headers: str) -> Any:
    sum = base64.b64encode(hashlib.sha256(content).digest()).decode()
    given = {"Upload-Offset": str(offset), "Upload-Checksum": f"sha256 {sum}", **headers}
    return client.patch(url, content, headers=given, **PART)


def send(client: Client, thing: Any, content: bytes, **about: str) -> Any:
    """All of it in two parts; the answer to *finish*."""
    url = begin(client, thing, len(content), **about)["Location"]
    half = len(content) // 2
    add(client, url, content[:half], 0)
    add(client, url, content[half:], half)
    return client.post(f"{url}/finish")
