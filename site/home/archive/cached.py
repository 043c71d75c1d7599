"""Dropping what the cache holds, and nothing else that lives in the same Redis."""

from __future__ import annotations

from django.core.cache import cache


def forget_cached() -> None:
    """Drop every value under this site's prefix; `cache.clear()` would empty the whole Redis database."""
    if not hasattr(cache, "_cache") or not hasattr(cache._cache, "get_client"):
        cache.clear()
        return
    client = cache._cache.get_client(None, write=True)
    if keys := list(client.scan_iter(f"{cache.key_prefix}:*")):
        client.delete(*keys)
