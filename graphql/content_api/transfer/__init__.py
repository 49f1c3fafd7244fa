"""Content in and out: everything public as a folder of files, and such a folder as content of a site.

Below, ground first: what a model's objects are made of (``declared``, ``shapes``), how they are named and written
(``identities``, ``references``, ``streams``, ``gathering``, ``documents``), the folder (``layout``, ``folders``,
``checking``), the way out (``exporting``) and the way in (``building``, ``deciding``, ``importing``).
"""
