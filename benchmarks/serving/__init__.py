"""Nuages as it runs in production, with a few additions that only a benchmark needs."""
