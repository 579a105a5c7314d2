# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of settings: each function reads the text of the environment, or raises ValueError with the rest of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from verkstad.site.words import _


def read_text(value: str) -> str:
    if "\x00" in value or "\n" in value:
        raise ValueError(_("must be one line"))
    return value.strip()


def read_folder(value: str) -> Path:
    return Path(value).expanduser().absolute()


def read_port(value: str) -> None:
    try:
        urlsplit(value).port  # noqa: B018 (reading it checks it)
    except ValueError:
        raise ValueError(_("names a port that is not a number")) from None


def read_address(value: str) -> str:
    if not value:
        return ""
    read_port(value)
    parts = urlsplit(value)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.query
        or parts.fragment
        or parts.path.strip("/")
    ):
        raise ValueError(_("must be the site's address without a path, such as https://workshops.example.org"))
    return f"{parts.scheme}://{parts.netloc}"


def read_email(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+", value):
        raise ValueError(_("must be one e-mail address, such as workshops@example.org"))
    return value


def read_flag(value: str) -> bool:
    known = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "": False,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    if value.strip().lower() not in known:
        raise ValueError(_("must be 1 or 0"))
    return known[value.strip().lower()]


def number_between(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value.strip()) or not lowest <= int(value) <= highest:
            raise ValueError(
                _("must be a whole number from %(lowest)s to %(highest)s") % {"lowest": lowest, "highest": highest}
            )
        return int(value)

    return read


def read_hosts(value: str) -> list[str]:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if wrong := [host for host in hosts if "/" in host or " " in host]:
        raise ValueError(
            _("must be names of hosts parted by commas, without https:// (“%(host)s” is not one)") % {"host": wrong[0]}
        )
    return hosts


def read_languages(value: str) -> list[str]:
    tags = [tag.strip().lower() for tag in value.split(",") if tag.strip()]
    if wrong := [tag for tag in tags if not re.fullmatch(r"[a-z]{2,3}", tag)]:
        raise ValueError(_("must be tags parted by commas, such as sv,en (“%(tag)s” is not one)") % {"tag": wrong[0]})
    return tags


def read_https_address(value: str) -> str:
    if value:
        read_port(value)
        parts = urlsplit(value)
        is_here = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and is_here)):
            raise ValueError(_("must be an address that starts with https://"))
    return value.rstrip("/")


def read_database(value: str) -> str:
    if value and urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError(_("must start with postgres:// or sqlite:// (leave it out for SQLite in VERKSTAD_HOME)"))
    read_port(value)
    return value


def read_mail(value: str) -> str:
    if value and (urlsplit(value).scheme not in {"smtp", "smtps", "smtp+tls"} or not urlsplit(value).hostname):
        raise ValueError(_("must be smtp+tls://user:password@host:587, smtps://… or smtp://…"))
    read_port(value)
    return value


def read_ocr_languages(value: str) -> tuple[str, ...]:
    names = tuple(filter(None, re.split(r"[\s,+]+", value.strip())))
    if not all(re.fullmatch(r"[a-zA-Z_]{3,20}", name) for name in names):
        raise ValueError(_("must be languages in Tesseract's words, such as swe+eng"))
    return names


def read_secret(value: str) -> str:
    if value and len(value) < 32:
        raise ValueError(_("must be at least 32 characters (leave it out and a key is made)"))
    return value
