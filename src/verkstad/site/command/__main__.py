# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m verkstad.site.command``: the command where its script is not on the path."""

from verkstad.site.command import main

if __name__ == "__main__":
    main(prog_name="verkstad")
