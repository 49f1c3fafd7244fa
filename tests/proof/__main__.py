"""``make proof``: the long runs, one after the other, and ``docs/proof.md`` with their figures.

``make proof ARGS="faults lag"`` runs some of them; the page then says of the others what they found the last time.
Needs PostgreSQL and Redis at ``TEST_DATABASE_URL`` and ``TEST_REDIS_URL``, and both installed on this machine.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from benchmarks.capacity.writing import write_if_measured
from tests.programs import PROJECT

from .page import PAGE, write
from .parts import PARTS, kept, run_part, stop_in_good_order
from .services.places import SCRATCH
from .services.running import say

MINUTES = 55  # that all parts together may take, as they are called here


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--steps", type=int, default=2_000, help="of random editorial work")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of that work")
    parser.add_argument("--seconds", type=int, default=900, help="of the soak")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; parts are {', '.join(PARTS)}")
    stop_in_good_order()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    wrong = []
    for name in arguments.parts or PARTS:
        started = time.monotonic()
        say(f"== {name}")
        if not run_part(name, arguments):
            wrong.append(name)
        say(f"== {name}: {'wrong' if name in wrong else 'fine'}, {(time.monotonic() - started) / 60:.1f} minutes")
    if wrong:
        return 1
    write({name: kept(name) for name in PARTS})
    say(f"{PAGE.relative_to(PROJECT)} is written. {write_if_measured()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
