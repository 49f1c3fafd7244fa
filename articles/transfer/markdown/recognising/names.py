"""The headings that say what stands beneath them, in English and Chinese."""

from __future__ import annotations

import re


def _names(text: str) -> frozenset[str]:
    return frozenset(name for line in text.strip().split("\n") for name in line.split("/"))


TAKEAWAYS = _names("""
key takeaways/takeaways/key points/main points/at a glance/in brief/in short/tl;dr/tldr/highlights/what to remember
要点/关键要点/核心要点/主要要点/本文要点/重点/内容要点/要点速览/核心观点/划重点
""")
SOURCES = _names("""
sources/references/bibliography/works cited/citations/sources and references/references and sources
来源/资料来源/参考/参考资料/参考文献/引用/引用来源/参考来源/参考链接
""")
QUESTIONS = _names("""
faq/faqs/frequently asked questions/questions and answers/q&a/common questions
常见问题/常见问题解答/问答/常见问答
""")
IN_FAVOUR = _names("for/pros/advantages/in favour/in favor/benefits/strengths/优点/优势")
AGAINST = _names("against/cons/disadvantages/drawbacks/weaknesses/缺点/劣势/不足")
CALLOUTS = {
    **dict.fromkeys(_names("note/info/important/good to know/说明"), "note"),
    **dict.fromkeys(_names("tip/hint/提示/小贴士"), "tip"),
    **dict.fromkeys(_names("warning/caution/danger/attention/警告/注意"), "warning"),
}
_AROUND = re.compile(r"^[\W_]*(?:\d+[.)、]\s*)?|[\s*_:：.。!！?？]+$")


def named(heading: str) -> str:
    """A heading as it stands in the sets above: without case, number and colon."""
    return _AROUND.sub("", " ".join(heading.split())).casefold()
