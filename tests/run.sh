#!/bin/sh
# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Run every check and every test: lint, then the tests that touch the database, on PostgreSQL, where a server answers; then all
# of them, on SQLite. The whole run comes last, so that pytest's closing line is the last line. Words are passed on to pytest.
set -eu
cd "$(dirname -- "$0")/.."
# One more than there are cores: who drives a browser waits for it now and then.
workers=${WORKERS:-$(($(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1))}
postgres=${TEST_POSTGRES_URL:-postgres://postgres@127.0.0.1:5432/postgres}
settled() { [ "$1" = 5 ] || [ "$1" = 0 ]; } # 5: no test was chosen

answers() {
    .venv/bin/python -c 'import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()' "$postgres" 2>/dev/null
}

# Tests make and remove some hundred thousand small files: in memory, where there is room, that costs a tenth of what a disk takes.
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "${room:-0}" -gt 3000000 ]; then
    TMPDIR=$(mktemp -d /dev/shm/verkstad-tests-XXXXXX); export TMPDIR
    chmod 711 "$TMPDIR" # as /tmp: a test of root's looks at files as nobody
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 130' INT TERM
fi

# Losing the last commits when the machine dies is no matter here, and waiting for the disk at each is.
export PGOPTIONS="-c synchronous_commit=off ${PGOPTIONS:-}"
if answers; then
    TEST_POSTGRES_URL=$postgres; export TEST_POSTGRES_URL
elif [ -n "${VERKSTAD_REQUIRE_ALL:-}" ]; then
    echo "verkstad: no PostgreSQL answers at TEST_POSTGRES_URL, and VERKSTAD_REQUIRE_ALL asks for everything." >&2
    exit 1
else
    echo "verkstad: LEFT OUT: the run on PostgreSQL. No server answers at TEST_POSTGRES_URL ($postgres)." >&2
    unset TEST_POSTGRES_URL
fi

# Migrating takes as long as lint does, and needs the other core.
env -u DATABASE_URL .venv/bin/python -m tests.databases &
making=$!
make --no-print-directory lint || { kill "$making" 2>/dev/null; exit 1; }
wait "$making"

failed=0
if [ -n "${TEST_POSTGRES_URL:-}" ]; then
    echo "— pytest, the tests that touch the database, on PostgreSQL"
    DATABASE_URL=$postgres .venv/bin/pytest -n "$workers" --dist worksteal --touching-database "$@" || { settled $? || failed=1; }
fi

echo "— pytest, all tests, on SQLite"
env -u DATABASE_URL .venv/bin/pytest -n "$workers" --dist worksteal "$@" || failed=1
[ "$failed" = 0 ] || { echo "verkstad: tests failed; see above." >&2; exit 1; }
