"""Where the style guide lives."""

from django.urls import path

from config.styleguide.views import styleguide

urlpatterns = [path("", styleguide, name="styleguide")]
