"""Lighthouse's four scores of each public template, as a phone on a slow line sees it. Needs npm.

The scores of performance come from simulated throttling, so they say something on a noisy machine too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

VERSION = "12.8.2"
FLOOR = 95
PARTS = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def lines(folder: Path, port: int, pages: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """A line for each of `pages` (name, path), served on `port`; 15 seconds each. Writes to `folder` only.

    One line that says so where npm or Chromium is missing."""
    npm, chromium = shutil.which("npm"), shutil.which("chromium") or shutil.which("google-chrome")
    if not npm or not chromium:
        return [("Lighthouse", "left out: it needs npm and Chromium", True)]
    install = [npm, "install", "--no-fund", "--no-audit", "--silent", "--prefix", str(folder), f"lighthouse@{VERSION}"]
    if subprocess.run(install, check=False, capture_output=True).returncode:
        return [("Lighthouse", "left out: npm could not install it", True)]
    program = folder / "node_modules" / ".bin" / "lighthouse"
    return [_line(program, chromium, folder, name, f"http://localhost:{port}{path}") for name, path in pages]


def _line(program: Path, chromium: str, folder: Path, name: str, address: str) -> tuple[str, str, bool]:
    report = folder / "report.json"
    command = [str(program), address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(PARTS)}")
    ran = subprocess.run(
        command, check=False, capture_output=True, env=os.environ | {"CHROME_PATH": chromium}, timeout=180
    )
    if ran.returncode:
        return (f"Lighthouse: {name}", "it did not finish", False)
    found = json.loads(report.read_text())["categories"]
    scores = {part: round(100 * (found[part]["score"] or 0)) for part in PARTS}
    if json.loads(report.read_text())["audits"]["is-crawlable"]["score"] == 0:
        del scores["seo"]  # the page itself asks robots to stay away
    said = ", ".join(f"{part} {score}" for part, score in scores.items())
    return (f"Lighthouse: {name}", said, min(scores.values()) >= FLOOR)
