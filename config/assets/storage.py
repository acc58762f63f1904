"""Files of production: each under a name that changes with it, so that a browser may keep it for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage as Named  # type: ignore[import-untyped]

_, IMPORTS = Named._js_module_import_aggregation_patterns


class KeptForGood(Named):
    """Also where one of our scripts imports another: else a page could meet yesterday's half of a pair.

    Not in other libraries' scripts, which speak of files that are not there (``django_htmx/ext``).
    """

    patterns = (*Named.patterns, ("js/*.js", IMPORTS))
