# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "verkstad.participation"
    label = "participation"
