"""The change log: what the public could see before and after each change, in order."""
