"""Files of production: each under a name that changes with it, so that a browser may keep it for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class KeptForGood(CompressedManifestStaticFilesStorage):
    """Also where one script imports another: else a page could meet yesterday's half of a pair."""

    support_js_module_import_aggregation = True
