# Makes the Python environment from the hashed lists in requirements/. Sourced by bin/*.
# Speaks on stderr only: what a command prints on stdout is its answer.

say() { echo "$*" >&2; }

find_python() {
    local name
    for name in "${PYTHON:-}" python3 python3.11 python3.12 python3.13 python3.14; do
        if [ -n "$name" ] && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    say "Alongside needs Python 3.11 or newer, and there is none on this machine's path."
    say "Found: $(python3 --version 2>&1 || true)"
    say "Install it (on Debian or Ubuntu: apt install python3 python3-venv), then try again."
    say "If it is installed under another name: PYTHON=/path/to/python3.11 bin/run"
    return 1
}

fingerprint() { # of files, so that we install again only when they change
    .venv/bin/python -c 'import hashlib, sys
print(hashlib.sha256(b"".join(open(name, "rb").read() for name in sys.argv[1:])).hexdigest())' "$@"
}

make_environment() { # run | test
    # Of two commands begun at once, the second waits: what the first makes is then its own too.
    # The lock is on a file that is always here, and nothing that is started later holds it.
    if command -v flock >/dev/null; then
        (
            flock 9
            make_environment_alone "$1"
        ) 9<requirements/run.txt
    else
        make_environment_alone "$1"
    fi
}

make_environment_alone() { # run | test
    local list=$1 lists python print
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        say "Making a Python environment in .venv ..."
        rm -rf .venv
        if ! "$python" -m venv .venv >&2; then
            rm -rf .venv
            say "Python could not make an environment."
            say "On Debian or Ubuntu this helps: apt install python3-venv"
            return 1
        fi
    fi
    lists="requirements/run.txt"
    if [ "$list" = test ]; then lists="requirements/run.txt requirements/test.txt"; fi
    # shellcheck disable=SC2086  # the lists are words without spaces
    print=$(fingerprint pyproject.toml $lists)
    if [ "$(cat ".venv/made-for-$list" 2>/dev/null)" = "$print" ]; then return; fi

    say "Fetching the packages named in requirements/$list.txt (each checked by its hash) ..."
    rm -f .venv/made-for-*
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
        --require-hashes --requirement "requirements/$list.txt" >&2
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
        --no-deps --no-build-isolation --editable . >&2
    fingerprint pyproject.toml requirements/run.txt >.venv/made-for-run
    # Written last: an install that was interrupted starts again.
    echo "$print" >".venv/made-for-$list"
}
