#!/bin/sh
# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
#
# sh requirements/install.sh run|test|transcribe|speech-model
# Make .venv and install into it exactly what requirements/<which>.txt locks, every file checked against its hash,
# then Verkstad itself from this folder. Called by the Makefile; safe to run again. The locks agree with one another, and
# nothing is taken away: what one of them has brought stays when another is installed.
set -eu
which=$1
top=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$top"
say() { printf '%s\n' "verkstad: $*" >&2; }

# make test installs what make run needs too, and make may ask for both.
fresh() {
    for file in "requirements/$which.txt" requirements/build.txt requirements/uv.txt requirements/install.sh pyproject.toml hatch_build.py; do
        [ ".venv/installed-$which" -nt "$file" ] || return 1
    done
    [ "$(cat .venv/made-for 2>/dev/null)" = "$top" ] && .venv/bin/python -c '' 2>/dev/null
}
if fresh; then exit 0; fi

fits() { # a Python of 3.11 or later that can make virtual environments
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        { "$1" -c 'import venv, pip' 2>/dev/null || "$1" -c 'import venv, ensurepip' 2>/dev/null || { lacks_venv=$1; return 1; }; }
}

find_python() {
    lacks_venv=
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.14 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            found=$candidate
            return 0
        fi
    done
    if [ -n "$lacks_venv" ]; then
        say "$lacks_venv cannot make virtual environments. Install them (Debian and Ubuntu: sudo apt-get install python3-venv) and run make again."
    else
        say "Python 3.11 or later is needed; python3 here is $(python3 --version 2>&1 || echo missing). Install it (Debian and Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python@3.13), or name one: make PYTHON=/path/to/python3.13."
    fi
    exit 1
}

# A virtual environment remembers its folder; one that was moved, or whose Python is gone, is made anew.
if ! { [ "$(cat .venv/made-for 2>/dev/null)" = "$top" ] && .venv/bin/python -c '' 2>/dev/null; }; then
    find_python
    say "making .venv with $("$found" --version) …"
    rm -rf .venv
    "$found" -m venv --without-pip .venv
    printf '%s' "$top" >.venv/made-for
fi

# The installer, uv: several times faster than pip, which is asked for this one package. A pip that is there already
# saves the seven seconds of unpacking another into .venv.
pip_install() { "$@" install --quiet --disable-pip-version-check --no-input --no-compile --require-hashes --only-binary :all: -r requirements/uv.txt; }
if ! cmp -s requirements/uv.txt .venv/installer; then
    say "fetching the installer (uv) …"
    [ -n "${found:-}" ] || find_python
    pip_install "$found" -m pip --python .venv/bin/python 2>.venv/installer.log || {
        .venv/bin/python -m ensurepip >>.venv/installer.log 2>&1 &&
            pip_install .venv/bin/python -m pip
    } || {
        cat .venv/installer.log >&2
        say "the installer could not be fetched. Is the package registry (pypi.org) reachable from here? Behind a mirror or proxy, set PIP_INDEX_URL and UV_DEFAULT_INDEX, or HTTPS_PROXY, and run make again."
        exit 1
    }
    cp requirements/uv.txt .venv/installer
fi

say "installing the packages of requirements/$which.txt …"
# --no-config: the settings of another project do not get in.
run_uv() { VIRTUAL_ENV="$top/.venv" .venv/bin/uv --no-config "$@"; }
case $which in
    run | transcribe) run_uv pip install --quiet --require-hashes -r "requirements/$which.txt" -r requirements/build.txt ;;
    *) run_uv pip install --quiet --require-hashes -r "requirements/$which.txt" ;;
esac
if [ "$which" != speech-model ]; then
    run_uv pip install --quiet --no-deps --no-build-isolation --editable .
    touch .venv/installed-run
fi
touch ".venv/installed-$which"
say "installed."
