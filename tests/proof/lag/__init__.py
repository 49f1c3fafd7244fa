"""A replica that is five seconds behind, and clients that say with ``minVersion`` how old an answer may be.

``python -m tests.proof.lag --seconds 45``

``readers``  who asks for what
``run``      the services, and what came of it
``report``   the table
"""
