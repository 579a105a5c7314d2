# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the small archive as files, and served as the built-in server would serve them."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edition.rendering.archive_of_records import library
from tests.edition.rendering.pages_of import pages
from tests.edition.rendering.spoken import files_of, spoken_event, spoken_library
from verkstad.edition.rendering import assets

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".woff2": "font/woff2",
        ".vtt": "text/vtt",
        ".webp": "image/webp",
        "": "text/html",
    }

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    every = {**dict(pages(library())), **{path: body for path, (body, _) in assets().items()}}
    spoken = spoken_event()
    every |= {path: body for path, body in pages(spoken_library(spoken)) if path.endswith("/event/spoken/")}
    every |= dict(files_of(spoken))
    for path, body in every.items():
        file = folder / (path + "index.html" if path.endswith("/") else path).lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return folder


@pytest.fixture(scope="session")
def address(files: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(files)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
