"""Import of Markdown: texts from elsewhere become draft articles, without a word lost.

``reading`` turns a file into a ``Draft`` and touches no database; ``saving`` turns a ``Draft`` into a page.
"""
