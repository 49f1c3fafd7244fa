"""Compose the trusted documents of the reference frontend: each query with the fragments that it uses.

The frontend's folder of documents holds each fragment once; a trusted document is one text that stands by itself. So
they are composed here and committed: `--check`, part of `make lint`, fails where a committed one is not current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

PROJECT = Path(__file__).resolve().parents[1]
SOURCES = PROJECT / "examples" / "frontend" / "src" / "documents"
COMPOSED = PROJECT / "graphql" / "operations"
PREFIX = "frontend_"


class Spreads(Visitor):
    """Collects the names of the fragments that a node spreads, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.append(node.name.value)


def fragments() -> dict[str, FragmentDefinitionNode]:
    """All fragments by name. A name stands for one fragment only."""
    found: dict[str, FragmentDefinitionNode] = {}
    for path in sorted((SOURCES / "fragments").glob("*.graphql")):
        for node in parse(path.read_text()).definitions:
            if not isinstance(node, FragmentDefinitionNode):
                sys.exit(f"error: {path} holds something else than fragments.")
            if node.name.value in found:
                sys.exit(f"error: there are two fragments {node.name.value}.")
            found[node.name.value] = node
    return found


def composed(source: str, known: dict[str, FragmentDefinitionNode]) -> str:
    """The operation of ``source`` below its comment, with all fragments that it reaches."""
    comment = "".join(line for line in source.splitlines(keepends=True) if line.startswith("#"))
    operations = [node for node in parse(source).definitions if isinstance(node, OperationDefinitionNode)]
    used = list(reached(list(operations), known))
    return comment + print_ast(DocumentNode(definitions=(*operations, *used))) + "\n"


def reached(nodes: list[Node], known: dict[str, FragmentDefinitionNode]) -> Iterator[FragmentDefinitionNode]:
    """Every fragment below ``nodes``, nearest first, each once."""
    seen: set[str] = set()
    while nodes:
        spreads = Spreads()
        visit(nodes.pop(0), spreads)
        for name in spreads.names:
            if name not in seen:
                seen.add(name)
                nodes.append(known[name])
                yield known[name]


def documents() -> dict[Path, str]:
    """The text that each trusted document of the frontend should have."""
    known = fragments()
    sources = sorted(SOURCES.glob("*.graphql"))
    return {COMPOSED / f"{PREFIX}{path.stem}.graphql": composed(path.read_text(), known) for path in sources}


def main(arguments: list[str]) -> int:
    wanted = documents()
    present = {path: path.read_text() for path in COMPOSED.glob(f"{PREFIX}*.graphql")}
    if "--check" in arguments:
        outdated = sorted(path.name for path in wanted.keys() | present.keys() if wanted.get(path) != present.get(path))
        if outdated:
            print(f"error: not current: {', '.join(outdated)}. Run `make documents`.", file=sys.stderr)
        return 1 if outdated else 0
    for path in present.keys() - wanted.keys():
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
