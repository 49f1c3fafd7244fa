"""Proofs: random editorial work, and what must hold whatever was done."""
