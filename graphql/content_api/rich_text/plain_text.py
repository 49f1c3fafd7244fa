"""Plain text: the words alone, with an empty line between paragraphs and a line for each item of a list."""

from __future__ import annotations

from .tree import Node


def text_of(node: Node) -> str:
    """The words below ``node``."""
    kind = node["type"]
    if "value" in node:
        return str(node["value"])
    if kind == "break":
        return "\n"
    if kind == "thematicBreak":
        return ""
    parts = [text_of(child) for child in node["children"]]
    return _between(node).join(parts if kind in INLINE_PARENTS else filter(None, parts))


INLINE_PARENTS = {"paragraph", "emphasis", "strong", "delete", "link", "subscript", "superscript"}


def _between(node: Node) -> str:
    if node["type"] in INLINE_PARENTS:
        return ""
    tight = node["type"] in {"list", "listItem"} and not node["spread"]
    return "\n" if tight else "\n\n"
