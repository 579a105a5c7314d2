# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that editors give, and what is read from them."""

from __future__ import annotations

from verkstad.site.settings_table.kinds import number_between, read_flag, read_languages, read_ocr_languages, read_text
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import N_

ROWS: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_UPLOAD_MAX_MB",
        number_between(1, 1_000_000),
        N_("megabytes"),
        "4096",
        N_("The largest file that editors may upload. A two-hour recording is some 2,000 MB."),
    ),
    Setting(
        "VERKSTAD_OCR_LANGUAGES",
        read_ocr_languages,
        N_("names"),
        "",
        N_(
            "Languages in which scanned pages are recognised, in Tesseract's words: swe+eng. Left out, scanned pages stay pictures. Needs the program tesseract."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_MODEL",
        read_text,
        N_("folder or name"),
        "",
        N_(
            "The model that turns speech into text on this machine: a folder, or a name such as KBLab/kb-whisper-small. Left out, speech is not turned into text. Needs the extra part verkstad[transcribe]; see transcription.md."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_FETCH",
        read_flag,
        N_("1 or 0"),
        "0",
        N_(
            "Whether a model given by name may be fetched from Hugging Face when this machine does not have it. Recordings never leave the machine."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_LANGUAGES",
        read_languages,
        N_("tags parted by commas"),
        "sv,en",
        N_(
            "The languages to choose among when a recording does not say which it is in; with one, that is taken. A model alone may take Swedish for Norwegian."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_THREADS",
        number_between(0, 256),
        N_("number"),
        "0",
        N_("Processors that turning speech into text may use; 0 is all, and it gives way to everything else."),
    ),
)
