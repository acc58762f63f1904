from django.urls import path

from config.outbox.views import outbox

urlpatterns = [path("", outbox, name="outbox")]
