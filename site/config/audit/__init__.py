"""Who did what, and when: one log for auditors, which is Wagtail's own.

Wagtail and the apps write into it what happens to content. Here it learns of log-ins, second factors, passwords and
rights, is exported, and forgets what is older than the operator wants.
"""
