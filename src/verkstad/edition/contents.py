# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stored files say: the pages of a document, and what was said in a recording, as readers get it.

Records name it by sum, so that they stay small; here it is read from the store when a page or the index needs it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from verkstad.archive.media import Media
from verkstad.records.captions import Captions
from verkstad.records.cuts import Cuts, Timeline
from verkstad.records.events import Captions as CaptionsEntry
from verkstad.records.events import Material, Recording
from verkstad.records.pages import Pages, read_pages, without_notes
from verkstad.records.speech import SpokenPassage

Found = TypeVar("Found")

KEPT = 8
"""Contents that stay at hand: a thing's two pages and its parts come one after the other."""


class Spoken(NamedTuple):
    """What was said, in one language, with the times of what readers play."""

    captions: Captions
    passages: tuple[SpokenPassage, ...]


class ContentMissing(Exception):
    """A record names captions whose bytes are not in the store. The message says which, and what to do."""


class Contents:
    def __init__(self, media: Media | None = None) -> None:
        """Without a store nothing is known of any file."""
        self._media = media
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()

    def pages(self, material: Material) -> Pages | None:
        """The pages of a material's file, with speaker notes only where they are to be shown; None where it was not read."""
        told, media = material.pages, self._media
        if told is None or material.file is None or media is None:
            return None
        path = media.form(material.file, f"{told.text}.json")
        if not path.is_file():
            return None  # it can be read again, and will be: a page without it is better than none
        shows_notes = material.shows_notes

        def read() -> Pages:
            pages = read_pages(path.read_bytes())
            return pages if shows_notes else without_notes(pages)

        return self._keep(("pages", told.text, shows_notes), read)

    def spoken(self, recording: Recording) -> tuple[Spoken, ...]:
        """What was said in a recording, in each language of which the captions are here. Raises ContentMissing."""
        if self._media is None:
            return ()
        return tuple(self._spoken(recording, entry) for entry in recording.captions if entry.text)

    def _spoken(self, recording: Recording, entry: CaptionsEntry) -> Spoken:
        key = ("spoken", entry.text, recording.kept, recording.cut, recording.length_seconds)
        return self._keep(key, lambda: _read_spoken(self._media, recording, entry))

    def _keep(self, key: tuple[object, ...], read: Callable[[], Found]) -> Found:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]  # type: ignore[return-value]
        found = self._kept[key] = read()
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found


def timeline_of(recording: Recording) -> Timeline:
    """How seconds of the whole recording become those that readers play."""
    if recording.kept:
        return Cuts.of(recording.cut).timeline(recording.kept[-1].end, is_cut=True)
    return Cuts.of(recording.cut).timeline(recording.length_seconds, is_cut=False)


def _read_spoken(media: Media | None, recording: Recording, entry: CaptionsEntry) -> Spoken:
    assert media is not None
    assert entry.text is not None
    try:
        whole = Captions.from_json(media.path(entry.text).read_bytes())
    except FileNotFoundError:
        what = f"captions {entry.text[:12]}… are not in the store"
        raise ContentMissing(f"{what}: put the file back under media, or publish the captions anew") from None
    timeline = timeline_of(recording)
    # The state is the record's: it may have been said since that the same words are approved.
    moved = Captions.trusted(whole.language, entry.state, timeline.cues(whole.cues))
    return Spoken(moved, timeline.passages(whole.cues))
