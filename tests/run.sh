#!/bin/sh
# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Run the tests: first those that touch the database, on PostgreSQL, where a server answers; then all of them, on SQLite.
# The whole run comes last, so that pytest's closing line is the last line.
set -eu
cd "$(dirname -- "$0")/.."
workers=${WORKERS:-2}
postgres=${TEST_POSTGRES_URL:-postgres://postgres@127.0.0.1:5432/postgres}
settled() { [ "$1" = 5 ] || [ "$1" = 0 ]; } # 5: no test was chosen

answers() {
    .venv/bin/python -c 'import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()' "$postgres" 2>/dev/null
}

failed=0
if answers; then
    echo "— pytest, the tests that touch the database, on PostgreSQL"
    DATABASE_URL=$postgres .venv/bin/pytest -n "$workers" --touching-database "$@" || { settled $? || failed=1; }
elif [ -n "${VERKSTAD_REQUIRE_ALL:-}" ]; then
    echo "verkstad: no PostgreSQL answers at TEST_POSTGRES_URL, and VERKSTAD_REQUIRE_ALL asks for everything." >&2
    exit 1
else
    echo "verkstad: LEFT OUT: the run on PostgreSQL. No server answers at TEST_POSTGRES_URL ($postgres)." >&2
fi

echo "— pytest, all tests, on SQLite"
env -u DATABASE_URL .venv/bin/pytest -n "$workers" "$@" || failed=1
[ "$failed" = 0 ] || { echo "verkstad: tests failed; see above." >&2; exit 1; }
