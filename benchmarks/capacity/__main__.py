"""`python -m benchmarks.capacity`: write docs/capacity.md from the last results of `make bench` and `make proof`."""

from __future__ import annotations

from .writing import write_if_measured

if __name__ == "__main__":
    print(write_if_measured())
