"""PostgreSQL's own programs: ``pg_dump``, and ``pg_restore`` into one transaction of ``psql``.

They are told by variables of the environment where the database is and how to log in: command lines can be read by
every user of the machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.db import connection

from content_api.changes.models import ContentEpoch

from .errors import ToolError

FILE = "database.dump"
LINES_TOLD = 5  # of what a program says of its failure
# Programs of version 17 begin with a setting that older servers refuse.
HEAD, UNKNOWN_TO_OLDER = 40, b"SET transaction_timeout"

# All that a dump brings along goes first, whatever was added since: tables of a newer release would be in the way of
# its migrations. What belongs to extensions stays, and so does the schema with its rights. Parts go with the whole.
BEGIN = """
BEGIN;
SET LOCAL lock_timeout = '30s';
SET LOCAL client_min_messages = warning;
DO $$
DECLARE
    statement text;
    statements text[] := ARRAY(
        SELECT format('DROP %s IF EXISTS public.%I CASCADE', kind, name) FROM (
            SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind,
                relname AS name, oid, 'pg_class'::regclass AS catalog
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            UNION ALL
            SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, typname, oid, 'pg_type'::regclass
            FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('d', 'e')
        ) AS object
        WHERE NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = catalog AND objid = object.oid AND deptype IN ('e', 'i')
        )
        UNION ALL
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e'
        )
    );
BEGIN
    FOREACH statement IN ARRAY statements LOOP
        EXECUTE statement;
    END LOOP;
END $$;
"""
# Nobody sees the restored rows with the epoch that they had: caches know other answers by it.
END = f"""
DO $$ BEGIN
    IF to_regclass('public.{ContentEpoch._meta.db_table}') IS NOT NULL THEN
        UPDATE public.{ContentEpoch._meta.db_table} SET value = gen_random_uuid();
    END IF;
END $$;
COMMIT;
"""  # noqa: S608


def server() -> str:
    connection.ensure_connection()
    return str(connection.pg_version)  # type: ignore[attr-defined]


def dump(target: Path) -> None:
    """Write the database as the transaction that is open now sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
    program = tool("pg_dump")
    command = [program, "--format=custom", "--no-password", f"--snapshot={snapshot}", f"--file={target}"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ToolError(f"pg_dump has failed: {last_lines(done.stderr)}")


def restore(source: Path) -> None:
    """Put the dump in the place of all that is there: in one transaction, and with a new epoch."""
    reader = [tool("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)]
    writer = [tool("psql"), "--no-psqlrc", "--no-password", "--quiet", "--set=ON_ERROR_STOP=1"]
    connection.close()  # it might hold locks
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(  # noqa: S603
            writer, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints
        ) as psql:
            is_whole = _feed(psql.stdin, reader, complaints)
        if psql.returncode or not is_whole:
            complaints.seek(0)
            raise ToolError(
                f"The database was left as it was: {last_lines(complaints.read().decode(errors='replace'))}"
            )


def _feed(psql: Any, reader: list[str], complaints: IO[bytes]) -> bool:
    """Let psql commit what pg_restore says, if that has come to its end."""
    try:
        psql.write(BEGIN.encode())
        psql.flush()
        with subprocess.Popen(reader, stdout=subprocess.PIPE, stderr=complaints) as said:  # noqa: S603
            script: Any = said.stdout
            psql.writelines(line for line in islice(script, HEAD) if not line.startswith(UNKNOWN_TO_OLDER))
            shutil.copyfileobj(script, psql)
        psql.write((END if said.returncode == 0 else "ROLLBACK;").encode())
        psql.close()
    except BrokenPipeError:  # psql has ended, and says why
        with suppress(BrokenPipeError):  # of what is still to be written
            psql.close()
        return False
    return said.returncode == 0


def tool(name: str) -> str:
    """The path of a program that is as new as the server. Raises ``ToolError``."""
    connection.ensure_connection()
    needed = connection.pg_version // 10_000  # type: ignore[attr-defined]
    install = f"Install PostgreSQL's client programs, version {needed} or newer (Debian: postgresql-client)."
    path = shutil.which(name)
    if path is None:
        raise ToolError(f"The program {name} is not there. {install}")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\) (\d+)", said)
    if found is None or int(found[1]) < needed:
        raise ToolError(f"The program {name} is older than the server ({said.strip()}). {install}")
    return path


def environment() -> dict[str, str]:
    """What Django knows of the database, in the variables of PostgreSQL's programs."""
    of_settings: dict[str, Any] = connection.settings_dict
    _, secrets = connection.client.settings_to_cmd_args_env(of_settings, [])
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}
    place = {variable: str(of_settings[name]) for variable, name in names.items() if of_settings.get(name)}
    return os.environ | place | (secrets or {})


def last_lines(said: str) -> str:
    return "\n".join(said.strip().splitlines()[-LINES_TOLD:])
