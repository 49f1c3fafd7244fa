"""Parts as Markdown: CommonMark with the pipe tables of GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import singledispatch
from textwrap import indent

from content_api.rich_text.markdown_inline import inline_markdown

from .parts import Button, Code, Facts, Figure, Heading, Listing, Paragraph, Part, Prose, Quote, Rule, Run, Table

FENCE = re.compile(r"^ {0,3}(`{3,})", re.MULTILINE)


def markdown_of(parts: Iterable[Part]) -> str:
    """The parts with an empty line between each two."""
    return "\n\n".join(filter(None, (_markdown(part) for part in parts)))


def markdown_of_runs(runs: Sequence[Run]) -> str:
    return inline_markdown([_node(run) for run in runs])


@singledispatch
def _markdown(part: Part) -> str:
    raise TypeError(f"{type(part).__name__} has no form here.")


@_markdown.register
def _prose(part: Prose) -> str:
    return part.markdown


@_markdown.register
def _heading(part: Heading) -> str:
    return f"{'#' * part.level} {_line(part.text)}"


@_markdown.register
def _paragraph(part: Paragraph) -> str:
    return markdown_of_runs(part.runs)


@_markdown.register
def _listing(part: Listing) -> str:
    return "\n".join(
        _hanging(f"{number}. " if part.ordered else "- ", item) for number, item in enumerate(part.items, start=1)
    )


def _hanging(marker: str, parts: Sequence[Part]) -> str:
    return marker + indent(markdown_of(parts), " " * len(marker)).lstrip(" ")


@_markdown.register
def _quote(part: Quote) -> str:
    source = f"\n\n\u2014 {markdown_of_runs([part.source])}" if part.source else ""
    return indent(markdown_of(part.parts) + source, "> ", lambda line: True).replace("> \n", ">\n")


@_markdown.register
def _code(part: Code) -> str:
    """The fence is longer than any within."""
    longest = max((len(found) for found in FENCE.findall(part.text)), default=2)
    fence = "`" * max(3, longest + 1)
    name = inline_markdown([{"type": "inlineCode", "value": part.filename}]) + "\n\n" if part.filename else ""
    return f"{name}{fence}{part.language}\n{part.text}\n{fence}"


@_markdown.register
def _figure(part: Figure) -> str:
    image = f"![{_line(part.picture.alt)}]({part.picture.url})"
    if part.url:
        image = f"[{image}]({part.url})"
    caption = " ".join(markdown_of_runs([run]) for run in part.caption)
    return f"{image}\n\n{caption}" if caption else image


@_markdown.register
def _table(part: Table) -> str:
    """A table without a header row gets an empty one: Markdown has no other tables."""
    rows = [[_line(cell) for cell in row] for row in part.rows]
    header = rows.pop(0) if part.has_header_row else [""] * len(rows[0])
    lines = [header, ["---"] * len(header), *rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"{_line(part.caption)}\n\n{table}" if part.caption else table


@_markdown.register
def _facts(part: Facts) -> str:
    return "\n".join(f"- **{_line(label)}**: {_line(value)}" for label, value in part.pairs)


@_markdown.register
def _button(part: Button) -> str:
    return markdown_of_runs([Run(part.label, part.url)])


@_markdown.register
def _rule(part: Rule) -> str:
    return "***"


def _node(run: Run) -> dict[str, object]:
    """The run in the shape of mdast, in which texts never become markup."""
    node: dict[str, object] = {"type": "text", "value": run.text}
    if run.url:
        node = {"type": "link", "url": run.url, "children": [node]}
    if run.strong:
        node = {"type": "strong", "children": [node]}
    return {"type": "emphasis", "children": [node]} if run.emphasis else node


def _line(text: str) -> str:
    """``text`` on one line, none of it markup."""
    return inline_markdown([{"type": "text", "value": " ".join(text.split())}])
