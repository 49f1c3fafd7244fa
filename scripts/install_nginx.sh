#!/bin/sh
# Installs Debian's nginx for the tests of deploy/nginx where it is missing, and starts no server. Needs root; says so otherwise.
set -eu

for path in nginx /usr/sbin/nginx /usr/local/sbin/nginx; do
    if command -v "$path" >/dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "error: no nginx, and only root on Debian or Ubuntu can install it here." >&2
    echo "       Install the package nginx yourself; the tests of deploy/nginx find it by its path." >&2
    exit 1
fi
echo "Installing nginx ..."
apt-get update -qq
# In runlevel 1 Debian's packages start no services.
RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends nginx >/dev/null
