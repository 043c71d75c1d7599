"""Where static files are kept: under names that change with their content, compressed once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Brotli and gzip for what the public reads (`ui/`), gzip alone for the rest.

    Brotli at its best is slow: over Wagtail's own files it made the first `make run` wait half a minute, for bytes
    that only staff fetch, once.
    """

    _use_brotli = True

    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        """Compress `paths`, each as above; gives (path, compressed path) of each file written."""
        ours = {path for path in paths if path.startswith("ui/")}
        for some, self._use_brotli in ((ours, True), (paths - ours, False)):
            yield from super().compress_files(some)

    def create_compressor(self, **options: Any) -> Any:
        """Whitenoise's compressor, with brotli or without."""
        return super().create_compressor(use_brotli=self._use_brotli, **options)
