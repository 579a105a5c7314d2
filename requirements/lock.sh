#!/bin/sh
# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
#
# sh requirements/lock.sh [1|PACKAGE]
# Renew the locks from pyproject.toml: one set for Python 3.11 to 3.14 on Linux and macOS, every file by its hash.
# With 1 all versions are renewed, with a name that package's; otherwise versions that still fit are kept.
set -eu
case "${1:-}" in
    "") upgrade= ;;
    1) upgrade=--upgrade ;;
    *) upgrade="--upgrade-package $1" ;;
esac

compile() { # compile OUTPUT ARGUMENTS…
    output=requirements/$1.txt
    shift
    [ -e "$output" ] || : >"$output"
    # shellcheck disable=SC2086
    uv --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $upgrade \
        "$@" --output-file "$output.new" >/dev/null
    {
        printf '# SPDX-FileCopyrightText: 2026 Verkstad contributors\n# SPDX-License-Identifier: EUPL-1.2\n#\n'
        cat "$output.new"
    } >"$output"
    rm "$output.new"
}

keep() { [ ! -s "requirements/$1.txt" ] || cp "requirements/$1.txt" "requirements/$1.txt.new"; }

keep run; compile run pyproject.toml
keep build; compile build --group build -c requirements/run.txt
keep test; compile test pyproject.toml --group test -c requirements/run.txt -c requirements/build.txt
keep transcribe; compile transcribe pyproject.toml --extra transcribe -c requirements/run.txt -c requirements/test.txt
keep speech-model; compile speech-model --group speech-model -c requirements/transcribe.txt
printf 'uv\n' >requirements/uv.in
keep uv; compile uv requirements/uv.in
rm requirements/uv.in
