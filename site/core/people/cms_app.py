"""wagtail.users, with our own form for people."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Puts our viewset in the place of Wagtail's."""

    user_viewset = "core.people.viewsets.PeopleViewSet"
