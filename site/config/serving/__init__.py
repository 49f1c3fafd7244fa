"""How gunicorn's processes end, so that no request is lost.

``stopping`` says that the end has begun, and puts it off for as long as proxies need to notice
``worker``   takes what waits at the door before it closes it
"""
