# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path, register_converter

from verkstad.archive.named import MODELS
from verkstad.editing.shared.choosing.views import make, search


class KindConverter:
    regex = "|".join(sorted(MODELS))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KindConverter, "thing_kind")

urlpatterns = [
    path("<thing_kind:kind>/", search, name="search"),
    path("<thing_kind:kind>/new/", make, name="make"),
]
