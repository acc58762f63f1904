"""Rings for the workers. What is owed lies in the database; a ring only saves the wait for the next round."""

from celery import current_app


def ring() -> None:
    """Ask a worker to deliver what is due now."""
    current_app.send_task("community.notifications.deliver", expires=60)
