"""The services under load while parts of them fail: two web processes, a worker, PostgreSQL and Redis.

``python -m tests.proof.soak --seconds 600``

``places``     the environment of the programs, and a database of its own
``settings``   production, without what needs other machines
``processes``  programs that are started, stopped, frozen and killed
``content``    fills the database
``writer``     publishes at a fixed rate, and says which version each publish became
``readers``    ask as fast as they can, and hold every answer against the version that it claims
``receiving``  webhooks: none lost, in order, duplicates with the same id
``numbers``    which changes there are in the end
``faults``     when what fails
``report``     the figures
"""
