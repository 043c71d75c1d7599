"""Sign-in and My account. Our own pages come before allauth's of the same address."""

from django.urls import include, path

from core.people import views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("signup/", views.join, name="account_signup"),
    path("under-13/", views.under_13, name="account_under_13"),
    path("recover/", views.recover, name="account_recover"),
    path("words/", views.words, name="account_words"),
    path("words/new/", views.new_words, name="account_new_words"),
    path("sign-ins/end/", views.end_sign_ins, name="account_end_sign_ins"),
    path("copy/", views.copy, name="account_copy"),
    path("leave/", views.leave, name="account_leave"),
    path("gone/", views.gone, name="account_gone"),
    path("second-step/", views.factor, name="account_factor"),
    path("lock/", views.lock, name="account_lock"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
