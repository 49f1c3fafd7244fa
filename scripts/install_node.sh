#!/bin/sh
# Installs Debian's Node.js and npm for the audits of GraphQL over HTTP and the reference frontend, where they are missing. Needs root; says so otherwise.
set -eu

if command -v node >/dev/null && command -v npm >/dev/null; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "error: no Node.js with npm, and only root on Debian or Ubuntu can install them here." >&2
    echo "       Install the packages nodejs and npm yourself (20 or newer); they are found by their path." >&2
    exit 1
fi
echo "Installing Node.js ..."
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends nodejs npm >/dev/null
