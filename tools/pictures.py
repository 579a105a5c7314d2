# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take the README's pictures of a running site into docs/pictures.

python -m tools.pictures [http://127.0.0.1:8000]

Needs Debian's Chromium and the test environment; the site is started by ``make run``.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PICTURES = [
    ("home-sv.png", "/", "light", 1280, 1000),
    ("event-sv.png", "/event/2026-11-10-verkstad-i-praktiken/", "light", 1280, 1500),
    ("home-en-dark.png", "/en/", "dark", 1280, 1000),
    ("phone.png", "/events/2024/", "light", 390, 844),
]  # fmt: skip


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is missing: sudo apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, path, colours, width, height in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
            page.goto(address + path)
            page.reload()  # the typeface is used only where it has come already
            page.screenshot(path=FOLDER / name)
            page.close()
            # Few colours: these pictures are downloaded with every clone.
            with Image.open(FOLDER / name) as drawn:
                drawn.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
