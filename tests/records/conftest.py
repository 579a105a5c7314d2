# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from hypothesis import settings

# Without a deadline: an example that takes its time on a busy machine is no fault of the value.
settings.register_profile("records", deadline=None)
settings.load_profile("records")
