# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""OpenSearch 1.1: what a browser needs to search the site from its address bar.

Source: https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md
"""

from __future__ import annotations

from verkstad.exchange.addresses import absolute, in_language
from verkstad.exchange.words import words
from verkstad.exchange.xmltext import HEAD, element
from verkstad.records.base import Language
from verkstad.records.published import Site

MEDIA_TYPE = "application/opensearchdescription+xml"
SEARCH = "/search"
LONGEST_NAME, LONGEST_TAGLINE = 16, 1024
"""Characters that the specification allows in ShortName and Description."""


def description_path(language: Language) -> str:
    return in_language("/opensearch.xml", language)


def write_description(*, site: Site, language: Language) -> bytes:
    _ = words(language)
    page = absolute(site, in_language(SEARCH, language))
    tagline = _("Find what was said and shown.")
    lines = [
        f'{HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        element("ShortName", site.name[:LONGEST_NAME]),
        element("Description", f"{site.name}: {tagline}"[:LONGEST_TAGLINE]),
        element("Url", type="text/html", template=f"{page}?q={{searchTerms}}"),
        element("Url", type="application/atom+xml", template=f"{page}?q={{searchTerms}}&format=atom"),
        element("Url", type=MEDIA_TYPE, rel="self", template=absolute(site, description_path(language))),
        element("Language", language),
        element("InputEncoding", "UTF-8"),
        "</OpenSearchDescription>\n",
    ]
    return "\n".join(lines).encode()
