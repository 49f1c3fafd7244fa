"""The fields above a text: YAML between lines of ``---``, or TOML between lines of ``+++``."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

from .errors import RefusedError
from .limits import DEEPEST_FRONT_MATTER, MOST_FRONT_MATTER


class PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases, by which a few lines become gigabytes, and without deep nesting."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise RefusedError(f"{self._place()}: the front matter uses an alias (*name); write the value itself.")
        self.depth += 1
        if self.depth > DEEPEST_FRONT_MATTER:
            raise RefusedError(f"{self._place()}: the front matter is nested too deeply.")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _place(self) -> str:
        return f"Line {self.peek_event().start_mark.line + 2}"


class PlainYaml(YAMLHandler):
    """As it is written by Jekyll, Hugo and most editors. ``...`` may end it, too."""

    FM_BOUNDARY = re.compile(r"^(?:-{3}|\.{3})[ \t]*$", re.MULTILINE)

    def detect(self, text: str) -> bool:
        return text.startswith("---") and super().detect(text)

    def load(self, fm: str, **kwargs: object) -> Any:
        try:
            return super().load(fm.removeprefix("\n"), Loader=PlainLoader)
        except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            place = f"Line {mark.line + 2}: " if mark else ""
            problem = getattr(error, "problem", None) or str(error)
            raise RefusedError(f"{place}the front matter is no YAML: {problem}.") from error


class PlainToml(BaseHandler):
    """As Hugo writes it. Read by the standard library."""

    FM_BOUNDARY = re.compile(r"^\+{3}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str) -> dict[str, Any]:
        try:
            return tomllib.loads(fm)
        except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
            raise RefusedError(f"The front matter is no TOML: {error}.") from error


HANDLERS = (PlainYaml(), PlainToml())


def divided(text: str) -> tuple[dict[str, Any], str]:
    """The fields, and the text with an empty line for each line of them, so that its lines keep their numbers.

    Lines between two rules that are no fields belong to the text.
    """
    handler = next((handler for handler in HANDLERS if handler.detect(text)), None)
    if handler is None:
        return {}, text
    try:
        source, content = handler.split(text)
    except ValueError:  # nothing ends it: the text begins with a rule
        return {}, text
    if not source.strip():
        return {}, text
    if len(source) > MOST_FRONT_MATTER:
        raise RefusedError(f"The front matter has {len(source):,} characters; at most {MOST_FRONT_MATTER:,} are read.")
    if isinstance(handler, PlainYaml) and not re.search(r"^[\w\"'{?-][^\n]*?:(\s|$)|^\s*\{", source, re.MULTILINE):
        return {}, text
    fields = handler.load(source)
    if not isinstance(fields, dict):
        return {}, text
    lines = text[: len(text) - len(content)].count("\n")
    return {str(name): value for name, value in fields.items()}, "\n" * lines + content
