"""The roof: wires, composes and deploys the three apps below it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
