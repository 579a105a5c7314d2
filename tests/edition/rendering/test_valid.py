# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The HTML of every kind of page, held to three checkers that are not ours, and to its promised size."""

import gzip
import json
import subprocess

from tests.edition.rendering.archive_of_records import FULL_ID, library
from tests.edition.rendering.pages_of import Page, pages
from verkstad.edition.rendering import assets, render_event

RULES = {
    "extends": ["html-validate:recommended"],
    "rules": {
        "no-inline-style": "error",
        "long-title": "off",  # titles are the workshops' own
        "no-trailing-whitespace": "off",
        "valid-id": ["error", {"relaxed": True}],  # t=754 is the address of a second (Media Fragments), and a valid id
        "require-sri": "off",  # everything is our own
        "form-dup-name": ["error", {"shared": ["checkbox", "radio", "submit", "button", "reset"]}],
    },
}


def test_every_page_parses_strictly_has_one_heading_and_links_where_it_should():
    made = dict(pages(library()))
    assert len(made) > 60
    within = {*made, "/en/contact/", "/contact/", "/en/search", "/search"} | {path for path, _ in assets().items()}
    for path, body in made.items():
        page = Page(body)
        assert len(page.tree.findall(".//h1")) == 1, path
        assert page.tree.getroot().get("lang") == ("en" if path.startswith("/en/") else "sv"), path
        ids = [element.get("id") for element in page.tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        assert b" style=" not in body, path
        scripts = [script.get("type") for script in page.tree.iter("script") if not script.get("src")]
        assert scripts in ([], ["application/ld+json"]), path
        for href in page.tree.xpath("//a/@href"):
            where = href.partition("?")[0]
            if where.startswith("#"):
                assert where[1:] in ids, (path, href)
            elif (
                where.startswith("/")
                and not where.startswith(("/files/", "/data/", "/en/data/"))
                and not where.endswith((".ics", ".atom"))
            ):
                assert where in within, (path, href)


def test_an_event_page_is_small_with_all_it_needs():
    bodies = [render_event(library(), FULL_ID, "sv"), *(body for body, _ in assets().values())]

    assert sum(len(gzip.compress(body)) for body in bodies) < 40_000


def test_the_checker_of_the_w3c_finds_nothing(files, java, node_tool):
    jar = node_tool("vnu-jar/build/dist/vnu.jar")

    found = subprocess.run(
        [java, "-jar", jar, "--skip-non-html", "--format", "json", str(files)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert json.loads(found.stderr)["messages"] == []


def test_html_validate_finds_nothing(files, tmp_path, node_tool):
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    checker = node_tool("html-validate/bin/html-validate.mjs")

    found = subprocess.run(
        ["node", checker, "-c", str(tmp_path / "rules.json"), "-f", "text", *map(str, sorted(files.rglob("*.html")))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (found.stdout, found.returncode) == ("", 0)
