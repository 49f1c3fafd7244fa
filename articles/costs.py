"""How long the lists of our types are that no argument limits; see ``content_api.limits.cost``."""

from __future__ import annotations

from content_api.limits.cost import assume_length, weigh

BLOCKS = 20  # in a body

for page in ("ArticlePage", "CompanyPage", "ComparisonPage"):
    assume_length(f"{page}.blocks", BLOCKS)
    assume_length(f"{page}.body", BLOCKS)

assume_length("CompanyPage.adoptions", 3)
assume_length("CompanyPage.claims", 10)
assume_length("ComparisonPage.rows", 12)
assume_length("ComparisonPage.frameworks", 3)
assume_length("ComparisonRow.cells", 3)
assume_length("Framework.adoptions", 50)
assume_length("Framework.claims", 50)

# A whole body is read and written out.
for page in ("ArticlePage", "CompanyPage", "ComparisonPage"):
    for form in ("html", "text", "markdown"):
        weigh(f"{page}.{form}", 50)
weigh("ArticlePage.emailHtml", 60)
