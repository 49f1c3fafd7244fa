"""MJML to HTML, in the process: ``mrml`` needs no other program and loads nothing from elsewhere."""

from __future__ import annotations

import mrml

# Without this, a font family of a known name, such as Roboto, brings the style sheet of a font server along.
NO_WEB_FONTS = mrml.RenderOptions(fonts={})


class InvalidMjmlError(Exception):
    """What we have written is not MJML, which is a fault of ours."""


def compile_mjml(source: str) -> str:
    """The HTML of a document in MJML. Raises ``InvalidMjmlError``."""
    try:
        html: str = mrml.to_html(source, render_options=NO_WEB_FONTS).content
    except OSError as error:  # what mrml raises for a source that it cannot parse
        raise InvalidMjmlError(str(error)) from error
    return html
