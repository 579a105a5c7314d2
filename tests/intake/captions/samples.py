# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions and transcripts as the programs of the field write them, in words of our own."""

from __future__ import annotations

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
