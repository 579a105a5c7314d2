# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""LibreOffice, to make a PDF of an office file: a profile of its own, no macros, nobody on the line, and a limit to time and memory."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import quoteattr

from verkstad.intake.documents.values import MB

MEMORY = 400 * MB
"""Bytes of its own that LibreOffice may take, programs and libraries apart: it begins at 160."""
_NEARLY = 0.97
_POLL = 0.25

_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # Nothing in a file is run, and nothing fetched.
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Common/Load", "UpdateDocMode", "0"),
    # Where a request might still go out, it goes to a port where nobody is.
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    # Only what is shown, with the alternative texts of pictures, as small as it will be drawn.
    ("Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Common/Filter/PDF/Export", "ExportBookmarks", "true"),
    ("Common/Filter/PDF/Export", "ExportNotes", "false"),
    ("Common/Filter/PDF/Export", "ExportNotesInMargin", "false"),
    ("Common/Filter/PDF/Export", "ExportNotesPages", "false"),
    ("Common/Filter/PDF/Export", "ExportHiddenSlides", "false"),
    ("Common/Filter/PDF/Export", "ExportFormFields", "false"),
    ("Common/Filter/PDF/Export", "ReduceImageResolution", "true"),
    ("Common/Filter/PDF/Export", "ImageResolution", "150"),
    ("Common/Filter/PDF/Export", "Quality", "85"),
    # Pictures are put aside on the disk, and nothing is asked or told.
    ("Common/Cache/GraphicManager", "TotalCacheSize", "40000000"),
    ("Common/Cache/GraphicManager", "ObjectCacheSize", "10000000"),
    ("Common/Cache/GraphicManager", "ObjectReleaseTime", "20"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Save/Document", "AutoSave", "false"),
    ("Recovery/RecoveryInfo", "Enabled", "false"),
)  # fmt: skip


class OfficeFailed(Exception):
    """LibreOffice gave no PDF."""


class OfficeSlow(OfficeFailed):
    """It was stopped when its time was up."""


def make_pdf(program: Path, source: Path, scratch: Path, *, seconds: float, started: Callable[[int], None]) -> Path:
    """The PDF of ``source``, in ``scratch``. ``started`` is told the group of processes. Raises OfficeFailed."""
    profile, out = scratch / "profile", scratch / "out"
    (profile / "user").mkdir(parents=True)
    out.mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    process = subprocess.Popen(  # noqa: S603 the program that the setting names
        [
            str(program),
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            "--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "--convert-to", "pdf", "--outdir", str(out), str(source),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": str(scratch), "TMPDIR": str(scratch), "SAL_USE_VCLPLUGIN": "svp"},
        cwd=scratch,
        process_group=0,
        preexec_fn=_limit_memory,
    )  # fmt: skip
    started(process.pid)
    try:
        deadline = time.monotonic() + seconds
        while process.poll() is None:
            if time.monotonic() > deadline:
                raise OfficeSlow
            if _data_of(process.pid) > _NEARLY * MEMORY:
                # With its memory used up it leaves pictures out and says nothing.
                raise OfficeFailed
            time.sleep(_POLL)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    made = list(out.glob("*.pdf"))
    if process.returncode or len(made) != 1:
        raise OfficeFailed
    return made[0]


def _limit_memory() -> None:
    """Its address space holds its libraries and much that it never touches: what counts is the data it writes."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (resource.getrlimit(resource.RLIMIT_AS)[1],) * 2)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _data_of(group: int) -> int:
    """Bytes of data of the largest process in a group. 0 where the system does not tell."""
    largest = 0
    for folder in Path("/proc").glob("[1-9]*"):
        with suppress(OSError, ValueError, IndexError):
            # pid (name) state parent group …
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                pages = int((folder / "statm").read_text().split()[5])
                largest = max(largest, pages * resource.getpagesize())
    return largest


def _settings() -> str:
    items = "".join(
        f"<item oor:path={quoteattr(f'/org.openoffice.Office.{path}' if not path.startswith('Inet') else f'/org.openoffice.{path}')}>"
        f'<prop oor:name={quoteattr(name)} oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n"
    )
