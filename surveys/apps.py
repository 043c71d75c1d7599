"""Consultations: surveys, answering and results."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """This package as a Django app."""

    name = "surveys"
    label = "surveys"

    def ready(self) -> None:
        """Register what public pages show, what falls due, and the guard of published versions."""
        from wagtail.signals import task_submitted, workflow_rejected  # noqa: PLC0415

        from core import due  # noqa: PLC0415 - they need the models
        from core.audit.triggers import refuse_changes  # noqa: PLC0415
        from core.pages.cache import watch  # noqa: PLC0415
        from core.people import copies, promises  # noqa: PLC0415
        from core.people.models import Profile, RoleAssignment, User  # noqa: PLC0415
        from surveys import denying, following, levels, linking, showing, staff_words, tasks  # noqa: PLC0415
        from surveys.authoring import approving  # noqa: PLC0415
        from surveys.groups import registering as groups  # noqa: PLC0415
        from surveys.models import (  # noqa: PLC0415
            ConsultationIndexPage,
            ConsultationPage,
            PublicAnswer,
            Release,
            Survey,
            SurveyVersion,
        )
        from surveys.xlsform.actions import forget_old_imports  # noqa: PLC0415

        watch(ConsultationIndexPage, ConsultationPage, Release, Survey)
        watch(PublicAnswer, when=showing.matters)
        watch(RoleAssignment, when=denying.assignment_matters)
        watch(User, when=lambda *row: denying.person_matters(*row) or showing.person_matters(*row))
        watch(Profile, when=showing.profile_matters)
        promises.register(denying.stands_against)
        task_submitted.connect(approving.was_sent_in, dispatch_uid="surveys.sent_in")
        workflow_rejected.connect(approving.was_sent_back, dispatch_uid="surveys.sent_back")
        due.register("surveys.fold", tasks.FOLD_EVERY, tasks.fold_full_batches)
        due.register("surveys.fold_rest", tasks.LONGEST_WAIT, tasks.fold_pending)
        due.register("surveys.tell_followers", following.EVERY, following.tell_followers)
        following.register()
        copies.register("consultations_followed", following.copied)
        due.register("surveys.sweep", tasks.SWEEP_EVERY, tasks.sweep)
        due.register("surveys.imports", 6 * 3600, forget_old_imports)
        groups.register()
        copies.register("consultations_answered_with_account", linking.copied)
        levels.guard()
        refuse_changes(SurveyVersion, "a published survey version never changes")
        staff_words.register()
