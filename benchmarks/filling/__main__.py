"""`python -m benchmarks.filling 1000`: fill the database of the settings, which has to be migrated and empty."""

from __future__ import annotations

import sys

import django


def main(total: int) -> None:
    django.setup()
    # Models can be imported only now.
    from .everything import fill

    fill(total)


if __name__ == "__main__":
    main(int(sys.argv[1]))
