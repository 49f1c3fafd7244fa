"""The report of links: what is dead, where it stands, and what to do about it."""
