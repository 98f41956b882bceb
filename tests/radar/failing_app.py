"""The application with a fault that any page might have, its address in the message; started by a test."""

from flask import request

from radar.wsgi import app


@app.before_request
def fail() -> None:
    """Fail as a view would."""
    raise RuntimeError(f"cannot show {request.url}")
