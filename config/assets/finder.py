"""Lets Django find the bundles as if they lay in static/: in development, in tests and for collectstatic."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from config.assets.bundle import BUNDLES, build


class BundleFinder(BaseFinder):
    """Finds ``css/cairn.css`` and ``js/cairn.js``, built under ``DATA_DIR`` when asked for."""

    folder = settings.DATA_DIR / "assets"

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The bundle's file, or nothing where the path is no bundle."""
        if path not in BUNDLES:
            return []
        built = str(build(path, self.folder))
        return [built] if find_all else built

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Both bundles, for collectstatic and WhiteNoise."""
        storage = FileSystemStorage(location=self.folder)
        for name in BUNDLES:
            build(name, self.folder)
            yield name, storage
