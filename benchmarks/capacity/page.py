"""The page, written from what was measured."""

from __future__ import annotations

from benchmarks.measuring.counting import ROUNDS, Counting
from benchmarks.reporting.tables import NONE, table

from .arithmetic import HIT_RATES, HOURS, RATES, Assumptions, Need, need
from .measured import Measured

PAGE = """\
# What it takes to serve so many requests

`make bench` and `make proof` write this page from what they measured ([how fast it answers](performance.md), [the
soak](proof.md)): it is not edited by hand. Processor times come from one machine; on another one, measure again.

## What one core serves

{cores}

The last line is PostgreSQL's part in one request of the soak: reading the version for a kept answer, all statements
for a computed one, and what publishing and the replica take beside it. It is on the safe side for kept answers. On
the machine of the soak, with readers, writers and all services on it, the services answered {capacity:,.0f} requests
a second.

## From requests to cores

Of `R` requests a second at the CDN, with the hit rate `h`, `R × (1 − h)` reach the service. What
they take, some of them kept and the others computed:

```text
CPU for one   = {kept_share:.0%} × {kept:.2f} ms + {computed_share:.0%} × {computed:.1f} ms = {blend:.2f} ms
web cores     = R × (1 − h) × {blend:.2f} ms ÷ {busy:.0%}
database      = R × (1 − h) × {database:.2f} ms ÷ {busy:.0%}
web processes = web cores, rounded up, {least} at least
memory        = web processes × {process:.0f} MB
connections   = web processes × {threads} threads, to the primary and as many to the replica
Redis         = R × (1 − h) × {computed_share:.0%} × {commands} commands a second
traffic       = R × {answer:.1f} kB a second to readers, R × (1 − h) × {answer:.1f} kB to the CDN
```

Assumed, for nobody can measure it beforehand:

- {computed_share:.0%} of what reaches the service is computed. A kept answer is true until something is published;
  after that each question is computed once for all processes. Where `Q` different questions are asked, and something
  is published `P` times a second, at most `Q × P` a second are.
- Cores are planned to be {busy:.0%} busy.
- Every question is the list of 20 articles, {answer:.1f} kB, uncompressed. An article by its path takes {article:.1f}
  ms.
- One process a core, with {threads} threads (`WEB_CONCURRENCY`, `WEB_THREADS`).

{needs}

- **10** a second: two processes, so that one may fail. A CDN saves nothing here but the way.
- **1,000** a second: without a CDN a machine or two of web processes; with one it is the case above.
- **100,000** a second is a matter of the CDN alone. At 99.9 % hits the service has as much to do as with 100 a
  second. Without one, connections to the database outgrow what one PostgreSQL takes: more replicas, and a pooler in
  front of them.

A publish takes {publish:.0f} ms of a core in the process that publishes, whatever is read meanwhile. At 99.9 % hits
the worker's purges are what the hit rate rests on: each publish lets the CDN forget the answers that its tags touch,
and no others.

## What it costs

```text
a month = (web processes + database cores) × {hours} h × price of a core-hour
        + GB to readers × price of the CDN's GB  +  GB to the CDN × price of the service's GB
```

With example prices, which are to be replaced by your own: {core_hour:.2f} for a core-hour, {cdn:.2f} for a GB from
the CDN, {egress:.2f} for a GB from the service. Storage, Redis (256 MB) and the worker (a core at most) come to it.

{costs}

## What metrics cost

{counting}

The worker's CPU, on {database_title}: the same requests in turns at a server that counts and at one in which nothing
is counted. The difference is the median of {rounds} pairs.
"""


def page(found: Measured, counting: list[Counting], title: str, assumed: Assumptions | None = None) -> str:
    assumed = assumed or Assumptions()
    needs = [need(rate, hit_rate, found, assumed) for rate in RATES for hit_rate in HIT_RATES]
    return PAGE.format(
        cores=_cores(found),
        capacity=found.soak_capacity,
        kept=found.kept,
        computed=found.computed,
        article=found.article,
        kept_share=1 - assumed.computed,
        computed_share=assumed.computed,
        blend=found.kept * (1 - assumed.computed) + found.computed * assumed.computed,
        busy=assumed.busy,
        database=found.database,
        least=assumed.least_processes,
        process=found.process,
        threads=assumed.threads,
        commands=assumed.redis_commands,
        answer=found.answer,
        publish=found.publish,
        hours=HOURS,
        core_hour=assumed.core_hour,
        cdn=assumed.cdn_gigabyte,
        egress=assumed.origin_gigabyte,
        needs=_needs(needs),
        costs=_costs(needs),
        counting=_counting(counting),
        database_title=title.partition(",")[0],
        rounds=ROUNDS,
    )


def _cores(found: Measured) -> str:
    rows = [
        ("A kept answer, by GET", found.kept),
        ("304 to a client that has it", found.not_modified),
        ("The list of 20 articles, computed", found.computed),
        ("An article by its path, computed", found.article),
        ("PostgreSQL, for one request", found.database),
    ]
    return table(
        ("request", "CPU ms", "a second on one core"),
        ((title, f"{cpu:.2f}", f"{1000 / cpu:,.0f}") for title, cpu in rows),
    )


def _needs(needs: list[Need]) -> str:
    head = (
        *("requests a second", "CDN hits", "reach the service", "web cores", "processes", "memory GB"),
        *("connections", "database cores", "Redis a second"),
    )
    return table(
        head,
        (
            (
                f"{one.rate:,}",
                _hits(one),
                f"{one.origin:,.4g}" if one.origin < 1_000 else f"{one.origin:,.0f}",
                f"{one.web_cores:,.2f}",
                f"{one.processes:,}",
                f"{one.memory:,.1f}",
                f"{one.connections:,}",
                f"{one.database_cores:,.2f}",
                f"{one.redis_commands:,.1f}",
            )
            for one in needs
        ),
        numbers_from=0,
    )


def _costs(needs: list[Need]) -> str:
    return table(
        ("requests a second", "CDN hits", "GB to readers", "GB from the service", "a month"),
        (
            (
                f"{one.rate:,}",
                _hits(one),
                f"{one.edge_traffic:,.0f}",
                f"{one.origin_traffic:,.0f}",
                f"{one.cost:,.0f}",
            )
            for one in needs
        ),
        numbers_from=0,
    )


def _counting(counting: list[Counting]) -> str:
    if not counting:
        return "Not measured yet: `make bench` does."
    return table(
        ("request", "CPU ms with metrics", "without", "difference", "share"),
        (
            (
                one.title,
                f"{one.counted:.3f}",
                f"{one.uncounted:.3f}",
                f"{one.cost:+.3f}",
                f"{one.cost / one.uncounted:+.1%}" if one.uncounted else NONE,
            )
            for one in counting
        ),
    )


def _hits(one: Need) -> str:
    return f"{one.hit_rate:.1%}" if one.hit_rate else "no CDN"
