# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from verkstad.site.databases import database
from verkstad.site.health import ask_database
from verkstad.site.mailing import mail_settings

HOME = Path("/srv/verkstad")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", HOME / "database.sqlite3"),
        ("sqlite:////data/a%20b.db", Path("/data/a b.db")),
        ("sqlite:///a.db", Path("a.db").absolute()),
    ],
)
def test_sqlite_takes_its_lock_at_the_start_of_a_transaction(url, name):
    settings = database(url, home=HOME)

    assert settings["NAME"] == name
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgres_url_is_read_whole():
    settings = database("postgres://us%40er:p%2Fw@db.example:6432/verk%20stad?sslmode=require", home=HOME)

    assert (settings["USER"], settings["PASSWORD"], settings["HOST"], settings["PORT"]) == (
        "us@er",
        "p/w",
        "db.example",
        "6432",
    )
    assert settings["NAME"] == "verk stad"
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_database_that_is_not_there_says_so_and_is_not_made(tmp_path):
    assert ask_database("", home=tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert ask_database("postgres://127.0.0.1:1/none", home=tmp_path)


@pytest.mark.django_db
def test_sqlite_in_use_keeps_a_journal_that_lets_readers_go_on():
    if connection.vendor != "sqlite":
        pytest.skip("this run is on another database")
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert found == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp+tls://u:p%40@mail.example", 587, True, False),
        ("smtps://mail.example:4650", 4650, False, True),
        ("smtp://mail.example", 25, False, False),
    ],
)
def test_mail_server_is_read_from_its_address(url, port, tls, ssl):
    settings = mail_settings(url, sender="a@example.org")

    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("mail.example", port)
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (tls, ssl)


def test_without_a_mail_server_nothing_is_sent():
    assert mail_settings("", sender="")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
