# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from PIL import Image

from verkstad.exchange.pictures import form_names, write_form


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (300, ("300.avif", "300.jpg")),
        (900, ("640.avif", "640.jpg", "900.avif", "900.jpg")),
        (4000, ("640.avif", "640.jpg", "1280.avif", "1280.jpg")),
    ],
)
def test_no_form_is_larger_than_the_picture(width, names):
    assert form_names(width) == names


def test_form_keeps_the_shape_and_is_the_same_each_time(tmp_path):
    picture = tmp_path / "picture"
    Image.linear_gradient("L").resize((1600, 900)).convert("RGB").save(picture, "PNG")

    for name in form_names(1600):
        write_form(picture, name, tmp_path / name)
        write_form(picture, name, tmp_path / "again")

        assert (tmp_path / name).read_bytes() == (tmp_path / "again").read_bytes()
        with Image.open(tmp_path / name) as form:
            assert form.size == (int(name.partition(".")[0]), int(name.partition(".")[0]) * 9 // 16)


def test_what_is_transparent_is_white_in_a_jpeg_and_transparent_in_avif(tmp_path):
    picture = tmp_path / "picture"
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(picture, "PNG")

    for name in ("20.jpg", "20.avif"):
        write_form(picture, name, tmp_path / name)

    with Image.open(tmp_path / "20.jpg") as form:
        assert min(form.convert("L").tobytes()) >= 250
    with Image.open(tmp_path / "20.avif") as form:
        assert form.getpixel((5, 5))[3] == 0
