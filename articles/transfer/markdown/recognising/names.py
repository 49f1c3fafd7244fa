"""The headings that say what stands beneath them, in English and Chinese."""

from __future__ import annotations

import re

TAKEAWAYS = {
    "key takeaways", "takeaways", "key points", "main points", "at a glance", "in brief", "in short", "tl;dr", "tldr",
    "what to remember", "highlights", "the short version",
    "要点", "关键要点", "核心要点", "主要要点", "本文要点", "重点", "内容要点", "要点速览", "核心观点", "划重点", "一句话总结",
}  # fmt: skip
SOURCES = {
    "sources", "references", "bibliography", "works cited", "citations", "sources and references", "references and sources",
    "来源", "资料来源", "参考", "参考资料", "参考文献", "引用", "引用来源", "参考来源", "参考链接",
}  # fmt: skip
QUESTIONS = {
    "faq", "faqs", "frequently asked questions", "questions and answers", "q&a", "common questions",
    "常见问题", "常见问题解答", "问答", "常见问答",
}  # fmt: skip
IN_FAVOUR = {"for", "pros", "advantages", "in favour", "in favor", "benefits", "strengths", "优点", "优势"}
AGAINST = {"against", "cons", "disadvantages", "drawbacks", "weaknesses", "缺点", "劣势", "不足"}
CALLOUTS = {
    "note": "note", "info": "note", "important": "note", "good to know": "note", "注意": "warning", "说明": "note",
    "tip": "tip", "hint": "tip", "提示": "tip", "小贴士": "tip",
    "warning": "warning", "caution": "warning", "danger": "warning", "attention": "warning", "警告": "warning",
}  # fmt: skip
_AROUND = re.compile(r"^[\W_]*(?:\d+[.)、]\s*)?|[\s*_:：.。!！?？]+$")


def named(heading: str) -> str:
    """A heading as it stands in the sets above: without case, number and colon."""
    return _AROUND.sub("", " ".join(heading.split())).casefold()
