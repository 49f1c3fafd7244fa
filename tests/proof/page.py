"""``docs/proof.md``, from the figures of all parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.programs import PROJECT

from .faults import report as of_faults
from .lag import report as of_lag
from .soak import report as of_soak

PAGE = PROJECT / "docs" / "proof.md"

Figures = Mapping[str, Any]

HEAD = """# Proof

What `make proof` found: it writes this page. It fails on the first thing that is wrong, so these are the figures of
runs without one. `make proof ARGS="faults lag"` runs some parts alone.

"""
COHERENCE = """## Answers, tags and the log agree

Random editorial work ({edits} kinds of it: admin, worker and commands, with the clock moving) on content in two
languages and on two sites. After each step answers of the shipped operations and of every other part of the API are
asked from the cache and computed anew; a CDN holds every answer until one of its tags is touched; a client follows
`changes`; the log is held against what is public, worked out by other code.

```text
{lines}
```
"""
LOG = """## The log is whole

Publishing, unpublishing, renaming, moving and deleting, killed between any two statements; eight writers at once on
PostgreSQL with a reader that follows, and a transaction that stays open. {summary}.
"""
LEAKS = """## Nothing hidden is reached

Each edge of the schema times every state in which its target is hidden, or has a draft that nobody may see, on
PostgreSQL; `make test` does the same on SQLite. {summary}.
"""
SERVICES = """## The services of the next three sections

Production settings and real programs on one machine, all started by the run: a PostgreSQL cluster with a streaming
replica, Redis with 32 MB, two web processes with four threads each, a worker, and moto as S3. Two writers publish
five times a second, each publish with its search documents, log row and webhook. Clients ask the web processes in
turns; a request whose connection is refused or breaks off goes to the other one, as nginx sends a `GET` again. Every
answer is held against the `Content-Version` that it claims, and must be of the newest version that was committed when
it was asked for.
"""
FAULTS = """## Each service killed and started again

`SIGKILL` to the program and all its processes, {seconds:.0f} seconds without it, then a start; Redis is frozen as
well, which takes connections and answers nothing; in the end both web processes are restarted one after the other
with `SIGTERM`, as for a new version. A row counts from the kill until two seconds after everything was as before.

{table}

Wrong answers: none, in {checked:,} articles held against a version. Lost: none of {published:,} publishes, in the
database, in the replica and in the storage; none of {delivered:,} webhooks, of which {twice:,} came twice under the
same id.

- *sent again*: to the other web process where one refuses, or breaks off before the answer; over a new connection
  where a kept one was closed. A client behind a proxy sees none of it. *late*: no answer within 20 seconds.
- *back after*: a web process answers; the webhook of what was published last has come (a killed worker's lease lasts
  60 seconds, then another worker or itself goes on); Redis and the storage are used; the replica has caught up and is
  read; a publish has committed, and no read has failed since.
- Without the primary reads end in errors, some of them after the seconds that a request waits for a connection:
  each answer is held against the newest version, which only the primary knows. A CDN goes on. Whoever publishes sees
  an error and repeats it (*tried again*); what was committed stays.
- moto forgets its objects when it is killed; it gets them back before it listens again, as those of a real store are
  still there.
"""
LAG = """## A replica that is behind

`recovery_min_apply_delay = 5s`: a commit reaches the replica {delay:.1f} seconds after it was made. Four clients ask
the same documents at the same web processes, so that an answer for one could be kept for another. Each answer says in
its body which version it was computed from, which is held against the header.

{table}

{published:,} publishes, {checked:,} articles held against a version. Without `minVersion`, and with one that the
replica has not reached, the primary answers. A version that nobody has published is refused with 503.
"""
SOAK = """## A long time at four fifths of what the services can do

First the readers ask as fast as they can, which is what the services can do. Then requests are due at {share} of that
rate, whether or not those before are answered: a time counts from when the request was due. Readers, writers and all
services share the machine. The caches, of each web process and in Redis, have 4 MB, so that they are full after the
warm-up.

{figures}

Memory is what each program and its processes hold for themselves, as a line through samples each five seconds; no
process was replaced meanwhile (`--max-requests 0`). The run fails from 5 % and a megabyte on; moto is a stand-in, and
keeps what it is asked.
"""
MISSING = "## {part}\n\nNot run yet.\n"


def write(found: Mapping[str, Figures | None]) -> None:
    PAGE.write_text(page(found))


def page(found: Mapping[str, Figures | None]) -> str:
    first = [_section(part, found.get(part), of) for part, of in FIRST]
    later = [_section(part, found.get(part), of) for part, of in LATER]
    return HEAD + "\n".join([_facts(found), *first, SERVICES, *later])


def _section(part: str, figures: Figures | None, written: Any) -> str:
    text: str = written(figures) if figures else MISSING.format(part=part)
    return text


def _facts(found: Mapping[str, Figures | None]) -> str:
    """When and where each part was run."""
    rows = [(part, f"{of['date']}, {of['machine']}") for part, of in found.items() if of]
    return f"```text\n{of_soak.lines(rows)}\n```\n" if rows else ""


def _coherence(of: Figures) -> str:
    rows = [
        ("Steps", f"{of['steps']:,}, from seed {of['seed']}"),
        ("of which changed the content version", f"{of['versions']:,}"),
        ("Answers compared with computed ones", f"{of['compared']:,}"),
        ("of which kept from before the step", f"{of['kept']:,}"),
        ("of which a CDN held through the step", f"{of['held']:,}"),
        ("Times that the client followed", f"{of['followed']:,}"),
        ("Answers about other pages held when one page was published", f"{of['others']:,}"),
        ("of which stayed", f"{of['share_kept']:.1%}"),
    ]
    return COHERENCE.format(edits=of["edits"], lines=of_soak.lines(rows))


def _log(of: Figures) -> str:
    return LOG.format(summary=_sentence(of["summary"]))


def _leaks(of: Figures) -> str:
    return LEAKS.format(summary=_sentence(of["summary"]))


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}"


def _faults(of: Figures) -> str:
    return FAULTS.format(table=of_faults.markdown(of), **of)


def _lag(of: Figures) -> str:
    return LAG.format(table=of_lag.markdown(of), **of)


def _soak(of: Figures) -> str:
    return SOAK.format(figures=of_soak.markdown(of), share=f"{of_soak.SHARE:.0%}")


FIRST = (("coherence", _coherence), ("log", _log), ("leaks", _leaks))
LATER = (("faults", _faults), ("lag", _lag), ("soak", _soak))
