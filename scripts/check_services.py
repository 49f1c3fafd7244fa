"""Before `make test-services`: do PostgreSQL and Redis answer? A clear message within seconds, never a hang."""

from __future__ import annotations

import os
import sys

import environ
import psycopg
import redis

SECONDS = 3


def postgresql_problem(url: str) -> str | None:
    # "postgres" always exists; the database of the address need not, the suite makes its own.
    database = environ.Env.db_url_config(url)
    try:
        psycopg.connect(
            host=database["HOST"],
            port=database["PORT"] or None,
            user=database["USER"],
            password=database["PASSWORD"] or None,
            dbname="postgres",
            connect_timeout=SECONDS,
        ).close()
    except psycopg.OperationalError as error:
        return str(error).strip()
    return None


def redis_problem(url: str) -> str | None:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS, retry=None) as client:
            client.ping()
    except redis.RedisError as error:
        return str(error).strip()
    return None


def main() -> int:
    problems = {
        "PostgreSQL (TEST_DATABASE_URL)": postgresql_problem(os.environ["DATABASE_URL"]),
        "Redis (TEST_REDIS_URL)": redis_problem(os.environ["REDIS_URL"]),
    }
    for service, problem in problems.items():
        if problem:
            print(f"error: {service} does not answer: {problem}", file=sys.stderr)
    return 1 if any(problems.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
