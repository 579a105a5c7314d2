# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work on foreign files in a process of its own, which may hang, swell or fall without harm to anything else.

``parent`` starts, hears and ends it; ``child`` is its side of that; ``own_process`` what it is held to. What the work is, and what it
may refuse, is with those who have it done.
"""
