# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions: time to read, to make passages of and to write a thousand hours of them, and whether it grows as they do.

    python -m bench.captions [--corpus FILE] [--cues 10000,100000,1000000] [--json]

An hour is a file of WebVTT as Teams writes it: 1,000 cues of eight words with their speakers, from a file of real Swedish
(``sv-passages.jsonl.gz`` of the folder that VERKSTAD_SHARED names) or made up. Times are processor time, making the files apart.
The same file is read by webvtt-py as well, in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, cycle, islice
from pathlib import Path
from random import Random
from typing import Any

import webvtt

from bench.words import organisations, prose, topics
from verkstad.exchange.webvtt import timestamp, write_webvtt
from verkstad.intake.captions.mend import CUES_AT_MOST
from verkstad.intake.captions.read import read_captions
from verkstad.records.captions import Captions
from verkstad.records.speech import passages_of

AN_HOUR = 1000
CUE_WORDS = 8
MILLISECONDS = 3600
SPEAKERS = ("Anna Berg (Digg)", "Bo Ek", "Åsa Öberg (Riksarkivet)")


def texts(corpus: Path | None) -> Iterator[str]:
    """What people say, without end."""
    if corpus:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            said = [json.loads(line)["text"] for line in islice(lines, 60_000)]
    else:
        chance = Random(1)
        bodies, subjects = organisations(chance, 200), topics(chance, 200)
        said = [prose(chance, 800, chance.choice(bodies), chance.choice(subjects)[1:])[0] for _ in range(1000)]
    return cycle(said)


def cue_texts(said: Iterable[str]) -> Iterator[str]:
    """Eight words on two lines, in the middle of sentences as often as not."""
    words = chain.from_iterable(text.split() for text in said)
    for some in _batched(words, CUE_WORDS):
        yield " ".join(some[:4]) + "\n" + " ".join(some[4:])


def _batched(words: Iterable[str], number: int) -> Iterator[tuple[str, ...]]:
    them = iter(words)
    while some := tuple(islice(them, number)):
        yield some


def a_file(cues: Iterator[str], number: int, apart: int = MILLISECONDS) -> bytes:
    blocks = ["WEBVTT\n"]
    for at, text in enumerate(islice(cues, number)):
        start = at * apart
        blocks.append(
            f"7d4f1f0e-9d3a-4c52-9b0f-2f1c8a1e6b11/{at}-0\n{timestamp(start)} --> {timestamp(start + apart - 100)}\n"
            f"<v {SPEAKERS[at // 12 % 3]}>{text}</v>\n"
        )
    return "\n".join(blocks).encode()


class Clock:
    """Adds up the processor time of each kind of work."""

    def __init__(self) -> None:
        self.seconds = {"read_seconds": 0.0, "passages_seconds": 0.0, "write_seconds": 0.0}
        self.passages = 0

    def take(self, content: bytes) -> None:
        began = time.process_time()
        read = read_captions(content, name="bench.vtt")
        was_read = time.process_time()
        self.passages += len(passages_of(read.cues))
        are_passages = time.process_time()
        write_webvtt(Captions.trusted("sv", "machine", read.cues))
        self.seconds["write_seconds"] += time.process_time() - are_passages
        self.seconds["passages_seconds"] += are_passages - was_read
        self.seconds["read_seconds"] += was_read - began


def measure(sizes: list[int], corpus: Path | None) -> dict[str, Any]:
    cues = cue_texts(texts(corpus))
    Clock().take(a_file(cues, AN_HOUR))  # what is done the first time only
    found: dict[str, Any] = {"hours": [], "one_file": []}
    for size in sizes:
        clock = Clock()
        for _ in range(size // AN_HOUR):
            clock.take(a_file(cues, AN_HOUR))
        found["hours"].append({"cues": size, "passages": clock.passages, **clock.seconds})
    for size in sorted({min(size, CUES_AT_MOST) for size in sizes}):
        clock = Clock()
        # The longest file there can be has a cue every two seconds and a bit.
        clock.take(a_file(cues, size, apart=2400))
        found["one_file"].append({"cues": size, **clock.seconds})
    found["peak_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    found["webvtt_py"] = beside_webvtt_py(cues)
    return found


def beside_webvtt_py(cues: Iterator[str], files: int = 5) -> dict[str, float]:
    """Microseconds a cue, ours and theirs in turn over the same files."""
    ours = theirs = 0.0
    for _ in range(files):
        content = a_file(cues, AN_HOUR)
        began = time.process_time()
        read_captions(content, name="bench.vtt")
        between = time.process_time()
        list(webvtt.from_buffer(StringIO(content.decode())))
        theirs += time.process_time() - between
        ours += between - began
    return {"ours": ours / files / AN_HOUR * 1e6, "theirs": theirs / files / AN_HOUR * 1e6}


def table(name: str, found: dict[str, Any]) -> list[str]:
    """The figures as Markdown."""
    lines = [
        f"#### {name}",
        "",
        "| cues | read | a cue | to passages | a cue | written as WebVTT |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, what in (("hours", "in files of an hour"), ("one_file", "in one file")):
        lines += [
            f"| {one['cues']:,} {what} | {one['read_seconds']:.2f} s | {one['read_seconds'] / one['cues'] * 1e6:.1f} µs | {one['passages_seconds']:.2f} s "
            f"| {one['passages_seconds'] / one['cues'] * 1e6:.1f} µs | {one['write_seconds']:.2f} s |"
            for one in found[kind]
        ]
    first, last = found["hours"][0], found["hours"][-1]
    growth = (last["read_seconds"] / last["cues"]) / (first["read_seconds"] / first["cues"])
    theirs = found["webvtt_py"]
    lines += [
        "",
        f"A cue among {last['cues']:,} takes {growth:.2f} times what it takes among {first['cues']:,}. Peak memory {found['peak_bytes'] / 2**20:,.0f} MiB, "
        f"with {found['one_file'][-1]['cues']:,} cues in one file. webvtt-py takes {theirs['theirs']:.0f} µs a cue where we took {theirs['ours']:.0f}.",
    ]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.captions", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--cues", default="10000,100000,1000000")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure([int(size) for size in options.cues.split(",")], options.corpus)
    name = options.corpus.name if options.corpus else "made up"
    print(json.dumps(found) if options.json else "\n".join(table(name, found)))


if __name__ == "__main__":
    main()
