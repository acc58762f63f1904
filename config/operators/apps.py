from django.contrib.admin.apps import AdminConfig


class OperatorsConfig(AdminConfig):
    """Django's admin, with a site of our own."""

    default_site = "config.operators.site.OperatorsSite"
