"""Factories of all apps."""
