# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every setting in one table, and the reading of them from the environment.

``read_settings(environ)`` gives checked values, or raises :class:`SettingsWrong` with all that is wrong at once.
Only this room reads the environment. A new setting is a row here and nothing else: the documentation, ``doctor`` and
the search for misspelt names all follow the table.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from verkstad.site.words import N_, _


class Setting(NamedTuple):
    name: str
    read: Callable[[str], Any]
    """From the text in the environment to the value; raises ValueError with a sentence."""
    kind: str
    """What the value is, in words."""
    default: str
    help: str


class SettingsWrong(ValueError):
    """Settings that cannot be used; ``problems`` holds one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(Mapping[str, Any]):
    """The checked values by name."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self):
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    @property
    def home(self) -> Path:
        return self["VERKSTAD_HOME"]

    @property
    def editions(self) -> Path:
        return self.home / "editions"

    @property
    def base_url(self) -> str:
        """The absolute address of the site, without a final slash; without the setting, the address that is listened to."""
        if self["VERKSTAD_BASE_URL"]:
            return self["VERKSTAD_BASE_URL"]
        host = self["VERKSTAD_HOST"]
        shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else f"[{host}]" if ":" in host else host  # noqa: S104 (compared, not bound)
        return f"http://{shown}:{self['PORT']}"

    @property
    def is_on_this_machine(self) -> bool:
        """Whether nobody else can ask: by the site's address, by what is listened to, and with no proxy before it."""
        hosts = {urlsplit(self.base_url).hostname, self["VERKSTAD_HOST"]}
        return hosts <= {"127.0.0.1", "localhost", "::1"} and not self["VERKSTAD_PROXIES"]

    @property
    def allowed_hosts(self) -> list[str]:
        """Hosts that the application answers to: those named, else the site's own and this machine."""
        if self["VERKSTAD_ALLOWED_HOSTS"]:
            return self["VERKSTAD_ALLOWED_HOSTS"]
        own = urlsplit(self.base_url).hostname or "localhost"
        return list(dict.fromkeys([f"[{own}]" if ":" in own else own, "127.0.0.1", "localhost", "[::1]"]))


def _text(value: str) -> str:
    if "\x00" in value or "\n" in value:
        raise ValueError(_("must be one line"))
    return value.strip()


def _folder(value: str) -> Path:
    return Path(value).expanduser().absolute()


def _port(value: str) -> None:
    try:
        urlsplit(value).port  # noqa: B018 (reading it checks it)
    except ValueError:
        raise ValueError(_("names a port that is not a number")) from None


def _address(value: str) -> str:
    if not value:
        return ""
    _port(value)
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


def _email(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+", value):
        raise ValueError(_("must be one e-mail address, such as workshops@example.org"))
    return value


def _flag(value: str) -> bool:
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


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value.strip()) or not lowest <= int(value) <= highest:
            raise ValueError(
                _("must be a whole number from %(lowest)s to %(highest)s") % {"lowest": lowest, "highest": highest}
            )
        return int(value)

    return read


def _hosts(value: str) -> list[str]:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if wrong := [host for host in hosts if "/" in host or " " in host]:
        raise ValueError(
            _("must be names of hosts parted by commas, without https:// (“%(host)s” is not one)") % {"host": wrong[0]}
        )
    return hosts


def _languages(value: str) -> list[str]:
    tags = [tag.strip().lower() for tag in value.split(",") if tag.strip()]
    if wrong := [tag for tag in tags if not re.fullmatch(r"[a-z]{2,3}", tag)]:
        raise ValueError(_("must be tags parted by commas, such as sv,en (“%(tag)s” is not one)") % {"tag": wrong[0]})
    return tags


def _https_address(value: str) -> str:
    if value:
        _port(value)
        parts = urlsplit(value)
        is_here = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and is_here)):
            raise ValueError(_("must be an address that starts with https://"))
    return value.rstrip("/")


def _database(value: str) -> str:
    if value and urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError(_("must start with postgres:// or sqlite:// (leave it out for SQLite in VERKSTAD_HOME)"))
    _port(value)
    return value


def _mail(value: str) -> str:
    if value and (urlsplit(value).scheme not in {"smtp", "smtps", "smtp+tls"} or not urlsplit(value).hostname):
        raise ValueError(_("must be smtp+tls://user:password@host:587, smtps://… or smtp://…"))
    _port(value)
    return value


def _ocr_languages(value: str) -> tuple[str, ...]:
    names = tuple(filter(None, re.split(r"[\s,+]+", value.strip())))
    if not all(re.fullmatch(r"[a-zA-Z_]{3,20}", name) for name in names):
        raise ValueError(_("must be languages in Tesseract's words, such as swe+eng"))
    return names


def _secret(value: str) -> str:
    if value and len(value) < 32:
        raise ValueError(_("must be at least 32 characters (leave it out and a key is made)"))
    return value


TABLE: tuple[Setting, ...] = (
    Setting(
        "VERKSTAD_HOME",
        _folder,
        N_("folder"),
        "./var",
        N_("The folder that holds everything: database, media, editions, keys. Back it up, and all is backed up."),
    ),
    Setting(
        "VERKSTAD_BASE_URL",
        _address,
        N_("address"),
        "",
        N_("The site's address as readers type it. Left out, it is the host and port that are listened to."),
    ),
    Setting(
        "VERKSTAD_SITE_NAME",
        _text,
        N_("text"),
        "",
        N_("The site's name in titles and feeds. Left out, it is the name of the largest series."),
    ),
    Setting(
        "VERKSTAD_CONTACT_EMAIL",
        _email,
        N_("e-mail address"),
        "",
        N_("Where messages from readers are sent, and the address shown under Contact."),
    ),
    Setting(
        "VERKSTAD_MAIL_URL",
        _mail,
        N_("address"),
        "",
        N_(
            "The mail server, such as smtp+tls://user:password@host:587. Left out, no mail is sent: messages are kept and listed."
        ),
    ),
    Setting(
        "VERKSTAD_MAIL_FROM",
        _email,
        N_("e-mail address"),
        "",
        N_("The sender of mail. Left out, it is VERKSTAD_CONTACT_EMAIL."),
    ),
    Setting(
        "VERKSTAD_OIDC_SERVER",
        _https_address,
        N_("address"),
        "",
        N_(
            "Logging in by OpenID Connect: the provider's address, without /.well-known/. Register VERKSTAD_BASE_URL/edit/login/with/oidc/sso/login/callback/ there."
        ),
    ),
    Setting("VERKSTAD_OIDC_CLIENT_ID", _text, N_("text"), "", N_("The name that the provider knows this site by.")),
    Setting(
        "VERKSTAD_OIDC_CLIENT_SECRET", _text, N_("text"), "", N_("What the provider gave this site to prove itself.")
    ),
    Setting("VERKSTAD_OIDC_NAME", _text, N_("text"), "OpenID Connect", N_("The provider's name, as editors know it.")),
    Setting(
        "VERKSTAD_OIDC_MAIL_DOMAINS",
        _hosts,
        N_("names parted by commas"),
        "",
        N_(
            "Domains whose mail addresses are believed from a provider that does not say they are verified. Others must be said to be."
        ),
    ),
    Setting(
        "VERKSTAD_SAML_METADATA",
        _https_address,
        N_("address"),
        "",
        N_(
            "Logging in by SAML: the address of the provider's metadata. Give it ours: VERKSTAD_BASE_URL/edit/login/with/saml/sso/metadata/. Needs the extra part verkstad[saml]."
        ),
    ),
    Setting("VERKSTAD_SAML_ENTITY_ID", _text, N_("text"), "", N_("The provider's entity id in its metadata.")),
    Setting("VERKSTAD_SAML_NAME", _text, N_("text"), "SAML", N_("The provider's name, as editors know it.")),
    Setting(
        "VERKSTAD_SAML_MAIL_ATTRIBUTE",
        _text,
        N_("text"),
        "",
        N_("The attribute that holds the mail address, where it is none of the usual ones."),
    ),
    Setting(
        "VERKSTAD_SAML_MAIL_DOMAINS",
        _hosts,
        N_("names parted by commas"),
        "",
        N_(
            "The domains that the provider answers for: it is believed about their mail addresses, and about no others."
        ),
    ),
    Setting(
        "VERKSTAD_MESSAGE_DAYS",
        _number(1, 3650),
        N_("days"),
        "365",
        N_("How long a message from a reader is kept before it is deleted."),
    ),
    Setting(
        "VERKSTAD_HOST", _text, N_("host name"), "127.0.0.1", N_("The network address to listen on; 0.0.0.0 for all.")
    ),
    Setting("PORT", _number(1, 65535), N_("number"), "8000", N_("The port to listen on.")),
    Setting(
        "VERKSTAD_WORKERS",
        _number(0, 256),
        N_("number"),
        "0",
        N_("Web server processes; 0 is one for each processor, at most four."),
    ),
    Setting(
        "VERKSTAD_PROXIES",
        _number(0, 10),
        N_("number"),
        "0",
        N_(
            "How many proxies of yours stand before the server and add to X-Forwarded-For; 0 leaves that header unread."
        ),
    ),
    Setting(
        "VERKSTAD_CACHE_MB",
        _number(0, 65536),
        N_("megabytes"),
        "64",
        N_("Memory for the most read pages, in each web server process."),
    ),
    Setting(
        "VERKSTAD_UPLOAD_MAX_MB",
        _number(1, 1_000_000),
        N_("megabytes"),
        "4096",
        N_("The largest file that editors may upload. A two-hour recording is some 2,000 MB."),
    ),
    Setting(
        "VERKSTAD_OCR_LANGUAGES",
        _ocr_languages,
        N_("names"),
        "",
        N_(
            "Languages in which scanned pages are recognised, in Tesseract's words: swe+eng. Left out, scanned pages stay pictures. Needs the program tesseract."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_MODEL",
        _text,
        N_("folder or name"),
        "",
        N_(
            "The model that turns speech into text on this machine: a folder, or a name such as KBLab/kb-whisper-small. Left out, speech is not turned into text. Needs the extra part verkstad[transcribe]; see transcription.md."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_FETCH",
        _flag,
        N_("1 or 0"),
        "0",
        N_(
            "Whether a model given by name may be fetched from Hugging Face when this machine does not have it. Recordings never leave the machine."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_LANGUAGES",
        _languages,
        N_("tags parted by commas"),
        "sv,en",
        N_(
            "The languages to choose among when a recording does not say which it is in; with one, that is taken. A model alone may take Swedish for Norwegian."
        ),
    ),
    Setting(
        "VERKSTAD_TRANSCRIBE_THREADS",
        _number(0, 256),
        N_("number"),
        "0",
        N_("Processors that turning speech into text may use; 0 is all, and it gives way to everything else."),
    ),
    Setting(
        "VERKSTAD_KEEP_EDITIONS", _number(1, 1000), N_("number"), "10", N_("How many editions are kept to go back to.")
    ),
    Setting(
        "VERKSTAD_ALLOWED_HOSTS",
        _hosts,
        N_("names parted by commas"),
        "",
        N_(
            "Hosts that forms and the editors' desk answer to. Left out, the host of VERKSTAD_BASE_URL and this machine."
        ),
    ),
    Setting(
        "VERKSTAD_SECRET_KEY",
        _secret,
        N_("text"),
        "",
        N_("Signs sessions. Left out, one is made at first start and kept in VERKSTAD_HOME/keys."),
    ),
    Setting(
        "VERKSTAD_DEBUG",
        _flag,
        N_("1 or 0"),
        "0",
        N_("For developers: shows errors in full and loosens security. Never on a public site."),
    ),
    Setting(
        "DATABASE_URL",
        _database,
        N_("address"),
        "",
        N_("PostgreSQL, such as postgres://user:password@host/name. Left out, SQLite in VERKSTAD_HOME."),
    ),
    Setting(
        "VERKSTAD_SHARED",
        _text,
        N_("folder"),
        "",
        N_("For developers: large collections that tests and measures may read."),
    ),
    Setting(
        "VERKSTAD_REQUIRE_ALL",
        _flag,
        N_("1 or 0"),
        "0",
        N_("For developers: a test that lacks a tool fails instead of being left out."),
    ),
)


SECRETS = frozenset({"VERKSTAD_SECRET_KEY", "DATABASE_URL", "VERKSTAD_MAIL_URL", "VERKSTAD_OIDC_CLIENT_SECRET"})
"""Never repeated: secrets, and addresses that may hold a password."""

NEEDS = {
    "VERKSTAD_OIDC_SERVER": ("VERKSTAD_OIDC_CLIENT_ID", "VERKSTAD_OIDC_CLIENT_SECRET"),
    "VERKSTAD_SAML_METADATA": ("VERKSTAD_SAML_ENTITY_ID", "VERKSTAD_SAML_MAIL_DOMAINS"),
}
"""Settings that say nothing without others."""


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The value of every setting in the table. Raises SettingsWrong with all problems; unknown names are :func:`unknown_settings`."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for setting in TABLE:
        given = environ.get(setting.name) or setting.default
        try:
            values[setting.name] = setting.read(given)
        except ValueError as error:
            # The value of a secret, or an address that may hold a password, is not repeated.
            shown = "…" if setting.name in SECRETS else given
            problems.append(
                _("%(name)s=%(value)s %(problem)s.") % {"name": setting.name, "value": shown, "problem": error}
            )
    for name, needed in NEEDS.items():
        problems += [
            _("%(name)s needs %(other)s too.") % {"name": name, "other": other}
            for other in needed
            if values.get(name) and other in values and not values[other]
        ]
    if problems:
        raise SettingsWrong(problems)
    return Settings(values)


def unknown_settings(environ: Mapping[str, str] = os.environ) -> list[str]:
    """A sentence for each ``VERKSTAD_…`` that is not a setting, with the nearest that is."""
    known = [setting.name for setting in TABLE]
    sentences = []
    for name in sorted(environ):
        if not name.startswith("VERKSTAD_") or name in known:
            continue
        if near := difflib.get_close_matches(name, known, n=1, cutoff=0.6):
            sentences.append(
                _("%(name)s is not a setting and is left unread. Did you mean %(near)s?")
                % {"name": name, "near": near[0]}
            )
        else:
            sentences.append(
                _("%(name)s is not a setting and is left unread. docs/operator.md lists them all.") % {"name": name}
            )
    return sentences
