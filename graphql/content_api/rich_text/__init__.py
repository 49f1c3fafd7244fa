"""Rich text in every form that a client may want, from one source: the HTML that Wagtail stores.

::

    references_in(source)          which pages and documents it links to; asks nothing
    render(source, addresses)      the text with these addresses: html, ast, markdown, text, excerpt(words)

Nothing here knows who reads: whoever makes ``addresses`` decides what may be linked to.
"""

from __future__ import annotations

from .links import Addresses, References, references_in
from .rendering import RenderedRichText, render

__all__ = ["Addresses", "References", "RenderedRichText", "references_in", "render"]
