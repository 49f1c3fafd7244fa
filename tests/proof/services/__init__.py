"""Everything that runs in production, started by the proof itself.

``places``      the environment of the programs: production settings, and nothing of the caller's
``programs``    a program that is started, stopped, frozen and killed with all that it has started
``postgresql``  a cluster of the run's own, and a replica that follows it
``migrated``    an empty database with all tables
``storage``     an S3 that keeps its objects when it is killed
``running``     all of them, and the content
``content``     fills the database
``writer``      publishes at a fixed rate, and says which version each publish became
``publishing``  writers, and who listens to them
``gateway``     the proxy in front of both web processes, as a client of theirs
``history``     what was published when: what an answer has to show
``readers``     ask, and hold every answer against the version that it claims
``receiving``   webhooks: none lost, in order, duplicates with the same id
``numbers``     which changes there are in the end
"""
