"""What stands behind the fence of a piece of code: a language, perhaps a file."""

from __future__ import annotations

import re

from articles.blocks.code import CodeLanguage

from ..limits import LONGEST_LINE

# Other names of the languages that can be coloured.
NAMES = {
    "bash": "sh shell zsh console shell-session terminal",
    "graphql": "gql",
    "html": "htm html+django django jinja jinja2 xml",
    "ini": "cfg conf",
    "javascript": "js jsx node",
    "markdown": "md",
    "python": "py python3 pycon ipython python-console",
    "ruby": "rb",
    "sql": "postgres postgresql psql",
    "text": "txt plain plaintext none output",
    "typescript": "ts tsx",
    "yaml": "yml",
}
ALIASES = {alias: language for language, aliases in NAMES.items() for alias in aliases.split()}
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
