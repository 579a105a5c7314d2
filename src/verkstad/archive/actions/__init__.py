# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes the archive: each function checks, locks, writes, logs and notes the change, in one transaction."""
