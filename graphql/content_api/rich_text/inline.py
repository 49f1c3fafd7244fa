"""Inline text: runs of characters with marks, put in order and nested into nodes.

Editors' HTML marks spaces, splits words and nests as it likes. Here spaces collapse as browsers do it, marks begin and
end at words, and neighbours with the same marks become one. What is read from the result, Markdown above all,
needs no exceptions then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby, takewhile
from typing import Any, NamedTuple

Node = dict[str, Any]

BREAK = "\0"  # stands for <br>; HTML has no such character
_COLLAPSIBLE = re.compile(r"[ \t\n\f\r]+")
_GAP = re.compile(r"[\s\0]*")


class Mark(NamedTuple):
    """What a run of text is besides text; ``url`` is that of a link."""

    type: str
    url: str = ""


CODE = Mark("inlineCode")


class Run(NamedTuple):
    """Characters with the same marks, outermost first. ``CODE`` is always the innermost."""

    text: str
    marks: tuple[Mark, ...]


# mdast has no node for these; ``data.hName`` tells its tools which element they are.
_ELEMENTS = {"subscript": "sub", "superscript": "sup"}


def inline_nodes(runs: Iterable[Run]) -> list[Node]:
    """The nodes of a paragraph; none where it has no words."""
    return _nested(_with_spaces_between_words(runs), 0)


def _with_spaces_between_words(runs: Iterable[Run]) -> list[Run]:
    """Runs that begin and end with words. What stands between has the marks that it and both neighbours share."""
    found: list[Run] = []
    gap: list[Run] = []
    for run in _words_and_gaps(runs):
        if _GAP.fullmatch(run.text):
            gap += [run] if run.text else []
        else:
            if found and gap:
                marks = reduce(_shared, (one.marks for one in [*gap, run]), found[-1].marks)
                found.append(Run(_collapsed("".join(one.text for one in gap)), marks))
            found.append(Run(_COLLAPSIBLE.sub(" ", run.text), run.marks))
            gap = []
    return found


def _words_and_gaps(runs: Iterable[Run]) -> Iterator[Run]:
    """Each run as the space before it, its words and the space after it."""
    for text, marks in runs:
        begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
        yield Run(text[:begin], marks)
        yield Run(text[begin:end], marks)
        yield Run(text[max(begin, end) :], marks)


def _collapsed(gap: str) -> str:
    """Line breaks swallow the spaces around them."""
    return BREAK * gap.count(BREAK) or _COLLAPSIBLE.sub(" ", gap)


def _shared(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _nested(runs: Sequence[Run], depth: int) -> list[Node]:
    nodes: list[Node] = []
    for mark, group in groupby(runs, key=lambda run: run.marks[depth] if len(run.marks) > depth else None):
        below = list(group)
        if mark is None or mark == CODE:
            nodes += _literals("text" if mark is None else "inlineCode", "".join(run.text for run in below))
        else:
            nodes.append(_marked(mark, _nested(below, depth + 1)))
    return nodes


def _literals(kind: str, text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split(BREAK)):
        if number:
            yield {"type": "break"}
        if line:
            yield {"type": kind, "value": line}


def _marked(mark: Mark, children: list[Node]) -> Node:
    node: Node = {"type": mark.type}
    if mark.type == "link":
        node["url"] = mark.url
    if mark.type in _ELEMENTS:
        node["data"] = {"hName": _ELEMENTS[mark.type]}
    return node | {"children": children}
