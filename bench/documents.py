# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents to pages with text and pictures: seconds and memory, as a worker reads them.

    python -m bench.documents [--json]

A hundred and three hundred slides as PDF, with text, a drawing and on every third a photograph; a presentation of 200 MB, most of it
photographs, once with LibreOffice to draw it (where it is installed) and once without.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pptx
from PIL import Image
from pptx.util import Inches
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.memory import peak_memory
from bench.words import organisations, prose, topics
from verkstad.intake.documents.values import Options

SLIDE = (960, 540)
PHOTOGRAPH = (1600, 900)
LARGE_PHOTOGRAPH = (4000, 2250)
LARGE_BYTES = 200 * 2**20
LINES = 7


def photograph(chance: Random, size: tuple[int, int], quality: int = 85) -> io.BytesIO:
    """As heavy to unpack as one from a camera: noise over a gradient."""
    into = io.BytesIO()
    noise = Image.effect_noise(size, 60 + chance.random() * 40)
    Image.merge("RGB", (noise, Image.linear_gradient("L").resize(size), noise.rotate(180))).save(
        into, "JPEG", quality=quality
    )
    into.seek(0)
    return into


def slides_as_pdf(path: Path, pages: int) -> None:
    chance = Random(1)
    bodies, subjects = organisations(chance, 50), topics(chance, 50)
    pictures = [ImageReader(photograph(chance, PHOTOGRAPH)) for _ in range(5)]
    canvas = Canvas(str(path), pagesize=SLIDE)
    for number in range(pages):
        canvas.setFont("Helvetica-Bold", 34)
        canvas.drawString(40, 470, f"{number + 1}. {chance.choice(subjects)[1]}"[:48])
        canvas.setFont("Helvetica", 18)
        words = prose(chance, 70, chance.choice(bodies), chance.choice(subjects)[1:])[0].split()
        for at in range(LINES):
            canvas.drawString(60, 400 - at * 28, " ".join(words[at * 7 : at * 7 + 7]))
        for at in range(12):
            canvas.rect(620 + at * 20, 120, 14, chance.randint(10, 200), fill=1)
        if number % 3 == 0:
            canvas.drawImage(pictures[number % len(pictures)], 600, 340, 320, 180)
        canvas.showPage()
    canvas.save()


def large_presentation(path: Path) -> None:
    chance = Random(2)
    presentation, taken = pptx.Presentation(), 0
    while taken < LARGE_BYTES:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"Fotografi {len(presentation.slides)}"
        picture = photograph(chance, LARGE_PHOTOGRAPH, quality=95)
        taken += len(picture.getvalue())
        slide.shapes.add_picture(picture, Inches(1), Inches(1.5), width=Inches(8))
    presentation.save(str(path))


def made_apart(make: Callable[..., object], *arguments: object) -> None:
    """Make a file in a process of its own, whose memory goes with it."""
    maker = multiprocessing.get_context("fork").Process(target=make, args=arguments)
    maker.start()
    maker.join()


def read(path: Path, office: Path | None) -> dict[str, Any]:
    from verkstad.intake.documents.apart import read_apart
    from verkstad.intake.documents.refused import DocumentRefused

    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as folder:
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        told: list[tuple[int, int | None]] = []
        refused = None
        with peak_memory() as peak:
            try:
                reading = read_apart(
                    path,
                    into=Path(folder) / "pages",
                    options=Options(office),
                    progress=lambda done, count: told.append((done, count)),
                )
            except DocumentRefused as error:
                refused = error.code
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "bytes": path.stat().st_size,
        "pages": 0 if refused else len(reading.pages.pages),
        "has_pictures": not refused and reading.pages.has_pictures,
        "refused": refused,
        "seconds": time.perf_counter() - began,
        "processor_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "peak_bytes": peak[0],
        "progress_told": len(told),
    }


def measure() -> dict[str, Any]:
    from django.conf import settings

    settings.configure()  # the sentences of refusals are translated
    office = shutil.which("soffice")
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as folder:
        hundred, three_hundred, large = (Path(folder) / name for name in ("100.pdf", "300.pdf", "large.pptx"))
        made_apart(slides_as_pdf, hundred, 100)
        made_apart(slides_as_pdf, three_hundred, 300)
        made_apart(large_presentation, large)
        found = {
            "100 slides as PDF": read(hundred, None),
            "300 pages of PDF": read(three_hundred, None),
            "200 MB of PPTX, without LibreOffice": read(large, None),
        }
        if office:
            found["200 MB of PPTX, drawn by LibreOffice"] = read(large, Path(office))
    return found


def table(found: dict[str, Any]) -> list[str]:
    """The figures as Markdown."""
    lines = [
        "| document | pages | pictures | wall time | processor time | peak memory |",
        "| --- | ---: | --- | ---: | ---: | ---: |",
    ]
    for name, one in found.items():
        pictures = f"refused: {one['refused']}" if one["refused"] else "yes" if one["has_pictures"] else "no"
        lines.append(
            f"| {name} ({one['bytes'] / 2**20:,.1f} MiB) | {one['pages']} | {pictures} | {one['seconds']:.1f} s "
            f"| {one['processor_seconds']:.1f} s | {one['peak_bytes'] / 2**20:,.0f} MiB |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.documents", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure()
    print(json.dumps(found) if options.json else "\n".join(table(found)))


if __name__ == "__main__":
    main()
