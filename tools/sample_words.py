# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the sample workshop: what is said and shown in it, and the dossier that tells of it. Nobody in it exists."""

from __future__ import annotations

from typing import NamedTuple


class Slide(NamedTuple):
    title: str
    lines: tuple[str, ...]


class Said(NamedTuple):
    speaker: str
    slide: int
    sv: str
    en: str
    aloud: str = ""
    """How the voice is to say it, where it differs."""


VERA, TURE = "Vera Provsson", "Ture Testberg"

SLIDES = (
    Slide("Verkstad i praktiken", ("Vera Provsson, Exempelmyndigheten", "Ture Testberg, Provkommunen")),
    Slide(
        "Varför försvinner en workshop?",
        (
            "En lång sida som ingen vågar ändra i",
            "Inspelningar på ett ställe, presentationer på ett annat",
            "Ingen vet vem man ska ringa",
        ),
    ),
    Slide(
        "En sida för varje workshop",
        (
            "Vad, när och vem",
            "Inspelningen med kapitel",
            "Presentationen, sida för sida",
            "Det som sades, sekund för sekund",
        ),
    ),
    Slide(
        "Sök i det som sades och visades",
        (
            "Sök på miljödata och hamna på sekunden där ordet sägs",
            "Delar av sammansatta ord hittas: upphandlingsdokument finns under upphandling",
            "Prenumerera på sökningen",
        ),
    ),
    Slide(
        "Undertexter i tre steg",
        (
            "Automatiska: en maskin har skrivit, och de kan innehålla fel",
            "Rättade: en människa har gått igenom dem",
            "Granskade: någon svarar för dem",
        ),
    ),
)

SPEECH = (
    Said(VERA, 1, "Välkomna till Verkstad i praktiken. Jag heter Vera Provsson och arbetar på Exempelmyndigheten.",
         "Welcome to Verkstad in practice. I am Vera Provsson and I work at Exempelmyndigheten."),
    Said(VERA, 1, "Rösten du hör är gjord av en dator, för det här är en provworkshop.",
         "The voice you hear is made by a computer, because this is a sample workshop."),
    Said(VERA, 2, "Många workshoppar försvinner när de är slut. Ture, hur var det hos er?",
         "Many workshops disappear once they are over. Ture, how was it with you?"),
    Said(TURE, 2, "Tack, Vera. Vi på Provkommunen hade en lång sida som ingen vågade ändra i.",
         "Thank you, Vera. We at Provkommunen had one long page that nobody dared to change."),
    Said(TURE, 2, "Inspelningarna låg på ett ställe, presentationerna på ett annat, och ingen visste vem man skulle ringa.",
         "The recordings were in one place, the slides in another, and nobody knew whom to call."),
    Said(TURE, 3, "Nu har varje workshop en egen sida, med agendan, presentationen och det som sades.",
         "Now each workshop has a page of its own, with the agenda, the slides and what was said."),
    Said(TURE, 4, "Sök på ett ord, till exempel miljödata, så hamnar du på sekunden där det sades och på sidan där det visades.",
         "Search for a word, such as environmental data, and you land on the second it was said and the page that showed it."),
    Said(VERA, 5, "Undertexterna skrevs först av en maskin. Sedan rättade en människa dem, och någon granskade dem mot inspelningen.",
         "The captions were first written by a machine. Then a person corrected them, and somebody checked them against the recording."),
    Said(VERA, 5, "Allt går att ta med sig, som öppna data och i kalendern.",
         "All of it can be taken along, as open data and in your calendar."),
    Said(VERA, 5, "Tack för att du lyssnade. Prova att klicka på en tid i texten bredvid.",
         "Thank you for listening. Try pressing a time in the text beside the recording."),
)  # fmt: skip

CHAPTERS = (
    ("Välkomna", 0),
    ("Varför försvinner en workshop?", 2),
    ("En sida för varje workshop", 5),
    ("Undertexter i tre steg", 7),
)
"""Title, and the place in SPEECH where it begins."""

NOTES = """# Anteckningar från Verkstad i praktiken

En provworkshop: personerna och organisationerna finns inte.

## Frågor

Vad händer med den gamla sidan? Den läses in en gång, och det som motsäger sig självt visas för redaktören.

Måste alla inspelningar textas? En inspelning som ligger kvar ska ha undertexter. Den här har det på två språk.

## Att prova

- Klicka på en tid i texten bredvid inspelningen.
- Bläddra bland sidorna i presentationen.
- Sök på *miljödata*.
"""

_ID = "01a22e00-0000-7000-8000-0000000000"
_AT = "2026-11-23T08:00:00Z"

_EVENT = f"""# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: CC0-1.0
id: {_ID}01
slug: 2026-11-10-verkstad-i-praktiken
published_at: {_AT}
modified_at: {_AT}
series: {_ID}02
title:
  sv: Verkstad i praktiken
  en: Verkstad in practice
start_date: 2026-11-10
start_time: '12:00'
end_time: '13:00'
mode: online
summary:
  sv: >-
    En provworkshop som visar vad en sida kan innehålla: en inspelning med kapitel och undertexter på två språk, det som sades
    sekund för sekund, och en presentation sida för sida. Personerna och organisationerna finns inte, och rösten är en dators.
  en: >-
    A sample workshop that shows what a page can hold: a recording with chapters and captions in two languages, what was said second
    by second, and slides page by page. The people and organisations do not exist, and the voice is a computer’s.
organisers:
  - organisation: {_ID}03
agenda:
  - uid: {_ID}11
    title:
      sv: Välkomna
      en: Welcome
    kind: introduction
    start_time: '12:00'
  - uid: {_ID}12
    title:
      sv: Från lång sida till verkstad
      en: From one long page to a workshop
    start_time: '12:05'
  - uid: {_ID}13
    title:
      sv: Undertexter i tre steg
      en: Captions in three steps
    start_time: '12:40'
appearances:
  - uid: {_ID}21
    agenda_item: {_ID}11
    person: {_ID}05
    organisation: {_ID}03
    role: host
  - uid: {_ID}22
    agenda_item: {_ID}12
    person: {_ID}06
    organisation: {_ID}04
  - uid: {_ID}23
    agenda_item: {_ID}13
    person: {_ID}05
    organisation: {_ID}03
recordings:
  - id: {_ID}31
    state: published
    published_date: 2026-11-12
    language: sv
    length_seconds: {{length}}
    file: {{verkstad_i_praktiken_webm_sum}}
    file_name: verkstad-i-praktiken.webm
    media_type: video/webm
    size_bytes: {{verkstad_i_praktiken_webm_size}}
    captions:
      - language: en
        state: approved
        text: {{undertexter_en_json_sum}}
      - language: sv
        state: approved
        text: {{undertexter_sv_json_sum}}
    chapters:
      - start_seconds: {{chapter_0}}
        title:
          sv: Välkomna
          en: Welcome
        agenda_item: {_ID}11
      - start_seconds: {{chapter_1}}
        title:
          sv: Varför försvinner en workshop?
          en: Why do workshops disappear?
        agenda_item: {_ID}12
      - start_seconds: {{chapter_2}}
        title:
          sv: En sida för varje workshop
          en: A page for each workshop
      - start_seconds: {{chapter_3}}
        title:
          sv: Undertexter i tre steg
          en: Captions in three steps
        agenda_item: {_ID}13
    audio_description: not_needed
    audio_description_note:
      sv: Det som står på sidorna sägs också.
      en: What the slides say is also spoken.
    licence: CC0-1.0
materials:
  - id: {_ID}41
    title:
      sv: Verkstad i praktiken
      en: Verkstad in practice
    file_name: verkstad-i-praktiken.pdf
    file: {{verkstad_i_praktiken_pdf_sum}}
    media_type: application/pdf
    size_bytes: {{verkstad_i_praktiken_pdf_size}}
    language: sv
    licence: CC0-1.0
    creators:
      - Vera Provsson
      - Ture Testberg
  - id: {_ID}42
    title:
      sv: Anteckningar
      en: Notes
    kind: notes
    file_name: anteckningar.md
    file: {{anteckningar_md_sum}}
    media_type: text/markdown
    size_bytes: {{anteckningar_md_size}}
    language: sv
    licence: CC0-1.0
"""

_SPDX = "# SPDX-FileCopyrightText: 2026 Verkstad contributors\n# SPDX-License-Identifier: CC0-1.0\n"

DOSSIER = {
    "dossier.yaml": f"{_SPDX}format: verkstad-dossier/1\n",
    "events/2026-11-10-verkstad-i-praktiken.yaml": _EVENT,
    "series.yaml": f"""{_SPDX}- id: {_ID}02
  slug: prov
  published_at: {_AT}
  modified_at: {_AT}
  name:
    sv: Provserien
    en: The sample series
  description:
    sv: En serie att prova med. Den finns bara i demon.
    en: A series to try things with. It is in the demo alone.
  organisers:
    - {_ID}03
  text_licence: CC0-1.0
  default_licence: CC0-1.0
""",
    "organisations.yaml": f"""{_SPDX}- id: {_ID}03
  slug: exempelmyndigheten
  published_at: {_AT}
  modified_at: {_AT}
  name:
    sv: Exempelmyndigheten
  kind: authority

- id: {_ID}04
  slug: provkommunen
  published_at: {_AT}
  modified_at: {_AT}
  name:
    sv: Provkommunen
  kind: municipality
""",
    "people.yaml": f"""{_SPDX}- id: {_ID}06
  slug: ture-testberg
  published_at: {_AT}
  modified_at: {_AT}
  name: Ture Testberg

- id: {_ID}05
  slug: vera-provsson
  published_at: {_AT}
  modified_at: {_AT}
  name: Vera Provsson
""",
}
"""The files of the dossier by name; what stands in braces is known when the files are made."""
