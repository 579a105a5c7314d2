# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contribution policy that whoever works at the desk has accepted, in the version that holds now."""

from __future__ import annotations

from typing import Any

POLICY_VERSION = "2026-11-23"
"""The day from which the wording at ``/policy/`` holds; with a new wording everybody is asked again."""


def has_accepted_policy(user: Any, version: str = POLICY_VERSION) -> bool:
    return user.policy_acceptances.filter(version=version).exists()
