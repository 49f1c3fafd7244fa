"""Nuages as it runs in production, with two additions that only a benchmark needs."""
