"""Consultations: surveys, answering and results."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """This package as a Django app."""

    name = "surveys"
    label = "surveys"

    def ready(self) -> None:
        """Register what public pages show, what falls due, and the guard of published versions."""
        from core import due  # noqa: PLC0415 - they need the models
        from core.audit.triggers import refuse_changes  # noqa: PLC0415
        from core.pages.cache import watch  # noqa: PLC0415
        from surveys import tasks  # noqa: PLC0415
        from surveys.models import (  # noqa: PLC0415
            ConsultationIndexPage,
            ConsultationPage,
            Release,
            Survey,
            SurveyVersion,
        )

        watch(ConsultationIndexPage, ConsultationPage, Release, Survey)
        due.register("surveys.fold", tasks.FOLD_EVERY, tasks.fold_full_batches)
        due.register("surveys.fold_rest", tasks.LONGEST_WAIT, tasks.fold_pending)
        due.register("surveys.sweep", tasks.SWEEP_EVERY, tasks.sweep)
        refuse_changes(SurveyVersion, "a published survey version never changes")
