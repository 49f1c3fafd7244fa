"""Telling CDNs."""
