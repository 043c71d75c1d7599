import logging

import pytest
from django.conf import settings

from config.logs import DiscreetFormatter


def line(message, *args, problem=None):
    info = (type(problem), problem, None) if problem else None
    return DiscreetFormatter("{message}", style="{").format(
        logging.LogRecord("x", logging.WARNING, __file__, 1, message, args, info)
    )


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Failed to send notification email to o'neil.sam+x@mail.example.org", "mail.example.org"),
        ("refused {'kim@example.org': (550, b'no')}", "kim"),
        ("from 203.0.113.77 port 9", "203.0.113"),
        ("looked for ZZ99 4XX", "4XX"),
        ("looked for bs13nx today", "bs13nx"),
    ],
)
def test_addresses_of_people_are_left_out(words, hidden):
    assert hidden not in line(words)
    assert hidden not in line("%s", words)
    assert hidden not in line("failed", problem=ValueError(words))


@pytest.mark.parametrize("words", ["Django 5.2.19", "listening on 127.0.0.1:8000", "case 12 of 2026-11-22", "@media"])
def test_what_is_no_address_stays(words):
    assert line(words) == words


def test_every_line_of_the_site_is_written_so():
    assert settings.LOGGING["formatters"]["line"]["()"] == "config.logs.DiscreetFormatter"
    assert {each["formatter"] for each in settings.LOGGING["handlers"].values()} == {"line"}
