"""What an operator must set before others use the service. Each check says what to set.

``manage.py check --deploy`` shows all; processes of production refuse to start with errors (see ``boot``). Where one
is meant, it is named in ``SILENCED_SYSTEM_CHECKS``.
"""
