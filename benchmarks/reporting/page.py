"""docs/performance.md."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring.results import Results

from .chart import chart
from .tables import answers_table, facts_table, plain_table, rates_table, targets_table

PAGE = """\
# How fast it answers

`make bench` writes this page: it is not edited by hand. Every number comes from one run on one machine, and only the
ratios mean something elsewhere.

![Median of each question](images/performance.svg)

## What is wanted

{targets}

## Beside plain Grapple

{small:,} articles with 8 blocks each, the same content on both sides. Plain Grapple is the small project in
[`benchmarks/plain_grapple`](../benchmarks/plain_grapple), written as Grapple's documentation tells: the same pool of
connections and cache, and all renditions made beforehand. The run stops if the two answers do not say the same.

{plain}

{answers}
{skipped}
## Kept answers

As many requests as one worker answers, for the list of 20, over four connections at once.

{rates}
{bound}
Where a kept answer spends its time: the second line is gunicorn and as much of Django as each request passes. The third
adds the statement that reads the content version, for which the database works on the same processors. The fourth adds
reading the request, the key and the headers of the answer.

## How it is measured

- The content is invented and always the same: 100 images, 100 companies, 30 comparisons, 196 claims with sources.
- gunicorn runs with `gunicorn.conf.py` and production's settings, except that the cache lies in the process and files
  in a folder. But for the table of kept answers, each answer is computed: by an address that only the benchmark has.
- Each question is asked once a round, in an order that changes, after warm-up; articles and comparisons take turns. A
  time is what the client waits, from the request's first byte to the answer's last. CPU is the worker's alone.
- SQL statements are counted in a request of their own, what begins and ends transactions left out.
- The fixed JSON document is as large as the list's answer, and a view that does nothing else sends it.

{facts}

## Repeat it

```console
$ make bench            # {small:,} articles; a few minutes
$ make bench-large      # 100,000 articles too; see how long building takes above
$ make bench ARGS="--rounds 20 --keep"      # fewer rounds; the databases stay for the next run
```

It takes PostgreSQL at `TEST_DATABASE_URL` if it answers there, else SQLite, makes databases named `nuages_bench…`, and
drops them at the end. `--check` ends with status 1 where a target is missed or could not be measured.
"""


def write(results: Results, folder: Path) -> None:
    """The page and its chart, into the folder of the documentation."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "images" / "performance.svg").write_text(chart(results))
    (folder / "performance.md").write_text(page(results))


def page(results: Results) -> str:
    totals = [results.small, *([results.large] if results.large else [])]
    answers = "\n".join(f"## Nuages with {total:,} articles\n\n{answers_table(results, total)}\n" for total in totals)
    return PAGE.format(
        small=results.small,
        targets=targets_table(results),
        plain=plain_table(results),
        answers=answers,
        skipped=_skipped(results),
        rates=rates_table(results),
        bound=_bound(results),
        facts=facts_table(results),
    )


def _skipped(results: Results) -> str:
    if not results.skipped:
        return ""
    lines = "\n".join(f"- {line}" for line in results.skipped)
    return f"## Not measured\n\nThe schema did not know what these ask for.\n\n{lines}\n"


def _bound(results: Results) -> str:
    """Why a kept answer cannot be any number of times faster than a computed one."""
    fixed, computed = results.rate("fixed"), results.rate("computed")
    if not (fixed and computed):
        return ""
    times = fixed.per_second / computed.per_second
    return (
        f"\nNo kept answer is faster than the fixed document, which comes {times:.1f} times as often as the computed"
        " list.\nWhat makes computing faster lowers that figure: keeping can gain no more than the share above.\n"
    )
