"""Consultations: surveys, answering and results."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SurveysConfig(AppConfig):
    """This package as a Django app."""

    name = "surveys"
    label = "surveys"

    def ready(self) -> None:
        """Register what public pages show, what falls due, and the guard of published versions."""
        from core import due  # noqa: PLC0415 - they need the models
        from core.pages.cache import watch  # noqa: PLC0415
        from surveys import tasks, triggers  # noqa: PLC0415
        from surveys.models import ConsultationIndexPage, ConsultationPage, Release, Survey  # noqa: PLC0415

        watch(ConsultationIndexPage, ConsultationPage, Release, Survey)
        due.register("surveys.fold", tasks.FOLD_EVERY, tasks.fold_full_batches)
        due.register("surveys.fold_rest", tasks.LONGEST_WAIT, tasks.fold_pending)
        due.register("surveys.sweep", tasks.SWEEP_EVERY, tasks.sweep)

        def put_back(using: str, **_kwargs: Any) -> None:
            triggers.install(using)

        post_migrate.connect(put_back, sender=self, weak=False, dispatch_uid="surveys.triggers")
