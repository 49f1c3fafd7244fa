"""`python -m benchmarks.plain_grapple.filling 1000`: the same content as Nuages has, in an empty database."""

from __future__ import annotations

import sys

import django


def main(total: int) -> None:
    django.setup()
    # Models can be imported only now.
    from .magazine.content import fill

    fill(total)


if __name__ == "__main__":
    main(int(sys.argv[1]))
