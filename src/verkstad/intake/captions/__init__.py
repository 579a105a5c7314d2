# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions and transcripts with times as people have them, to cues: :func:`read_captions` takes bytes and asks nothing else."""

from __future__ import annotations

from verkstad.intake.captions.faults import CaptionsRefused
from verkstad.intake.captions.read import BYTES_AT_MOST, Kind, ReadCaptions, read_captions

__all__ = ["BYTES_AT_MOST", "CaptionsRefused", "Kind", "ReadCaptions", "read_captions"]
