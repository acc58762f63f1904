from django.urls import path

from config.leaving.views import leave

urlpatterns = [path("", leave, name="leave_for_good")]
