"""What the service tells of itself while it works. The ground floor: everything else may use it.

``seen``        what is known of the request, or the job, that is being worked on: for logs, metrics and traces
``metrics``     counters and histograms of this process
``statements``  counts SQL statements
``tracing``     spans, where traces are switched on

Who reads all this (addresses, log formats, exporters) is wiring, and stands in the project's ``config``.
"""
