"""/cms/users: people with the one name they sign in with, their employer and their roles."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from core.people import actions
from core.people.cms_forms import NewPersonForm, PersonForm


class StandsInTheForm:
    """A promise to the public that somebody else's change brought up after the form was read stands in the form."""

    def form_valid(self, form: Any) -> Any:
        """Save it. Where it may not be, the form again, with why."""
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.form_invalid(form)  # type: ignore[attr-defined]


class AddPersonView(StandsInTheForm, CreateView):
    """Adding somebody; the audit learns who did it."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}


class EditPersonView(StandsInTheForm, EditView):
    """Changing somebody; the audit learns who did it."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}


class DeletePersonView(DeleteView):
    """Deleting somebody goes the same way as *Delete my account*: every app lets go first, and the audit knows."""

    def delete_action(self) -> None:
        actions.delete_account(user=self.object, by=self.request.user)


class ListPeopleView(IndexView):
    """The list without boxes to tick: acting on many at once would pass by roles, audit and erasure."""

    @cached_property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if column.name != "bulk_actions"]


class PeopleViewSet(UserViewSet):
    """Wagtail's list of users with our forms."""

    index_view_class = ListPeopleView
    delete_view_class = DeletePersonView
    add_view_class = AddPersonView
    edit_view_class = EditPersonView
    template_prefix = "people/cms_users/"

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonForm if for_update else NewPersonForm
