# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a piece of sound to words with times, by a Whisper model through faster-whisper. Runs in the child.

The same piece, model and terms always give the same words: nothing is drawn by lot, and no piece is told what was heard in the
one before. What went wrong in a piece shows in it, and it is heard again in another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.vad import VadOptions, get_speech_timestamps

from verkstad.intake.speech.kinds import Refusal
from verkstad.intake.speech.models import Model
from verkstad.intake.speech.sound import RATE, Samples
from verkstad.intake.speech.stretches import Piece, Span
from verkstad.intake.speech.terms import prompt_of
from verkstad.intake.speech.values import HeardWord

BEAMS = 5
HOLE_SECONDS = 3.0
"""Speech without a word for so long was left out by the recogniser."""
REPEATED = 4
"""The same words so many times on end are a loop that the recogniser fell into."""
_LONGEST_LOOP = 6
_TO_TELL_THE_LANGUAGE = 4
_REST_SECONDS = 0.7
_BETWEEN = "–—-&+*♪"
"""Marks that stand between words; a caption needs none of them."""

_VOICE = VadOptions(threshold=0.5, min_speech_duration_ms=100, min_silence_duration_ms=200, speech_pad_ms=0)
_AGAIN: dict[str, Any] = {"repetition_penalty": 1.2, "no_repeat_ngram_size": 3}


def find_speech(sound: Samples) -> list[Span]:
    """Where somebody speaks, by the voice-activity model that comes with faster-whisper."""
    if not sound.any():  # nothing was recorded: hours of it are passed over at once
        return []
    return [Span(int(found["start"]), int(found["end"])) for found in get_speech_timestamps(sound, _VOICE)]


class Recogniser:
    """A loaded model. Raises Refusal: unusable-model, language, english-only."""

    def __init__(self, model: Model, *, threads: int) -> None:
        try:
            self._model = WhisperModel(
                str(model.folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            if "bad_alloc" in str(error):
                raise MemoryError from error
            reason = str(error).strip().split("\n")[0].rstrip(".")[:300]
            raise Refusal("unusable-model", model=str(model.folder), reason=reason) from error

    def check(self, language: str) -> None:
        if language not in self._model.supported_languages:
            raise Refusal("language" if self._model.model.is_multilingual else "english-only", language=language)

    def language_of(self, pieces: Sequence[Piece], among: Iterable[str]) -> str:
        """The likeliest of ``among`` (of all, when it is empty), by the sum over the first pieces."""
        if not self._model.model.is_multilingual:
            return "en"
        sums: dict[str, float] = {}
        for piece in pieces[:_TO_TELL_THE_LANGUAGE]:
            for language, probability in self._model.detect_language(piece.sound)[2]:
                sums[language] = sums.get(language, 0.0) + probability
        allowed = [language for language in among if language in sums] or sorted(sums)
        return max(allowed, key=lambda language: sums[language])

    def prompt(self, terms: Sequence[str], language: str) -> str | None:
        return prompt_of(
            terms, language, lambda text: len(self._model.hf_tokenizer.encode(text, add_special_tokens=False).ids)
        )

    def hear(self, piece: Piece, *, language: str, prompt: str | None) -> list[HeardWord]:
        """The words, at their seconds of the recording. The best of up to three ways to hear it, the first that is whole."""
        words = self._words(piece, language, prompt)
        lost = lost_seconds(words, piece)
        if prompt and lost:
            words, lost = min((words, lost), self._again(piece, language), key=lambda way: way[1])
        if lost and is_looping(words):
            words, lost = min((words, lost), self._again(piece, language, **_AGAIN), key=lambda way: way[1])
        return words

    def _again(self, piece: Piece, language: str, **ways: Any) -> tuple[list[HeardWord], float]:
        words = self._words(piece, language, None, **ways)
        return words, lost_seconds(words, piece)

    def _words(self, piece: Piece, language: str, prompt: str | None, **ways: Any) -> list[HeardWord]:
        segments, _ = self._model.transcribe(
            piece.sound,
            language=language,
            beam_size=BEAMS,
            temperature=0.0,
            word_timestamps=True,
            condition_on_previous_text=False,
            hotwords=prompt,
            **ways,
        )
        parts = []
        spoken = (piece.speech[-1].end if piece.speech else len(piece.sound)) / RATE
        for segment in segments:
            parts += [
                (float(part.start), float(part.end), part.word, float(part.probability)) for part in segment.words or ()
            ]
            if segment.end > spoken - _REST_SECONDS:
                break  # asked on, it would look at the last breath, and make up a farewell for it
        return placed(without_echo(joined(parts), prompt), piece)


def joined(parts: Iterable[tuple[float, float, str, float]]) -> list[HeardWord]:
    """What the recogniser calls words, as what people do: one that begins without a space belongs to the one before.

    A word is as sure as its least sure part. A mark that stands alone goes to the word before it, or goes.
    """
    words: list[HeardWord] = []
    for start, end, text, probability in parts:
        clean = "".join(character for character in text if character.isprintable() and not character.isspace())
        is_mark = not any(character.isalnum() for character in clean)
        if words and (is_mark or not text[:1].isspace()):
            before = words[-1]
            if is_mark and text[:1].isspace() and clean[:1] in _BETWEEN:
                continue
            surest = before.probability if is_mark else min(before.probability, probability)
            words[-1] = HeardWord(before.start, max(before.end, end), before.text + clean, surest)
        elif clean and not is_mark:
            words.append(HeardWord(start, end, clean, probability))
    return words


def without_echo(words: list[HeardWord], prompt: str | None) -> list[HeardWord]:
    """Without what it was told and took for heard: the heading of the terms with the first of them, and what follows."""
    told = [_bare(word) for word in (prompt or "").split()[:2]]
    for at in range(len(words) - 1):
        if prompt and [_bare(word.text) for word in words[at : at + 2]] == told:
            return words[:at]
    return words


def _bare(text: str) -> str:
    return text.casefold().strip(".,:;!?…")


def placed(words: list[HeardWord], piece: Piece) -> list[HeardWord]:
    """Times in the recording, within the piece, rising; where two words overlap, the first gives way."""
    first, last = piece.start / RATE, piece.end / RATE
    found: list[HeardWord] = []
    for word in words:
        start = min(max(first + word.start, found[-1].start if found else first), last)
        end = min(max(first + word.end, start), last)
        if found and found[-1].end > start:
            found[-1] = found[-1]._replace(end=start)
        found.append(HeardWord(round(start, 3), round(end, 3), word.text, round(word.probability, 3)))
    return found


def lost_seconds(words: Sequence[HeardWord], piece: Piece) -> float:
    """Seconds of speech in which no word was heard, or the same again and again; 0 for a piece that is heard whole."""
    silent = np.ones(piece.end - piece.start, bool)
    for word in words:
        silent[int(word.start * RATE) - piece.start : int(word.end * RATE) - piece.start] = False
    lost = 0.0
    for span in piece.speech:
        edges = np.flatnonzero(np.diff(np.concatenate(([0], silent[span.start : span.end], [0])).astype(np.int8)))
        lost += sum(length for length in (edges[1::2] - edges[::2]) / RATE if length > HOLE_SECONDS)
    return lost + sum(words[end - 1].end - words[start].start for start, end in loops(words))


def is_looping(words: Sequence[HeardWord]) -> bool:
    return bool(loops(words))


def loops(words: Sequence[HeardWord]) -> list[tuple[int, int]]:
    """Runs of words, first and after last, in which one to six words stand at least REPEATED times on end."""
    said = [_bare(word.text) for word in words]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(said):
        for length in range(1, _LONGEST_LOOP + 1):
            end = at + length
            while said[end : end + length] == said[at : at + length]:
                end += length
            if end - at >= REPEATED * length:
                found.append((at, end))
                at = end
                break
        else:
            at += 1
    return found
