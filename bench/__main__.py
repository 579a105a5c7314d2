# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every measure, one after the other, and their figures written into docs/performance.md.

python -m bench [--only building,hugo,serving,weight,search,documents,captions,speech] [--events 50,1000,10000] [--dry-run]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.captions import table as captions_table
from bench.documents import table as documents_table
from bench.generate import AT, generate
from bench.search import table as search_table
from bench.serve import Left
from bench.serve import measure as measure_serving
from bench.serve import table as serving_table
from bench.speech import table as speech_table
from bench.weight import table as weight_table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
MEASURES = ("building", "hugo", "serving", "weight", "search", "documents", "captions", "speech")


def run(module: str, *options: str) -> dict[str, Any]:
    """Run one measure in a process of its own; its last line is JSON."""
    print(f"  {module} {' '.join(options)}", file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", module, *options, "--json"], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"    {json.dumps(found)}", file=sys.stderr)
    return found


def building(sizes: list[int]) -> list[str]:
    """Full builds and single changes at each size, and of real talks where they are at hand."""
    measured = [(f"{size:,} events", run("bench.edition", "--events", str(size))) for size in sizes]
    talks = _shared("talks.jsonl.gz")
    if talks:
        measured.append(("10,000 real talks", run("bench.edition", "--talks", str(talks), "--changes", "4")))
    archives = [
        (f"{size:,} events", run("bench.edition", "--events", str(size), "--archive", "--changes", "5"))
        for size in sizes[::2]
    ]
    lines = [
        "### Building",
        "",
        "| archive | pages | files | full build | processor time | peak memory |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {one['pages']:,} | {one['files']:,} | {one['build_seconds']:.1f} s | {one['processor_seconds']:.1f} s "
        f"| {one['peak_bytes'] / 2**20:,.0f} MiB |"
        for name, one in measured
    ]
    lines += [
        "",
        "### Publishing one change",
        "",
        "| archive | to the switch, median | slowest | files made | whole-archive files, after |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {one['change_seconds'] * 1000:.0f} ms | {one['change_slowest'] * 1000:.0f} ms | {one['change_files']:.0f} "
        f"| {one['late_seconds']:.1f} s |"
        for name, one in [*measured, *((f"{name}, read from SQLite", one) for name, one in archives)]
    ]
    smallest, largest = measured[0][1], measured[len(sizes) - 1][1]
    ratio = largest["change_seconds"] / smallest["change_seconds"]
    lines += [
        "",
        f"One change in {sizes[-1]:,} events takes {ratio:.2f} times what it takes in {sizes[0]} (at most 1.5).",
    ]
    if not talks:
        lines.append("LEFT OUT: real talks (VERKSTAD_SHARED names no folder that has them).")
    return lines


def _shared(corpus: str) -> Path | None:
    path = Path(os.environ.get("VERKSTAD_SHARED", PAGE.parents[2] / "shared"), "corpora", corpus)
    return path if path.exists() else None


def beside_hugo(events: int) -> list[str]:
    """The same archive by us, with and without what Hugo does not do, and by Hugo, in turn."""
    if not shutil.which("hugo"):
        return ["### Beside Hugo", "", "LEFT OUT: hugo is not installed (sudo apt-get install hugo)."]
    whole = run("bench.edition", "--events", str(events), "--changes", "0", "--without", "compression")
    pages = run("bench.edition", "--events", str(events), "--changes", "0", "--without", "compression,pictures,besides")
    hugo = run("bench.hugo", "--events", str(events), "--bytes", str(round(pages["page_bytes"])))
    return [
        "### Beside Hugo",
        "",
        f"The same {events:,} events, pages of {pages['page_bytes'] / 1000:.1f} kB; nothing is compressed.",
        "",
        "| | pages | processor time | a page | wall time |",
        "| --- | ---: | ---: | ---: | ---: |",
        f"| Verkstad, pages alone | {pages['pages']:,} | {pages['processor_seconds']:.1f} s | {pages['processor_ms_per_page']:.2f} ms | {pages['build_seconds']:.1f} s |",
        f"| Verkstad, with calendars, feeds, data and pictures | {whole['pages']:,} | {whole['processor_seconds']:.1f} s | {whole['processor_ms_per_page']:.2f} ms | {whole['build_seconds']:.1f} s |",
        f"| Hugo {hugo['version'].lstrip('v')}, pages alone | {hugo['pages']:,} | {hugo['cpu_seconds']:.1f} s | {hugo['cpu_ms_per_page']:.2f} ms | {hugo['wall_seconds']:.1f} s |",
    ]  # fmt: skip


def serving() -> list[str]:
    from bench.edition import SITE
    from verkstad.edition.publish import publish
    from verkstad.edition.source import RecordsSource

    folder = Path(tempfile.mkdtemp(prefix="verkstad-bench-"))
    try:
        publish(folder, source=RecordsSource(generate(200)), site=SITE, at=AT)
        return ["### Serving", "", serving_table(measure_serving(folder, rounds=5, seconds=3, ports=8100))]
    except Left as missing:
        return ["### Serving", "", f"LEFT OUT: {missing}"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def weight() -> list[str]:
    """The pages of workshops, with speech in real Swedish where it is at hand."""
    passages = _shared("sv-passages.jsonl.gz")
    return [
        "### What a page weighs",
        "",
        *weight_table(run("bench.weight", *(("--corpus", str(passages)) if passages else ()))),
    ]


def searching() -> list[str]:
    """The index on made-up passages at two sizes, and on real ones where they are at hand."""
    lines = ["### Search", ""]
    for count in (100_000, 1_000_000):
        lines += [*search_table("Made up", run("bench.search", "--passages", str(count), "--rivals")), ""]
    passages = _shared("sv-passages.jsonl.gz")
    if passages:
        lines += search_table(
            "Interpellations of the Swedish parliament", run("bench.search", "--corpus", str(passages), "--rivals")
        )
    else:
        lines += ["LEFT OUT: real passages (VERKSTAD_SHARED names no folder that has them)."]
    return lines


def documents() -> list[str]:
    return ["### Documents", "", *documents_table(run("bench.documents"))]


def captions() -> list[str]:
    """A thousand hours of captions, of real Swedish where it is at hand."""
    passages = _shared("sv-passages.jsonl.gz")
    lines = ["### Captions", ""]
    if passages:
        return lines + captions_table(
            "Words of the Swedish parliament", run("bench.captions", "--corpus", str(passages))
        )
    return [
        *lines,
        *captions_table("Made up", run("bench.captions")),
        "",
        "LEFT OUT: real words (VERKSTAD_SHARED names no folder that has them).",
    ]


def speech() -> list[str]:
    found = run("bench.speech")
    return [
        "### Speech to text",
        "",
        *([f"LEFT OUT: {found['missing']}."] if "missing" in found else speech_table(found)),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="verkstad bench", description=__doc__)
    parser.add_argument("--only", default=",".join(MEASURES))
    parser.add_argument("--events", default="50,1000,10000")
    parser.add_argument("--dry-run", action="store_true", help="print the figures, write nothing")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.events.split(",")]
    load = os.getloadavg()[0]
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; "
        f"load when it began: {load:.1f}."
        + (" That is other work beside it: measure again on a machine that does nothing else." if load > 0.7 else ""),
    ]
    chosen = asked.only.split(",")
    if "building" in chosen:
        lines += ["", *building(sizes)]
    if "hugo" in chosen:
        lines += ["", *beside_hugo(sizes[-1])]
    if "serving" in chosen:
        lines += ["", *serving()]
    if "weight" in chosen:
        lines += ["", *weight()]
    if "search" in chosen:
        lines += ["", *searching()]
    if "documents" in chosen:
        lines += ["", *documents()]
    if "captions" in chosen:
        lines += ["", *captions()]
    if "speech" in chosen:
        lines += ["", *speech()]
    print("\n".join(lines))
    if not asked.dry_run:
        page = PAGE.read_text()
        head, _, rest = page.partition(BEGIN)
        _, _, foot = rest.partition(END)
        PAGE.write_text(f"{head}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{foot}")


if __name__ == "__main__":
    main()
