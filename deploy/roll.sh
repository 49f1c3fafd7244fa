#!/bin/sh
# Replace a running release without a pause: deploy/roll.sh, in the folder of the new release.
# The migrations come first and leave the old release working (CONTRIBUTING.md); then one machine after the other. A step
# that fails ends it: what runs by then goes on, and the release before is rolled out in the same way.
set -eu

compose() { docker compose --file compose.scale.yaml "$@"; }

compose build --pull web-1
compose run --rm --no-deps migrate

for service in web-1 web-2; do
    compose up --detach --no-deps --no-build --wait --wait-timeout 120 "$service"
    sleep 3  # longer than nginx leaves a machine alone: fail_timeout of deploy/nginx/upstream.conf
done
for service in worker-1 worker-2; do
    compose up --detach --no-deps --no-build "$service"
done
compose exec --no-TTY proxy nginx -c /etc/nginx/nuages/nginx.conf -s reload
