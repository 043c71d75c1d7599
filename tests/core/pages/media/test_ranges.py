"""Film and sound in parts."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model

from core.pages.media.ranges import asked_part

SOUND = b"ID3\x04" + bytes(range(200)) * 1000


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=0-0", (0, 0)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=0-1,5-9", None),
        ("bits=0-1", None),
        ("bytes=x-y", None),
        ("bytes=0-9999999999999999999", None),
    ],
)
def test_a_part_is_read_as_the_standard_says(header, part):
    assert asked_part(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_part_beyond_the_end_is_none(header):
    with pytest.raises(IndexError):
        asked_part(header, 100)


@given(st.text(max_size=30), st.integers(0, 10**6))
def test_any_header_gives_a_part_inside_the_file(header, size):
    try:
        part = asked_part(f"bytes={header}", size)
    except IndexError:
        return
    assert part is None or 0 <= part[0] <= part[1] < size


@pytest.fixture
def sound(db):
    return get_document_model().objects.create(title="Talk", for_all=True, file=ContentFile(SOUND, name="talk.mp3"))


def ask(client, sound, **headers):
    answer = client.get(sound.url, headers=headers)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_player_gets_the_part_that_it_asks_for(client, sound):
    answer, content = ask(client, sound, range="bytes=1000-1999")
    assert answer.status_code == 206
    assert content == SOUND[1000:2000]
    assert answer["Content-Range"] == f"bytes 1000-1999/{len(SOUND)}"
    assert answer["Content-Length"] == "1000"


def test_without_asking_the_whole_comes_and_says_that_parts_can_be_had(client, sound):
    answer, content = ask(client, sound)
    assert answer.status_code == 200
    assert content == SOUND
    assert answer["Accept-Ranges"] == "bytes"


def test_a_part_beyond_the_end_is_refused_with_the_size(client, sound):
    answer, _content = ask(client, sound, range="bytes=999999999-")
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(SOUND)}"


def test_a_part_of_an_older_file_becomes_the_whole(client, sound):
    answer, content = ask(client, sound, range="bytes=0-9", **{"if-range": '"old"'})
    assert (answer.status_code, content) == (200, SOUND)


def test_other_files_come_whole(client, db):
    words = get_document_model().objects.create(title="W", for_all=True, file=ContentFile(b"words", name="w.txt"))
    answer, content = ask(client, words, range="bytes=0-1")
    assert (answer.status_code, content) == (200, b"words")
