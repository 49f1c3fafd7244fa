"""Logging in to the admin: with a password and a second factor, a passkey, or an account of the operator's own.

All ways lead through django-allauth; Wagtail's own form is not served. django-axes locks out whoever guesses.
"""
