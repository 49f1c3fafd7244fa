#!/bin/sh
# Installs Debian's Chromium for the browser tests where it is missing. Needs root; says so otherwise.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "error: no Chromium, and only root on Debian or Ubuntu can install it here." >&2
    echo "       Install the package chromium yourself; the browser tests find it by its path." >&2
    exit 1
fi
echo "Installing Chromium for the browser tests ..."
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends chromium >/dev/null
