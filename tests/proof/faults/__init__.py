"""Each service killed and started again in turn, under load of reads and publishes.

``python -m tests.proof.faults --seconds 8``

``plan``     what is done to which service, and what tells that it is back
``run``      readers, writers and one fault after the other
``report``   what clients saw
"""
