"""What one file may be. More is refused with a message, before it costs time or memory."""

from __future__ import annotations

MOST_BYTES = 2_000_000
MOST_FRONT_MATTER = 20_000  # characters
DEEPEST_FRONT_MATTER = 10  # lists and mappings within each other
# Reading marks in a paragraph takes time that grows with the square of its length, and of its open brackets most.
LONGEST_PARAGRAPH = 30_000  # characters
MOST_BRACKETS = 1_000  # in a paragraph
MOST_BRACKETS_SQUARED = 3_000_000  # of all paragraphs
DEEPEST = 20  # lists and quotations within each other
DEEPEST_ELEMENTS = 100  # of HTML, those that Markdown makes included
MOST_OPEN_ELEMENTS = 300  # of HTML as it was written
MOST_ROWS = 1_000  # of a table
MOST_CELLS = 10_000
MOST_BLOCKS = 2_000

# What fields of an article hold.
LONGEST_TITLE = 255
LONGEST_SLUG = 255
LONGEST_LINE = 255  # a text of one line in a block
LONGEST_TAKEAWAY = 300
MOST_TAKEAWAYS = 10
LONGEST_LABEL = 60  # of a key fact
LONGEST_STANDFIRST = 500
LONGEST_ADDRESS = 500  # of a source
LONGEST_TAG = 100
