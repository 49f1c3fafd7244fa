"""Which language a stretch of text is in: enough to see that a footer is not in the article's."""

from __future__ import annotations

import re
from collections import Counter

from ..scripts import CJK

# Words that hardly any sentence goes without, and that the other languages do not have.
COMMON = {
    "en": "the and of to in is that for with this are by on from was which it an be as at",
    "de": "der die das und ist nicht mit auf für von den dem ein eine sich wird werden sind zu im zur bei alle wurde",
    "fr": "le la les des et est une du dans pour sur avec par sont cette vous nous aux au ce tous",
    "es": "el los las y es una del para por con que se son esta su como más todos",
    "it": "il lo gli e di è una del della per con che sono questo nel tutti",
    "pt": "o os as e é uma do da dos para por com que não são este esta todos",
    "nl": "het een en van niet met op voor zijn dat deze wordt door ook alle",
}
_LANGUAGES: dict[str, set[str]] = {name: set(words.split()) for name, words in COMMON.items()}
_LETTERS = re.compile(rf"[^\W\d_{CJK}]+|[{CJK}]")
_SCRIPTS = {
    "zh": re.compile(rf"[{CJK}]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
}


def language_of(text: str) -> str | None:
    """A code for comparison with others made here; None where the text is too short to tell."""
    letters = [found.lower() for found in _LETTERS.findall(text)]
    if not letters:
        return None
    length = sum(len(found) for found in letters)
    for name, script in _SCRIPTS.items():
        if len(script.findall(text)) > length / 2:
            return name
    hits = Counter({name: sum(word in words for word in letters) for name, words in _LANGUAGES.items()})
    (best, count), (_, second) = hits.most_common(2)
    return best if count >= 2 and count > 1.5 * second else None
