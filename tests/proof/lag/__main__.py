"""``python -m tests.proof.lag --seconds 45``: status 1 where an answer is older than its client allows."""

from __future__ import annotations

import argparse
import sys

from tests.proof.parts import finish, stop_in_good_order

from .report import markdown
from .run import behind


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proof.lag", description=__doc__)
    parser.add_argument("--seconds", type=float, default=45.0)
    arguments = parser.parse_args()
    stop_in_good_order()
    findings = behind(arguments.seconds)
    found = findings.figures()
    print(markdown(found))
    return finish("lag", found, findings.problems)


if __name__ == "__main__":
    sys.exit(main())
