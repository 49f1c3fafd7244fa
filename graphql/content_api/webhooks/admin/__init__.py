"""Webhooks in Wagtail's admin: endpoints, their secrets and replays, deliveries."""
