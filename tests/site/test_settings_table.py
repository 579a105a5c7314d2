# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

from pathlib import Path

import pytest

from verkstad.site.settings_table import TABLE, SettingsWrong, read_settings, unknown_settings


def test_every_setting_has_a_default_that_can_be_read_and_a_help():
    settings = read_settings({})

    assert set(settings) == {setting.name for setting in TABLE}
    assert all(setting.help.endswith(".") for setting in TABLE)
    assert settings.home == Path("var").absolute()
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.allowed_hosts == ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize(
    ("environ", "base_url"),
    [
        ({"PORT": "8123"}, "http://127.0.0.1:8123"),
        ({"VERKSTAD_HOST": "0.0.0.0"}, "http://127.0.0.1:8000"),
        ({"VERKSTAD_HOST": "::1"}, "http://[::1]:8000"),
        ({"VERKSTAD_BASE_URL": "https://a.example/"}, "https://a.example"),
        ({"VERKSTAD_BASE_URL": "https://a.example:8443"}, "https://a.example:8443"),
    ],
)
def test_address_of_the_site(environ, base_url):
    assert read_settings(environ).base_url == base_url


def test_hosts_follow_the_address_of_the_site():
    assert read_settings({"VERKSTAD_BASE_URL": "https://a.example:8443"}).allowed_hosts[0] == "a.example"
    assert read_settings({"VERKSTAD_ALLOWED_HOSTS": "a.example, b.example"}).allowed_hosts == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "http", "from 1 to 65535"),
        ("PORT", "0", "from 1 to 65535"),
        ("PORT", "65536", "from 1 to 65535"),
        ("PORT", "٣", "from 1 to 65535"),
        ("VERKSTAD_CACHE_MB", "-1", "from 0 to 65536"),
        ("VERKSTAD_DEBUG", "maybe", "1 or 0"),
        ("VERKSTAD_BASE_URL", "workshops.example.org", "without a path"),
        ("VERKSTAD_BASE_URL", "https://a.example/nosad", "without a path"),
        ("VERKSTAD_BASE_URL", "ftp://a.example", "without a path"),
        ("VERKSTAD_CONTACT_EMAIL", "desk", "e-mail address"),
        ("VERKSTAD_CONTACT_EMAIL", "a@b.se, c@d.se", "e-mail address"),
        ("VERKSTAD_BASE_URL", "https://a.example:port", "port"),
        ("VERKSTAD_MAIL_URL", "mail.example.org", "smtp"),
        ("VERKSTAD_MAIL_URL", "smtp://mail.example.org:99999", "port"),
        ("VERKSTAD_ALLOWED_HOSTS", "https://a.example", "without https://"),
        ("DATABASE_URL", "mysql://a/b", "postgres://"),
        ("DATABASE_URL", "postgres://a:port/b", "port"),
        ("VERKSTAD_SECRET_KEY", "short", "32 characters"),
    ],
)
def test_wrong_value_is_a_sentence_that_names_the_setting(name, value, says):
    with pytest.raises(SettingsWrong) as caught:
        read_settings({name: value})

    (sentence,) = caught.value.problems
    assert sentence.startswith(f"{name}=")
    assert says in sentence
    assert sentence.endswith(".")


def test_all_wrong_values_are_told_at_once():
    with pytest.raises(SettingsWrong) as caught:
        read_settings({"PORT": "x", "VERKSTAD_DEBUG": "x"})

    assert len(caught.value.problems) == 2


def test_warning_of_captions_comes_before_they_are_due():
    assert read_settings({"VERKSTAD_CAPTIONS_WARN_DAYS": "3"}).captions_limits == (3, 14)
    with pytest.raises(SettingsWrong, match="WARN_DAYS=7 must be less than VERKSTAD_CAPTIONS_DUE_DAYS, which is 5"):
        read_settings({"VERKSTAD_CAPTIONS_DUE_DAYS": "5"})


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "mysql://u:hemlig@h/d"), ("VERKSTAD_SECRET_KEY", "hemlig"), ("VERKSTAD_MAIL_URL", "u:hemlig@h")],
)
def test_secrets_are_not_repeated_in_a_fault(name, value):
    with pytest.raises(SettingsWrong) as caught:
        read_settings({name: value})

    assert "hemlig" not in str(caught.value)


def test_misspelt_setting_is_told_with_the_nearest():
    environ = {"VERKSTAD_ALOWED_HOSTS": "a", "VERKSTAD_XYZZY": "b", "PORT": "1", "HOME": "/", "VERKSTAD_HOME": "/srv"}

    near, unknown = unknown_settings(environ)

    assert "VERKSTAD_ALOWED_HOSTS" in near
    assert "VERKSTAD_ALLOWED_HOSTS" in near
    assert "VERKSTAD_XYZZY" in unknown


def test_every_setting_is_documented(request):
    page = (request.config.rootpath / "docs" / "operator.md").read_text("utf-8")

    assert [setting.name for setting in TABLE if f"`{setting.name}`" not in page] == []
