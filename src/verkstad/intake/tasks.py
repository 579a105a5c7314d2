# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a worker does with files: each task takes a job that it holds, and leaves what came of it with the archive.

A task may be begun again from the start at any time: it looks first whether it is still wanted, and what it writes it writes whole.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from verkstad.archive.actions.reading_files import note_read
from verkstad.archive.actions.work import in_every_language, said
from verkstad.archive.choices import JobKind
from verkstad.archive.media import sum_of
from verkstad.archive.models import StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.readings import MEDIA, PAGES, way_of, way_of_cut
from verkstad.archive.working import Held, WorkFailed, WorkStopped
from verkstad.intake.addresses import AWAY, Guard, Manners, NetworkAway, look_at_addresses
from verkstad.intake.documents.apart import read_apart
from verkstad.intake.documents.remarks import message
from verkstad.intake.documents.values import Options
from verkstad.intake.files import FileRefused
from verkstad.intake.films import FilmRefused, FilmStopped, cut_film, read_film
from verkstad.intake.films.apart import FORMATS
from verkstad.intake.transcribing import SpeechSettings
from verkstad.intake.transcribing import transcribe as transcribe_recording
from verkstad.records.cuts import Cuts
from verkstad.records.pages import write_pages


class WorkSettings(NamedTuple):
    """What the operator has decided on work in the background."""

    office: Path | None = None
    """LibreOffice, which draws the pages of office files."""
    tesseract: Path | None = None
    ocr_languages: tuple[str, ...] = ()
    """In which scanned pages are recognised, in Tesseract's words; none at all: they are not."""
    speech: SpeechSettings = SpeechSettings()
    manners: Manners | None = None
    """How addresses elsewhere are looked at; None: they are not."""
    guard: Guard = Guard()
    own_host: str = ""
    """Where the site itself is, which is not elsewhere."""


Task = Callable[[Held, WorkSettings], None]


def read(held: Held, settings: WorkSettings) -> None:
    """Read a stored file: a document page by page, or what a recording is."""
    stored = _stored(held.job.about)
    if stored is None:
        return  # destroyed since it was asked for
    if way_of(stored.media_type) == MEDIA:
        _read_media(held, stored)
    else:
        _read_pages(held, stored, settings)


def _read_pages(held: Held, stored: StoredFile, settings: WorkSettings) -> None:
    def progress(done: int, count: int) -> None:
        held.how_far(done, count or None)
        if held.is_to_stop():
            raise WorkStopped

    options = Options(settings.office, settings.tesseract, settings.ocr_languages)
    with _aside() as folder:
        try:
            reading = read_apart(
                stored.path, name=stored.original_name, into=folder / "pages", options=options, progress=progress
            )
        except FileRefused as refused:
            raise WorkFailed(said(refused.sentence, name=refused.name, **refused.values)) from refused
        content = write_pages(reading.pages)
        text = hashlib.sha256(content).hexdigest()
        for file in sorted((folder / "pages").iterdir()):
            media().write_form(stored.pk, file.name, lambda target, file=file: file.replace(target))
        media().write_form(stored.pk, f"{text}.json", lambda target: target.write_bytes(content), is_told_of=True)
    pages = reading.pages
    told = {
        "text": text,
        "count": len(pages.pages),
        "has_pictures": pages.has_pictures,
        "is_scanned": pages.is_scanned,
        "language": pages.language,
        "word_count": pages.word_count,
        "remarks": [in_every_language(lambda remark=remark: message(remark)) for remark in reading.remarks],
    }
    note_read(stored, PAGES, told, at=datetime.now(UTC))


def _read_media(held: Held, stored: StoredFile) -> None:
    with _aside() as into:
        with _film_errors():
            facts = read_film(stored.path, name=stored.original_name, into=into, stopped=held.is_to_stop)
        told: dict[str, Any] = {"length_seconds": facts.length_seconds, "format": facts.format}
        if facts.width and facts.height:
            told |= {"width": facts.width, "height": facts.height}
        if facts.has_poster:
            _keep_forms(stored.pk, into, "poster", "poster")
            told["poster"] = "poster"
    note_read(stored, MEDIA, told, at=datetime.now(UTC))


def cut(held: Held, _settings: WorkSettings) -> None:
    """Make of a recording the file that readers get: what is kept of it, and nothing else."""
    asked = held.options
    stored = _stored(asked["file"])
    way = way_of_cut(asked["cut"])
    if stored is None or way is None:
        return
    with _aside() as into:
        with _film_errors():
            facts = read_film(stored.path, name=stored.original_name, into=into, stopped=held.is_to_stop)
            kept = Cuts.model_validate(_without_none(asked["cut"])).kept(facts.length_seconds)
            made = cut_film(
                stored.path, name=stored.original_name, media_type=stored.media_type, into=into,
                kept=[(part.start, part.end) for part in kept], progress=held.how_far, stopped=held.is_to_stop,
            )  # fmt: skip
        mark = way.partition(":")[2]
        form = f"{mark}.{FORMATS[stored.media_type.partition(';')[0]]}"
        told: dict[str, Any] = {
            "sha256": sum_of(into / "cut").hexdigest(),
            "size_bytes": (into / "cut").stat().st_size,
            "form": form,
            "length_seconds": made.length_seconds,
            "kept": [list(part) for part in made.kept],
        }
        media().write_form(stored.pk, form, lambda target: (into / "cut").replace(target), is_told_of=True)
        if made.has_poster:
            _keep_forms(stored.pk, into, "poster", f"poster-{mark}")
            told["poster"] = f"poster-{mark}"
    note_read(stored, way, told, at=datetime.now(UTC))


def transcribe(held: Held, settings: WorkSettings) -> None:
    """Write down what is said in a recording."""
    transcribe_recording(held, settings.speech)


def look_elsewhere(held: Held, settings: WorkSettings) -> None:
    """Look at the addresses elsewhere that are due."""
    if settings.manners is None:
        return  # turned off since it was asked for
    try:
        look_at_addresses(
            at=datetime.now(UTC), guard=settings.guard, manners=settings.manners, own_host=settings.own_host,
            progress=held.how_far, is_to_stop=held.is_to_stop,
        )  # fmt: skip
    except NetworkAway:
        raise WorkFailed(said(AWAY)) from None
    if held.is_to_stop():
        raise WorkStopped


TASKS: Mapping[str, Task] = {
    JobKind.READ: read,
    JobKind.CUT: cut,
    JobKind.TRANSCRIBE: transcribe,
    JobKind.LINKS: look_elsewhere,
}


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _stored(sha256: str) -> StoredFile | None:
    stored = StoredFile.objects.filter(pk=sha256).first()
    return stored if stored is not None and media().has(sha256) else None


@contextmanager
def _aside() -> Iterator[Path]:
    """A folder on the same disk as the store; gone afterwards, whatever happens."""
    with tempfile.TemporaryDirectory(dir=media().incoming, prefix="aside-") as folder:
        yield Path(folder)


def _keep_forms(sha256: str, folder: Path, made_as: str, kept_as: str) -> None:
    for file in sorted(folder.glob(f"{made_as}-*")):
        name = kept_as + file.name.removeprefix(made_as)
        media().write_form(sha256, name, lambda target, file=file: file.replace(target))


@contextmanager
def _film_errors() -> Iterator[None]:
    try:
        yield
    except FilmStopped as stopped:
        raise WorkStopped from stopped
    except FilmRefused as refused:
        raise WorkFailed(
            said(refused.sentence, name=refused.name, **refused.values), again=refused.kind == "disk"
        ) from refused
