"""Lines that belong to a page, not to its article: “Read more”, “Share”, notes on cookies, footers.

Recognised by what they say and by being short, never by where they stand alone. They are moved, never dropped.
"""

from __future__ import annotations

import re

LONGEST = 140  # characters; a sentence about cookies may be longer
LONGEST_NOTICE = 400

# Patterns, one a line.
WHOLE_LINES = r"""
(read|learn|see|show|find out) more( about .{1,60})?
continue reading.{0,60}
read the (full|whole) .{1,40}
share( (this|on|via|to) .{1,40})?
tweet|pin it|e-?mail this|print( this page)?|copy link|bookmark
(like|follow) us.{0,60}
follow .{1,30} on .{1,30}
subscribe( (now|today|to .{1,60}))?
sign (up|in)( .{1,60})?|log ?in
newsletter|(get|join) (our|the) newsletter.{0,40}
advertisement|sponsored( content)?
skip to (main )?content
(back|jump|return) to (the )?top
leave a (comment|reply)|\d+ comments?
(related|popular|recent|more) (articles?|posts?|stories|reading)
you (may|might) also (like|be interested in).{0,40}
(previous|next) (article|post|page).{0,80}
menu|search|home|close|toggle navigation|table of contents
(privacy|cookie)( policy| settings| notice)?|terms( of (use|service))?
contact( us)?|about us|imprint
(weiter|mehr) ?lesen.{0,60}|(artikel )?teilen|(zurück )?nach oben
impressum|datenschutz(erklärung)?
lire la suite.{0,60}|partager|mentions légales|retour en haut|politique de confidentialité
(leer|ver) más.{0,60}|compartir|aviso legal|política de privacidad|volver arriba
(阅读|查看|了解)(更多|全文|原文).{0,30}
分享(到|至|本文|这篇文章)?.{0,20}|(点击)?(关注|订阅)(我们|公众号)?.{0,30}|扫码.{0,30}
(上|下)一篇.{0,60}|返回(顶部|首页)|(相关|推荐|热门)(文章|阅读)
(隐私|Cookie) ?政策|服务条款|使用条款|(联系|关于)我们|首页|登录|注册|搜索|菜单|评论|广告
.{0,20}ICP备.{0,30}|.{0,20}公网安备.{0,30}
"""
ANYWHERE = r"""
^(©|\(c\) ?\d|copyright\b)
\ball rights reserved\b
alle rechte vorbehalten|tous droits réservés|todos los derechos reservados
版权所有|保留所有权利|著作权归
"""
NOTICES = r"""
\b(we|(web)?site) uses? .{0,60}\bcookies?\b
\b(by (continuing|using)|accept|reject|allow|consent to)\b.{0,80}\bcookies?\b
\bcookies?\b.{0,120}\b(accept( all)?|i agree|your consent|cookie (settings|policy|preferences))\b
\bcookies?\b.{0,120}\b(akzeptieren|zustimmen|acceptez|accepter|aceptar)\b
\b(wir|diese (web)?seite) (verwende[nt]|nutz(en|t)) .{0,60}cookies?\b
\b(nous utilisons|ce site utilise|utilizamos|este sitio utiliza) .{0,60}cookies?\b
(本网站|我们)使用.{0,10}cookie|接受.{0,10}cookie
"""
# “Home > Blog > This article”
CRUMBS = re.compile(r"[^.!?<>»›|]{1,60}(?:\s[>»›→]\s[^.!?<>»›|]{1,80}){2,}")


def _any_of(patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in patterns.split("\n") if line), re.IGNORECASE | re.DOTALL)


_WHOLE, _ANYWHERE, _NOTICE = _any_of(WHOLE_LINES), _any_of(ANYWHERE), _any_of(NOTICES)
_LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_AROUND = re.compile(r"^[\s*_#>|»«→←‹›…:：!\-–—•]+|[\s*_#|»«→←‹›….:：!。！\-–—•]+$")


def is_furniture(text: str) -> bool:
    """Whether a line, or the words of a paragraph, are of the page. Marks of Markdown around them do not count."""
    words = _AROUND.sub("", _LINKED.sub(r"\1", text))
    if len(words) <= LONGEST and (_WHOLE.fullmatch(words) or _ANYWHERE.search(words) or CRUMBS.fullmatch(words)):
        return True
    return len(words) <= LONGEST_NOTICE and bool(_NOTICE.search(words))
