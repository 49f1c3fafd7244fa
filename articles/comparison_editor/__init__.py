"""Editing a comparison as a table: frameworks are columns, criteria are rows.

The stored data and the fields of the form are those of inline panels: `comparison_frameworks`, `rows`, and `cells` in
each row. `grid` puts the forms where they belong in a table, and `comparison-table.js` keeps them there while columns
and rows come, go and move. What may be saved is decided by the page's form and model alone.
"""
