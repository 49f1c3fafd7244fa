"""Content in and out: everything public as a folder of files, and such a folder as content of a site.

Ground first:

- what travels: ``declared`` (apps say which models), ``wagtail_models``, ``shapes`` (what their objects are made of);
- names in the place of numbers: ``identities``, ``references``, ``rich_text``, ``streams``, ``keys`` (the way back);
- objects as JSON: ``gathering``, ``documents``;
- the folder: ``layout``, ``folders`` (written as a whole), ``reading``, ``checking`` with its documents and values;
- the way out: ``exporting``, with ``places`` and ``snapshot``;
- the way in: ``importing`` with its steps ``batch``, ``pages``, ``trees`` and ``sites``; ``deciding`` (what is new,
  equal, newer), ``building``, ``storing``, ``needs`` (in which order), ``reporting``.
"""
