"""How the service is, for those who run it: docs/operators/monitoring.md.

``middleware``  notes on each request, and the pages below before anything that only people in a browser need
``readiness``   /readyz: what this process depends on
``probes``      questions with a time limit, asked at most every so often
``pages``       /metrics
``gauges``      what is read from the database when somebody asks for metrics
``processes``   one place for the numbers of all gunicorn processes
``worker_port`` metrics of the worker, on a port of its own
``traces``      OpenTelemetry, where it is switched on
``errors``      Sentry, where it is switched on
"""
