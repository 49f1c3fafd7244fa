"""The few words of our own that a rendered text holds, in the language that it is in.

The language is Django's active one, which whoever renders sets by ``translation.override``. A language without an
entry gets the English words, which are also the names of the entries.
"""

from __future__ import annotations

from django.utils.translation import get_language

CHINESE = {
    "{status}, as of {day}.": "{status}，截至 {day}。",
    "Verified": "已核实",
    "Disputed": "有争议",
    "Outdated": "已过时",
    "Not verified": "未核实",
    "Source: ": "来源：",
    "Sources": "来源",
    "Video: ": "视频：",
    "Document: ": "文件：",
    "For": "优点",
    "Against": "缺点",
    "Legal name": "法定名称",
    "Head office": "总部所在地",
    "Founded": "成立年份",
    "Website": "网站",
    "Frameworks": "所用框架",
    "in use": "使用中",
    "formerly in use": "曾经使用",
    "in use in parts": "部分使用",
    "not verified": "未核实",
    " since {year}": "，自 {year} 年起",
    " until {year}": "，至 {year} 年",
    "Choose {name} when …": "适合选择 {name} 的情形……",
    "Corrected on {day}: ": "更正（{day}）：",
    "Read on the site": "在网站上阅读",
    "Guide": "指南",
    "News": "新闻",
    "Explainer": "解读",
    "How-to": "教程",
    "Opinion": "观点",
}
WORDS = {"zh": CHINESE}


def say(english: str, **values: object) -> str:
    """``english`` in the active language, with ``values`` in its places."""
    language = (get_language() or "en").partition("-")[0]
    return WORDS.get(language, {}).get(english, english).format(**values)
