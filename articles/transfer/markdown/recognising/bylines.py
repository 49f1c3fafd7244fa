"""Who wrote a text and when, in the line that pages show beneath the title."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

LONGEST = 160

MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    *("December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
]
_MONTH = rf"(?:{'|'.join(MONTHS)})\.?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:{_ORDINAL} {_MONTH},? \d{{4}}|{_MONTH} {_ORDINAL},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    r"|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)"
)
_TIME = r"(?:(?:,| at)? ?\d{1,2}:\d{2}(?: ?[ap]m)?(?: [A-Z]{2,4})?)?"
_SAID = (
    r"(?:(?:(?:first )?(?:published|posted|updated|written)|last (?:updated|modified|reviewed|edited))(?: on| at|:)?"
    r"|date:|(?:发布|更新)(?:于|时间|日期)?[:：]?|日期[:：])"
)
DATE = re.compile(rf"(?:{_SAID} ?)?({_DAY}){_TIME}", re.IGNORECASE)
READING_TIME = re.compile(
    r"(?:reading time:? ?)?(?:about |~ ?)?\d+[ -]?(?:min|mins|minutes?)(?: read)?"
    r"|(?:阅读(?:时间|时长)|预计阅读)[:：]?.{0,6}分钟",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_a-z][\w.'’·-]*"  # of a name
NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")
_NAMES = rf"{_WORD}(?: {_WORD}){{0,3}}(?:(?:,| and| &| und| et| y) {_WORD}(?: {_WORD}){{0,3}}){{0,4}}"
AUTHOR = re.compile(
    rf"(?i:(?:written |posted )?by|author:?|von|par|por)[ :]+({_NAMES})"
    r"|(?:作者|文|撰文|编辑)\s?[:：/|／]\s?(\S.{0,30})"
)
BETWEEN = re.compile(rf"\s+[|·•—–/-]\s+|\s*[|｜·•]\s*|,\s+(?=(?:{_SAID} ?)?{_DAY})", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r",\s*|\s+(?:and|und|et|y|&)\s+|、|，")
MARKS = re.compile(r"^[\s*_>]+|[\s*_]+$")
FORMATS = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%Y-%m-%d", "%Y年%m月%d日")


@dataclass(frozen=True)
class Byline:
    """What the line says, as far as it can be told."""

    authors: tuple[str, ...] = ()
    date: dt.date | None = None


def is_byline(text: str) -> bool:
    return byline_in(text) is not None


def byline_in(text: str) -> Byline | None:
    """None where any part of the line is something else."""
    text = MARKS.sub("", text)
    if not text or len(text) > LONGEST:
        return None
    parts = [MARKS.sub("", part).removesuffix(".") for part in BETWEEN.split(text) if part.strip()]
    dates = [found for part in parts if (found := DATE.fullmatch(part))]
    authors: list[str] = []
    for part in parts:
        if author := AUTHOR.fullmatch(part):
            authors += BETWEEN_NAMES.split((author[1] or author[2]).strip())
        elif dates and NAME.fullmatch(part):
            authors.append(part)
        elif not (DATE.fullmatch(part) or READING_TIME.fullmatch(part)):
            return None
    return Byline(tuple(authors), date_in(dates[0][1]) if dates else None)


def date_in(text: str) -> dt.date | None:
    """The day that is written in one of the usual ways."""
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text).replace(",", "").replace(".", "").replace("Sept ", "Sep ")
    plain = re.sub(r"(?<=\d) (?=[年月日])|(?<=[年月]) ", "", plain)
    for pattern in FORMATS:
        try:
            return dt.datetime.strptime(plain, pattern).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None
