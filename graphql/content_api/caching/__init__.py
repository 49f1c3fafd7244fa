"""Answers that are kept: nearly as cheap as a static file, and never stale.

The number of the newest change is part of the key of an answer, so nothing has to be thrown away when something
changes. ``docs/adr/0008`` says more.

``release``    what an answer depends on besides the database: code, schema, settings
``entries``    an answer as it is kept
``bounded``    a dictionary for the answers that this process keeps
``shared``     the answers that all processes share, in Redis
``backend``    Redis as Django's cache, which may be away
``breaker``    leaving a service alone that does not answer
``flights``    one computation of an answer at a time
``answers``    all of these together
``tags``       what an answer was made from, for the CDN
``counters``   how often answers came from where
"""
