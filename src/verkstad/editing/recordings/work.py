# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the work of machines on one recording stands, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.standing import Standing
from verkstad.editing.shared.work import WorkWords, clock, words_of


class WorkLine(NamedTuple):
    kind: str
    label: str
    said: WorkWords


def lines_of(found: Mapping[str, Standing]) -> list[WorkLine]:
    labels = {
        JobKind.READ: _("Reading the file"),
        JobKind.CUT: _("Cutting it for readers"),
        JobKind.TRANSCRIBE: _("Writing down what is said"),
    }
    return [WorkLine(kind, label, _said(found[kind])) for kind, label in labels.items() if kind in found]


def _said(standing: Standing) -> WorkWords:
    if standing.facts is not None and not standing.is_open:
        facts = standing.facts
        return WorkWords(_of_file(facts) if standing.kind == JobKind.READ else _of_cut(facts))
    if words := words_of(standing):
        return words
    if standing.kind == JobKind.TRANSCRIBE and standing.job is not None and standing.job.state == JobState.DONE:
        return WorkWords(
            _("Done. The captions are a draft in state automatic: correct them before they are published.")
        )
    return WorkWords(_("Nobody has asked for it yet."), again=True)


def _of_file(facts: Mapping[str, Any]) -> str:
    parts = [facts.get("format"), clock(facts["length_seconds"]) if facts.get("length_seconds") is not None else None]
    if facts.get("width"):
        parts.append(_("%(width)s × %(height)s pixels") % {"width": facts["width"], "height": facts["height"]})
    return _("Done: %(facts)s.") % {"facts": ", ".join(part for part in parts if part)}


def _of_cut(facts: Mapping[str, Any]) -> str:
    return _("Done: readers get a file of %(length)s, %(size)s.") % {
        "length": clock(facts["length_seconds"]), "size": filesizeformat(facts["size_bytes"]),
    }  # fmt: skip
