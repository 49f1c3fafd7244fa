"""A long time of service at four fifths of what the services can do, and the memory of each program.

``python -m tests.proof.soak --seconds 900``

``pace``    requests at a rate that does not wait for answers
``memory``  what each program holds, and whether it grows
``run``     how much the services can do, and then four fifths of it
``report``  the figures
"""
