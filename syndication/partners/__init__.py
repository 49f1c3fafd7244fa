"""Partners: a feed for each, with what was agreed on, and a note of what each has fetched.

``tokens`` opens the door, ``chosen`` says which articles a partner gets now, ``making`` and ``bodies`` make of them
what was agreed on, ``keeping`` keeps it, ``receipts`` notes what was handed out, ``outdated`` says who holds what is
right no longer.
"""
