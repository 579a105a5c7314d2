# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our captions as the W3C's own parser and validator reads them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import optional
from tests.exchange.captions import FULL
from verkstad.exchange.cue_lines import fitted
from verkstad.exchange.webvtt import write_webvtt
from verkstad.records.captions import Captions, Cue

READER = Path(__file__).parent / "read_webvtt.mjs"

NASTY = Captions(
    language="en",
    state="approved",
    cues=tuple(
        Cue(start=at, end=at + 1.001, text=text, speaker=speaker)
        for at, (text, speaker) in enumerate(
            [
                ("NOTE this is said", "NOTE"),
                ("--> 5 > 4 & 3 &amp; 2", "A > B & <c>"),
                ("<v Bo>Hej</v> <00:00:01.000>", None),
                ("STYLE\n::cue { color: red }", "STYLE"),
                ("1\n00:00:01.000 --> 00:00:02.000", None),
                ("Å, ä; ö \\ \\n 👩‍👩‍👧 אבג", "Åsa “Ö” Öberg"),
            ]
        )
    ),
)


@pytest.fixture
def read_with_w3c(node_tool: Callable[[str], Path]) -> Callable[[bytes], dict[str, Any]]:
    library = node_tool("webvtt-parser/parser.js")
    node = shutil.which("node") or optional(
        "node", "captions are not read with webvtt-parser (sudo apt-get install nodejs)"
    )

    def read(content: bytes) -> dict[str, Any]:
        done = subprocess.run([node, str(READER), str(library)], input=content, capture_output=True, check=True)
        return json.loads(done.stdout)

    return read


@pytest.mark.parametrize("captions", [FULL, NASTY], ids=["full", "nasty"])
def test_the_w3c_finds_no_fault_and_the_same_words(read_with_w3c, captions):
    read = read_with_w3c(write_webvtt(captions))

    assert read["errors"] == []
    assert [(cue["start"], cue["end"], cue["text"]) for cue in read["cues"]] == [
        (each.start / 1000, each.end / 1000, "\n".join(each.lines)) for each in fitted(captions.cues)
    ]
    # It leaves character references in names as they are, against the standard.
    assert [[unescape(voice) for voice in cue["voices"]] for cue in read["cues"]] == [
        [each.speaker] if each.speaker else [] for each in fitted(captions.cues)
    ]
