# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speech to text with Whisper base: how many times faster than the speech itself, and in how much memory.

python -m bench.speech [--minutes 4] [--model FOLDER] [--threads 2] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tools.speech_model import joined_model
from verkstad.intake.speech import Limits, hear_apart

SENTENCES = (
    "Welcome to the workshop about open source in the public sector.",
    "Our first speaker comes from the national library, and works with long term preservation.",
    "She will show how the archive is built, what it costs, and how everybody can use the data in it.",
    "We moved twelve systems to the new platform last year, and three of them had to be written again.",
    "The procurement took longer than we had planned, since the framework agreement did not cover support.",
    "If you want to know more about the licence, there is a guide on the pages of the network.",
    "There is a question in the chat: who answers when something breaks in the middle of the night?",
    "That is a good question, and the honest answer is that we share the duty among four municipalities.",
    "After the break there is a discussion in small groups, and then we write down what we have learned.",
    "Thank you all for coming, and welcome back in the first week of next month.",
)
"""Some fifty seconds, as espeak-ng says them."""


class Missing(Exception):
    """What this machine lacks for the measure."""


def measure(minutes: float, threads: int, model: Path | None = None) -> dict[str, Any]:
    model = model or joined_model()
    if model is None:
        raise Missing("the model (make setup-test-speech)")
    if shutil.which("espeak-ng") is None:
        raise Missing("espeak-ng (sudo apt-get install espeak-ng)")
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as folder:
        recording = Path(folder) / "talk.wav"
        text = " ".join(SENTENCES[at % len(SENTENCES)] for at in range(round(minutes * 12)))
        subprocess.run(["espeak-ng", "-v", "en-gb", "-s", "150", "-w", str(recording), text], check=True)
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        heard = hear_apart(
            recording,
            model=str(model),
            into=Path(folder) / "state",
            language="en",
            limits=Limits(threads=threads, niceness=0),
        )
        wall = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    words = [word for cue in heard.cues for word in cue.words]
    return {
        "speech_seconds": round(heard.length_seconds, 1),
        "wall_seconds": round(wall, 1),
        "processor_seconds": round(processor, 1),
        "times_real_time": round(heard.length_seconds / wall, 2),
        "times_real_time_by_processor": round(heard.length_seconds * threads / processor, 2),
        "peak_bytes": after.ru_maxrss * 1024,
        "words": len(words),
        "unsure": sum(word.is_unsure for word in words),
        "model": heard.model,
        "threads": threads,
    }


def table(found: dict[str, Any]) -> list[str]:
    return [
        f"{found['speech_seconds'] / 60:.1f} minutes of speech by espeak-ng, heard by {found['model']} on {found['threads']} cores.",
        "",
        "| wall time | processor time | times real time | if both cores had been its own | peak memory |",
        "| ---: | ---: | ---: | ---: | ---: |",
        f"| {found['wall_seconds']:.0f} s | {found['processor_seconds']:.0f} s | {found['times_real_time']:.1f} (at least 2) "
        f"| {found['times_real_time_by_processor']:.1f} | {found['peak_bytes'] / 2**20:.0f} MiB |",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        found = measure(given.minutes, given.threads, given.model)
    except Missing as missing:
        found = {"missing": str(missing)}
    print(json.dumps(found) if given.json else "\n".join(f"{name}: {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
