# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the YAML parser says, in words for somebody who does not know YAML."""

from __future__ import annotations

from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from verkstad.intake.problems import Sentence

Place = tuple[int, int]

_INDENTATION = (
    _("The indentation does not fit the lines before."),
    _("Let the fields of one thing begin in the same column, and indent with spaces."),
)
_QUOTE = (
    _("A quotation mark has no partner."),
    _('Close it. Within \'…\' a single quotation mark is written twice, within "…" a double one is written \\".'),
)
_ESCAPE = (
    _("The backslash is followed by something that has no meaning here."),
    _("Write \\\\ for a backslash, or put the text between '…' where a backslash is only a backslash."),
)
_COLON = (
    _("A colon followed by a space stands within a text, and is taken for a key."),
    _("Put quotation marks around the whole text."),
)
_NO_COLON = (_("A key has no colon after it."), _("Write the key, a colon, a space, and then the value."))
_BRACKET = (_("A bracket is not closed."), _("Close it, or put quotation marks around the text."))
_TAB = (_("A tab stands in the indentation."), _("Indent with spaces only."))
_START = (
    _("The text begins with %(char)s, which has a meaning of its own in YAML."),
    _("Put quotation marks around the text."),
)
_CONTROL = (
    _("The file holds a character that cannot be seen, or that no text may have (%(char)s)."),
    _("Take it away; it often comes along from a PDF or an e-mail."),
)
_OTHER = (
    _("This is not YAML as it can be read here (%(reason)s)."),
    _("Look at this line and the one before: indentation, colons, hyphens and quotation marks."),
)

_BY_WORDS = (
    ("while scanning a quoted scalar", "unexpected end of stream", _QUOTE),
    ("while scanning a quoted scalar", "document indicator", _QUOTE),
    ("while parsing a quoted scalar", "", _ESCAPE),
    ("", "mapping values are not allowed", _COLON),
    ("while scanning a simple key", "", _NO_COLON),
    ("while parsing a flow", "", _BRACKET),
    ("while parsing a block", "", _INDENTATION),
    ("", "block sequence entries are not allowed", _INDENTATION),
    ("", "did not find expected <document start>", _INDENTATION),
)
"""Words of libyaml's context and problem, and what they come from when people write by hand."""


def syntax_words(error: yaml.YAMLError, text: str) -> tuple[str, Place, Sentence, Sentence]:
    """Kind, place (from 1), words and remedy for what the parser stumbled on."""
    if isinstance(error, yaml.MarkedYAMLError):
        return _marked(error, text)
    # yaml.reader.ReaderError: one character that YAML does not allow, by its place in the UTF-8 bytes.
    position = getattr(error, "position", 0)
    before = text.encode()[:position].decode(errors="replace")
    place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    char = getattr(error, "character", "")
    code = f"U+{ord(char) if isinstance(char, str) and char else int(char or 0):04X}"
    return "control-character", place, Sentence(_CONTROL[0], {"char": code}), Sentence(_CONTROL[1])


def _marked(error: yaml.MarkedYAMLError, text: str) -> tuple[str, Place, Sentence, Sentence]:
    context, problem = error.context or "", error.problem or ""
    mark: Any = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "cannot start any token" in problem:
        char = _char_at(text, place)
        if char == "\t":
            return "tab", place, Sentence(_TAB[0]), Sentence(_TAB[1])
        return "not-yaml", place, Sentence(_START[0], {"char": char}), Sentence(_START[1])
    if "control characters" in problem:
        return "control-character", place, Sentence(_CONTROL[0], {"char": "?"}), Sentence(_CONTROL[1])
    for in_context, in_problem, (message, remedy) in _BY_WORDS:
        if in_context in context and in_problem in problem:
            if (
                message is _QUOTE[0] and error.context_mark
            ):  # the place where it opened tells more than the end of the file
                place = (error.context_mark.line + 1, error.context_mark.column + 1)
            return "not-yaml", place, Sentence(message), Sentence(remedy)
    return "not-yaml", place, Sentence(_OTHER[0], {"reason": problem or context}), Sentence(_OTHER[1])


def _char_at(text: str, place: Place) -> str:
    lines = text.split("\n")
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    return line[place[1] - 1 : place[1]]
