"""The database as each kind of process needs it.

What stands in the address wins: ``postgres://…/nuages?sslmode=verify-full&sslrootcert=/run/secrets/ca.pem``. What may
stand there: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
"""

from __future__ import annotations

from typing import Any

from config import process

from .start import VAR_DIR, env

SQLITE = f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
POSTGRESQL = "django.db.backends.postgresql"

# Seconds until PostgreSQL ends a statement, stops waiting for a lock, and ends a transaction in which nothing happens.
# What people run by hand takes as long as it takes: migrations, indexes, exports, imports, backups.
TIMEOUTS: dict[process.Kind, tuple[int, int, int]] = {
    "web": (30, 10, 60),
    "worker": (300, 30, 300),
    "command": (0, 0, 0),
}


def databases(default: Any = env.NOTSET) -> dict[str, dict[str, Any]]:
    """``DATABASES``: the primary, and a copy that follows it where there is one."""
    # One transaction per admin request: Wagtail's publish and unpublish open none of their own.
    found = {"default": database(env.db("DATABASE_URL", default=default)) | {"ATOMIC_REQUESTS": True}}
    if env.str("DATABASE_REPLICA_URL", default=""):
        found["replica"] = replica(database(env.db("DATABASE_REPLICA_URL")))
    return found


def replica(found: dict[str, Any]) -> dict[str, Any]:
    """Connections are tried before they are used, and hardly waited for: the database itself is there instead."""
    given = found.get("OPTIONS", {})
    if "pool" in given:
        given = given | {"pool": given["pool"] | {"timeout": 1}}
    return found | {"ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": "pool" in given, "OPTIONS": given}


def database(found: dict[str, Any]) -> dict[str, Any]:
    """What an address says, with what is ours."""
    if found["ENGINE"] != POSTGRESQL:
        return found
    given: dict[str, Any] = found.get("OPTIONS", {})
    ours = options(process.kind())
    parameters = " ".join(filter(None, (ours["options"], given.get("options"))))
    # A connection of the pool is asked whether it is alive when a request takes it.
    found["CONN_HEALTH_CHECKS"] = env.bool("DATABASE_POOL_CHECK", default=True) and "pool" in ours
    return found | {"OPTIONS": ours | given | {"options": parameters}}


def options(kind: process.Kind) -> dict[str, Any]:
    """How this kind of process is connected to PostgreSQL."""
    found: dict[str, Any] = {
        "application_name": f"nuages {kind}",
        "connect_timeout": env.int("DATABASE_CONNECT_TIMEOUT", default=5),
        # A machine that is gone without a word is noticed within a minute, also in the middle of a statement.
        "keepalives": 1,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 60_000,
        # https://www.psycopg.org/psycopg3/docs/advanced/prepare.html: the API's statements are planned so often
        "prepare_threshold": env.int("DATABASE_PREPARE_THRESHOLD", default=2) or None,
        "options": " ".join(f"-c {name}={value}" for name, value in parameters(kind).items()),
    }
    pool = pool_options(kind)
    return found if kind == "command" else found | {"pool": pool}


def parameters(kind: process.Kind) -> dict[str, str]:
    """What is said to PostgreSQL when a connection is opened."""
    statement, lock, idle = TIMEOUTS[kind]
    statement = env.int("DATABASE_STATEMENT_TIMEOUT", default=statement)
    lock = env.int("DATABASE_LOCK_TIMEOUT", default=lock)
    idle = env.int("DATABASE_IDLE_TRANSACTION_TIMEOUT", default=idle)
    # PostgreSQL would compile long statements, for seconds, that run for milliseconds.
    found = {"jit": "off"}
    if kind != "command":
        found |= {
            "statement_timeout": f"{statement}s",
            "lock_timeout": f"{lock}s",
            "idle_in_transaction_session_timeout": f"{idle}s",
        }
    return found


def pool_options(kind: process.Kind) -> dict[str, Any]:
    """https://www.psycopg.org/psycopg3/docs/api/pool.html#psycopg_pool.ConnectionPool"""
    return {
        "name": f"nuages {kind}",
        "min_size": env.int("DATABASE_POOL_MIN_SIZE", default=1),
        "max_size": env.int("DATABASE_POOL_MAX_SIZE", default=8),
        "timeout": env.int("DATABASE_POOL_TIMEOUT", default=5),  # seconds to wait for a connection
        "max_lifetime": env.int("DATABASE_POOL_MAX_LIFETIME", default=3_600),
        "max_idle": env.int("DATABASE_POOL_MAX_IDLE", default=600),
    }
