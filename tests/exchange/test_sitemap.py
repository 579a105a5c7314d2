# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.exchange.examples import CHANGED, SITE
from verkstad.exchange.robots import write_robots
from verkstad.exchange.sitemap import MOST_ADDRESSES, MOST_BYTES, write_sitemaps, write_url_entry

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# The schema of sitemaps.org lets elements of other vocabularies in, and wants to know them: this is all we use of XHTML.
XHTML_LINK = """
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml" elementFormDefault="qualified">
  <xsd:element name="link"><xsd:complexType>
    <xsd:attribute name="rel" fixed="alternate" use="required"/>
    <xsd:attribute name="hreflang" use="required"/>
    <xsd:attribute name="href" type="xsd:anyURI" use="required"/>
  </xsd:complexType></xsd:element>
</xsd:schema>
"""


def entries(number: int) -> list[str]:
    return [write_url_entry(f"/event/{each}/", site=SITE, modified_at=CHANGED) for each in range(number)]


def addresses(content: bytes) -> list[str]:
    return [each.text or "" for each in etree.fromstring(content).iter(f"{NAMESPACE}loc")]


@pytest.fixture(scope="module")
def schema(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    folder = tmp_path_factory.mktemp("sitemap")
    (folder / "xhtml.xsd").write_text(XHTML_LINK)
    both = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{(shared / "standards/xsd/sitemap/sitemap.xsd").as_uri()}"/>
      <xsd:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="{(folder / "xhtml.xsd").as_uri()}"/>
    </xsd:schema>"""
    return etree.XMLSchema(etree.fromstring(both))


def test_a_sitemap_holds_to_the_published_schema(schema):
    [(path, content)] = write_sitemaps([write_url_entry("/", site=SITE), *entries(2)], site=SITE)

    schema.assertValid(etree.fromstring(content))
    assert path == "/sitemap.xml"


def test_the_schema_would_find_a_mistake(schema):
    [(_, content)] = write_sitemaps(entries(1), site=SITE)

    assert not schema.validate(etree.fromstring(content.replace(b"2024-05-21T", b"21 May ")))


def test_each_page_stands_in_both_languages_and_names_its_twin():
    [(_, content)] = write_sitemaps(entries(1), site=SITE)

    swedish, english = "https://nosad.example/event/0/", "https://nosad.example/en/event/0/"
    pairs = {"sv": swedish, "en": english, "x-default": swedish}
    assert addresses(content) == [swedish, english]
    for url in etree.fromstring(content):
        assert {link.get("hreflang"): link.get("href") for link in url if link.tag.endswith("}link")} == pairs


def test_too_many_addresses_become_several_files_and_an_index():
    files = write_sitemaps(entries(5), site=SITE, most_addresses=4)

    assert [path for path, _ in files] == ["/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    assert addresses(files[0][1]) == [f"https://nosad.example/sitemap-{number}.xml" for number in (1, 2, 3)]
    assert files[0][1].count(b"<lastmod>2024-05-21T07:30:05Z</lastmod>") == 3
    assert [len(addresses(content)) for _, content in files[1:]] == [4, 4, 2]


@given(number=st.integers(1, 12), most_addresses=st.integers(2, 9), most_bytes=st.integers(1500, 4000))
def test_no_file_is_too_large_and_no_address_is_lost(number, most_addresses, most_bytes):
    files = write_sitemaps(entries(number), site=SITE, most_addresses=most_addresses, most_bytes=most_bytes)
    maps = files if len(files) == 1 else files[1:]

    assert [each for _, content in maps for each in addresses(content)] == addresses(
        write_sitemaps(entries(number), site=SITE)[0][1]
    )
    assert all(len(content) <= most_bytes and len(addresses(content)) <= most_addresses for _, content in maps)


def test_the_limits_are_those_of_the_standard():
    assert (MOST_ADDRESSES, MOST_BYTES) == (50_000, 52_428_800)


def test_robots_may_read_all_but_the_editors_pages_and_the_results_of_searches():
    lines = write_robots(site=SITE).decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert set(lines[1:-2]) == {"Disallow: /edit/", "Disallow: /search", "Disallow: /en/search"}
    assert lines[-1] == "Sitemap: https://nosad.example/sitemap.xml"


def test_another_reader_of_robots_agrees():
    robots = RobotFileParser()
    robots.parse(write_robots(site=SITE).decode().splitlines())

    may = {
        path: robots.can_fetch("*", path) for path in ("/", "/en/", "/events/", "/edit/", "/search?q=x", "/en/search")
    }

    assert may == {
        "/": True,
        "/en/": True,
        "/events/": True,
        "/edit/": False,
        "/search?q=x": False,
        "/en/search": False,
    }
    assert robots.site_maps() == ["https://nosad.example/sitemap.xml"]
