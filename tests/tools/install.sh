#!/bin/sh
# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Install the readers and checkers that exist for Node only into .cache/node, as tests/tools/package-lock.json pins them.
# Without npm nothing is installed; the tests that need them then say by name what they left out.
set -eu
cd "$(dirname -- "$0")/../.."
if ! command -v npm >/dev/null 2>&1; then
    echo "verkstad: npm is missing, so the tests with axe-core, html-validate, vnu, ical.js and webvtt-parser will be left out (Debian and Ubuntu: sudo apt-get install nodejs npm)." >&2
    [ -z "${VERKSTAD_REQUIRE_ALL:-}" ] || exit 1
    exit 0
fi
echo "verkstad: installing the Node tools of the tests …" >&2
mkdir -p .cache/node
cp tests/tools/package.json tests/tools/package-lock.json .cache/node/
# --ignore-scripts: nothing of what is installed runs at installation.
(cd .cache/node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
touch .cache/node/.installed
