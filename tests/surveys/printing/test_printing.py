"""The form on paper: every kind of question for a pen, skip rules in words, version and digest, no cookie."""

import gzip
import re

import pytest

from surveys.definition import Choice, Definition, Question, Row, Section
from surveys.enums import QuestionKind as Kind
from surveys.printing.sheets import printed
from surveys.printing.skipping import skip_words
from tests.factories.areas import PartnershipFactory
from tests.factories.surveys import make_page, make_survey, single
from tests.queries import assert_queries

YES_NO = (Choice("a", "Yes", code="yes"), Choice("b", "No", code="no"))


def asked(*questions, sections=()):
    return Definition(questions=questions, sections=sections)


def words(rule, *, section="", sections=(), more=()):
    first = Question("1", Kind.SINGLE, "Out at night?", choices=YES_NO, code="out")
    second = Question("2", Kind.NUMBER, "How often?", code="often")
    third = Question("3", Kind.TEXT, "Why?", when=rule, section=section)
    return skip_words(asked(first, second, third, *more, sections=sections), third)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("${out} = 'yes'", "you ticked “Yes” in question 1"),
        ("${out} != 'yes'", "you did not tick “Yes” in question 1"),
        ("selected(${out}, 'no')", "you ticked “No” in question 1"),
        ("not(selected(${out}, 'no'))", "you did not tick “No” in question 1"),
        ("${out} != ''", "you answered question 1"),
        ("${often} = ''", "you did not answer question 2"),
        ("${often} > 3", "your answer to question 2 is more than 3"),
        ("${often} <= 3", "your answer to question 2 is 3 or less"),
        ("${out} = 'yes' and ${often} >= 3", "question 1, and your answer to question 2 is 3 or more"),
        ("${out} = 'yes' or ${out} = 'no'", "question 1, or you ticked “No” in question 1"),
        ("not(selected(${out}, 'no') and selected(${out}, 'yes'))", "question 1, or you did not tick “Yes”"),
    ],
)
def test_a_skip_rule_in_words(rule, said):
    assert said in words(rule)


def test_whom_it_does_not_fit_is_sent_to_the_next_question_of_everybody():
    same = Question("4", Kind.TEXT, "More?", when="${out} = 'yes'")
    last = Question("5", Kind.TEXT, "Anything else?")
    assert words("${out} = 'yes'", more=(same, last)).endswith("If not, go to question 5.")
    assert words("${out} = 'yes'").endswith("If not, you have come to the end.")


@pytest.mark.parametrize("rule", ["today() > '2026-01-01'", "${out} = 'maybe'", "${out} + 1 = 2"])
def test_an_involved_rule_is_said_as_staff_read_it(rule):
    assert words(rule).startswith("Answer this only if ")


def test_a_rule_that_cannot_be_read_says_so():
    assert "only for some people" in words("(((")


def test_the_rule_of_a_part_counts_for_its_questions():
    part = Section("s", "Nights", when="${out} = 'yes'")
    assert "you ticked “Yes” in question 1" in words("", section="s", sections=(part,))
    assert ", and " in words("${often} > 3", section="s", sections=(part,))


def test_every_kind_of_question_stands_on_paper():
    rows = (Row("r", "Buses"),)
    for kind in Kind:
        question = Question("1", kind, "What?", choices=YES_NO, rows=rows, total=10, limit=2)
        item = printed(asked(question))[0]
        assert (item.shape != "nothing") == question.asks, kind
        assert (item.number == 1) == question.asks, kind


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def page(self):
        return make_page(survey=make_survey(questions=[single(label="Do you feel safe?"), single()]))

    def test_it_shows_the_questions_the_version_and_the_digest(self, client, page):
        PartnershipFactory(contact_address="1 Moor Road\nBrackenton")
        words = client.get(f"/consultations/{page.slug}/print/").content.decode()
        for said in ("1. Do you feel safe?", "Tick one box.", "Version 1", page.survey.version.sha256[:12]):
            assert said in words
        assert "1 Moor Road<br>Brackenton" in words
        assert 'name="robots" content="noindex"' in words

    def test_large_print_is_the_same_page_in_another_size(self, client, page):
        usual = client.get(f"/consultations/{page.slug}/print/").content.decode()
        large = client.get(f"/consultations/{page.slug}/print/?large=1").content.decode()
        assert re.search(r'<body class="sheet large', large)
        assert re.search(r'<body class="sheet"', usual)
        assert usual.count("<h3>") == large.count("<h3>")

    def test_it_sets_no_cookie_reads_no_session_and_is_small(self, client, page):
        client.get(f"/consultations/{page.slug}/print/")
        with assert_queries(3):  # the page with its survey and version, and what the frame reads when it is cold
            answer = client.get(f"/consultations/{page.slug}/print/")
        assert not answer.cookies
        assert len(gzip.compress(answer.content)) < 8_000

    def test_what_is_not_published_is_not_printed(self, client, page):
        page.unpublish()
        assert client.get(f"/consultations/{page.slug}/print/").status_code == 404

    def test_in_another_language_it_stands_under_that_languages_address(self, client, page):
        assert client.get(f"/cy/consultations/{page.slug}/print/").status_code in (200, 404)
