# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make the sample workshop "Verkstad i praktiken": slides, a spoken recording, captions in two languages, and its dossier.

``python -m tools.sample`` writes ``src/verkstad/site/dossiers/sample``. It needs espeak-ng, which speaks; the voice of the result is
espeak's, the words, slides and pictures are ours. Run it again when the words below change; the ids stay.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import pypdfium2
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tools.sample_words import CHAPTERS, DOSSIER, NOTES, SLIDES, SPEECH, Said, Slide

FOLDER = Path("src/verkstad/site/dossiers/sample")
SIZE = (960, 540)
BIRCH, INK, FALU, SOFT = HexColor("#faf8f3"), HexColor("#1b2427"), HexColor("#8a1c1c"), HexColor("#465155")
VOICES = {"Vera Provsson": ("sv+f3", "135", "52"), "Ture Testberg": ("sv+m3", "140", "38")}
"""espeak-ng's voice, words a minute, and pitch."""
PAUSE, CHANGE = 0.35, 0.8
"""Seconds of silence after a line, and where another begins to speak."""
FPS = 5


class Timed(NamedTuple):
    start: float
    end: float
    said: Said


def make_slides() -> bytes:
    """The slides as PDF, the same bytes each time."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=SIZE, invariant=True, pageCompression=1)
    canvas.setTitle("Verkstad i praktiken")
    canvas.setAuthor("Exempelmyndigheten")
    for number, slide in enumerate(SLIDES, 1):
        _draw(canvas, slide, number)
        canvas.showPage()
    canvas.save()
    return page.getvalue()


def _draw(canvas: Canvas, slide: Slide, number: int) -> None:
    wide, high = SIZE
    canvas.setFillColor(BIRCH)
    canvas.rect(0, 0, wide, high, stroke=0, fill=1)
    canvas.setFillColor(FALU)
    canvas.rect(0, high - 14, wide, 14, stroke=0, fill=1)
    first = number == 1
    at = high - (210 if first else 100)
    canvas.setFillColor(INK)
    for line in _wrapped(slide.title, "Times-Bold", 54 if first else 40, wide - 140):
        canvas.setFont("Times-Bold", 54 if first else 40)
        canvas.drawString(70, at, line)
        at -= 58 if first else 48
    at -= 16
    for words in slide.lines:
        marked = not first
        for place, line in enumerate(_wrapped(words, "Helvetica", 24, wide - 180)):
            if marked and place == 0:
                canvas.setFillColor(FALU)
                canvas.circle(78, at + 8, 5, stroke=0, fill=1)
            canvas.setFillColor(SOFT if first else INK)
            canvas.setFont("Helvetica", 24)
            canvas.drawString(70 if first else 100, at, line)
            at -= 34
        at -= 12


def _wrapped(words: str, font: str, size: int, wide: float) -> Iterator[str]:
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, font, size) > wide:
            yield line
            line = word
        else:
            line = longer
    yield line


def speak() -> tuple[bytes, int, list[Timed]]:
    """All that is said, as samples of 16 bits with their rate, and when."""
    rate, sound, timed = 0, bytearray(), []
    before = None
    with tempfile.TemporaryDirectory() as folder:
        for number, said in enumerate(SPEECH):
            voice, speed, pitch = VOICES[said.speaker]
            file = Path(folder, f"{number}.wav")
            command = ["espeak-ng", "-v", voice, "-s", speed, "-p", pitch, "-w", str(file), said.aloud or said.sv]
            subprocess.run(command, check=True)  # noqa: S603 (our own words)
            with wave.open(str(file)) as spoken:
                rate = spoken.getframerate()
                samples = spoken.readframes(spoken.getnframes())
            if before is not None:
                sound += bytes(2 * int(rate * (CHANGE if said.speaker != before else PAUSE)))
            start = len(sound) / 2 / rate
            sound += samples.rstrip(b"\0") if len(samples.rstrip(b"\0")) % 2 == 0 else samples.rstrip(b"\0") + b"\0"
            timed.append(Timed(round(start, 3), round(len(sound) / 2 / rate, 3), said))
            before = said.speaker
    return bytes(sound), rate, timed


def record(sound: bytes, rate: int, timed: list[Timed], pdf: bytes, into: Path) -> None:
    """A film of the slides with the speech: VP9 and Opus in WebM."""
    pictures = [page.render(scale=640 / SIZE[0]).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]
    pictures = [picture.resize((640, 360), Image.Resampling.LANCZOS) for picture in pictures]
    length = len(sound) / 2 / rate
    with av.open(str(into), "w", format="webm") as film:
        video = film.add_stream(
            "libvpx-vp9", rate=FPS, options={"crf": "36", "b": "0", "g": "25", "row-mt": "0", "threads": "1"}
        )
        video.width, video.height, video.pix_fmt = 640, 360, "yuv420p"
        audio = film.add_stream("libopus", rate=48_000, layout="mono", options={"b": "28k", "application": "voip"})
        packets = []
        for number in range(int(length * FPS) + 1):
            frame = av.VideoFrame.from_image(pictures[_slide_at(number / FPS, timed)])
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            packets += video.encode(frame)
        packets += video.encode(None)
        resampler = av.AudioResampler(format=audio.format.name, layout="mono", rate=48_000)
        size = rate // 50
        for start in range(0, len(sound) // 2, size):
            block = sound[2 * start : 2 * (start + size)]
            frame = av.AudioFrame(format="s16", layout="mono", samples=len(block) // 2)
            frame.planes[0].update(block.ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            for out in resampler.resample(frame):
                packets += audio.encode(out)
        packets += [packet for out in resampler.resample(None) for packet in audio.encode(out)]
        packets += audio.encode(None)
        for packet in sorted(packets, key=lambda one: (one.dts * one.time_base, one.stream.index)):
            film.mux(packet)


def _slide_at(second: float, timed: list[Timed]) -> int:
    return [one.said.slide for one in timed if one.start <= second + 0.4 or one is timed[0]][-1] - 1


def captions(timed: list[Timed], language: str) -> bytes:
    """As the archive keeps published captions (``archive/rules/captions.py``), each line cut into cues that fit under a picture."""
    cues: list[dict[str, Any]] = []
    for one in timed:
        parts = list(_parts(getattr(one.said, language)))
        whole, at = sum(map(len, parts)), one.start
        for part in parts:
            end = one.end if part is parts[-1] else round(at + (one.end - one.start) * len(part) / whole, 3)
            cues.append({"start": at, "end": end, "text": part, "speaker": one.said.speaker})
            at = end
    kept = {"format": "verkstad-captions/1", "language": language, "state": "approved", "cues": cues}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _parts(words: str) -> Iterator[str]:
    """At most 84 characters each, parted at the sentence or the comma where there is one."""
    for sentence in re.split(r"(?<=[.?!]) ", words):
        while len(sentence) > 84:
            at = max((found.end() for found in re.finditer(r", | ", sentence[:80])), default=80)
            comma = max((found.end() for found in re.finditer(r", ", sentence[:80])), default=0)
            at = comma if comma > 30 else at
            yield sentence[:at].strip()
            sentence = sentence[at:]
        yield sentence


def main() -> None:
    files = FOLDER / "files"
    files.mkdir(parents=True, exist_ok=True)
    for old in files.iterdir():
        old.unlink()
    pdf = make_slides()
    sound, rate, timed = speak()
    film = files / "verkstad-i-praktiken.webm"
    record(sound, rate, timed, pdf, film)
    contents = {
        "verkstad-i-praktiken.pdf": pdf,
        "anteckningar.md": NOTES.encode(),
        "undertexter.sv.json": captions(timed, "sv"),
        "undertexter.en.json": captions(timed, "en"),
    }
    for name, content in contents.items():
        (files / name).write_bytes(content)
    facts: dict[str, Any] = {"length": round(len(sound) / 2 / rate, 1)}
    for file in sorted(files.iterdir()):
        key = re.sub(r"[^a-z]", "_", file.name)
        facts[f"{key}_sum"] = hashlib.sha256(file.read_bytes()).hexdigest()
        facts[f"{key}_size"] = file.stat().st_size
    for place, (_title, first) in enumerate(CHAPTERS):
        facts[f"chapter_{place}"] = timed[first].start
    for name, text in DOSSIER.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**facts))
    print(f"{film.stat().st_size / 1000:.0f} kB, {facts['length']} s", file=sys.stderr)


if __name__ == "__main__":
    main()
