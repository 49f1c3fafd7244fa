"""``python -m tests.proof.soak --seconds 900``: status 1 on any error, and where a program grows."""

from __future__ import annotations

import argparse
import sys

from tests.proof.parts import finish, stop_in_good_order

from .report import figures, markdown
from .run import soak


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proof.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=900.0)
    arguments = parser.parse_args()
    stop_in_good_order()
    findings = soak(arguments.seconds)
    found = figures(findings)
    print(markdown(found))
    return finish("soak", found, findings.problems)


if __name__ == "__main__":
    sys.exit(main())
