#!/bin/sh
# Makes the virtual environment named by the argument with a Python that is new enough.
# PYTHON=... chooses another interpreter than python3.11 or python3.
set -eu
venv="$1"

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -x "$venv/bin/python" ] && new_enough "$venv/bin/python"; then
    exit 0
fi
for python in ${PYTHON:-python3.11 python3}; do
    if new_enough "$python"; then
        rm -rf "$venv"
        "$python" -m venv "$venv" && exit 0
        echo "error: $python cannot make a virtual environment; on Debian and Ubuntu install python3-venv." >&2
        exit 1
    fi
done
echo "error: Nuages needs Python 3.11 or newer, and neither of these is: ${PYTHON:-python3.11 python3}." >&2
echo "       Install it, or name it: make PYTHON=/path/to/python3.11 ..." >&2
exit 1
