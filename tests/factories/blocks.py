"""A body with one of every block that pages share, as stored, with invented words of Brackenshire."""

from typing import Any

from tests.factories.news import document, image


def entry(**value: Any) -> dict[str, Any]:
    """One row of a list inside a block, as stored."""
    return {"type": "item", "value": value, "id": "0d1c7f0e-0000-4000-8000-000000000000"}


def portrait(picture: Any) -> dict[str, Any]:
    """A stored photo with its words."""
    return {"image": picture.pk, "alt_text": "Sam smiles in front of a bus", "decorative": False}


def attachment(file: Any, **fields: Any) -> dict[str, Any]:
    """A stored file with its summary."""
    return {"document": file.pk, "title": "", "description": "What we agreed in May.", "date": "2026-05-04", **fields}


def words() -> list[dict[str, Any]]:
    """Every block that needs no picture, file or page."""
    table = {
        "caption": "What the fund paid for",
        "columns": [{"type": "words", "heading": "Project"}, {"type": "figure", "heading": "Pounds"}],
        "rows": [{"values": ["Late buses", "12,000"]}, {"values": ["Open gym nights", "8,500"]}],
    }
    row = {
        "need": "Young people walk home through a dark lane after ten.",
        "inputs": "£12,000 and one bus",
        "activities": "A bus at 22:15 on six nights",
        "outputs": "240 journeys a month",
        "outcomes": "Fewer people walk alone at night",
        "impact": "Fewer people are hurt",
    }
    figure = {
        "value": "4 in 10",
        "label": "people who answered said better lights would help most",
        "period": "Summer 2026",
        "comparator": "3 in 10 the summer before",
        "source": "Our summer survey",
        "source_url": "https://example.org/survey",
    }
    return [
        {"type": "heading", "value": {"text": "What is new", "level": "2"}},
        {"type": "paragraph", "value": "<p>Six <b>new</b> lights went up on College Road.</p>"},
        {"type": "callout", "value": {"kind": "c", "title": "Need to talk?", "text": "Childline is free."}},
        {"type": "details", "value": {"title": "What counts as violence?", "body": "<p>Being hurt.</p>"}},
        {
            "type": "accordion",
            "value": {
                "entries": [
                    entry(title="Do I have to give my name?", body="<p>No. <b>Never</b>.</p>"),
                    entry(title="Who reads it?", body="<ul><li>Two people in our team</li></ul>"),
                ]
            },
        },
        {
            "type": "steps",
            "value": {
                "entries": [
                    entry(title="Tell us what you saw", body="<p>Say:</p><ul><li>where</li><li>when</li></ul>"),
                    entry(title="We look into it", url="https://example.org/how/"),
                ]
            },
        },
        {"type": "do_dont", "value": {"do": ["listen first"], "dont": ["promise to keep it secret"]}},
        {"type": "statistic", "value": figure},
        {"type": "table", "value": {"table": table, "row_headings": True}},
        {
            "type": "timeline",
            "value": {
                "entries": [
                    entry(when="May 2026", title="You told us that the path is dark", text="", done=True),
                    entry(when="Spring 2027", title="We ask again", text="By survey.", done=False),
                ]
            },
        },
        {
            "type": "logic_model",
            "value": {
                "title": "How late buses make it safer",
                "entries": [entry(**row), entry(**row)],
                "assumptions": "People know of the bus.",
            },
        },
        {
            "type": "themes",
            "value": {"people": "<p>Mentors.</p>", "partners": "<p>One plan.</p>", "places": "<p>Lights.</p>"},
        },
        {
            "type": "contact",
            "value": {
                "name": "Press office",
                "role": "Questions from journalists",
                "phone": "01632 960123",
                "email": "press@example.org",
                "hours": "Monday to Friday, 9 to 5",
            },
        },
        {"type": "cta", "value": {"label": "Answer the survey", "url": "https://example.org/", "style": "line"}},
        {"type": "emergency", "value": None},
    ]


def things(page: int | None = None) -> list[dict[str, Any]]:
    """Every block that shows a picture or a file, each with one of its own, and links to `page`."""
    return [
        {
            "type": "image",
            "value": {
                "image": image("Lights").pk,
                "alt_text": "Six lights on a path",
                "decorative": False,
                "caption": "College Road",
                "credit": "Sam Example",
            },
        },
        {
            "type": "quote",
            "value": {
                "text": "Ask us first.",
                "name": "Sam Example",
                "role": "Youth worker",
                "organisation": "",
                "photo": portrait(image("Sam")),
            },
        },
        {
            "type": "video",
            "value": {
                "title": "How the youth board works",
                "url": "https://www.youtube.com/watch?v=none",
                "poster": image("Still").pk,
                "captions": "in",
                "minutes": "3 minutes",
                "size": "about 40 MB",
                "transcript": "<p>We meet on Tuesdays.</p>",
            },
        },
        {
            "type": "audio",
            "value": {
                "title": "Bus stop talk",
                "document": document("Talk").pk,
                "minutes": "4 minutes",
                "transcript": "<p>What would help?</p>",
            },
        },
        {"type": "document", "value": attachment(document("Plan"), title="Our plan")},
        {
            "type": "attachments",
            "value": {
                "title": "Papers",
                "entries": [entry(**attachment(document(name))) for name in ("Agenda", "Minutes")],
            },
        },
        {
            "type": "people",
            "value": {
                "entries": [
                    entry(name="Sam Example", role="Chair", photo=portrait(image("Sam again")), page=page),
                    entry(name="Alex Sample", organisation="Brackenshire Council"),
                ]
            },
        },
        {"type": "cta", "value": {"label": "Read the other page", "page": page, "style": ""}},
    ]


def every_block(page: int | None = None) -> list[dict[str, Any]]:
    """One of each, and links to `page` (a page's key)."""
    return [*words(), *things(page)]
