"""Webhooks: every change of the log, sent in order to everybody who subscribed, at least once.

Messages are those of the Standard Webhooks specification, https://www.standardwebhooks.com. The worker alone sends
them. Each endpoint keeps a cursor into the change log and a lease, so that one worker at a time serves it.
"""
