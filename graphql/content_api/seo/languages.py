"""Names of languages outside this project: BCP 47 for HTML and schema.org, language and territory for Open Graph."""

from __future__ import annotations

from functools import cache

import langcodes


@cache
def bcp47(language_code: str) -> str:
    """``zh-hans`` as ``zh-Hans``, ``en-gb`` as ``en-GB``: RFC 5646, section 2.1.1."""
    return langcodes.standardize_tag(language_code)


@cache
def open_graph_locale(language_code: str) -> str:
    """``en`` as ``en_US``, ``zh-hans`` as ``zh_CN``: language and the territory where most of its readers live.

    The Open Graph protocol knows no script and wants a territory: https://ogp.me/#optional.
    """
    likeliest = langcodes.Language.get(language_code).maximize()
    return f"{likeliest.language}_{likeliest.territory}"
