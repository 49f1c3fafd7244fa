"""Fills an empty, migrated database of Nuages with invented content."""
