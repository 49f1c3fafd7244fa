#!/bin/sh
# The replica: copies the primary when it has nothing yet, then follows it. Arguments are PostgreSQL's.
# compose.scale.yaml runs it in the image of PostgreSQL, as its user postgres.
set -eu

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    PGPASSWORD=$(cat "${REPLICATION_PASSWORD_FILE:-/run/secrets/replication_password}")
    export PGPASSWORD
    # A copy that was broken off is no copy. The folder itself may be the place of a volume.
    mkdir -p "$PGDATA"
    find "$PGDATA" -mindepth 1 -delete
    # --write-recovery-conf: how to follow, with the password, in a file that nobody else can read.
    pg_basebackup --host="${PRIMARY_HOST:-database}" --port="${PRIMARY_PORT:-5432}" --username=replicator \
        --pgdata="$PGDATA" --slot=replica --write-recovery-conf --checkpoint=fast --wal-method=stream
    unset PGPASSWORD
    chmod 700 "$PGDATA"
fi

exec postgres -D "$PGDATA" "$@"
