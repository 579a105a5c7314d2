# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A caption file or a pasted text, as cues of a draft. What the reader of captions says of it is passed on line by line."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.archive.choices import CaptionState
from verkstad.archive.rules.captions import Cue
from verkstad.editing.shared.languages import language_choices
from verkstad.intake.captions import CaptionsRefused, ReadCaptions, read_captions
from verkstad.intake.captions.decode import decode
from verkstad.intake.captions.faults import Faults

SHOWN_AGAIN_AT_MOST = 2_000_000
"""Characters of a file that the page shows again when something about it was not settled."""


class Wanted(NamedTuple):
    """What somebody asked to have taken in."""

    language: str
    read: ReadCaptions
    name: str
    state: str
    replacing: bool

    def cues(self) -> list[Cue]:
        """With what a machine wrote told apart from what people will make of it."""
        is_machines = self.state == CaptionState.MACHINE
        return [
            {**cue.model_dump(exclude_none=True), **({"heard": cue.text} if is_machines else {})}
            for cue in self.read.cues
        ]


class TakeInForm(forms.Form):
    """``problems`` are sentences with their lines, of a file that was refused."""

    file = forms.FileField(label=gettext_lazy("Caption file"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or the text, pasted"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Who answers for the words"),
        choices=[
            (CaptionState.MACHINE, gettext_lazy("A machine wrote them")),
            (CaptionState.CORRECTED, gettext_lazy("Somebody has corrected them")),
            (CaptionState.APPROVED, gettext_lazy("Somebody has read them against the recording")),
        ],
    )
    replacing = forms.BooleanField(
        label=gettext_lazy("Replace captions that somebody has corrected"),
        help_text=gettext_lazy("What stands there now is kept as an earlier version."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = language_choices(blank=gettext_lazy("As the file says"))
        self.problems: list[str] = []

    def read(self) -> Wanted | None:
        """What is to be taken in; None with what is wrong at the fields, or in ``problems``. Nothing is kept yet."""
        if not self.is_valid():
            return None
        values = self.cleaned_data
        sent = values["file"]
        if sent is None and not values["text"].strip():
            self.add_error("file", _("Choose a file, or paste the text."))
            return None
        name = sent.name if sent is not None else _("The pasted text")
        content = sent.read() if sent is not None else values["text"].encode()
        try:
            found = read_captions(content, name=name, language=values["language"] or None)
        except CaptionsRefused as refused:
            self.problems = [told(problem) for problem in refused.problems]
            if refused.more:
                self.problems.append(_("And %(number)s more.") % {"number": refused.more})
            return None
        if found.language is None:
            self.add_error("language", _("Neither the file nor its words tell the language. Choose it."))
            self.show_again(content, name)
            return None
        return Wanted(found.language, found, name, values["state"], values["replacing"])

    def show_again(self, content: bytes | None = None, name: str = "") -> None:
        """Put what a file held into the field for text: a browser does not choose a file twice by itself."""
        sent = self.files.get("file")
        if content is None and sent is not None:
            sent.seek(0)
            content, name = sent.read(), sent.name
        if content is None or content.startswith(b"PK"):
            return
        text = decode(content, Faults(name))
        if len(text) <= SHOWN_AGAIN_AT_MOST:
            self.data = self.data.copy()
            self.data["text"] = text


def told(problem: Any) -> str:
    """Line 14: what is wrong. What to do."""
    words = f"{problem.message} {problem.remedy}"
    return _("Line %(line)s: %(words)s") % {"line": problem.line, "words": words} if problem.line else words
