"""Partners: a feed for each, with what was agreed on, and a note of what each has fetched.

``tokens`` opens the door, ``chosen`` says which articles a partner gets now, ``bodies`` and ``entries`` make of them what
was agreed on, ``receipts`` notes what was handed out, ``holding`` says who holds what is right no longer.
"""
