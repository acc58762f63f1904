"""Django's own ASGI handler: what Cairn's pages would be served by without their WSGI door."""

from django.core.asgi import get_asgi_application

application = get_asgi_application()
