# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speech to text on one's own machine: from the sound of a recording to cues with a time for each word.

``hear_apart`` starts a process of its own for it (``child.py``): the model and the foreign file are read there, under limits.
Nothing leaves the machine, and nothing is fetched unless the operator has allowed it.
"""

from verkstad.intake.speech.apart import hear_apart
from verkstad.intake.speech.cues import shape_cues
from verkstad.intake.speech.refused import SpeechError, SpeechInterrupted, SpeechRefused
from verkstad.intake.speech.values import UNSURE_BELOW, Heard, HeardCue, HeardWord, Limits, Progress

__all__ = [
    "UNSURE_BELOW",
    "Heard",
    "HeardCue",
    "HeardWord",
    "Limits",
    "Progress",
    "SpeechError",
    "SpeechInterrupted",
    "SpeechRefused",
    "hear_apart",
    "shape_cues",
]
