"""Writing to the partnership: the form is on a kept page, so it posts without a token."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.pages.addresses import path_of
from core.pages.cache import never_count, never_keep
from core.pages.kept_forms import kept_form
from core.pages.languages import every_language
from core.pages.queries import shown
from core.people.limits import too_often
from home.partnership.actions import most_urgent, write_to_us
from home.partnership.enums import ContactTopic
from home.partnership.forms import ContactForm
from home.partnership.models import ContactPage

MOST_AN_HOUR = 6


@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """A message to the partnership: kept, then a page that says what happens next. Errors keep what was typed."""
    never_keep(request)
    never_count(request)
    if request.method != "POST":
        return _form_page(request)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _show(request, form, 422)
    topic, text = ContactTopic(form.cleaned_data["topic"]), form.cleaned_data["text"]
    # Somebody in danger is never told to wait, also where a whole school shares one address.
    if too_often(request, "contact", most=MOST_AN_HOUR, seconds=3600) and not _is_urgent(topic, text):
        return _show(request, form, 429)
    message = write_to_us(topic=topic, text=text, reply_to=form.cleaned_data["reply_to"], area=form.area_chosen)
    answer = redirect(reverse("contact_sent") + ("?first=1" if message.with_safeguarding else ""))
    answer.status_code = 303
    return answer


def _is_urgent(topic: ContactTopic, text: str) -> bool:
    return topic == ContactTopic.SAFETY or bool(most_urgent(text))


def _form_page(request: HttpRequest) -> HttpResponse:
    """The page with the form where the partnership has one, else the form alone."""
    page = shown(ContactPage).first()
    path = path_of(page.pk) if page else None
    return redirect(path) if path else _show(request, ContactForm(), 200)


def _show(request: HttpRequest, form: ContactForm, status: int) -> HttpResponse:
    context = {"form": form, "too_often": status == 429, "page_languages": every_language(request)}
    response = render(request, "partnership/contact_form.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, where help is, and what happens next; `?first=1` where a safeguarding lead reads it first."""
    never_keep(request)
    never_count(request)
    context = {"first": request.GET.get("first") == "1"}
    response = render(request, "partnership/contact_sent.html", context)
    response["Cache-Control"] = "no-store"
    return response
