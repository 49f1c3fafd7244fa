"""The change log: what it finds, and what it must not."""
