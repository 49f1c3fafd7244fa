"""Clients of the API: who may ask, for what, how often.

``models``     clients, their tokens and documents, what they have asked
``tokens``     making tokens and telling whose one is
``asking``     the client of a request: what it may do, how much it sees
``rates``      so many requests in a minute, counted in the shared cache
``origins``    which scripts in browsers may ask as a client
``usage``      what was asked, counted in the process, kept in the shared cache, written by the worker
``documents``  the documents that a client has registered
"""
