# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stylesheet, the scripts, the font and the icon under hashed names, joined from one file per layer or component."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "static"

_LAYERS = ("reset", "tokens", "base", "layout")
"""Files in the order of the layers; then every component by name, then print."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")


def _hashed(name: str, body: bytes) -> str:
    stem, _, extension = name.rpartition(".")
    return f"/assets/{stem}.{hashlib.sha256(body).hexdigest()[:8]}.{extension}"


def squeeze(css: str) -> str:
    """CSS without comments and needless space. Strings in our stylesheets hold no braces, so no parser is needed."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()


@cache
def assets() -> dict[str, tuple[bytes, str]]:
    """Path → (bytes, media type) of every file that pages refer to; and the licence of the font beside it."""
    found = {
        _hashed("serif.woff2", body := (STATIC / "fonts" / "serif.woff2").read_bytes()): (body, "font/woff2"),
        _hashed("icon.svg", body := (STATIC / "icon.svg").read_bytes()): (body, "image/svg+xml"),
    }
    for name in ("search.js", "event.js"):
        script = (STATIC / name).read_bytes()
        found[_hashed(name, script)] = (script, "text/javascript; charset=utf-8")
    sources = [STATIC / f"{layer}.css" for layer in _LAYERS]
    sources += sorted((STATIC / "components").glob("*.css"))
    sources.append(STATIC / "print.css")
    css = "@layer reset, tokens, base, layout, components, print;" + "".join(source.read_text() for source in sources)
    font = next(path for path in found if path.endswith(".woff2"))
    body = squeeze(css.replace("/assets/serif.woff2", font)).encode()
    found[_hashed("style.css", body)] = (body, "text/css; charset=utf-8")
    return found


@cache
def asset_path(name: str) -> str:
    """The hashed path of an asset: ``style.css``, ``search.js``, ``event.js``, ``serif.woff2``, ``icon.svg``."""
    stem, _, extension = name.rpartition(".")
    return next(path for path in assets() if path.startswith(f"/assets/{stem}.") and path.endswith(f".{extension}"))
