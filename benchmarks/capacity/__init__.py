"""docs/capacity.md: what one core serves, and what so many requests a second take, by what was measured.

``measured``    the figures, taken from the benchmark and the soak
``arithmetic``  from requests a second to cores, memory, connections and money
``page``        the page
``writing``     where it is written

``python -m benchmarks.capacity`` writes it from the last results; ``make bench`` and ``make proof`` do so too.
"""
