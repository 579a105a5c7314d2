# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was heard, as captions: by a machine, until a person has looked at them."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from verkstad.intake.speech.values import Heard
from verkstad.records.captions import Captions, Cue


def captions_of(heard: Heard) -> Captions:
    """As they are published and written, in state *machine*. How sure the recogniser was of its words is left out."""
    cues = (Cue(start=cue.start, end=cue.end, text=cue.text) for cue in heard.cues)
    return Captions(language=heard.language, state="machine", cues=tuple(cues))


def cues_of(heard: Heard) -> list[dict[str, Any]]:
    """As the desk keeps them for whoever corrects them: with what was heard, and the places where the recogniser was unsure."""
    return [
        {
            "start": cue.start,
            "end": cue.end,
            "text": cue.text,
            "heard": cue.text,
            "unsure": [list(span) for span in cue.unsure],
        }
        for cue in heard.cues
    ]


def origin_of(heard: Heard) -> str:
    """Which model wrote them, and which version of it and of what ran it."""
    return f"{heard.model} (faster-whisper {version('faster-whisper')})"
