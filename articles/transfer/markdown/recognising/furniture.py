"""Lines that belong to a page, not to its article: “Read more”, “Share”, notes on cookies, footers.

Recognised by what they say and by being short, never by where they stand alone. They are moved, never dropped.
"""

from __future__ import annotations

import re

LONGEST = 140  # characters; a sentence about cookies may be longer
LONGEST_NOTICE = 400

WHOLE_LINES = [
    # English
    r"(read|learn|see|show|find out) more( about .{1,60})?", r"continue reading.{0,60}", r"read the (full|whole) .{1,40}",
    r"share( (this|on|via|to) .{1,40})?", r"(tweet|pin it|e-?mail this|print( this page)?|copy link|bookmark)",
    r"(like|follow) us.{0,60}", r"follow .{1,30} on .{1,30}", r"subscribe( (now|today|to .{1,60}))?", r"sign (up|in)( .{1,60})?",
    r"log ?in", r"(get|join) (our|the) newsletter.{0,40}", r"newsletter", r"advertisement|sponsored( content)?",
    r"skip to (main )?content", r"(back|jump|return) to (the )?top", r"leave a (comment|reply)", r"\d+ comments?",
    r"(related|popular|recent|more) (articles?|posts?|stories|reading)", r"you (may|might) also (like|be interested in).{0,40}",
    r"(previous|next) (article|post|page).{0,80}", r"(menu|search|home|close|toggle navigation|table of contents)",
    r"(privacy|cookie)( policy| settings| notice)?", r"terms( of (use|service))?", r"contact( us)?", r"about us", r"imprint",
    # German, French, Spanish
    r"(weiter|mehr) ?lesen.{0,60}", r"(artikel )?teilen", r"(zurück )?nach oben", r"impressum", r"datenschutz(erklärung)?",
    r"lire la suite.{0,60}", r"partager", r"mentions légales", r"retour en haut", r"politique de confidentialité",
    r"(leer|ver) más.{0,60}", r"compartir", r"aviso legal", r"política de privacidad", r"volver arriba",
    # Chinese
    r"(阅读|查看|了解)(更多|全文|原文).{0,30}", r"分享(到|至|本文|这篇文章)?.{0,20}", r"(点击)?(关注|订阅)(我们|公众号)?.{0,30}",
    r"(上|下)一篇.{0,60}", r"返回(顶部|首页)", r"(相关|推荐|热门)(文章|阅读)", r"扫码.{0,30}", r"(隐私|Cookie) ?政策", r"服务条款|使用条款",
    r"(联系|关于)我们", r"(首页|登录|注册|搜索|菜单|评论|广告)", r".{0,20}ICP备.{0,30}", r".{0,20}公网安备.{0,30}",
]  # fmt: skip
ANYWHERE = [
    r"^(©|\(c\) ?\d|copyright\b)", r"\ball rights reserved\b", r"alle rechte vorbehalten", r"tous droits réservés",
    r"todos los derechos reservados", r"版权所有|保留所有权利|著作权归",
]  # fmt: skip
NOTICES = [
    r"\bcookies?\b.{0,200}\b(accept|agree|consent|use|uses|settings|preferences|policy)\b",
    r"\b(accept|agree|consent|we use|this (web)?site uses)\b.{0,200}\bcookies?\b",
    r"\bcookies?\b.{0,200}\b(akzeptieren|zustimmen|verwenden|verwendet|acceptez|utilise|aceptar|utiliza)\b",
    r"(本网站|我们)使用.{0,10}cookie", r"接受.{0,10}cookie",
]  # fmt: skip

# “Home > Blog > This article”
CRUMBS = re.compile(r"[^.!?<>»›|]{1,60}(?:\s[>»›→]\s[^.!?<>»›|]{1,80}){2,}")

_WHOLE = re.compile("|".join(f"(?:{pattern})" for pattern in WHOLE_LINES), re.IGNORECASE)
_ANYWHERE = re.compile("|".join(ANYWHERE), re.IGNORECASE)
_NOTICE = re.compile("|".join(NOTICES), re.IGNORECASE | re.DOTALL)
_LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_AROUND = re.compile(r"^[\s*_#>|»«→←‹›…:：!\-–—•]+|[\s*_#|»«→←‹›….:：!。！\-–—•]+$")


def is_furniture(text: str) -> bool:
    """Whether a line, or the words of a paragraph, are of the page. Marks of Markdown around them do not count."""
    words = _AROUND.sub("", _LINKED.sub(r"\1", text))
    if len(words) <= LONGEST and (_WHOLE.fullmatch(words) or _ANYWHERE.search(words) or CRUMBS.fullmatch(words)):
        return True
    return len(words) <= LONGEST_NOTICE and bool(_NOTICE.search(words))
