"""`make settings-reference`: docs/settings.md, a table of every environment variable.

The code says of which kind a variable is, and what it is where it is not set; `.env.example` says what for, in the
comment above it. With `--check`, part of `make lint`: both name the same variables and defaults; the page is theirs.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = PROJECT / ".env.example"
PAGE = PROJECT / "docs" / "settings.md"
REQUIRED = "Required in production"  # the section of .env.example
COMPOSE_ONLY = "Read by compose.yaml"  # how the section begins whose variables only the compose files read

KINDS = {
    "bool": "true or false",
    "db": "address",
    "email_url": "address",
    "float": "number",
    "int": "number",
    "json": "JSON",
    "list": "list",
    "networks": "networks",
    "one_of": "word",
    "str": "text",
}
COMPUTED = object()  # a default that depends on something, and is told in words

HEAD = """\
# Settings

`make settings-reference` writes this page from the code and [`.env.example`](../.env.example); it is not edited by
hand.

Settings are environment variables. One that is empty counts as not set; one that is wrong stops the start with a
message that names it. A list has commas between its items. Defaults are those of production.
"""


@dataclass(frozen=True)
class Described:
    """A variable as .env.example shows it: with a value to fill in or, after a #, with its default."""

    name: str
    section: str
    help: str
    shown: str
    is_set: bool


@dataclass(frozen=True)
class Read:
    """A variable as the code reads it."""

    kind: str
    default: Any = COMPUTED


def described(text: str) -> list[Described]:
    found: list[Described] = []
    section, help_lines, had_variable = "", [], False
    for line in text.splitlines():
        if title := re.match(r"# -- (.+?) -+$", line):
            section, help_lines = title[1], []
        elif variable := re.match(r"(# )?([A-Z][A-Z0-9_]+)=(.*)$", line):
            found.append(Described(variable[2], section, " ".join(help_lines), variable[3], is_set=variable[1] is None))
            had_variable = True
        elif line.startswith("# "):
            if had_variable:
                help_lines = []
            help_lines, had_variable = [*help_lines, line[2:]], False
        else:
            help_lines, had_variable = [], False
    return found


def sources() -> Iterator[Path]:
    """Production's settings last, since they have the last word; development's defaults are told nowhere."""
    settings = PROJECT / "site" / "config" / "settings"
    skipped = {settings / "development.py", settings / "test.py", settings / "production.py"}
    yield PROJECT / "gunicorn.conf.py"
    yield from sorted({*(PROJECT / "site" / "config").rglob("*.py")} - skipped)
    yield settings / "production.py"


def read_by_code() -> dict[str, Read]:
    """Every call such as ``env.int("NAME", default=3)``."""
    found: dict[str, Read] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in KINDS:
                match node.args:
                    case [ast.Constant(value=str(name)), *_] if re.fullmatch(r"[A-Z][A-Z0-9_]+", name):
                        found[name] = Read(KINDS[node.func.attr], default_of(node))
    return found


def default_of(call: ast.Call) -> Any:
    """``COMPUTED`` where the code works it out, or demands the variable."""
    (value,) = [keyword.value for keyword in call.keywords if keyword.arg == "default"] or [None]
    try:
        return ast.literal_eval(value) if value is not None else COMPUTED
    except ValueError:
        return COMPUTED


def read_by_compose() -> set[str]:
    texts = [path.read_text() for path in PROJECT.glob("compose*.yaml")]
    pattern = r"(?:\$\{|environment: )([A-Z][A-Z0-9_]+)"
    return {name for text in texts for name in re.findall(pattern, text)}


def written(default: Any) -> str | None:
    """As one would write it into the environment; ``None`` where the code works it out."""
    if default is COMPUTED:
        return None
    match default:
        case None | "" | [] | [""]:
            return ""
        case bool():
            return str(default).lower()
        case list():
            return ",".join(map(str, default))
        case _:
            return str(default)


def problems(text: str) -> Iterator[str]:
    """Where .env.example and the code say different things."""
    variables, read = described(text), read_by_code()
    names = [variable.name for variable in variables]
    for name in sorted(read.keys() - set(names)):
        yield f".env.example: {name} is missing; the code reads it"
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f".env.example: {name} stands there twice"
    for variable in variables:
        if not variable.help:
            yield f".env.example: nothing says what {variable.name} is for"
        if variable.section.startswith(COMPOSE_ONLY):
            if variable.name not in read_by_compose():
                yield f".env.example: no compose file reads {variable.name}"
        elif variable.name not in read:
            yield f".env.example: nothing reads {variable.name}"
        elif not variable.is_set and (default := written(read[variable.name].default)) not in (None, variable.shown):
            yield f".env.example: {variable.name} is {default!r} by default, not {variable.shown!r}"


def page(text: str) -> str:
    read = read_by_code()
    lines = [HEAD]
    section = ""
    for variable in described(text):
        if variable.section != section:
            section = variable.section
            title, _, where = section.partition("; ")
            lines += [f"## {title}", ""]
            if link := re.match(r"docs/(\S+)", where):
                lines += [f"More on [{link[1]}]({link[1]}).", ""]
            lines += ["| variable | kind | default | meaning |", "|---|---|---|---|"]
        kind = read[variable.name].kind if variable.name in read else "text"
        lines.append(f"| `{variable.name}` | {kind} | {default_cell(variable, read)} | {cell(variable.help)} |")
        lines.append("")
    return "\n".join(lines).replace(" |\n\n|", " |\n|")


def default_cell(variable: Described, read: dict[str, Read]) -> str:
    if variable.section == REQUIRED and variable.is_set:
        return "required"
    value = written(read[variable.name].default) if variable.name in read else None
    return f"`{value}`" if value else ""


def cell(text: str) -> str:
    return text.replace("|", r"\|").replace("<", "&lt;").replace("*", r"\*")


def main(arguments: list[str]) -> int:
    text = EXAMPLE.read_text()
    if found := list(problems(text)):
        print("\n".join(found))
        return 1
    if "--check" not in arguments:
        PAGE.write_text(page(text))
        return 0
    if not PAGE.exists() or PAGE.read_text() != page(text):
        print("docs/settings.md is not what the code says: run `make settings-reference`")
        return 1
    print(f"{len(described(text))} variables are described.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
