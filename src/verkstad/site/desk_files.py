# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk over a thin line: texts are compressed, and its styles and scripts have an address that follows what is in them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

_TEXTS = ("text/", "application/json", "application/x-ndjson", "image/svg+xml", "application/javascript")


class CompressTexts(GZipMiddleware):
    """Pages, styles and scripts: a fifth of the bytes. Files of the archive go as they are, and so do parts of any."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_text = response.headers.get("Content-Type", "").startswith(_TEXTS)
        if not is_text or response.status_code == 206 or "Content-Disposition" in response.headers:
            return response
        return super().process_response(request, response)


class AddressesFollowContent(StaticFilesStorage):
    """``desk.css?v=1f0c…``: after an upgrade no browser puts new pages together with old styles that it has kept."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        found = finders.find(name) if name else None
        return f"{address}?v={_sum_of(found, _changed(found))}" if isinstance(found, str) else address


def _changed(path: str) -> float:
    """For those who write styles, their address changes at once; for others the files stay as they were installed."""
    return Path(path).stat().st_mtime if settings.DEBUG else 0


@lru_cache(maxsize=1024)
def _sum_of(path: str, _changed: float) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
