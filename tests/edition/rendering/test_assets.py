# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stylesheet, the font and the icon: few, small, hashed, and from nowhere else."""

import hashlib
import re

from verkstad.edition.rendering import assets
from verkstad.edition.rendering.assets import STATIC, squeeze

LAYERS = ("reset", "tokens", "base", "layout", "components", "print")


def style() -> str:
    return next(body.decode() for path, (body, _) in assets().items() if path.endswith(".css"))


def test_every_asset_is_named_by_its_sum():
    for path, (body, _) in assets().items():
        assert path.rpartition(".")[0].rpartition(".")[2] == hashlib.sha256(body).hexdigest()[:8]


def test_the_stylesheet_refers_to_nothing_but_the_font():
    assert re.findall(r"url\(([^)]*)\)", style()) == [f'"{path}"' for path in assets() if path.endswith(".woff2")]
    assert "@import" not in style()


def test_every_layer_is_declared_in_order_and_every_rule_stands_in_one():
    assert style().startswith(f"@layer {','.join(LAYERS)};")
    for source in STATIC.rglob("*.css"):
        outside = re.sub(r"/\*.*?\*/", "", source.read_text(), flags=re.DOTALL).strip()
        assert outside.startswith("@layer "), source
        assert outside.split()[1] in LAYERS, source


def test_braces_pair_up_in_what_is_squeezed():
    assert style().count("{") == style().count("}")
    assert squeeze("/* x */ a { color : red; }\n\n b > c { d: e }") == "a{color : red}b>c{d: e}"


def test_the_font_is_small_and_has_its_licence_beside_it():
    font = next(body for path, (body, _) in assets().items() if path.endswith(".woff2"))

    assert len(font) <= 25_000
    assert "OFL-1.1" in (STATIC / "fonts" / "serif.woff2.license").read_text()
