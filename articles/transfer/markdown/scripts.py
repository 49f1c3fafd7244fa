"""Which characters stand without spaces between words."""

from __future__ import annotations

# Ideographs and kana: each may be a word, and lines of them are joined without a space.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CJK_PUNCTUATION = "\u3000-\u303f\uff00-\uffef"
