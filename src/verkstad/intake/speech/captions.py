# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was heard, as the captions that are kept and published: a draft by a machine, until a person has looked at it."""

from __future__ import annotations

from verkstad.intake.speech.values import Heard
from verkstad.records.captions import Captions, Cue


def captions_of(heard: Heard) -> Captions:
    """State *machine*. How sure the recogniser was of its words stays with ``heard``: it is for whoever corrects them."""
    cues = (Cue(start=cue.start, end=cue.end, text=cue.text) for cue in heard.cues)
    return Captions(language=heard.language, state="machine", cues=tuple(cues))
