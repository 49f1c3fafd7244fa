#!/bin/sh
# The primary's part, run once by the image of PostgreSQL when it makes the database: a role that may copy it, and a slot
# that keeps what the copy has not fetched yet. compose.scale.yaml mounts it in /docker-entrypoint-initdb.d.
set -eu

password=$(cat "${REPLICATION_PASSWORD_FILE:-/run/secrets/replication_password}")

psql --set=ON_ERROR_STOP=1 --set=password="$password" --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --quiet <<'SQL'
SET password_encryption = 'scram-sha-256';
CREATE ROLE replicator WITH REPLICATION LOGIN PASSWORD :'password';
SELECT pg_create_physical_replication_slot('replica') \g /dev/null
SQL

# From machines of the same network only, and only with the password.
echo "host replication replicator samenet scram-sha-256" >> "$PGDATA/pg_hba.conf"
