"""Headers: strict on public pages, wider under /cms/, framed only where previews need it."""

from __future__ import annotations

import pytest

from core.people.models import User


@pytest.mark.django_db
def test_public_pages_allow_nothing_inline_and_no_other_host(client):
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_every_answer_says_how_to_refer_and_what_it_may_not_use(client):
    response = client.get("/account/login/")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_the_cms_allows_inline_but_never_eval(client):
    client.force_login(User.objects.create_superuser("boss"))
    response = client.get("/cms/", follow=False)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_only_a_demonstration_asks_not_to_be_indexed(client, settings):
    settings.DEMO = True
    assert client.get("/healthz")["X-Robots-Tag"] == "noindex, nofollow"
    settings.DEMO = False
    assert "X-Robots-Tag" not in client.get("/healthz")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["documents/plan.pdf", "original_images/a.png", "../secret_key", "none.png", "a%00b"])
def test_private_and_missing_uploads_are_not_found(client, media_root, name):
    (media_root / "documents").mkdir(exist_ok=True)
    (media_root / "documents" / "plan.pdf").write_text("x")
    assert client.get(f"/media/{name}").status_code in (400, 404)


@pytest.mark.django_db
def test_an_uploaded_picture_is_served_and_kept_by_browsers(client, media_root):
    (media_root / "images").mkdir(exist_ok=True)
    (media_root / "images" / "a.png").write_bytes(b"\x89PNG")
    response = client.get("/media/images/a.png")
    assert b"".join(response.streaming_content) == b"\x89PNG"
    response.close()
    assert "immutable" in response["Cache-Control"]
