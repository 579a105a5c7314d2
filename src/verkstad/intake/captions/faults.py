# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with captions that came in: problems, for which they are refused, and remarks on what was mended."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from verkstad.intake.problems import IntakeError, Problem, Sentence, shown

TOLD_AT_MOST = 50
"""Problems, and remarks, that are told one by one: nobody mends more before trying again."""


class CaptionsRefused(IntakeError):
    """Captions with faults that only a person can mend; nothing of them was kept. ``problems`` are by line; ``more`` were not told."""

    def __init__(self, problems: tuple[Problem, ...], more: int = 0) -> None:
        self.problems = problems
        self.more = more
        super().__init__(problems, more)

    def __str__(self) -> str:
        number = len(self.problems) + self.more
        head = ngettext(
            "The captions have %(number)s fault. Nothing was kept.",
            "The captions have %(number)s faults. Nothing was kept.",
            number,
        ) % {"number": number}
        lines = [head, *map(str, self.problems)]
        if self.more:
            lines.append(str(Sentence(_("And %(number)s more."), {"number": self.more})))
        return "\n".join(lines)


class Faults:
    """Collects what is found in one file. Values that came from the file are made fit to be shown."""

    def __init__(self, file: str) -> None:
        self._file = shown(file)
        self._problems: list[Problem] = []
        self._remarks: list[Problem] = []
        self._problems_not_told = self._remarks_not_told = 0

    def problem(self, kind: str, message: Any, remedy: Any, /, *, line: int | None = None, **values: Any) -> None:
        """Something that only a person can mend: in the end, :meth:`refuse` will."""
        if len(self._problems) < TOLD_AT_MOST:
            self._problems.append(self._made(kind, message, remedy, line, values))
        else:
            self._problems_not_told += 1

    def remark(self, kind: str, message: Any, remedy: Any, /, *, line: int | None = None, **values: Any) -> None:
        """Something that was mended, or may be a mistake, and that a person should look at."""
        if len(self._remarks) < TOLD_AT_MOST:
            self._remarks.append(self._made(kind, message, remedy, line, values))
        else:
            self._remarks_not_told += 1

    def _made(self, kind: str, message: Any, remedy: Any, line: int | None, values: dict[str, Any]) -> Problem:
        safe = {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
        return Problem(kind, self._file, Sentence(message, safe), Sentence(remedy, safe), line)

    def refuse(self) -> None:
        """Raise CaptionsRefused when there was any problem."""
        if self._problems:
            raise CaptionsRefused(tuple(sorted(self._problems, key=_place)), self._problems_not_told)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """By line; what concerns the whole file comes first."""
        told = sorted(self._remarks, key=_place)
        if self._remarks_not_told:
            more = _("%(number)s more captions were mended in the same ways.")
            told.append(
                self._made("more", more, _("Look through the whole file."), None, {"number": self._remarks_not_told})
            )
        return tuple(told)


def _place(problem: Problem) -> int:
    return problem.line or 0


def bad_time(faults: Faults, line: int, written: str) -> None:
    faults.problem(
        "bad-time",
        _("“%(value)s” is not the time of a caption."),
        _("Write its start and its end like this: 00:12:34.500 --> 00:12:37.000."),
        line=line,
        value=written.strip(),
    )


def cut_short(faults: Faults, line: int) -> None:
    faults.remark(
        "cut-short",
        _("The file ends in the middle of a caption, which is left out."),
        _("Check that the file is whole."),
        line=line,
    )


def stray_before(faults: Faults, line: int, written: str) -> None:
    faults.remark(
        "stray",
        _("“%(value)s” stands before the first caption, without a time. It is left out."),
        _("Give it a time if it was said."),
        line=line,
        value=written.strip(),
    )
