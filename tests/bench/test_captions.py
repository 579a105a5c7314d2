# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from bench.captions import SPEAKERS, a_file, cue_texts, measure, table

from verkstad.intake.captions import read_captions


def test_what_is_measured_is_captions_that_are_read_without_a_word():
    said = [
        "Vi bevarar allt som har sagts och visats. Det finns i arkivet, och alla kan läsa det.",
        "Tack för i dag.",
    ] * 9

    found = read_captions(a_file(cue_texts(said), 20), name="bench.vtt")

    assert (len(found.cues), found.remarks, found.language) == (20, (), "sv")
    assert found.cues[13].speaker == SPEAKERS[1]
    assert " ".join(cue.words for cue in found.cues) == " ".join(" ".join(said).split()[:160])


def test_the_table_has_a_row_for_each_size():
    rows = [line for line in table("Prov", measure([1000], None)) if line.startswith("| 1,000")]

    assert [row.split(" | ")[0] for row in rows] == ["| 1,000 in files of an hour", "| 1,000 in one file"]
