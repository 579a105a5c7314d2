# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scanned pages of a PDF into lines of text, read by Tesseract, with their places and sizes."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree

from verkstad.intake.apart.own_process import memory_held
from verkstad.intake.documents.lines import HYPHEN, PageLines, TextLine
from verkstad.intake.documents.page_workers import Begin, Work, share_out
from verkstad.intake.documents.pictures import CannotDraw, draw_for_ocr
from verkstad.intake.documents.values import MB, Limits, Options, Progress

PAGE_SECONDS = 90
"""For one page, which takes some five."""
_MEMORY = 600 * MB
"""Of address space for Tesseract, which uses a hundred."""
_SURE = 30
"""Of 100: words that Tesseract is less sure of are drawings and dirt."""
_WORDS_AT_LEAST = 3
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_POINTS_PER_INCH = 72


def installed_languages(program: Path) -> frozenset[str]:
    """The languages that a Tesseract can read, in its own words: ``swe``, ``eng``. Empty when it does not answer."""
    with suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run(  # noqa: S603 the program that the setting names
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
        if told.returncode == 0:
            return frozenset(line for line in told.stdout.split("\n")[1:] if line)
    return frozenset()


def can_read(options: Options) -> bool:
    """Whether Tesseract is there with all the languages that are asked for."""
    return bool(options.tesseract and set(options.ocr_languages) <= installed_languages(options.tesseract))


def read_scanned(
    path: Path, numbers: Sequence[int], *, options: Options, scratch: Path, limits: Limits, progress: Progress
) -> dict[int, PageLines]:
    """The lines of those pages in which there are words, as far as ``limits.ocr_seconds`` reach."""
    found: dict[int, PageLines] = {}
    deadline = time.monotonic() + limits.ocr_seconds
    memory = max(limits.memory - memory_held(), 200 * MB) // max(limits.processes, 1)
    begin = _begin(path, options, scratch)
    seen: set[int] = set()
    progress(0, len(numbers))
    for number, told in share_out(
        numbers, begin, processes=limits.processes, memory=memory, page_seconds=PAGE_SECONDS + 30
    ):
        seen.add(number)
        progress(len(seen), len(numbers))
        if isinstance(told, dict):
            width, height, lines = told["lines"]
            found[number] = PageLines(width, height, tuple(TextLine(*line) for line in lines))
        if time.monotonic() > deadline:
            break
    return {number: lines for number, lines in found.items() if _has_words(lines)}


def _has_words(page: PageLines) -> bool:
    return sum(len(line.text.split()) for line in page.lines) >= _WORDS_AT_LEAST


def _begin(path: Path, options: Options, scratch: Path) -> Begin:
    def begin() -> Work:
        document = pypdfium2.PdfDocument(path)

        def work(number: int) -> Iterator[Any]:
            picture = scratch / f"{number}.pgm"
            page = document[number - 1]
            try:
                dots = draw_for_ocr(page, picture)
                yield {"lines": read_hocr(_run(options, picture, dots), dots)}
            except (CannotDraw, OSError, subprocess.SubprocessError, etree.LxmlError):
                return
            finally:
                page.close()
                picture.unlink(missing_ok=True)

        return work

    return begin


def _run(options: Options, picture: Path, dots: int) -> bytes:
    done = subprocess.run(  # noqa: S603 the program that the setting names
        [
            str(options.tesseract), picture, "stdout", "-l", "+".join(options.ocr_languages), "--psm", "3", "--dpi", str(dots), "hocr",
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PAGE_SECONDS,
        check=True,
        # One thread: pages are read side by side.
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
        preexec_fn=_limit_memory,
    )  # fmt: skip
    return done.stdout


def _limit_memory() -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def read_hocr(content: bytes, dots: int) -> PageLines:
    """What Tesseract says of a page, in points. Source: http://kba.github.io/hocr-spec/1.2/"""
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", no_network=True))
    scale = _POINTS_PER_INCH / dots
    page = next(root.iter("div"), None) if root is not None else None
    if page is None:
        return PageLines(0, 0, ())
    _, _, width, height = _numbers(page, "bbox")
    lines = []
    for span in page.iter("span"):
        if span.get("class") not in _LINES:
            continue
        words = [
            text
            for word in span.iter("span")
            if word.get("class") == "ocrx_word"
            and (text := "".join(word.itertext()).strip())
            and _numbers(word, "x_wconf")[0] >= _SURE
        ]
        if not words:
            continue
        if re.fullmatch(r"\w+-", words[-1]):
            words[-1] = words[-1][:-1] + HYPHEN
        left, top, right, bottom = (each * scale for each in _numbers(span, "bbox"))
        (size,) = _numbers(span, "x_size") or (bottom - top,)
        lines.append(TextLine(" ".join(words), left, top, right, bottom, size * scale))
    return PageLines(width * scale, height * scale, tuple(lines))


def _numbers(element: etree._Element, name: str) -> tuple[float, ...]:
    """The numbers of a property in hOCR's way: ``title="bbox 246 232 1392 326; x_size 88"``."""
    for part in element.get("title", "").split(";"):
        key, _, values = part.strip().partition(" ")
        if key == name:
            return tuple(float(each) for each in re.findall(r"-?[\d.]+", values))
    return (0.0, 0.0, 0.0, 0.0) if name == "bbox" else ((0.0,) if name == "x_wconf" else ())
