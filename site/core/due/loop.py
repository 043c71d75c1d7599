"""Doing what is due: background tasks and due jobs, in two supervised threads (docs/adr/0002-background-work.md)."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from core.due import lease
from core.due.registry import Job, jobs

logger = logging.getLogger(__name__)

PAUSE_AFTER_FAILURE = 1.0
LONGEST_SLEEP = 1.0


def _task_worker(*, batch: bool) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0.5,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def run_job(job: Job) -> None:
    """Run one job. A failure is logged with the job's name, and the job is tried again at its next time."""
    try:
        job.run()
    except Exception:
        logger.exception("The job %s failed", job.name)


def run_everything_once() -> None:
    """Do every waiting task, every due job, and the tasks that those jobs made. For tests and for cron."""
    _task_worker(batch=True).run()
    for job in jobs():
        job.run()
    _task_worker(batch=True).run()


class Background:
    """The worker of one process: `start()` its threads, `stop(seconds)` and join them."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._holder = get_random_string(32)
        self._worker = _task_worker(batch=False)
        self._threads = [
            threading.Thread(target=self._supervise, args=(work,), name=name, daemon=True)
            for name, work in (("background tasks", self._tasks), ("due jobs", self._due_jobs))
        ]

    def start(self) -> None:
        """Start working; returns at once."""
        for thread in self._threads:
            thread.start()

    def ask_to_stop(self) -> None:
        """Tell the threads to end after what they have in hand; returns at once."""
        self._stopped.set()
        self._worker.running = False

    def stop(self, seconds: float = 5.0) -> bool:
        """Ask the threads to end and wait for them at most `seconds`: whether all ended."""
        self.ask_to_stop()
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _supervise(self, work: Callable[[], None]) -> None:
        """Run `work` until it is told to stop; start it again when it fails, as after a locked or lost database."""
        while not self._stopped.is_set():
            try:
                work()
            except Exception:
                logger.exception("%s stopped and will start again", threading.current_thread().name.capitalize())
                self._stopped.wait(PAUSE_AFTER_FAILURE)
            finally:
                connections.close_all()

    def _tasks(self) -> None:
        self._worker.run()

    def _due_jobs(self) -> None:
        next_at = {job.name: 0.0 for job in jobs()}
        renew_at = 0.0
        leading = False
        while not self._stopped.is_set():
            close_old_connections()
            now = time.monotonic()
            if now >= renew_at:
                leading = lease.take(self._holder)
                renew_at = now + lease.RENEW_AFTER.total_seconds()
            for job in jobs() if leading else []:
                if now >= next_at[job.name] and not self._stopped.is_set():
                    run_job(job)
                    next_at[job.name] = now + job.every_seconds
            self._stopped.wait(min(LONGEST_SLEEP, max(0.05, min([*next_at.values(), renew_at]) - time.monotonic())))
        lease.give_back(self._holder)
