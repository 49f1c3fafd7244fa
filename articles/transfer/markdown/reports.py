"""What became of the files, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .importing import REFUSED, Outcome
from .notes import Kind
from .saving.planning import Action

DONE = {
    Action.CREATE: "created",
    Action.UPDATE: "updated",
    Action.NEW_DRAFT: "given a new draft",
    Action.UNCHANGED: "unchanged",
    Action.LEFT_ALONE: "left alone",
    REFUSED: "refused",
}
LABELS = {
    Kind.BECAME: "recognised",
    Kind.KEPT: "kept",
    Kind.CHANGED: "changed",
    Kind.REMOVED: "removed",
    Kind.CHECK: "please check",
}


def text_of(outcome: Outcome) -> Iterator[str]:
    """The lines of one file."""
    draft = outcome.draft
    title = f" “{draft.title}”" if draft and outcome.writes else ""
    yield f"{outcome.name}: {DONE[outcome.action]}{title}{f' ({outcome.reason})' if outcome.reason else ''}"
    if draft and outcome.plan and outcome.writes:
        yield f"  {summary(outcome)}"
        for note in draft.notes:
            yield f"  {LABELS[note.kind]}: {note}"


def summary(outcome: Outcome) -> str:
    """The article in numbers."""
    draft, plan = outcome.draft, outcome.plan
    if draft is None or plan is None:
        return ""
    blocks = Counter(block.type.replace("_", " ") for block in draft.body)
    parts = [
        "standfirst" if draft.standfirst else "no standfirst",
        f"{len(draft.takeaways)} key takeaways" if draft.takeaways else "",
        ", ".join(f"{count} {name}" for name, count in blocks.items()) or "no blocks",
        f"{len(plan.new_sources)} new sources, {len(draft.sources) - len(plan.new_sources)} known"
        if draft.sources
        else "",
        "lines of the page kept at the end" if draft.furniture else "",
    ]
    return "; ".join(filter(None, parts))


def totals(outcomes: Sequence[Outcome], *, dry_run: bool) -> str:
    counts = Counter(DONE[outcome.action] for outcome in outcomes)
    said = ", ".join(f"{counts[word]} {word}" for word in DONE.values() if counts[word])
    would = "Nothing was written. It would be: " if dry_run else ""
    return f"{would}{len(outcomes)} file{'' if len(outcomes) == 1 else 's'}: {said or 'none'}."


def json_of(outcomes: Sequence[Outcome], *, dry_run: bool) -> str:
    """All of it, for programs."""
    content = {"dryRun": dry_run, "files": [_json(outcome) for outcome in outcomes]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _json(outcome: Outcome) -> dict[str, Any]:
    draft, plan = outcome.draft, outcome.plan
    result: dict[str, Any] = {
        "name": outcome.name,
        "action": str(outcome.action),
        "reason": outcome.reason,
        "page": outcome.page_id,
    }
    if draft is None or plan is None:
        return result
    return result | {
        "title": draft.title,
        "standfirst": draft.standfirst,
        "keyTakeaways": draft.takeaways,
        "blocks": [{"line": block.line, "type": block.type} for block in draft.body],
        "keptAtTheEnd": [{"line": block.line, "type": block.type} for block in draft.furniture],
        "sources": [
            {"line": source.line, "title": source.title, "url": source.url, "isNew": source not in plan.known}
            for source in draft.sources
        ],
        "notes": [{"line": note.line, "kind": str(note.kind), "message": note.message} for note in draft.notes],
    }
