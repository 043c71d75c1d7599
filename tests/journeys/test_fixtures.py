"""The fixtures that journeys stand on do what they say."""

from __future__ import annotations

from wagtail.models import Page

from core.people.models import User


def test_a_page_is_served_with_and_without_scripts(site_url, page, noscript_page, check_axe):
    for reader in (page, noscript_page):
        reader.goto("/healthz")
        reader.set_content("<!doctype html><html lang=en><title>t</title><main><h1>Hello</h1></main></html>")
        check_axe(reader)
    assert page.goto("/healthz").json() == {"alive": True}


def test_signing_in_gives_a_real_session(site_url, page, sign_in):
    sign_in(page, User.objects.create_user("someone", password="a long enough one"))
    page.goto("/account/logout/")
    assert "/login" not in page.url


def test_committed_rows_of_migrations_are_there_again(site_url, run_background):
    assert Page.objects.exists()
    run_background()


def test_asking_another_host_is_noticed_and_going_there_is_not(page, watch_of):
    page.goto("/healthz")
    page.evaluate("fetch('https://example.com/').catch(() => 1)")
    page.goto("https://www.bbc.co.uk/weather")
    assert page.title() == "Elsewhere"
    problems = watch_of(page).problems
    assert any("asked another host" in problem or "policy broken" in problem for problem in problems)
    problems.clear()
