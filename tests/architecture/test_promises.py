"""What the documents promise is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from django.urls import get_resolver

from core.pages.kept_forms import kept_form_views

ROOT = Path(__file__).resolve().parents[2]
OURS = {"config", "core", "home", "community", "surveys", "news", "support"}


def test_every_environment_variable_is_documented_and_every_documented_one_is_read():
    code = (ROOT / "site" / "config" / "env.py").read_text()
    read = set(re.findall(r'_reader\.\w+\("([A-Z_]+)"', code))
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text(), re.M))
    assert read == documented


def test_every_make_target_is_explained():
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.M).group(1).split()
    explained = (ROOT / "CONTRIBUTING.md").read_text()
    assert [target for target in targets if f"`make {target}`" not in explained] == []


def callbacks(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from callbacks(pattern.url_patterns)
        else:
            yield pattern.callback


def test_only_forms_on_kept_pages_go_without_a_token():
    exempt = {
        f"{view.__module__}.{getattr(view, '__name__', type(view).__name__)}"
        for view in callbacks(get_resolver().url_patterns)
        if getattr(view, "csrf_exempt", False)
    }
    # Mail programs send this one by themselves (RFC 8058); its link is its secret.
    one_click = {"news.newsletter.views.leave"}
    assert {name for name in exempt if name.split(".")[0] in OURS} - set(kept_form_views) == one_click


def test_no_committed_file_names_a_machine():
    words = re.compile(r"/work/(main|shared)|/root/|pypi\.org|artifactory", re.I)
    kept = [
        *ROOT.glob("*.*"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("deploy/*"),
        ROOT / "Makefile",
        ROOT / ".ci" / "run",
    ]
    assert [path.name for path in kept if path.is_file() and words.search(path.read_text(errors="ignore"))] == []


def test_nobody_empties_a_cache_that_others_share():
    ours = [
        path
        for folder in (*OURS - {"config", "core", "home"}, "site", "tests")
        for path in (ROOT / folder).rglob("*.py")
    ]
    allowed = {ROOT / "site" / "home" / "archive" / "cached.py", Path(__file__)}
    assert [path.name for path in ours if path not in allowed and "cache.clear()" in path.read_text()] == []
