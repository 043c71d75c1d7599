"""Forms in the house look: labels, hints, mistakes beside the field and in the summary, what was typed kept."""

import re

import pytest
from django import forms
from django.template import Context, Template


class Sample(forms.Form):
    name = forms.CharField(label="Name people see", help_text="Make one up.", max_length=5)
    email = forms.EmailField(label="E-mail", required=False)
    way = forms.ChoiceField(label="How?", choices=[("a", "Walk"), ("b", "Bus")], widget=forms.RadioSelect)
    area = forms.ChoiceField(label="Area", choices=[("x", "X")])
    rules = forms.BooleanField(label="I agree", error_messages={"required": "Tick the house rules"})
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def show(data=None, source="{{ form }}") -> str:
    return Template(source).render(Context({"form": Sample(data)}))


def test_an_empty_form_has_labels_hints_and_no_summary():
    html = show()
    assert '<label for="id_name">Name people see</label>' in html
    assert '<span class="hint" id="id_name_helptext">Make one up.</span>' in html
    assert 'class="errors"' not in html
    assert html.count('id="id_secret"') == 1


def test_a_mistake_stands_beside_its_field_and_is_tied_to_it():
    html = show({"name": "toolong"})
    control = re.search(r"<input[^>]*id=\"id_name\"[^>]*>", html)[0]
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_name_helptext id_name_error"' in control
    assert 'value="toolong"' in control
    assert '<p class="err" id="id_name_error">' in html


def test_the_summary_links_to_the_first_control_of_each_field():
    html = show({"name": ""})
    summary = html[html.index('class="errors"') : html.index("</ul>")]
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_name", "id_way_0", "id_area", "id_rules"]
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{target}"' in html
    assert 'role="alert" tabindex="-1"' in html


def test_mistakes_name_their_field_in_plain_words():
    html = show({"name": "", "email": "x"})
    for words in ["Please fill in: Name people see", "Please choose: How?", "Please choose: Area"]:
        assert words in html
    assert "This field is required" not in html
    assert "Name people see: at most 5 characters. You have 7." in show({"name": "toolong"})


def test_words_of_the_form_itself_win():
    html = show({"name": "x"})
    assert "Tick the house rules" in html
    assert "Please tick" not in html


def test_choices_are_a_fieldset_described_by_its_mistake():
    html = show({"name": "x"})
    assert '<fieldset class="flow" aria-describedby="id_way_error">' in html
    assert "<legend>How?</legend>" in html
    assert html.count('<label class="choice">') == 3


def test_what_was_typed_is_escaped_and_kept():
    assert "&lt;script&gt;" in show({"name": "<script>"})


@pytest.mark.parametrize(("extra", "expected"), [("box=True", "choice box"), ("heading=True", "<legend><h1>How?</h1>")])
def test_a_field_alone_can_be_large_or_a_heading(extra, expected):
    html = show(source="{% include 'components/field.html' with field=form.way " + extra + " only %}")
    assert expected in html


def test_a_nul_byte_is_a_plain_mistake():
    assert "id_name_error" in show({"name": "a\x00b"})
