# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "verkstad.participation"
    label = "participation"

    def ready(self) -> None:
        from verkstad.archive.held import also_held  # models exist only now
        from verkstad.participation.held import messages_of

        also_held(messages_of)
