# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the environment to checked values by name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from verkstad.archive.rules.captions_due import Limits
from verkstad.site.settings_table.rows import development, duties, files, logging_in, operation, serving, the_site
from verkstad.site.settings_table.setting import Setting
from verkstad.site.words import _

TABLE: tuple[Setting, ...] = (
    *the_site.ROWS,
    *logging_in.ROWS,
    *serving.ROWS,
    *files.ROWS,
    *duties.ROWS,
    *operation.ROWS,
    *development.ROWS,
)

SECRETS = frozenset({"VERKSTAD_SECRET_KEY", "DATABASE_URL", "VERKSTAD_MAIL_URL", "VERKSTAD_OIDC_CLIENT_SECRET"})
"""Never repeated: secrets, and addresses that may hold a password."""

NEEDS = {
    "VERKSTAD_OIDC_SERVER": ("VERKSTAD_OIDC_CLIENT_ID", "VERKSTAD_OIDC_CLIENT_SECRET"),
    "VERKSTAD_SAML_METADATA": ("VERKSTAD_SAML_ENTITY_ID", "VERKSTAD_SAML_MAIL_DOMAINS"),
}
"""Settings that say nothing without others."""


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
    def captions_limits(self) -> Limits:
        return Limits(self["VERKSTAD_CAPTIONS_WARN_DAYS"], self["VERKSTAD_CAPTIONS_DUE_DAYS"])

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
    warn, due = (values.get(f"VERKSTAD_CAPTIONS_{name}_DAYS") for name in ("WARN", "DUE"))
    if warn is not None and due is not None and warn >= due:
        problems.append(
            _("VERKSTAD_CAPTIONS_WARN_DAYS=%(warn)s must be less than VERKSTAD_CAPTIONS_DUE_DAYS, which is %(due)s.")
            % {"warn": warn, "due": due}
        )
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
