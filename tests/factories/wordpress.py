"""Exports of an invented WordPress site."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from news.wordpress.actions import begin, make_drafts, take_upload
from news.wordpress.planning import read_export

SITE = "https://old.example.org"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{v}/excerpt/" xmlns:wp="http://wordpress.org/export/{v}/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Old site</title><link>{site}</link><wp:wxr_version>{v}</wp:wxr_version>
<wp:base_blog_url>{site}</wp:base_blog_url>
<wp:author><wp:author_login>sam</wp:author_login><wp:author_email>sam@example.org</wp:author_email>
<wp:author_display_name><![CDATA[Sam of the team]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>\n"


def cdata(words):
    return "<![CDATA[" + words.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def item(number=1, *, title="A post", content="<p>Words.</p>", kind="post", status="publish", terms=(), more="",
         slug=None, day="2020-05-06 10:00:00", guid=None, excerpt="", link=None):  # fmt: skip
    """One item of an export."""
    slug = f"post-{number}" if slug is None else slug
    guid = guid or f"{SITE}/?p={number}"
    link = f"{SITE}/2020/05/{slug}/" if link is None else link
    tags = "".join(f'<category domain="{d}" nicename="x">{cdata(n)}</category>' for d, n in terms)
    return f"""<item><title>{escape(title)}</title><link>{escape(link)}</link><dc:creator>sam</dc:creator>
<guid isPermaLink="false">{escape(guid)}</guid><content:encoded>{cdata(content)}</content:encoded>
<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded><wp:post_id>{number}</wp:post_id><wp:post_date>{day}</wp:post_date>
<wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{tags}{more}
<wp:comment><wp:comment_author_email>reader@example.org</wp:comment_author_email></wp:comment></item>
"""


def attachment(number, address):
    """A file of the old site's library."""
    more = f"<wp:attachment_url>{address}</wp:attachment_url>"
    return item(number, title="A file", kind="attachment", status="inherit", more=more)


def thumbnail(number):
    """The mark of a post's main picture."""
    return f"<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{number}</wp:meta_value></wp:postmeta>"


def wxr(*items, version="1.2"):
    """A whole export as bytes."""
    return (HEAD.format(v=version, site=SITE) + "".join(items) + TAIL).encode()


def zipped(files):
    """A ZIP of `files` (name → bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def held(body, user, parent, *, uploads=None, fetches=False):
    """An export that was uploaded and read."""
    archive = ContentFile(uploads, name="uploads.zip") if uploads else None
    export = take_upload(
        user=user, parent=parent, file=ContentFile(body, name="x.xml"), uploads=archive, fetches=fetches
    )
    read_export(export)
    export.refresh_from_db()
    return export


def moved(body, user, parent, *, topics=None, **more):
    """An export whose drafts were made."""
    export = held(body, user, parent, **more)
    begin(export=export, user=user, topics=topics or {})
    export.refresh_from_db()
    make_drafts(export)
    export.refresh_from_db()
    return export
