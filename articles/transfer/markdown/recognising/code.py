"""What stands behind the fence of a piece of code: a language, perhaps a file."""

from __future__ import annotations

import re

from articles.blocks.code import CodeLanguage

from ..limits import LONGEST_LINE

ALIASES = {
    "py": "python", "python3": "python", "pycon": "python", "ipython": "python", "python-console": "python",
    "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash", "shell-session": "bash", "terminal": "bash",
    "js": "javascript", "jsx": "javascript", "node": "javascript", "ts": "typescript", "tsx": "typescript",
    "yml": "yaml", "htm": "html", "html+django": "html", "django": "html", "jinja": "html", "jinja2": "html", "xml": "html",
    "cfg": "ini", "conf": "ini", "postgres": "sql", "postgresql": "sql", "psql": "sql", "gql": "graphql", "rb": "ruby",
    "md": "markdown", "txt": "text", "plain": "text", "plaintext": "text", "none": "text", "output": "text",
}  # fmt: skip
NAMED_FILE = re.compile(r"(?:title|file|filename|name)\s*=\s*[\"']?([^\"'{}\s]+)[\"']?")
BRACES = re.compile(r"^\{\s*\.?([\w+-]+)\s*\}$")


def language_and_file(info: str) -> tuple[str, str, bool]:
    """Language and file name, and whether that is all that ``info`` says."""
    info = BRACES.sub(r"\1", info.strip())
    if not info:
        return CodeLanguage.TEXT, "", True
    named = NAMED_FILE.search(info)
    name = named[1] if named else ""
    words = NAMED_FILE.sub("", info).split()
    first, _, after = (words[0] if words else "").partition(":")
    name = name or after
    language = ALIASES.get(first.lower(), first.lower())
    known = language in CodeLanguage.values
    understood = known and len(words) == 1 and len(name) <= LONGEST_LINE and first.lower() == first
    return (language if known else CodeLanguage.TEXT), name[:LONGEST_LINE], understood
