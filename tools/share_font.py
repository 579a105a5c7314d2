# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make the two fonts of the share pictures: Young Serif, which the pages speak with, and Source Serif 4 for what it lacks.

    npm pack @expo-google-fonts/young-serif@0.4.0 source-serif@4.5.1, and unpack both
    uv run --with fonttools==4.62.1 python tools/share_font.py YoungSerif_400Regular.ttf SourceSerif4Subhead-Semibold.ttf \
        src/verkstad/edition/sharepicture

Each gets fewer characters, and its kerning moves from GPOS to a kern table: Pillow's basic layout, the one that is the same on
every machine, reads no GPOS. The second gets a name of its own, because its licence (OFL 1.1) reserves "Source" for the unchanged
font.
"""

from __future__ import annotations

import string
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

KEPT = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, 0x192, *range(0x1CD, 0x1DD), *range(0x1E6, 0x1F0), *range(0x1FA, 0x220),
    0x259, *range(0x2C6, 0x2DE), *range(0x300, 0x330), *range(0x386, 0x3CF), *range(0x400, 0x460), 0x490, 0x491,
    *range(0x1E80, 0x1E86), *range(0x1E9E, 0x1EFA), *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122,
    *range(0x2190, 0x2194), 0x2212, 0x2215, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CA, 0xFFFD,
]  # fmt: skip
KERNED = string.ascii_letters + string.digits + string.punctuation + " åäöÅÄÖéÉüÜøæØÆ–—’‘”“»«…"


def kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """The horizontal kerning of the pairs of KERNED, as GPOS has it: the first lookup that names a pair decides."""
    glyphs = {font.getBestCmap()[ord(character)] for character in KERNED if ord(character) in font.getBestCmap()}
    table = font["GPOS"].table
    lookups = sorted(
        {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == "kern"
            for index in record.Feature.LookupListIndex
        }
    )
    pairs: dict[tuple[str, str], int] = {}
    for index in lookups:
        for outer in table.LookupList.Lookup[index].SubTable:
            subtable = getattr(outer, "ExtSubTable", outer)
            if type(subtable).__name__ != "PairPos":  # kerning by context has no place in a kern table
                continue
            for left in glyphs & set(subtable.Coverage.glyphs):
                for right, value in _values(subtable, left, glyphs):
                    pairs.setdefault((left, right), value)
    return {pair: value for pair, value in pairs.items() if value}


def _values(subtable, left: str, glyphs: set[str]):
    if subtable.Format == 1:
        for record in subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph in glyphs:
                yield record.SecondGlyph, getattr(record.Value1, "XAdvance", 0)
        return
    row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(left, 0)].Class2Record
    for right in glyphs:
        yield right, getattr(row[subtable.ClassDef2.classDefs.get(right, 0)].Value1, "XAdvance", 0)


def _with_lining_figures(font: TTFont) -> None:
    """Numerals as tall as capitals, as a wall calendar has them: Young Serif's own hang below the line."""
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "lnum":
            continue
        for index in record.Feature.LookupListIndex:
            for outer in table.LookupList.Lookup[index].SubTable:
                mapping = getattr(outer, "ExtSubTable", outer).mapping
                for cmap in font["cmap"].tables:
                    for code in range(ord("0"), ord("9") + 1):
                        cmap.cmap[code] = mapping.get(cmap.cmap[code], cmap.cmap[code])


def make(source: Path, target: Path, *, characters: set[int], name: str | None = None) -> set[int]:
    """Write the smaller font; returns the characters that it has."""
    font = TTFont(source, recalcTimestamp=False)
    if "GSUB" in font:
        _with_lining_figures(font)
    pairs = kerning(font)
    tables = ["DSIG", "BASE", "GPOS", "GSUB", "GDEF", "gasp"]
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=[0, 1, 2, 4, 5, 6, 13, 14], notdef_outline=True, drop_tables=tables
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)

    kept = set(font.getGlyphOrder())
    table = KernTable_format_0(apple=False)
    table.coverage, table.kernTable = 1, {pair: pairs[pair] for pair in sorted(pairs) if kept.issuperset(pair)}
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [table]
    for record in font["name"].names if name else []:
        words = {1: name, 4: f"{name} Semibold", 6: f"{name.replace(' ', '')}-Semibold"}.get(record.nameID)
        if words:
            record.string = words
    font.save(target)
    print(
        f"{target}: {len(font.getBestCmap())} characters, {len(table.kernTable)} kerning pairs, {target.stat().st_size} bytes"
    )
    return set(font.getBestCmap())


def main(young: Path, source: Path, folder: Path) -> None:
    first = make(young, folder / "YoungSerif-Regular.ttf", characters=set(KEPT))
    make(source, folder / "VerkstadSerif-Semibold.ttf", characters=set(KEPT) - first, name="Verkstad Serif")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
