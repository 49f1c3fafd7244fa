"""`python -m benchmarks`: measure, and write docs/performance.md."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from benchmarks.capacity.writing import write_if_measured
from benchmarks.measuring import results as kept
from benchmarks.measuring.databases import BusyError
from benchmarks.measuring.places import PROJECT, SCRATCH
from benchmarks.measuring.run import measure
from benchmarks.measuring.subjects import WrongAnswerError
from benchmarks.reporting import page
from benchmarks.reporting.targets import targets

SMALL, LARGE = 1_000, 100_000
ROUNDS = 100
POSTGRESQL = "postgres://postgres@127.0.0.1:5432/nuages"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--articles", type=int, default=SMALL, help=f"how many articles ({SMALL})")
    parser.add_argument(
        "--large", type=int, nargs="?", const=LARGE, metavar="ARTICLES", help=f"so many articles as well ({LARGE})"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each question is asked ({ROUNDS})")
    parser.add_argument("--keep", action="store_true", help="let the databases stay for the next run")
    parser.add_argument("--check", action="store_true", help="status 1 where a target is missed or not measured")
    parser.add_argument("--docs", type=Path, default=PROJECT / "docs", help="folder that the page is written to")
    parser.add_argument("--write-again", action="store_true", help="write the page from the last results; no run")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    # Servers and databases are cleared away after SIGTERM too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    SCRATCH.mkdir(parents=True, exist_ok=True)
    if given.write_again:
        results = kept.load()
    else:
        url = os.environ.get("TEST_DATABASE_URL", POSTGRESQL)
        try:
            results = measure(url, small=given.articles, large=given.large, rounds=given.rounds, keep=given.keep)
        except (BusyError, WrongAnswerError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
        results.save()
    page.write(results, given.docs)
    print(f"Written: {given.docs / 'performance.md'}")
    print(write_if_measured())
    for one in targets(results):
        print(f"{one.verdict:>12}  {one.title}: {one.measured or '–'}, wanted {one.allowed}")
    is_fine = all(one.verdict == "met" for one in targets(results))
    return 1 if given.check and not is_fine else 0


if __name__ == "__main__":
    sys.exit(main())
