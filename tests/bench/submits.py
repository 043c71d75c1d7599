"""10,000 submits over 64 connections on PostgreSQL, with retries and one kill -9 of a worker in the middle.

Run by `make bench` where `BENCH_DATABASE_URL` names a PostgreSQL database that may be filled, and by itself:
`DATABASE_URL=… python -m tests.bench.submits 10000`. Prints one line of JSON: what was lost, what was doubled, times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

CONNECTIONS = 64
RETRY_EVERY = 10
ROOT = Path(__file__).parents[2]
WORKER = """
import django
django.setup()
from surveys import tasks
print("ready", flush=True)
while True:
    tasks.fold_pending()
"""


def lines() -> list[tuple[str, str, bool]]:
    """The line of `make bench`; none lost, none doubled. Says that it did not run where no PostgreSQL is named."""
    address = os.environ.get("BENCH_DATABASE_URL", "")
    if not address:
        return [("submits on PostgreSQL", "not run: set BENCH_DATABASE_URL", True)]
    number = os.environ.get("BENCH_SUBMITS", "10000")
    environment = os.environ | {"DATABASE_URL": address}
    command = [sys.executable, "-m", "tests.bench.submits", number]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    said = "{sent:,} over {connections} connections, {lost} lost, {doubled} doubled, {cpu_ms:.2f} ms CPU each"
    return [("submits on PostgreSQL", said.format(**found), found["lost"] == found["doubled"] == 0)]


def main(number: int) -> None:
    """Fill the database of DATABASE_URL with `number` drafts, send them all, and print what came of it."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from tests.factories.surveys import make_page

    page = make_page(slug=f"bench-{time.time_ns()}")
    drafts = _drafts(page.survey, number)
    worker = _worker()
    began, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        sent = pool.map(lambda place: _send(page.slug, drafts[place], place), range(number))
        for place, _done in enumerate(sent):
            if place == number // 2:  # the rest go on being sent meanwhile
                worker.kill()
                worker.wait()
                worker = _worker()
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    worker.kill()
    worker.wait()
    print(json.dumps(_counted(page.survey.pk, number) | {"rate": number / took, "cpu_ms": 1000 * cpu / number}))  # noqa: T201


def _drafts(survey: Any, number: int) -> list[str]:
    """`number` full drafts, begun an hour ago; their names."""
    from datetime import timedelta

    from django.utils import timezone

    from surveys import attempts
    from surveys.models import Draft
    from tests.factories.surveys import full_document

    now, document = timezone.now(), full_document(survey)
    words = next(qid for qid, answer in document.items() if answer == "some words")
    rows = [
        Draft(
            key_hash=attempts.hash_of(survey.pk, attempts.new_key()),
            version=survey.version,
            document={**document, words: f"the words of number {place}"},
            started_at=now - timedelta(hours=1),
            expires_at=now + timedelta(days=1),
        )
        for place in range(number)
    ]
    Draft.objects.bulk_create(rows, batch_size=1000)
    return [row.pk for row in rows]


def _send(slug: str, draft: str, place: int) -> None:
    """Send one draft, some of them three times over, on this thread's own connection."""
    from surveys.actions import Sent, submit

    for _press in range(3 if place % RETRY_EVERY == 0 else 1):
        if submit(hashes=[draft], slug=slug) != Sent.YES:
            raise RuntimeError("a submit was not taken")


def _worker() -> subprocess.Popen[bytes]:
    """A process that folds without pause, ready."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}
    )
    if worker.stdout is None or worker.stdout.readline() != b"ready\n":
        raise RuntimeError("the worker did not start")
    return worker


def _counted(survey_id: int, number: int) -> dict[str, Any]:
    from surveys.folding import fold, rebuild
    from surveys.models import Response, Tally

    while fold(survey_id=survey_id):
        pass
    rows = Response.objects.filter(survey=survey_id).values_list("document", flat=True)
    texts = [json.dumps(document, sort_keys=True) for document in rows.iterator()]
    tally = Tally.objects.get(survey=survey_id)
    folded = (tally.responses, tally.counts)
    rebuilt = rebuild(survey_id=survey_id)
    wrong = folded != (rebuilt.responses, rebuilt.counts)
    return {
        "sent": number,
        "connections": CONNECTIONS,
        "lost": number - len(set(texts)),
        "doubled": len(texts) - len(set(texts)) + wrong,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
