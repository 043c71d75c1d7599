"""The house keeps its shape: import root, names, sizes, templates and lock files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ["site", "community", "surveys", "news", "support"]
BANNED = {"utils", "helpers", "common", "misc", "platform", "code"}
# Only these may call mark_safe or use |safe: stored HTML passes through one tag.
SAFE_PLACE = "site/core/ui/"


def python_files() -> list[Path]:
    return [
        path
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def templates() -> list[Path]:
    folders = [ROOT / "templates", *(ROOT / folder for folder in SOURCES)]
    return [path for folder in folders for path in folder.rglob("*.html") if "locale" not in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_import_root_is_no_package_and_site_is_the_standard_librarys():
    assert not (ROOT / "site" / "__init__.py").exists()
    found = subprocess.run(
        [sys.executable, "-c", "import site; print(site.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).resolve().is_relative_to(Path(sysconfig.get_path("stdlib")).resolve())


def test_no_module_has_a_name_that_says_nothing():
    assert [name_of(path) for path in python_files() if path.stem in BANNED or BANNED & set(path.parts[:-1])] == []


def test_no_file_is_over_500_lines():
    assert [name_of(path) for path in python_files() if len(path.read_text().splitlines()) > 500] == []


def test_no_function_is_over_50_lines():
    long = [
        f"{name_of(path)}: {node.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert long == []


def test_no_template_is_over_80_lines():
    assert [name_of(path) for path in templates() if len(path.read_text().splitlines()) > 80] == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an inline script", r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")[^>]*>"),
        ("an inline style sheet", r"<style\b"),
        ("a style attribute", r"<[a-z][^<>]*\sstyle="),
        ("an event attribute", r"<[a-z][^<>]*\son[a-z]+="),
        ("the safe filter", r"\|\s*safe\b"),
    ],
)
def test_no_template_has(what, pattern):
    found = [
        name_of(path)
        for path in templates()
        if re.search(pattern, path.read_text(), re.I)
        and not (what == "the safe filter" and name_of(path).startswith(SAFE_PLACE))
        # Letters are read in mail programs, which have no other way to be styled.
        and not ("emails" in path.parts and what in ("a style attribute", "an inline style sheet"))
    ]
    assert found == [], f"{what} in {found}"


def test_nothing_outside_core_ui_marks_text_as_safe():
    found = [
        name_of(path)
        for path in python_files()
        if "mark_safe" in path.read_text() and not name_of(path).startswith(SAFE_PLACE)
    ]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_have_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text()
    packages = re.findall(r"^[a-z0-9][\w.-]*==", text, re.M | re.I)
    entries = re.split(r"^(?=[a-z0-9][\w.-]*==)", text, flags=re.M | re.I)[1:]
    assert packages
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--index-url|--extra-index|--find-links|/home/|/work/", text)


def test_both_lock_files_pin_the_same_versions():
    def pins(name):
        return set(re.findall(r"^([\w.-]+==[^ \\;]+)", (ROOT / name).read_text(), re.M))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_import_contracts_are_kept():
    found = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "site:.", "PATH": "/usr/bin:/bin", "NO_COLOR": "1"},
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_nginx_lets_through_what_moving_in_accepts():
    from news.wordpress.forms import MOST_BYTES, MOST_ZIP_BYTES

    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    (allowed,) = re.findall(r"location /cms/moving-in/ \{\s+client_max_body_size (\d+)m;", conf)
    assert MOST_BYTES + MOST_ZIP_BYTES < int(allowed) * 1024**2 < 1.1 * (MOST_BYTES + MOST_ZIP_BYTES)


def test_nginx_sets_its_headers_in_one_place():
    """One `proxy_set_header` in a location makes nginx forget all those of the server, `Host` among them."""
    locations = re.findall(r"location [^{]*\{([^}]*)\}", (ROOT / "deploy" / "nginx.conf").read_text())
    assert [body for body in locations if "proxy_set_header" in body] == []
