# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions and transcripts as the programs of the field write them, in words of our own."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

TEAMS = """WEBVTT

7d4f1f0e-9d3a-4c52-9b0f-2f1c8a1e6b11/12-0
00:00:03.450 --> 00:00:05.120
<v Berg Anna (Digg)>Hej och välkomna till dagens
workshop om</v>

7d4f1f0e-9d3a-4c52-9b0f-2f1c8a1e6b11/12-1
00:00:05.120 --> 00:00:08.890
<v Berg Anna (Digg)>e-arkiv. Vi är många i dag.</v>

7d4f1f0e-9d3a-4c52-9b0f-2f1c8a1e6b11/19-0
00:00:09.970 --> 00:00:12.530
<v Ek, Bo>Tack &amp; hej. Hör ni mig?</v>

7d4f1f0e-9d3a-4c52-9b0f-2f1c8a1e6b11/17-0
00:00:09.650 --> 00:00:10.210
<v Berg Anna (Digg)>Ja.</v>
"""

ZOOM = """WEBVTT

1
00:00:03.450 --> 00:00:08.890
Anna Berg: Hej och välkomna till dagens workshop om e-arkiv.

2
00:00:09.970 --> 00:00:12.530
Bo Ek (Riksarkivet): Tack! Jag vill säga en sak: vi hör er.

3
00:00:13.000 --> 00:00:14.200
Anna Berg: Bra.
"""

STREAM = """WEBVTT

NOTE duration:"00:12:01.3400000"

NOTE language:sv-se

NOTE Confidence: 0.9033116

5b1c0f55-6d4e-4a44-8d0f-3a1b2c4d5e6f
00:00:03.450 --> 00:00:05.120
Hej och välkomna till dagens
workshop.

NOTE Confidence: 0.71

0e1d2c3b-4a59-4687-9765-a4b3c2d1e0ff
00:00:05.500 --> 00:00:07.000
Vi börjar.
"""

YOUTUBE = """WEBVTT
Kind: captions
Language: sv

00:00:00.160 --> 00:00:02.389 align:start position:0%
\x20
hej<00:00:00.480><c> och</c><00:00:00.800><c> välkomna</c>

00:00:02.389 --> 00:00:02.399 align:start position:0%
hej och välkomna
\x20

00:00:02.399 --> 00:00:04.789 align:start position:0%
hej och välkomna
till<00:00:02.600><c> dagens</c><00:00:02.800><c> workshop</c>

00:00:04.789 --> 00:00:04.799 align:start position:0%
till dagens workshop
\x20

00:00:04.799 --> 00:00:07.200 align:start position:0%
till dagens workshop
den<00:00:05.000><c> handlar</c><00:00:05.400><c> om</c><00:00:05.600><c> arkiv</c>
"""

STYLED = """\ufeffWEBVTT - Workshopen om e-arkiv

STYLE
::cue(v[voice="Anna"]) { color: lime }

REGION
id:nere
width:40%

NOTE Anna skickade rättelser
den 3 maj.

inledning
00:03.450 --> 00:05.120 region:nere align:left
<v.högt Anna Berg>Hej <i>på</i> <c.gul.stor>er</c>,</v> <v Bo>hej!</v>

00:05.120 --> 00:08.000
<lang en>Open <b>source</b></lang> &lt;3 &amp; <00:06.500>öppna&nbsp;data&#8230;
<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>
"""

SRT = """1
00:00:03,450 --> 00:00:05,120
{\\an8}<i>Hej</i> och välkomna till dagens
<font color="#ffff00">workshop</font> om e-arkiv.

2
00:00:05,120 --> 00:00:08,890

Vi är många i dag &amp; det är bra.

3
00:00:09,970 --> 00:00:12,530
42
"""

ROLL_UP = """1
00:00:01,000 --> 00:00:03,000
hej och

2
00:00:03,000 --> 00:00:04,000
hej och välkomna

3
00:00:04,000 --> 00:00:06,000
hej och välkomna
till

4
00:00:06,000 --> 00:00:08,000
till dagens workshop

5
00:00:08,200 --> 00:00:09,000
till dagens workshop
"""

OWN = """Workshop om e-arkiv, 7 maj 2024

[00:00:03] Anna Berg: Hej och välkomna till dagens workshop.
Vi är många i dag.

[00:00:09] Bo Ek (Riksarkivet): Tack! En sak: hör ni mig?
[01:02:05] Anna Berg: Ja.
"""

YOUTUBE_PASTED = """0:00
0 sekunder
hej och välkomna
0:05
5 sekunder
till dagens workshop
1:02:03
1 timme, 2 minuter, 3 sekunder
tack för i dag
"""

TEAMS_PASTED = """Berg Anna (Digg)   0:03
Hej och välkomna till dagens workshop.

Ek, Bo   0:09
Tack! Hör ni mig?
Jag hör inte er.

Berg Anna (Digg)   1:02:05
Ja.
"""

ZOOM_SAVED = """[Anna Berg] 12:00:34
Hej och välkomna till dagens workshop.

[Bo Ek] 12:00:41
Tack! Hör ni mig?
"""

ZOOM_CHAT = """12:00:34\t From  Anna Berg  to  Everyone:
\tHej och välkomna
12:00:50\t From  Bo Ek  to  Anna Berg (Direct Message):
\tSka jag börja?
12:01:04\t From  Bo Ek  to  Everyone:
\tHär är länken: https://exempel.se/
"""

NAMES_ALONE = """00:00:03 Anna Berg
Hej och välkomna till dagens workshop.

00:00:09 Bo Ek
Tack! Hör ni mig?
"""

GOOGLE_MEET = """Workshop om e-arkiv (2024-05-07 12:00 GMT+2) - Transcript

00:00:00

Anna Berg: Hej och välkomna.
Bo Ek: Tack!
Jag hör er.
Cia Dahl: Jag med.
00:05:00

Anna Berg: Då går vi vidare.

Transcription ended after 00:05:20
"""

SBV = """0:00:03.450,0:00:05.120
Hej och välkomna

0:00:05.120,0:00:08.890
till dagens
workshop
"""

WHISPER = """[00:03.450 --> 00:05.120]  Hej och välkomna
[00:05.120 --> 00:08.890]  till dagens workshop
"""

_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
)


def teams_document(*paragraphs: str, document: str = _DOCUMENT) -> bytes:
    """A Word document as Teams makes it; a line break in a paragraph is one in the document."""
    made = []
    for paragraph in paragraphs:
        runs = "<w:br/>".join(
            f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in paragraph.split("\n")
        )
        made.append(f"<w:p>{runs}</w:p>")
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document % "".join(made))
    return into.getvalue()


TEAMS_DOCUMENT = teams_document(
    "Workshop om e-arkiv-20240507_120034-Inspelning av möte",
    "7 maj 2024, 12:00EM",
    "1 h 2 min 5 s",
    "Berg Anna (Digg) startade transkription",
    "Berg Anna (Digg)   0:03\nHej och välkomna till dagens workshop.",
    "Ek, Bo   0:09\nTack! Hör ni mig? 5 < 6 & 7",
    "Berg Anna (Digg)   1:02:05\nJa.",
    "Berg Anna (Digg) stoppade transkription",
)

TEAMS_DOCUMENT_ONCE = teams_document(
    "0:0:3.450 --> 0:0:8.890\nAnna Berg\nHej och välkomna till dagens workshop.",
    "0:0:9.970 --> 0:0:12.530\nBo Ek\nTack!",
)
