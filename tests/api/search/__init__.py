"""The search: what it finds, and what it must not."""
