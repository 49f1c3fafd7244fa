"""The few words that mails say by themselves, in each language; English where there are none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    read: str
    company: str
    compare: str
    minutes: str  # with {minutes}
    by: str  # with {names}
    uses: str  # with {names}
    since: str  # with {year}
    between_names: str
    view_in_browser: str
    unsubscribe: str
    reason: str  # with {sender}


ENGLISH = Words(
    read="Read on",
    company="About the company",
    compare="See the comparison",
    minutes="{minutes} min",
    by="By {names}",
    uses="Uses {names}",
    since="Founded {year}",
    between_names=", ",
    view_in_browser="View in browser",
    unsubscribe="Unsubscribe",
    reason="You get this letter because you subscribed to {sender}.",
)
CHINESE = Words(
    read="阅读全文",
    company="了解这家公司",
    compare="查看对比",
    minutes="{minutes} 分钟",
    by="作者：{names}",
    uses="使用 {names}",
    since="成立于 {year} 年",
    between_names="、",
    view_in_browser="在浏览器中查看",
    unsubscribe="退订",
    reason="您收到这封邮件，是因为您订阅了 {sender}。",
)


def words_in(language: str) -> Words:
    """The words for a language code such as ``en`` or ``zh-hans``."""
    return CHINESE if language.startswith("zh") else ENGLISH
