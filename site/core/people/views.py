"""Joining, My account, recovery words, sign-ins, a copy, and leaving. allauth has the pages for sign-in itself."""

from __future__ import annotations

import time
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from core.people import actions, copies, recovery, sign_ins
from core.people.forms import JoinForm, LeaveForm, ProfileForm, RecoverForm
from core.people.models import User
from core.people.queries import has_factor

WORDS_KEY = "sayso_recovery_nonce"
WORDS_SHOWN_FOR = 15 * 60


def see_other(address: str) -> HttpResponseRedirect:
    """Go to `address` with a GET, whatever this request was."""
    return HttpResponseRedirect(address, status=303)


def signed_in(request: HttpRequest) -> User:
    """The person of a view that `login_required` guards."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


@never_cache
@sensitive_post_parameters("password")
@rate_limit(action="signup")
def join(request: HttpRequest) -> HttpResponse:
    """Sign up. Under 13 ends here: nothing is written, in the session neither."""
    if request.user.is_authenticated:
        return redirect("account_home")
    form = JoinForm(request.POST or None)
    if form.is_too_young:
        return see_other(reverse("account_under_13"))
    user = form.save() if form.is_valid() else None
    if user is None:
        return render(request, "account/signup.html", {"form": form, "next": get_next_redirect_url(request)})
    onward = get_next_redirect_url(request) or reverse("account_home")
    if user.email:
        return complete_signup(request, user=user, redirect_url=onward)
    complete_signup(request, user=user, redirect_url=onward)
    show_new_words(request, user, onward)
    return see_other(reverse("account_words"))


@require_safe
def under_13(request: HttpRequest) -> HttpResponse:
    """What somebody under 13 can do here. Reads no session and no user, sets nothing."""
    return render(request, "account/under_13.html")


def show_new_words(request: HttpRequest, user: User, onward: str) -> None:
    """Make new recovery words and let this session show them for a quarter of an hour."""
    request.session[WORDS_KEY] = [recovery.make(user), int(time.time()), onward]


@never_cache
@login_required
def words(request: HttpRequest) -> HttpResponse:
    """The new recovery words, until their owner says that they are safe or time runs out; then never again."""
    nonce, made_at, onward = request.session.get(WORDS_KEY, ("", 0, reverse("account_home")))
    if request.method == "POST" or not nonce or time.time() - made_at > WORDS_SHOWN_FOR:
        request.session.pop(WORDS_KEY, None)
        return see_other(onward)
    return render(request, "account/words.html", {"sets": recovery.words_of(nonce)})


@never_cache
@login_required
@sensitive_post_parameters("proof")
def new_words(request: HttpRequest) -> HttpResponse:
    """Make new recovery words, after the password once more; the old ones stop working."""
    user = signed_in(request)
    form = LeaveForm(request.POST or None, request=request, user=user)
    if form.is_valid():
        show_new_words(request, user, reverse("account_home"))
        return see_other(reverse("account_words"))
    return render(request, "account/new_words.html", {"form": form, "left": recovery.left(user)})


@never_cache
@sensitive_post_parameters("password", "words")
def recover(request: HttpRequest) -> HttpResponse:
    """A new password with a name and recovery words. Every other sign-in ends; the second factor is still asked for."""
    form = RecoverForm(request.POST or None, request=request)
    if form.is_valid() and form.user is not None:
        user = form.user
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
        sign_ins.end(user=user)
        messages.success(request, _("Your new password works."))
        return perform_login(request, Login(user=user, redirect_url=reverse("account_home")))
    return render(request, "account/recover.html", {"form": form})


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """My account."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, user=user) if hasattr(user, "profile") else None
    if form is not None and form.is_valid() and form.save():
        messages.success(request, _("Saved."))
        return see_other(reverse("account_home"))
    return render(request, "account/home.html", {"form": form, **_around(request, user)})


def _around(request: HttpRequest, user: User) -> dict[str, object]:
    """What stands beside the form of My account."""
    return {
        "user": user,
        "opens_cms": user.has_perm("wagtailadmin.access_admin"),
        "sign_ins": sign_ins.listed(user, request.session.session_key),
        "words_left": recovery.left(user),
        "has_factor": has_factor(user),
        "roles": list(user.roles.select_related("area")),
    }


@require_POST
@login_required
def end_sign_ins(request: HttpRequest) -> HttpResponse:
    """End one sign-in (`which`: its id) or all the others (`which`: others)."""
    user, which = signed_in(request), request.POST.get("which", "")
    if which == "others":
        sign_ins.end(user=user, keep_cookie=request.session.session_key)
    else:
        try:
            sign_ins.end(user=user, sign_in_id=UUID(which))
        except ValueError:
            raise Http404 from None
    messages.success(request, _("Signed out there."))
    return see_other(reverse("account_home") + "#places")


@never_cache
@login_required
def copy(request: HttpRequest) -> HttpResponse:
    """Everything held about this person, as a JSON file whose name says nothing."""
    answer = JsonResponse(copies.copy_of(signed_in(request)), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="my-copy.json"'
    return answer


@never_cache
@login_required
@sensitive_post_parameters("proof")
def leave(request: HttpRequest) -> HttpResponse:
    """Delete my account, after the password or a set of recovery words."""
    user = signed_in(request)
    form = LeaveForm(request.POST or None, request=request, user=user)
    if form.is_valid():
        actions.delete_account(user=user)
        logout(request)
        return see_other(reverse("account_gone"))
    return render(request, "account/leave.html", {"form": form})


@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """The account is deleted."""
    return render(request, "account/gone.html")


@never_cache
@login_required
def factor(request: HttpRequest) -> HttpResponse:
    """Why staff need a second factor, and where to set it up: all that staff without one can reach."""
    return render(request, "account/factor.html", {"has_factor": has_factor(signed_in(request))})


@never_cache
def lock(request: HttpRequest) -> HttpResponse:
    """Lock screen: sign out here, and come back to the same page after signing in again.

    A link from our own page locks at once; a link from elsewhere only shows the button, so that nobody else can press
    it for you.
    """
    back = get_next_redirect_url(request) or reverse("account_home")
    is_ours = request.method == "POST" or request.headers.get("Sec-Fetch-Site") == "same-origin"
    if request.user.is_authenticated and not is_ours:
        return render(request, "account/lock.html", {"next": back})
    logout(request)
    return see_other(f"{reverse('account_login')}?{urlencode({'next': back})}")
