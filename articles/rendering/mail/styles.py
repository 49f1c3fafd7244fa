"""Measures and colours of a mail, by day and by night.

No pure black and no pure white: programs that invert colours by themselves (Outlook, Gmail on iOS) turn these into
others that can still be read. Programs that honour ``prefers-color-scheme`` get colours of our own choice.
"""

from __future__ import annotations

WIDTH = 600  # pixels: what mail programs on desktops show beside their lists
PADDING = 24
INNER = WIDTH - 2 * PADDING
FONT = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, 'Noto Sans', 'PingFang SC', sans-serif"

PAPER = "#eef1f3"
CARD = "#fdfdfd"
SHADE = "#f6efe2"  # what is paid for
INK = "#1d2329"
MUTED = "#56616b"
ACCENT = "#0b5d6b"
BUTTON_TEXT = "#fdfdfd"
LINE = "#d3d9de"

DARK_PAPER = "#14181c"
DARK_CARD = "#1f252b"
DARK_SHADE = "#332d22"
DARK_INK = "#eceff2"
DARK_MUTED = "#a8b3bd"
DARK_ACCENT = "#7cc9d6"
DARK_BUTTON = "#0f7486"

DARK_QUERY = "(prefers-color-scheme: dark)"

STYLE = "".join(
    [
        ":root{color-scheme:light dark;supported-color-schemes:light dark;}",
        "a.title{text-decoration:none;}",
        f"@media {DARK_QUERY}{{",
        f"body,.paper,.paper>table{{background-color:{DARK_PAPER} !important;}}",
        f".card,.card>table{{background-color:{DARK_CARD} !important;background:{DARK_CARD} !important;}}",
        f".shade,.shade>table{{background-color:{DARK_SHADE} !important;background:{DARK_SHADE} !important;}}",
        f".ink div,.ink table,.title{{color:{DARK_INK} !important;}}",
        f".quiet div,a.quiet{{color:{DARK_MUTED} !important;}}",
        f"a.link{{color:{DARK_ACCENT} !important;}}",
        f".button td,.button a{{background:{DARK_BUTTON} !important;}}",
        "}",
    ]
)
