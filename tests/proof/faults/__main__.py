"""``python -m tests.proof.faults --seconds 8``: kill each service in turn; status 1 where something is wrong."""

from __future__ import annotations

import argparse
import sys

from tests.proof.parts import finish, stop_in_good_order

from .report import figures, markdown
from .run import under_faults


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proof.faults", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="for which each service is away")
    arguments = parser.parse_args()
    stop_in_good_order()
    findings = under_faults(arguments.seconds)
    found = figures(findings, arguments.seconds)
    print(markdown(found))
    return finish("faults", found, findings.problems)


if __name__ == "__main__":
    sys.exit(main())
