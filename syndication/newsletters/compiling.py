"""MJML to HTML, in the process: ``mrml`` needs no other program and loads nothing from elsewhere."""

from __future__ import annotations

import mrml


class InvalidMjmlError(Exception):
    """What we have written is not MJML, which is a fault of ours."""


def compile_mjml(source: str) -> str:
    """The HTML of a document in MJML. Raises ``InvalidMjmlError``."""
    try:
        return mrml.to_html(source).content
    except OSError as error:  # what mrml raises for a source that it cannot parse
        raise InvalidMjmlError(str(error)) from error
